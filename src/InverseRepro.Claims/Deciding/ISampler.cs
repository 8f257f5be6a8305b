using InverseRepro.Claims.Definition;

namespace InverseRepro.Claims.Deciding;

/// <summary>Turns references into evidence over one kind of unit; null where something is missing.</summary>
internal interface ISampler<TUnit> where TUnit : IUnit
{
    EvidenceReader Reader { get; }

    /// <summary>One value a unit.</summary>
    Evidence<TUnit>? Read(MeasurementReference reference);

    /// <summary>Units × stages.</summary>
    IReadOnlyList<double[]>? ReadSeries(MeasurementReference reference);
}
