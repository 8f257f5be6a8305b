using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Tests.Definition;

/// <summary>The claim files of the repository itself.</summary>
public class DeclaredClaimsTests
{
    [Fact]
    public void Every_declared_claim_is_read()
    {
        var claims = ClaimLibrary.Load(Folder());
        claims.Should().NotBeEmpty().And.OnlyContain(c => c.Controls.Count > 0);
        foreach (var claim in claims)
            ClaimCells.Of(claim, Scale.Micro).Should().NotBeEmpty().And.OnlyHaveUniqueItems();
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "InverseRepro.sln")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, "claims");
    }
}
