using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Mutating;

/// <summary>
/// Mutates the values a verdict was decided from and decides again: a claim whose decision survives what must overturn it
/// shows nothing. Shuffles are drawn from seeds of their own, so that every run of it says the same.
/// </summary>
public static class Mutator
{
    /// <param name="source">Where the values are from, for people.</param>
    public static ClaimMutations Run(Claim claim, Scale scale, IEvidence evidence, IReadOnlyList<Seed> seeds, string source)
    {
        if (MutatedClaim.Read(claim, scale, evidence, seeds) is not { Verdict: var verdict } mutated)
            return new(claim.Id, scale, source, Outcome.NotMeasured, [], "not measured: nothing to mutate");
        if (verdict.Outcome is not (Outcome.Supported or Outcome.Contradicted))
            return new(claim.Id, scale, source, verdict.Outcome, [], $"no decision to change ({verdict.Reason})");
        var leaves = Enumerable.Range(0, mutated.Leaves.Count).ToArray();
        List<MutationResult?> results = [.. Mutation.All.Select(m => Try(claim, mutated, m, leaves))];
        if (results[^1]?.Parts.Count > 1) // each of them alone too
            results.AddRange(leaves.Select(leaf => Try(claim, mutated, Mutation.All[^1], [leaf])));
        results.AddRange(mutated.Gates.Select((_, gate) => BreakGate(mutated, gate)));
        return new(claim.Id, scale, source, verdict.Outcome, [.. results.OfType<MutationResult>()], null);
    }

    /// <summary>Mutates those of the leaves that came out as the claim did; null where none of them can be.</summary>
    private static MutationResult? Try(Claim claim, MutatedClaim mutated, Mutation mutation, IReadOnlyList<int> leaves)
    {
        var before = mutated.Verdict.Outcome;
        var demands = leaves.Where(i => mutated.Verdict.Parts[i].Outcome == before)
            .Select(i => (Leaf: i, Demand: mutation.DemandOf(mutated.Leaves[i], before)))
            .Where(d => d.Demand is not null).ToDictionary(d => d.Leaf, d => d.Demand!.Value);
        if (demands.Count == 0)
            return null;
        var seed = new Seed(1).Derive($"{claim.Id}/{mutation.Name}");
        var after = Enumerable.Range(0, mutation.Times).Select(time => mutated.Decide([.. mutated.Leaves.Select((values, i) =>
            demands.ContainsKey(i) ? values with { Rows = mutation.Apply(values, before, seed.Derive("time", time).Stream()) } : values)], mutated.Gates).Outcome);
        var demand = Enum.GetValues<Demand>().First(d => d == Demand.Nothing || Turns(mutated.Rule, mutated.Verdict, demands, d));
        return new(mutation.Name, [.. demands.Keys.Order().Select(i => mutated.Verdict.Parts[i].Label)], demand, before, mutation.Times, Count(after));
    }

    /// <summary>A failed precondition leaves no decision.</summary>
    private static MutationResult BreakGate(MutatedClaim mutated, int gate)
    {
        var broken = mutated.Gates.Select((g, i) => i == gate ? g with { Rows = Flips.Of(g, Outcome.Supported) } : g).ToList();
        return new("broken gate", [mutated.Gates[gate].Leaf.Label!], Demand.Change, mutated.Verdict.Outcome, 1,
            Count([mutated.Decide(mutated.Leaves, broken).Outcome]));
    }

    private static Dictionary<Outcome, int> Count(IEnumerable<Outcome> outcomes) => outcomes.GroupBy(o => o).ToDictionary(g => g.Key, g => g.Count());

    /// <summary>
    /// Whether the decision turns where the leaves turn that are mutated with a demand at least this strict. A supported
    /// <c>all</c> is lost with one part, a supported <c>any</c> with every part that carries it; contradicted ones the other way round.
    /// </summary>
    private static bool Turns(Rule rule, Verdict verdict, Dictionary<int, Demand> demands, Demand strictness)
    {
        var number = 0;
        return Walk(rule);

        bool Walk(Rule part)
        {
            if (part is Rule.Leaf)
            {
                var leaf = number++;
                return verdict.Parts[leaf].Outcome != verdict.Outcome || (demands.TryGetValue(leaf, out var demand) && demand <= strictness);
            }
            var parts = (part is Rule.All all ? all.Parts : ((Rule.Any)part).Parts).Select(Walk).ToList();
            return part is Rule.All == (verdict.Outcome == Outcome.Supported) ? parts.Contains(true) : !parts.Contains(false);
        }
    }
}
