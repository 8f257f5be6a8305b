using System.Runtime.InteropServices;
using InverseRepro.Engine.Staging;
using static TorchSharp.torch;

namespace InverseRepro.Engine.Parity;

/// <summary>Compares a network with the stages of a golden model.</summary>
public static class ParityCheck
{
    /// <summary>Builds the network of <paramref name="golden"/>, fills it with deterministic weights, runs it and compares every stage.</summary>
    /// <exception cref="InvalidDataException">
    /// No family knows the network, the file lacks a setting, or the network cannot be built or run as the file says.
    /// </exception>
    public static ParityReport Run(GoldenModel golden, IEnumerable<ReferenceFamily> families)
    {
        var family = families.FirstOrDefault(f => f.Recognises(golden))
            ?? throw new InvalidDataException($"{golden.Path}: no network here is called '{golden.Id}'");
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var reference = Attempt(golden, () => family.Build(golden), "cannot be built from the config");
        var keyFaults = golden.StateDictionary.Count == 0 ? [] : CompareKeys(golden, reference.Networks.Single());
        foreach (var network in reference.Networks)
        {
            DeterministicWeights.Fill(network, golden.Scaled);
            network.eval();
        }
        var features = new Features();
        Attempt(golden, () =>
        {
            reference.Run(golden, features);
            return true;
        }, $"does not run on {string.Join(", ", golden.Inputs.Select(input => $"'{input.Name}' [{string.Join(',', input.Shape)}]"))}");
        return new ParityReport(golden.Id, family.Name, keyFaults, Compare(golden, features.ToDictionary(f => f.Key, f => f.Value)));
    }

    /// <summary>
    /// One comparison for each stage of <paramref name="golden"/>, in its order; a stage that <paramref name="actual"/> lacks,
    /// or has in another shape, is reported as a fault.
    /// </summary>
    public static IReadOnlyList<StageComparison> Compare(GoldenModel golden, IReadOnlyDictionary<string, Tensor> actual) =>
        [.. golden.Stages.Select(stage => actual.TryGetValue(stage.Name, out var tensor)
            ? Compare(stage, tensor)
            : StageComparison.Impossible(stage, "not returned by the network"))];

    /// <summary>
    /// Compares one tensor with one stage: samples, listed values, minimum and maximum, each within the stage's bound; mean,
    /// population standard deviation and root mean square of all elements (accumulated in float64), each within
    /// <see cref="StatisticBound"/>; the sum of integers exactly. A value that is not finite never agrees.
    /// </summary>
    /// <returns>The measure that comes nearest to its bound, or is farthest beyond.</returns>
    public static StageComparison Compare(GoldenStage stage, Tensor actual)
    {
        if (!actual.shape.SequenceEqual(stage.Shape))
            return StageComparison.Impossible(stage, $"has shape [{string.Join(',', actual.shape)}], the reference [{string.Join(',', stage.Shape)}]");
        using var scope = NewDisposeScope();
        var values = actual.detach().cpu().to(ScalarType.Float64).contiguous().data<double>().ToArray();
        return values.Count(value => !double.IsFinite(value)) is var strange and > 0
            ? StageComparison.Impossible(stage, $"has {strange} of {values.Length} values that are not finite")
            : Elements(stage, values).Concat(Statistics(stage, values)).MaxBy(comparison => comparison.Ratio)!;
    }

    /// <summary>
    /// Largest deviation of a mean, standard deviation or root mean square over all elements: the stage's bound divided by √n, at
    /// most by 8. None of them can be farther off than the worst element (the triangle inequality); rounding errors of both signs
    /// cancel besides, if not as if all were independent. Correct networks stay under a ninth of this, while an error of some
    /// elements that no sample hits still moves the mean of all.
    /// </summary>
    public static double StatisticBound(GoldenStage stage) => stage.Bound / Math.Min(Math.Sqrt(stage.Count), 8);

    private static IEnumerable<StageComparison> Elements(GoldenStage stage, double[] values)
    {
        StageComparison Of(string measure, double expected, double found) => new(stage.Name, Math.Abs(expected - found), measure, stage.Bound, null);

        for (var k = 0; k < stage.Samples.Length; k++)
            yield return Of("element", stage.Samples[k], values[HashValues.SampleIndex(k, values.Length)]);
        for (var i = 0; i < (stage.Values?.Length ?? 0); i++)
            yield return Of("element", stage.Values![i], values[i]);
        yield return Of("min", stage.Minimum, values.Min());
        yield return Of("max", stage.Maximum, values.Max());
    }

    private static IEnumerable<StageComparison> Statistics(GoldenStage stage, double[] values)
    {
        var bound = StatisticBound(stage);
        StageComparison Of(string measure, double expected, double found) => new(stage.Name, Math.Abs(expected - found), measure, bound, null);

        var mean = values.Average();
        if (stage.Mean is { } expectedMean)
            yield return Of("mean", expectedMean, mean);
        if (stage.StandardDeviation is { } std)
            yield return Of("std", std, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
        if (stage.Norm is { } norm)
            yield return Of("rms", norm / Math.Sqrt(values.Length), Math.Sqrt(values.Average(value => value * value)));
        if (stage.Sum is { } sum)
            yield return Of("sum", sum, values.Sum());
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

    // A file may ask for what cannot be: sizes that do not divide, inputs that do not fit, more memory than there is.
    private static T Attempt<T>(GoldenModel golden, Func<T> work, string otherwise)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (fault is ExternalException or ArgumentException or ArithmeticException or IndexOutOfRangeException
            or FormatException or InvalidCastException or InvalidOperationException or KeyNotFoundException or NotSupportedException or OutOfMemoryException)
        {
            throw new InvalidDataException($"{golden.Path}: the network '{golden.Id}' {otherwise}: {fault.Message.Split('\n', 2)[0].TrimEnd()}", fault);
        }
    }
}
