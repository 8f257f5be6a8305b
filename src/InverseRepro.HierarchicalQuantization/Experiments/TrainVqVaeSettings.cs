using InverseRepro.HierarchicalQuantization.Data;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.HierarchicalQuantization.Training;
using InverseRepro.Vision.Splits;

namespace InverseRepro.HierarchicalQuantization.Experiments;

/// <param name="Observer">Compares reconstructions with originals as it sees them; null: nobody does.</param>
/// <param name="FirstCodes">Controls spend the initialisation from data on noise.</param>
/// <param name="Folder">Where photographs to train and report on lie; null: the data settings' source.</param>
/// <param name="Photographs">That are reconstructed too; null: none.</param>
public sealed record TrainVqVaeSettings(ImageDataSettings Data, VqVaeSettings Network, VqVaeTrainingSettings Training, TrainObserverSettings? Observer = null,
    PictureContent Content = PictureContent.Whole, FirstCodes FirstCodes = FirstCodes.Pictures, PhotographFolder? Folder = null,
    IReadOnlyList<CodedPhotographs>? Photographs = null);
