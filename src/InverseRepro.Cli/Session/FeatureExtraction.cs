using System.Runtime.InteropServices;
using InverseRepro.Checkpoints;
using InverseRepro.Engine;
using InverseRepro.Engine.Parity;
using InverseRepro.Engine.Staging;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.Vision;
using static TorchSharp.torch;

namespace InverseRepro.Cli.Session;

/// <summary>Runs a published model once and writes every stage to a safetensors file; all methods return how many there were.</summary>
/// <param name="weights">A checkpoint; null for weights that depend on nothing but names and shapes.</param>
internal sealed class FeatureExtraction(PublishedModel model, string? weights)
{
    public const string Deterministic = "deterministic";

    private const string InputName = "input";

    /// <summary>Of a picture, prepared as the model expects.</summary>
    public int OfPicture(Picture picture, string target)
    {
        Compute.Use("cpu", Environment.ProcessorCount);
        using var scope = NewDisposeScope();
        return Extract(model.Preprocessing.Apply(picture), model.Preprocessing.ToString(), target);
    }

    /// <summary>Of the tensor "input" of a checkpoint, N×3×H×W, as it is.</summary>
    /// <exception cref="UsageException">There is none, or the model does not take it.</exception>
    public int OfTensor(string file, string target)
    {
        Compute.Use("cpu", Environment.ProcessorCount);
        using var scope = NewDisposeScope();
        using var checkpoint = CheckpointFile.Read(file);
        var entry = checkpoint.StateDictionary().Entries.GetValueOrDefault(InputName)
            ?? throw new UsageException($"{file}: there is no tensor '{InputName}'");
        var input = TensorEntry.ToTensor(entry);
        if (input.shape is not [> 0, 3, > 0, > 0] || !input.is_floating_point())
            throw new UsageException($"{file}: '{InputName}' is {entry.Type} {entry.ShapeText}; models take floating-point N x 3 x H x W");
        if (model.Preprocessing.Framing is Framing.CentreCrop crop && (input.shape[2] != crop.Size || input.shape[3] != crop.Size))
            throw new UsageException($"{file}: '{InputName}' is {entry.ShapeText}; {model.Id} takes N x 3 x {crop.Size} x {crop.Size}");
        return Extract(input.to(ScalarType.Float32), "none", target);
    }

    private int Extract(Tensor input, string preprocessing, string target)
    {
        using var noGrad = no_grad();
        using var network = model.Build();
        network.eval();
        if (weights is null)
            DeterministicWeights.Fill(network);
        else
            model.Load(network, weights);
        var features = Represent(network, input);
        StateDictionary.Save(features, target, new Dictionary<string, string>
        {
            ["model"] = model.Id,
            ["weights"] = weights is null ? Deterministic : Path.GetFileName(weights),
            ["preprocessing"] = preprocessing,
        });
        return features.Count();
    }

    private Features Represent(StagedModule network, Tensor input)
    {
        try
        {
            return network.Represent(input);
        }
        catch (ExternalException fault)
        {
            throw new UsageException($"{model.Id} does not run on [{string.Join(',', input.shape)}]: {fault.Message.Split('\n')[0]}");
        }
    }
}
