using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.FeatureInversion.Experiments.Published;
using InverseRepro.Vision;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Measuring;

/// <summary>What another published classifier still sees in reconstructions.</summary>
public sealed class PublishedJudge(PublishedJudgeSettings settings, string dataRoot, Device device) : IDisposable
{
    private static readonly string[] Read = ["pooled", "logits"];

    private readonly StagedModule _network = settings.Weights.Frozen(settings.Architecture, dataRoot, device);

    /// <summary>
    /// Of each reconstruction the probability of its picture's class, 0 to 1, and the cosine distance to the picture in front of the head, 0 to 2.
    /// </summary>
    /// <param name="labels">The class of each picture.</param>
    public (double[] Probability, double[] Distance) Judge(ImageBatch reconstructions, ImageBatch originals, IEnumerable<int> labels)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (seen, original) = (Look(reconstructions), Look(originals));
        var classes = tensor(labels.Select(l => (long)l).ToArray()).Upload(device).unsqueeze(1); // N×1
        var probability = nn.functional.softmax(seen["logits"], 1).gather(1, classes).squeeze(1);
        return (Values(probability), Values(1 - nn.functional.cosine_similarity(seen["pooled"], original["pooled"], dim: 1)));
    }

    public void Dispose() => _network.Dispose();

    private Features Look(ImageBatch pictures)
    {
        var (mean, std) = (tensor([.. settings.Mean]).Upload(device).view(-1, 1, 1), tensor([.. settings.Std]).Upload(device).view(-1, 1, 1));
        var features = Features.Only(Read);
        _network.Represent((pictures.ToTensor(device) - mean) / std, features);
        return features;
    }

    private static double[] Values(Tensor tensor) => Array.ConvertAll(tensor.cpu().data<float>().ToArray(), v => (double)v);
}
