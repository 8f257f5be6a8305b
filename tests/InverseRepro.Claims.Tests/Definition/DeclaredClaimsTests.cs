using InverseRepro.Claims.Deciding;
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
        foreach (var (claim, scale) in claims.SelectMany(c => c.Scales.Keys.Select(s => (c, s))))
            ClaimCells.Of(claim, scale).Should().NotBeEmpty().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void Decider_reads_every_planned_cell_but_those_beside_and_no_other()
    {
        foreach (var claim in ClaimLibrary.Load(Folder()))
            foreach (var scale in claim.Scales.Keys)
            {
                var evidence = new AskedEvidence();
                var verdict = Decider.Decide(claim, scale, evidence);
                verdict.Outcome.Should().Be(Outcome.NotMeasured);
                evidence.Asked.Should().BeEquivalentTo(ClaimCells.Of(claim with { Beside = [] }, scale));
            }
    }

    private sealed class AskedEvidence : IEvidence
    {
        public HashSet<CellId> Asked { get; } = [];

        public IReadOnlyDictionary<(string Name, int? Index), double>? Of(CellId cell)
        {
            Asked.Add(cell);
            return null;
        }
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "InverseRepro.sln")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, "claims");
    }
}
