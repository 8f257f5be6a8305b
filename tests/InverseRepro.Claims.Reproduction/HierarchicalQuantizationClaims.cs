using Xunit.Abstractions;

namespace InverseRepro.Claims.Reproduction;

/// <summary>Single-level against hierarchical VQ-VAE, arXiv 2601.22244.</summary>
[Trait("Paper", "2601.22244")]
[Collection(nameof(ReproductionCollection))]
public sealed class HierarchicalQuantizationClaims(ReproductionFixture fixture, ITestOutputHelper output) : ClaimTests(fixture, output)
{
    [Claim("vq-single-matches-hier")]
    public void A_single_level_matches_two() => Reproduce("vq-single-matches-hier");

    [Claim("vq-collapse-limits-single-level")]
    public void Collapse_limits_a_single_level() => Reproduce("vq-collapse-limits-single-level");

    [Claim("vq-high-dim-embeddings-collapse")]
    public void Wide_codes_collapse() => Reproduce("vq-high-dim-embeddings-collapse");

    [Claim("vq-kmeans-init-reduces-collapse")]
    public void Initialisation_by_k_means_reduces_collapse() => Reproduce("vq-kmeans-init-reduces-collapse");

    [Claim("vq-dead-code-reset-reduces-collapse")]
    public void Reset_of_dead_codes_reduces_collapse() => Reproduce("vq-dead-code-reset-reduces-collapse");

    [Claim("vq-combined-interventions-restore-usage")]
    public void All_interventions_restore_usage() => Reproduce("vq-combined-interventions-restore-usage");

    [Claim("vq-larger-codebook-improves-recon")]
    public void Larger_codebooks_improve_reconstruction() => Reproduce("vq-larger-codebook-improves-recon");

    [Claim("vq-top-level-adds-nothing")]
    public void The_top_level_adds_nothing() => Reproduce("vq-top-level-adds-nothing");
}
