using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Runner.Planning;

/// <summary>One cell of a plan.</summary>
/// <param name="Key">Its content key; null where data is missing, since then there is none.</param>
/// <param name="Requires">Cells whose artefacts it reads.</param>
/// <param name="Reason">Why it has this state, for people: what is missing or damaged.</param>
/// <param name="Stored">Its record, where it is in the store.</param>
public sealed record PlannedCell(CellId Id, string? Key, string SettingsJson, IReadOnlyList<CellId> Requires, PlannedState State,
    string Reason, CellRecord? Stored)
{
    internal const string NotInStore = "not in the store";

    /// <summary>Whether it was measured before, and what it left is damaged.</summary>
    public bool IsAgain => State == PlannedState.ToRun && Reason != NotInStore;

    /// <summary>Whether it measures how long something takes, beside which nothing else may run.</summary>
    public bool IsTimed { get; init; }

    /// <summary>What is missing for it or for those it requires; empty unless it is not measurable.</summary>
    public IReadOnlyList<MissingData> Missing { get; init; } = [];
}
