using InverseRepro.Experiments;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Data;

/// <summary>The three disjoint splits of a cell.</summary>
internal sealed record CodedPictures(LabelledPictures Train, LabelledPictures Select, LabelledPictures Report)
{
    /// <param name="folder">Where photographs lie; null: the settings' source.</param>
    /// <param name="trainStream">Names the rendered training scenes, so that two networks can be trained on different ones.</param>
    /// <exception cref="DataSetException">A folder holds fewer pictures than the settings ask for.</exception>
    public static CodedPictures Load(ImageDataSettings settings, PhotographFolder? folder, PictureContent content, ICell cell, Device device,
        string trainStream = "target")
    {
        if (folder is not null)
            return folder.Load(settings, content, cell, device);
        var splits = ImageSplits.Load(settings, cell, device, trainStream);
        LabelledPictures Of(ImageSplit split) => new(new PictureSet(split.Images, settings, content), split.Labels);
        return new CodedPictures(Of(splits.Train), Of(splits.Select), Of(splits.Report));
    }

    /// <summary>What must be under the data root.</summary>
    public static IEnumerable<Requirement> Requirements(ImageDataSettings settings, PhotographFolder? folder) =>
        folder is not null ? [folder.Requirement] : ImageSplits.Requirements(settings);
}
