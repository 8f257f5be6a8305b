using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Baselines;

/// <summary>
/// <c>baselines/&lt;scale&gt;/&lt;claim-id&gt;.verified.json</c>, under version control, and <c>.received.json</c> beside it
/// until it is accepted.
/// </summary>
public sealed class BaselineFolder(string root)
{
    private const string VerifiedSuffix = ".verified.json", ReceivedSuffix = ".received.json";

    /// <summary>The accepted baseline, or null where there is none.</summary>
    /// <exception cref="BaselineException">The file is no baseline of this claim and scale.</exception>
    public Baseline? Verified(string claim, Scale scale) => Load(PathOf(claim, scale, VerifiedSuffix), claim, scale);

    /// <summary>What the last run received, or null.</summary>
    /// <exception cref="BaselineException">The file is no baseline of this claim and scale.</exception>
    public Baseline? Received(string claim, Scale scale) => Load(PathOf(claim, scale, ReceivedSuffix), claim, scale);

    /// <summary>Writes <c>.received.json</c> and returns its path.</summary>
    public string WriteReceived(Baseline received) => Write(received, ReceivedSuffix);

    /// <summary>Makes the received baseline the verified one, and returns its path.</summary>
    /// <param name="store">Must hold the measurements and the verdict that were received.</param>
    /// <param name="continuousIntegration">Whether <c>CI=true</c>: then nothing can be accepted.</param>
    /// <exception cref="BaselineException">On CI, nothing received, or the store says otherwise.</exception>
    public string Accept(Claim claim, Scale scale, IStore store, bool continuousIntegration)
    {
        if (continuousIntegration)
            throw new BaselineException("baselines are not accepted where CI=true; accept on a developer's machine and commit the file");
        var received = Received(claim.Id, scale)
            ?? throw new BaselineException($"nothing received for '{claim.Id}' at scale {Name(scale)}; measure it first: {Verify(claim, scale)}");
        if (BaselineStaleness.Of(received, claim, store) is { } stale)
            throw new BaselineException($"{PathOf(claim.Id, scale, ReceivedSuffix)}: {stale}; measure again: {Verify(claim, scale)}");
        var path = Write(received, VerifiedSuffix);
        File.Delete(PathOf(claim.Id, scale, ReceivedSuffix));
        return path;
    }

    /// <summary>Verified files that belong to no claim at their scale.</summary>
    public IReadOnlyList<string> Dangling(IReadOnlyCollection<Claim> claims)
    {
        var expected = claims.SelectMany(c => c.Scales.Keys.Select(s => PathOf(c.Id, s, VerifiedSuffix))).ToHashSet();
        return Directory.Exists(root)
            ? [.. Directory.EnumerateFiles(root, "*" + VerifiedSuffix, SearchOption.AllDirectories).Where(f => !expected.Contains(f)).Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>
    /// Whether a claim that plans this scale must have a baseline there. The others need a GPU, or data that must be asked for: they are
    /// gated as soon as somebody who has them accepts one.
    /// </summary>
    public static bool IsDemanded(Scale scale) => scale is Scale.Micro or Scale.Real;

    /// <summary>Claims that run at a scale, must have a baseline there and have none.</summary>
    public IReadOnlyList<Claim> Missing(IEnumerable<Claim> claims, Scale scale) =>
        [.. claims.Where(c => IsDemanded(scale) && c.Scales.ContainsKey(scale) && !File.Exists(PathOf(c.Id, scale, VerifiedSuffix)))];

    /// <summary>What a command that is not at scale micro needs besides; empty there.</summary>
    internal static string ScaleOption(Scale scale) => scale == Scale.Micro ? "" : $" --scale {Name(scale)}";

    private static string Verify(Claim claim, Scale scale) => $"repro verify {claim.Id}{ScaleOption(scale)}";

    private static string Name(Scale scale) => scale.ToString().ToLowerInvariant();

    private string PathOf(string claim, Scale scale, string suffix) => Path.Combine(root, Name(scale), claim + suffix);

    private static Baseline? Load(string path, string claim, Scale scale)
    {
        if (!File.Exists(path))
            return null;
        var baseline = BaselineJson.Read(Text(path), path);
        return baseline.Claim == claim && baseline.Scale == scale
            ? baseline
            : throw new BaselineException($"{path}: holds claim '{baseline.Claim}' at scale {Name(baseline.Scale)}; rename the file or accept anew");
    }

    private static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BaselineException($"{path}: cannot be read ({e.Message}); make it readable", e);
        }
    }

    private string Write(Baseline baseline, string suffix)
    {
        var path = PathOf(baseline.Claim, baseline.Scale, suffix);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path + ".tmp", BaselineJson.Write(baseline));
            File.Move(path + ".tmp", path, overwrite: true);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BaselineException($"{path}: cannot be written ({e.Message}); make the folder writable", e);
        }
    }
}
