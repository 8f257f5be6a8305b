namespace InverseRepro.FeatureInversion.Training;

/// <summary>How training pictures are varied.</summary>
public enum Augmentation
{
    None,

    /// <summary>Each picture is mirrored left to right with probability one half.</summary>
    Mirror,

    /// <summary>Mirrored, and one of grey, solarised or blurred: the three of DeiT III (Touvron et al. 2022), each as likely.</summary>
    ThreeAugment,
}
