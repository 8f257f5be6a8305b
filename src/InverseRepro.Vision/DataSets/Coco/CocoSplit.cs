using InverseRepro.Vision.ImageFiles;

namespace InverseRepro.Vision.DataSets;

/// <summary>One part of COCO.</summary>
/// <param name="PictureFolder">Where the files of the images are.</param>
/// <param name="Images">In ascending order of ids.</param>
/// <param name="Categories">In ascending order of ids.</param>
public sealed record CocoSplit(string PictureFolder, IReadOnlyList<CocoImage> Images, IReadOnlyList<CocoCategory> Categories)
{
    /// <summary>The picture of an image.</summary>
    /// <exception cref="DataSetException">Its size is not the annotated one.</exception>
    /// <exception cref="ImageFileException">The file is absent or damaged.</exception>
    public Picture ReadPicture(CocoImage image)
    {
        var path = Path.Combine(PictureFolder, image.FileName);
        var picture = ImageFile.Read(path);
        return (picture.Width, picture.Height) == (image.Width, image.Height)
            ? picture
            : throw new DataSetException(path, $"{picture.Width} × {picture.Height} pixels; image {image.Id} is annotated with {image.Width} × {image.Height}.");
    }
}
