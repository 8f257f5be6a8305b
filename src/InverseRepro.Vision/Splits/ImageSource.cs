namespace InverseRepro.Vision.Splits;

/// <summary>Where the pictures of an experiment come from.</summary>
public enum ImageSource
{
    /// <summary>Rendered from the cell's seed; new scenes for every seed.</summary>
    ShapeScenes,

    /// <summary>CIFAR-10 under the data root; seeds choose which pictures train.</summary>
    Cifar10,

    /// <summary>MNIST under the data root; seeds choose which digits train.</summary>
    Mnist,

    /// <summary>Fashion-MNIST under the data root; seeds choose which pictures train.</summary>
    FashionMnist,

    /// <summary>Rendered from the cell's seed; new digits for every seed.</summary>
    NuisanceDigits,

    /// <summary>The sample of COCO under the data root: training and selection see random parts of its training photographs.</summary>
    CocoSample,
}
