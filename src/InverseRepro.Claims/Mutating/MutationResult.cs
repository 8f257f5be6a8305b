using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Statistics;
using MathNet.Numerics.Distributions;

namespace InverseRepro.Claims.Mutating;

/// <summary>What one mutation did to a decision.</summary>
/// <param name="Mutation">E.g. <c>swapped arms</c>.</param>
/// <param name="Parts">Labels of the parts of the rule whose values were mutated.</param>
/// <param name="Times">How often: once, or with as many shuffles.</param>
/// <param name="After">How often each outcome came out.</param>
public sealed record MutationResult(string Mutation, IReadOnlyList<string> Parts, Demand Demand, Outcome Before, int Times,
    IReadOnlyDictionary<Outcome, int> After)
{
    /// <summary>Below this chance, keeping a decision on shuffled values so often is no accident.</summary>
    private const double Accident = 0.001;

    /// <summary>How often the decision stayed as it was.</summary>
    public int Kept => After.GetValueOrDefault(Before);

    /// <summary>Whether the decision changed as it must.</summary>
    public bool Holds => Demand switch
    {
        Demand.Change => Kept == 0,
        Demand.RarelyKeep => !IsMoreThanChance,
        _ => true,
    };

    /// <summary>Whether a decision survived that should not have, had the claim rested on what was mutated.</summary>
    public bool IsWeakness => Demand == Demand.Telling ? IsMoreThanChance : !Holds;

    private bool IsMoreThanChance => Times == 1 ? Kept == 1 : Kept > 0 && 1 - Binomial.CDF(Level.Default, Times, Kept - 1) < Accident;
}
