using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.HierarchicalQuantization.Training;
using InverseRepro.Vision.Splits;

namespace InverseRepro.HierarchicalQuantization.Experiments;

/// <param name="Observer">Compares reconstructions with originals as it sees them; null: nobody does.</param>
/// <param name="FirstCodes">Controls spend the initialisation from data on noise.</param>
/// <param name="KodakSide">Pixels a side at which the Kodak pictures are reconstructed too; null: they are not.</param>
public sealed record TrainVqVaeSettings(ImageDataSettings Data, VqVaeSettings Network, VqVaeTrainingSettings Training, TrainObserverSettings? Observer = null,
    PictureContent Content = PictureContent.Whole, FirstCodes FirstCodes = FirstCodes.Pictures, int? KodakSide = null);
