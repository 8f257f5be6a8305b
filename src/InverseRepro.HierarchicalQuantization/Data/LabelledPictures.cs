using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Data;

/// <param name="Labels">N, int64.</param>
public sealed record LabelledPictures(PictureSet Pictures, Tensor Labels);
