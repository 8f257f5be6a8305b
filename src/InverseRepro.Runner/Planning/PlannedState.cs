namespace InverseRepro.Runner.Planning;

public enum PlannedState
{
    /// <summary>In the store under its key, its artefacts intact.</summary>
    Stored,

    /// <summary>Must be run.</summary>
    ToRun,

    /// <summary>Cannot be run here: data is missing.</summary>
    NotMeasurable,
}
