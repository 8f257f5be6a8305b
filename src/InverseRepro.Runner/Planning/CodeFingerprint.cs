using System.Reflection;

namespace InverseRepro.Runner.Planning;

/// <summary>
/// The module version ids of an experiment's assembly and of the assemblies of this project that it is built on. Builds are
/// deterministic, so the ids change exactly when the code does.
/// </summary>
public static class CodeFingerprint
{
    private const string Prefix = "InverseRepro.";

    /// <summary>They plan, judge and show; nothing they hold can change a measurement.</summary>
    private static readonly string[] Bystanders = ["Claims", "Runner", "Report", "Cli"];

    /// <summary>One line an assembly, <c>name mvid</c>, in the order of their names.</summary>
    public static IReadOnlyList<string> Of(Assembly code)
    {
        var found = new SortedDictionary<string, Guid>(StringComparer.Ordinal);
        Visit(code, found);
        return [.. found.Select(f => $"{f.Key} {f.Value:N}")];
    }

    private static void Visit(Assembly code, SortedDictionary<string, Guid> found)
    {
        if (!found.TryAdd(code.GetName().Name!, code.ManifestModule.ModuleVersionId))
            return;
        foreach (var reference in code.GetReferencedAssemblies().Where(r => DecidesNumbers(r.Name!)))
            Visit(Assembly.Load(reference), found);
    }

    private static bool DecidesNumbers(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && !Bystanders.Contains(name[Prefix.Length..]);
}
