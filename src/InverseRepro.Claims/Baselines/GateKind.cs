namespace InverseRepro.Claims.Baselines;

/// <summary>Which of a claim's gates failed.</summary>
public enum GateKind { Verdict, Drift, Rule, Control, MissingBaseline }
