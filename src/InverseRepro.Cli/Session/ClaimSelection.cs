using System.IO.Enumeration;
using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;

namespace InverseRepro.Cli.Session;

/// <summary>Chooses claims by names and globs (<c>*</c> and <c>?</c>).</summary>
public static class ClaimSelection
{
    /// <summary>The claims that any pattern matches, in the order of the library; all where there is no pattern.</summary>
    /// <exception cref="UsageException">A pattern matches nothing.</exception>
    public static IReadOnlyList<Claim> Select(IReadOnlyList<Claim> claims, IReadOnlyList<string> patterns)
    {
        if (claims.Count == 0)
            throw new UsageException("there are no claims yet: the folder 'claims' is empty");
        foreach (var pattern in patterns)
        {
            if (!claims.Any(c => Matches(c, pattern)))
                throw new UsageException($"no claim matches '{pattern}'; {Nearest(claims, pattern)}'repro claims' lists them");
        }
        return patterns.Count == 0 ? claims : [.. claims.Where(c => patterns.Any(p => Matches(c, p)))];
    }

    /// <summary>
    /// As <see cref="Select(IReadOnlyList{Claim}, IReadOnlyList{string})"/>, less those that do not run at this scale; naming
    /// one of these outright is an error.
    /// </summary>
    /// <exception cref="UsageException">Nothing is left, or a claim that was named does not run at this scale.</exception>
    public static IReadOnlyList<Claim> Select(IReadOnlyList<Claim> claims, IReadOnlyList<string> patterns, Scale scale)
    {
        var selected = Select(claims, patterns);
        var word = scale.ToString().ToLowerInvariant();
        if (selected.FirstOrDefault(c => !c.Scales.ContainsKey(scale) && patterns.Contains(c.Id)) is { } named)
        {
            throw new UsageException($"claim '{named.Id}' does not run at scale {word}; it runs at " +
                string.Join(", ", named.Scales.Keys.Order().Select(s => s.ToString().ToLowerInvariant())));
        }
        IReadOnlyList<Claim> running = [.. selected.Where(c => c.Scales.ContainsKey(scale))];
        return running.Count > 0 ? running : throw new UsageException($"none of the chosen claims runs at scale {word}");
    }

    /// <summary>Those of tier core; says which it leaves out.</summary>
    /// <exception cref="UsageException">Nothing is left.</exception>
    public static IReadOnlyList<Claim> OfTierCore(IReadOnlyList<Claim> claims, Action<string> say)
    {
        var left = claims.Where(c => c.Tier != Tier.Core).Select(c => c.Id).ToList();
        if (left.Count == claims.Count)
            throw new UsageException("none of the chosen claims is of tier core; leave --core out to run them");
        if (left.Count > 0)
            say($"left out, being of tier extended: {string.Join(", ", left)}");
        return [.. claims.Where(c => c.Tier == Tier.Core)];
    }

    private static bool Matches(Claim claim, string pattern) =>
        FileSystemName.MatchesSimpleExpression(pattern, claim.Id, ignoreCase: true);

    private static string Nearest(IReadOnlyList<Claim> claims, string pattern)
    {
        var near = claims.Where(c => c.Id.Contains(pattern, StringComparison.OrdinalIgnoreCase)).Select(c => c.Id).Take(3).ToList();
        return near.Count == 0 ? "" : $"did you mean {string.Join(" or ", near)}? ";
    }
}
