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

    [Claim("tvm-contextual-shape-preserved")]
    public void Shapes_and_their_context_outlive_detail() => Reproduce("tvm-contextual-shape-preserved");

    [Claim("tvm-foreign-inverse-decodes")]
    public void Modules_decode_other_layers_than_their_own() => Reproduce("tvm-foreign-inverse-decodes");

    [Claim("tvm-color-perturbation-robust")]
    public void Deep_stages_are_robust_to_colour_perturbations() => Reproduce("tvm-color-perturbation-robust");

    [Claim("tvm-color-pulls-to-prototype")]
    public void Deep_stages_pull_colours_to_the_prototype() => Reproduce("tvm-color-pulls-to-prototype");

    [Claim("tvm-cross-model-depth-trend")]
    public void Every_architecture_shows_the_depth_trends() => Reproduce("tvm-cross-model-depth-trend");

    [Claim("tvm-cross-model-differences")]
    public void Architectures_differ_in_their_depth_profiles() => Reproduce("tvm-cross-model-differences");
}
