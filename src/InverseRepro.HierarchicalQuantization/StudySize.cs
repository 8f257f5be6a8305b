using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Data;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.HierarchicalQuantization.Quantization;
using InverseRepro.HierarchicalQuantization.Training;
using InverseRepro.Vision.Splits;

namespace InverseRepro.HierarchicalQuantization;

/// <summary>How big everything is at one scale.</summary>
/// <param name="TwoLevel">Sets the budget; its codebooks have no interventions here.</param>
/// <param name="LevelTraining">Of networks whose errors are compared between one level and two: longer, and slower, as the top level needs.</param>
/// <param name="UsageTraining">Of single-level networks that differ in their codebooks alone.</param>
/// <param name="ManyCodes">Of the single-level network whose codebook collapses without interventions.</param>
/// <param name="Codebooks">Numbers of codes that are compared, besides those.</param>
/// <param name="Widths">Widths of codes that are compared, besides the usual one.</param>
/// <param name="ProtectedWidths">Of those, the ones that are measured with all interventions too.</param>
/// <param name="ObserverUpdates">Of the classifier that compares pictures.</param>
/// <param name="Folder">Where photographs to train and report on lie; null: the data settings' source.</param>
/// <param name="Photographs">That one level and two reconstruct too; null: none.</param>
/// <param name="PhotographTraining">That networks are trained on beside <paramref name="Data"/>; null: none.</param>
internal sealed record StudySize(ImageDataSettings Data, VqVaeSettings TwoLevel, VqVaeTrainingSettings LevelTraining, VqVaeTrainingSettings UsageTraining,
    int ManyCodes, IReadOnlyList<int> Codebooks, IReadOnlyList<int> Widths, IReadOnlyList<int> ProtectedWidths, int ObserverUpdates,
    PhotographFolder? Folder = null, IReadOnlyList<CodedPhotographs>? Photographs = null, PhotographTraining? PhotographTraining = null)
{
    /// <summary>The sizes of a scale.</summary>
    public static StudySize Of(Scale scale) => scale switch
    {
        Scale.Micro => new(
            new ImageDataSettings(ImageSource.ShapeScenes, ImageSize: 32, Channels: 3, Classes: 8, Train: 2048, Select: 128, Report: 512),
            Small, new(Updates: 400, BatchSize: 16, LearningRate: 1e-3), new(Updates: 300, BatchSize: 16, LearningRate: 2e-3),
            ManyCodes: 256, Codebooks: [16, 32, 64, 128], Widths: [4, 8, 16, 64, 128], ProtectedWidths: [], ObserverUpdates: 200),
        Scale.Real => new(
            new ImageDataSettings(ImageSource.Cifar10, ImageSize: 32, Channels: 3, Classes: 10, Train: 9216, Select: 256, Report: 1024),
            Small, new(Updates: 900, BatchSize: 16, LearningRate: 1e-3), new(Updates: 600, BatchSize: 16, LearningRate: 2e-3),
            ManyCodes: 256, Codebooks: [16, 32, 64, 128], Widths: [4, 8, 16, 64, 128], ProtectedWidths: [4, 128], ObserverUpdates: 400,
            Photographs: [new("kodak", 128)]),
        Scale.Gpu => new(
            new ImageDataSettings(ImageSource.Cifar10, ImageSize: 32, Channels: 3, Classes: 10, Train: 8_192, Select: 256, Report: 512),
            Halved(codes: 32), new(Updates: 500, BatchSize: 256, LearningRate: 1e-3), new(Updates: 400, BatchSize: 256, LearningRate: 1e-3),
            ManyCodes: 1024, Codebooks: [64, 256], Widths: [4, 16, 128], ProtectedWidths: [], ObserverUpdates: 600,
            Photographs: [new("kodak", 128)], PhotographTraining: ImageNetSample),
        Scale.Paper => new(
            new ImageDataSettings(ImageSource.Cifar10, ImageSize: 256, Channels: 3, Classes: 100, Train: 120_000, Select: 5_000, Report: 5_000),
            Reference(codes: 1024), Published, Published,
            ManyCodes: 1024, Codebooks: [256, 512, 2048, 4096, 8192], Widths: [4, 8, 16, 32, 128, 256], ProtectedWidths: [4, 16, 256], ObserverUpdates: 20_000, ImageNet100),
        _ => throw new ArgumentOutOfRangeException(nameof(scale), scale, "no sizes for this scale"),
    };

    /// <summary>A thousand photographs of 160 pixels a side or little less, one of each class; a batch has as many vectors as one of CIFAR-10.</summary>
    private static PhotographTraining ImageNetSample { get; } = new(
        new ImageDataSettings(ImageSource.Cifar10, ImageSize: 128, Channels: 3, Classes: 1_000, Train: 800, Select: 64, Report: 136),
        new PhotographFolder("imagenet-sample", "put photographs there as imagenet-sample/<wnid>/<any name>.jpeg, such as those of https://github.com/EliSchwartz/imagenet-sample-images.", SplitBySeed: true), BatchSize: 16);

    /// <summary>
    /// The paper's hundred classes are unknown to us, as is its normalisation; any hundred in this layout do.
    /// </summary>
    private static PhotographFolder ImageNet100 { get; } = new("imagenet-100",
        "ask for ImageNet-1k at https://www.image-net.org/download.php, unpack it, and copy or link a hundred classes to imagenet-100/train/<wnid>/ and "
        + "imagenet-100/val/<wnid>/ under the data root.");

    // Four GPUs with 128 pictures each for 150 epochs (single-vs-hier-recon, flat.yaml). The two-level network's own file stops after two
    // epochs, with other interventions; what is compared here is trained alike.
    private static VqVaeTrainingSettings Published { get; } = new(Updates: 150 * (120_000 / 512), BatchSize: 512, LearningRate: 3e-4);

    // The networks that the reference's factory builds of its configuration files.
    private static VqVaeSettings Reference(int codes) =>
        new(Width: 128, ResidualWidth: 64, codes, TopCodes: codes, new CodebookSettings(CodeDim: 64), EmbedDim: 64, ResidualBlocks: 2);

    // Half the widths of those, and a decay that goes with four or five hundred updates rather than 150,000: it averages over 33 updates with 16
    // vectors a code in each, and an unused code of mean count is called dead after 174.
    private static VqVaeSettings Halved(int codes) =>
        new(Width: 64, ResidualWidth: 32, codes, TopCodes: codes, new CodebookSettings(CodeDim: 64, Decay: 0.97), EmbedDim: 64, ResidualBlocks: 2);

    // The paper's decay of 0.99 averages over 100 of some 150,000 updates, each with 128·3136/1024 = 392 vectors a code, and an
    // unused code of mean count falls below 0.5 % of it after ln 0.005 / ln 0.99 = 527 updates: longer than micro trains, so that
    // nothing would ever be reset. 0.9 averages over 10 updates, at 16·64/256 = 4 vectors a code over 40 of them, and such a code is
    // called dead after 50 updates.
    private const double Decay = 0.9;

    // 16 codes on both levels: 5 bits at each of the 64 bottom positions, so that shares of 0, 10, 20 and 40 % of the bits for the top
    // are 32 and 1, 23 and 4, 16 and 16, 8 and 256 codes. Of the 400 bits of 32 codes a share of 40 % would be 1,024 top codes, more
    // than a batch has top vectors.
    private static VqVaeSettings Small { get; } = new(Width: 32, ResidualWidth: 16, Codes: 16, TopCodes: 16,
        new CodebookSettings(CodeDim: 32, Decay: Decay), EmbedDim: 32, ResidualBlocks: 1);
}
