using System.Text.RegularExpressions;
using InverseRepro.Claims.Definition;

namespace InverseRepro.Claims.Auditing;

/// <summary>
/// Claims and their tests belong together one to one. Tests are found by their attribute <c>[Claim("id")]</c> in the sources,
/// so that an audit needs no build of them.
/// </summary>
internal static partial class ClaimTestAudit
{
    /// <param name="folder">Of the test project; null or absent: not part of what is audited.</param>
    /// <returns>How many tests there are, and what is wrong.</returns>
    public static (int Tests, IReadOnlyList<AuditFinding> Findings) Check(IReadOnlyList<Claim> claims, string? folder)
    {
        if (folder is null || !Directory.Exists(folder))
            return (0, []);
        var tests = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .SelectMany(file => Attribute().Matches(File.ReadAllText(file)).Select(m => (Id: m.Groups["id"].Value, File: Path.GetFileName(file)))).ToList();
        var known = claims.Select(c => c.Id).ToHashSet();
        return (tests.Count,
        [
            .. claims.Where(c => !tests.Exists(t => t.Id == c.Id)).Select(c => Finding(c.Id, $"has no test; write one with [Claim(\"{c.Id}\")]")),
            .. tests.Where(t => !known.Contains(t.Id)).Select(t => Finding(t.Id, $"has a test in {t.File} and no claim file; delete the test, or restore the claim")),
            .. tests.GroupBy(t => t.Id).Where(g => g.Count() > 1).Select(g => Finding(g.Key, $"has {g.Count()} tests; keep one")),
        ]);
    }

    private static AuditFinding Finding(string claim, string problem) => new(AuditCheck.Test, claim, problem);

    [GeneratedRegex("""^\s*\[Claim\("(?<id>[^"]+)"\)\]""", RegexOptions.Multiline)]
    private static partial Regex Attribute();
}
