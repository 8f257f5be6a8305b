using InverseRepro.Experiments;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Experiments;

/// <summary>The three disjoint splits of a cell as networks see them: N×C×H×W, normalised.</summary>
internal sealed record CodedPictures(Tensor Train, Tensor Select, Tensor Report)
{
    public static CodedPictures Load(ImageDataSettings settings, PictureContent content, ICell cell, Device device)
    {
        var splits = ImageSplits.Load(settings, cell, device);
        return new CodedPictures(Of(splits.Train.Images, content), Of(splits.Select.Images, content), Of(splits.Report.Images, content));
    }

    private static Tensor Of(Tensor images, PictureContent content) => content == PictureContent.MeanColour
        ? images.mean([2, 3], keepdim: true).expand_as(images).contiguous()
        : images;
}
