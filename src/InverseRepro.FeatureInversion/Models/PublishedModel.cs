using InverseRepro.Engine.Staging;
using InverseRepro.Vision;

namespace InverseRepro.FeatureInversion.Models;

/// <summary>A network with published weights.</summary>
/// <param name="Id">As the reference names it ("vit_base_patch16_224").</param>
/// <param name="Reference">Where the name and the keys come from ("timm").</param>
/// <param name="Preprocessing">Of the published weights.</param>
/// <param name="Parameters">Their number; null where it is not known from elsewhere.</param>
/// <param name="Build">Makes the network with arbitrary weights: takes N×3×H×W, its keys are those of the published file, its stages those of the reference.</param>
public sealed record PublishedModel(string Id, string Reference, Preprocessing Preprocessing, long? Parameters, Func<StagedModule> Build);
