using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Architectures;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision.Splits;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>A target cut into stages, and how the modules that invert it are trained; the same record for both schemes.</summary>
/// <param name="TrainedBy">The cell that trained the target.</param>
/// <param name="Judge">The judge, or null where reconstructions are not judged.</param>
/// <param name="Target">The network whose features the modules are trained on.</param>
/// <param name="TestedOn">The network whose features are reconstructed for the report; another one only in a control.</param>
public sealed record InversionSettings(ImageDataSettings Data, Architecture Architecture, Requirement.Cell TrainedBy,
    InversionTrainingSettings Training, TrainJudgeSettings? Judge,
    TargetKind Target = TargetKind.Trained, TargetKind TestedOn = TargetKind.Trained)
{
    public ImageLoss Loss => new(Data.Mean, Data.Std);
}
