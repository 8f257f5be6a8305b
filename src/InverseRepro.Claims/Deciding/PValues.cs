namespace InverseRepro.Claims.Deciding;

/// <summary>One-sided p-values of the two decisions a rule can reach.</summary>
internal readonly record struct PValues(double Support, double Contradict)
{
    public static readonly PValues None = new(1, 1);

    public Outcome Outcome => Statistics.Ranks.IsAtMost(Support, Statistics.Level.Default) ? Deciding.Outcome.Supported
        : Statistics.Ranks.IsAtMost(Contradict, Statistics.Level.Default) ? Deciding.Outcome.Contradicted
        : Deciding.Outcome.Inconclusive;

    /// <summary>Whether these, as the smallest possible, leave an outcome within reach.</summary>
    public bool Reaches(Outcome outcome) => outcome switch
    {
        Outcome.Supported => Statistics.Ranks.IsAtMost(Support, Statistics.Level.Default),
        Outcome.Contradicted => Statistics.Ranks.IsAtMost(Contradict, Statistics.Level.Default),
        _ => true,
    };

    public static implicit operator PValues((double Support, double Contradict) pair) => new(pair.Support, pair.Contradict);
}
