namespace InverseRepro.Claims.Baselines;

public enum GateStatus
{
    Passed,

    /// <summary>A metric alarmed for the first time: fresh seeds decide whether it drifted.</summary>
    NeedsFreshSeeds,

    /// <summary>Something that the gate reads has not been measured: never green.</summary>
    NotMeasured,

    Failed,
}
