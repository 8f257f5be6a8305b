namespace InverseRepro.Engine.Parity;

/// <summary>Networks that can be built from what a golden file says of them, in any size.</summary>
/// <param name="Name">As users know it ("vision transformer (timm)").</param>
/// <param name="Recognises">By <see cref="GoldenModel.Id"/> and <see cref="GoldenModel.Config"/>.</param>
public sealed record ReferenceFamily(string Name, Func<GoldenModel, bool> Recognises, Func<GoldenModel, ReferenceNetwork> Build);
