namespace InverseRepro.Experiments;

/// <summary>How big an experiment is.</summary>
public enum Scale
{
    /// <summary>CPU, embedded data, minutes: the default, and what CI gates.</summary>
    Micro,

    /// <summary>CPU sizes on real data from the data root, on demand.</summary>
    Real,

    /// <summary>One data-centre GPU, an hour in all.</summary>
    Gpu,

    /// <summary>Official weights and data sets at the paper's sizes.</summary>
    Paper,
}
