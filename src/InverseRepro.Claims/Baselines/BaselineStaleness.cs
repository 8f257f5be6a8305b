using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Baselines;

/// <summary>Whether a received baseline is what the store holds and the claim declares now.</summary>
internal static class BaselineStaleness
{
    /// <summary>What is stale, in a few words, or null.</summary>
    public static string? Of(Baseline received, Claim claim, IStore store)
    {
        if (received.RuleHash != RuleHash.Of(claim, received.Scale))
            return "the claim's rule or margin has changed since";
        if (store.Verdicts(claim.Id, received.Scale) is not [var (_, verdict), ..])
            return "the store holds no verdict of this claim";
        if (verdict.Outcome != received.Outcome || verdict.RuleHash != received.RuleHash || !verdict.Seeds.SequenceEqual(received.Seeds))
            return $"the store's latest verdict is another one ({verdict.Outcome.ToString().ToLowerInvariant()}, {verdict.Seeds.Count} seeds)";
        if (!verdict.ControlsHold)
            return "a negative control is supported, so the verdict proves nothing";
        var evidence = StoreEvidence.OfNewestVerdict(store, claim.Id, received.Scale);
        var differing = received.Series.SelectMany(s => s.Value.Values.Select(v => (Metric: Metric.Parse(s.Key), v.Key, v.Value)))
            .FirstOrDefault(v => !v.Metric.At(evidence, received.Scale, new Seed(v.Key)).Equals(v.Value));
        return differing.Metric is { } metric ? $"the store's '{metric}' of seed {differing.Key} is another one" : null;
    }
}
