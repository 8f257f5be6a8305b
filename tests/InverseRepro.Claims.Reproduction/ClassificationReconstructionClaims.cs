using Xunit.Abstractions;

namespace InverseRepro.Claims.Reproduction;

/// <summary>Classification and reconstruction in one encoder, arXiv 2401.09237.</summary>
[Trait("Paper", "2401.09237")]
[Collection(nameof(ReproductionCollection))]
public sealed class ClassificationReconstructionClaims(ReproductionFixture fixture, ITestOutputHelper output) : ClaimTests(fixture, output)
{
    [Claim("cre-classification-hurts-reconstruction")]
    public void Classification_hurts_reconstruction() => Reproduce("cre-classification-hurts-reconstruction");

    [Claim("cre-reconstruction-hurts-classification")]
    public void Reconstruction_hurts_classification() => Reproduce("cre-reconstruction-hurts-classification");

    [Claim("cre-no-synergy")]
    public void Mixtures_show_no_synergy() => Reproduce("cre-no-synergy");

    [Claim("cre-larger-latent-alleviates")]
    public void A_larger_latent_alleviates_the_trade_off() => Reproduce("cre-larger-latent-alleviates");

    [Claim("cre-complexity-alleviates")]
    public void Complexity_alleviates_the_trade_off() => Reproduce("cre-complexity-alleviates");

    [Claim("cre-architecture-general")]
    public void The_trade_off_appears_in_every_architecture() => Reproduce("cre-architecture-general");

    [Claim("cre-recon-latent-lacks-class-info")]
    public void A_latent_for_reconstruction_lacks_class_information() => Reproduce("cre-recon-latent-lacks-class-info");
}
