namespace InverseRepro.Claims.Definition;

/// <summary>All claims under a folder, one YAML file each.</summary>
public static class ClaimLibrary
{
    /// <summary>The claims in the order of their ids.</summary>
    /// <exception cref="ClaimFileException">Everything wrong with all files.</exception>
    public static IReadOnlyList<Claim> Load(string folder)
    {
        if (!Directory.Exists(folder))
            throw new ClaimFileException([$"{folder}:1: no such folder; the folder that holds the claim files"]);
        var claims = new List<Claim>();
        var problems = Directory.EnumerateFiles(folder, "*.yml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{file}:1: would be overlooked; claim files end in .yaml").ToList();
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            try
            {
                claims.Add(ClaimFile.Read(file));
            }
            catch (ClaimFileException exception)
            {
                problems.AddRange(exception.Problems);
            }
        }
        foreach (var twice in claims.GroupBy(c => c.Id).Where(g => g.Count() > 1))
            problems.AddRange(twice.Skip(1).Select(c => $"{c.File}:1: id '{c.Id}' is taken by {twice.First().File}; an id of its own for each claim"));
        return problems.Count == 0 ? [.. claims.OrderBy(c => c.Id, StringComparer.Ordinal)] : throw new ClaimFileException(problems);
    }
}
