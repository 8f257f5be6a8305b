using InverseRepro.Engine.Staging;
using static TorchSharp.torch;

namespace InverseRepro.Engine.Parity;

/// <summary>Compares a network with the stages of a golden model.</summary>
public static class ParityCheck
{
    /// <summary>Builds the network of <paramref name="golden"/>, fills it with deterministic weights, runs it and compares every stage.</summary>
    /// <exception cref="InvalidDataException">No family knows the network, or the file lacks a setting.</exception>
    public static ParityReport Run(GoldenModel golden, IEnumerable<ReferenceFamily> families)
    {
        var family = families.FirstOrDefault(f => f.Recognises(golden))
            ?? throw new InvalidDataException($"{golden.Path}: no network here is called '{golden.Id}'; known are {string.Join(", ", families.Select(f => f.Name))}");
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var reference = family.Build(golden);
        var features = new Features();
        foreach (var network in reference.Networks)
        {
            DeterministicWeights.Fill(network, golden.Scaled);
            network.eval();
        }
        reference.Run(golden, features);
        return new ParityReport(golden.Id, family.Name,
            golden.StateDictionary.Count == 0 ? [] : CompareKeys(golden, reference.Networks.Single()),
            Compare(golden, features.ToDictionary(f => f.Key, f => f.Value)));
    }

    /// <summary>
    /// One comparison for each stage of <paramref name="golden"/>, in its order; a stage that <paramref name="actual"/> lacks,
    /// or has in another shape, is reported as a fault.
    /// </summary>
    public static IReadOnlyList<StageComparison> Compare(GoldenModel golden, IReadOnlyDictionary<string, Tensor> actual) =>
        [.. golden.Stages.Select(stage => actual.TryGetValue(stage.Name, out var tensor)
            ? Compare(stage, tensor)
            : new StageComparison(stage.Name, double.NaN, stage.Bound, "not returned by the network"))];

    /// <summary>Compares one tensor with one stage.</summary>
    public static StageComparison Compare(GoldenStage stage, Tensor actual)
    {
        if (!actual.shape.SequenceEqual(stage.Shape))
            return new StageComparison(stage.Name, double.NaN, stage.Bound,
                $"has shape [{string.Join(',', actual.shape)}], the reference [{string.Join(',', stage.Shape)}]");
        using var scope = NewDisposeScope();
        var values = actual.detach().cpu().to(ScalarType.Float64).contiguous().data<double>().ToArray();
        var deviation = 0.0;
        void Note(double expected, double found)
        {
            var difference = expected.Equals(found) ? 0 : Math.Abs(expected - found);
            deviation = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(deviation, difference);
        }

        for (var k = 0; k < stage.Samples.Length; k++)
            Note(stage.Samples[k], values[HashValues.SampleIndex(k, values.Length)]);
        for (var i = 0; i < (stage.Values?.Length ?? 0); i++)
            Note(stage.Values![i], values[i]);
        Note(stage.Minimum, values.Min());
        Note(stage.Maximum, values.Max());
        if (stage.Mean is { } mean)
            Note(mean, values.Average());
        return new StageComparison(stage.Name, deviation, stage.Bound, null);
    }

    /// <summary>
    /// Differences between a network's state dictionary and the golden one: keys on one side only, and other shapes. Order is
    /// not compared. Empty when they agree.
    /// </summary>
    public static IReadOnlyList<string> CompareKeys(GoldenModel golden, nn.Module module)
    {
        var own = module.state_dict();
        var expected = golden.StateDictionary.ToDictionary(entry => entry.Key);
        return
        [
            .. expected.Keys.Where(key => !own.ContainsKey(key)).Select(key => $"{key} is missing"),
            .. own.Keys.Where(key => !expected.ContainsKey(key)).Select(key => $"{key} is not in the reference"),
            .. own.Where(named => expected.TryGetValue(named.Key, out var entry) && !entry.Shape.SequenceEqual(named.Value.shape))
                .Select(named => $"{named.Key} has shape [{string.Join(',', named.Value.shape)}], the reference [{string.Join(',', expected[named.Key].Shape)}]"),
        ];
    }
}
