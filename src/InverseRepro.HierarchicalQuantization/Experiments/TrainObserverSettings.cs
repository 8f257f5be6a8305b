using InverseRepro.HierarchicalQuantization.Data;
using InverseRepro.Vision.Splits;

namespace InverseRepro.HierarchicalQuantization.Experiments;

/// <summary>A classifier that compares pictures. Where pictures are rendered it learns from others than the VQ-VAEs.</summary>
/// <param name="Folder">Where photographs lie; null: the data settings' source.</param>
/// <param name="Width">Channels of its first convolution.</param>
public sealed record TrainObserverSettings(ImageDataSettings Data, int Width, int Updates, int BatchSize, double LearningRate,
    PhotographFolder? Folder = null);
