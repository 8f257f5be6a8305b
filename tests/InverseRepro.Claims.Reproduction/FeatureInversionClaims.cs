using Xunit.Abstractions;

namespace InverseRepro.Claims.Reproduction;

/// <summary>Modular feature inversion of vision transformers, arXiv 2412.06534.</summary>
[Trait("Paper", "2412.06534")]
[Collection(nameof(ReproductionCollection))]
public sealed class FeatureInversionClaims(ReproductionFixture fixture, ITestOutputHelper output) : ClaimTests(fixture, output)
{
    [Claim("tvm-modular-cheaper")]
    public void Modular_training_is_cheaper() => Reproduce("tvm-modular-cheaper");

    [Claim("tvm-modules-compose")]
    public void Independently_trained_modules_compose() => Reproduce("tvm-modules-compose");

    [Claim("tvm-modular-more-coherent")]
    public void Modular_reconstructions_are_more_coherent() => Reproduce("tvm-modular-more-coherent");

    [Claim("tvm-e2e-lower-pixel-error")]
    public void End_to_end_chains_have_a_lower_pixel_error() => Reproduce("tvm-e2e-lower-pixel-error");

    [Claim("tvm-detail-decays-with-depth")]
    public void Detail_decays_with_depth() => Reproduce("tvm-detail-decays-with-depth");

    [Claim("tvm-deeper-loses-color")]
    public void Deeper_stages_lose_colour() => Reproduce("tvm-deeper-loses-color");

    [Claim("tvm-adjacent-layers-correlate")]
    public void Adjacent_layers_correlate() => Reproduce("tvm-adjacent-layers-correlate");
}
