using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.FeatureInversion.Training;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>A target cut into stages, the modules that invert it, and how they are trained; the same record for both schemes.</summary>
/// <param name="Target">The network whose features the modules are trained on.</param>
/// <param name="TestedOn">The network whose features are reconstructed for the report; another one only in a control.</param>
/// <param name="Stages">Names of the representations z₁ … z_S among the target's intermediates.</param>
/// <param name="Judge">The judge, or null where reconstructions are not judged.</param>
public sealed record InversionSettings(ImageDataSettings Data, VisionTransformerSettings Vit, InverseSettings Inverse,
    InversionTrainingSettings Training, IReadOnlyList<string> Stages, TrainJudgeSettings? Judge,
    TargetKind Target = TargetKind.Trained, TargetKind TestedOn = TargetKind.Trained)
{
    public ImageLoss Loss => new(Data.Mean, Data.Std);
}
