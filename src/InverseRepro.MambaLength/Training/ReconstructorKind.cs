namespace InverseRepro.MambaLength.Training;

/// <summary>The networks that are compared.</summary>
public enum ReconstructorKind
{
    Mamba,
    Transformer,

    /// <summary>Order-invariant control: <see cref="Models.DeepSet"/>.</summary>
    DeepSet,
}
