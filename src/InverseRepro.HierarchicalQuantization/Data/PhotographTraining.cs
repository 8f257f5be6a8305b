using InverseRepro.Vision.Splits;

namespace InverseRepro.HierarchicalQuantization.Data;

/// <summary>Photographs that networks are trained on and measured with.</summary>
/// <param name="Data">Sizes and normalisation; its source is not read.</param>
public sealed record PhotographTraining(ImageDataSettings Data, PhotographFolder Folder, int BatchSize);
