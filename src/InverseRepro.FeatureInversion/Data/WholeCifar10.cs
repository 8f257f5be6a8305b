using InverseRepro.Experiments;
using InverseRepro.Vision.DataSets;

namespace InverseRepro.FeatureInversion.Data;

/// <summary>CIFAR-10 with all its 50,000 training pictures, where a part of it is not enough.</summary>
public static class WholeCifar10
{
    private const int Batches = 5;

    public static Requirement.Data Requirement { get; } = new("CIFAR-10", Probe);

    private static DataProbe Probe(string root)
    {
        var found = Cifar10.Probe(root);
        var folder = Path.Combine(root, "cifar-10", "cifar-10-batches-bin");
        var batches = found.IsPresent ? Directory.GetFiles(folder, "data_batch_?.bin").Length : Batches;
        return batches == Batches
            ? found
            : DataProbe.Missing($"CIFAR-10: {batches} of {Batches} files of training pictures in {folder}; this scale takes all of them.");
    }
}
