using InverseRepro.Experiments;
using InverseRepro.Vision;
using InverseRepro.Vision.DataSets;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Data;

/// <summary>The drawings of a cell, N×1×S×S in [0, 1].</summary>
public sealed record Drawings(Tensor Train, Tensor Report)
{
    public static Drawings Load(DrawingSettings settings, ICell cell, Device device) =>
        new(Part(settings, cell, Split.Train, settings.Train).ToTensor(device), Part(settings, cell, Split.Test, settings.Report).ToTensor(device));

    /// <summary>Those that are reported on alone.</summary>
    public static Tensor Reported(DrawingSettings settings, ICell cell, Device device) =>
        Part(settings, cell, Split.Test, settings.Report).ToTensor(device);

    // Seeds draw strokes of their own; of Omniglot all train on and report on the same drawings.
    private static ImageBatch Part(DrawingSettings settings, ICell cell, Split split, int count) => settings.Source == DrawingSource.Strokes
        ? Strokes.Images(new StrokeSettings(settings.Side), cell.Seed.Derive($"drawings/{split}"), count)
        : Omniglot.Load(cell.DataRoot, split, settings.Side, count).Images;
}
