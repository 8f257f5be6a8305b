namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>The network whose features are inverted.</summary>
public enum TargetKind
{
    /// <summary>The network trained by the cell's <c>train-target</c>.</summary>
    Trained,

    /// <summary>The same network with the initial weights that training started from.</summary>
    Untrained,

    /// <summary>Fixed rotations that lose nothing.</summary>
    Rotation,

    /// <summary>The published MNIST vision transformer, read from the data root.</summary>
    PublishedMnistVit,
}
