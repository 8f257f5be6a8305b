using Xunit.Abstractions;

namespace InverseRepro.Claims.Reproduction;

/// <summary>Modular feature inversion of published checkpoints, arXiv 2412.06534: at scales gpu and paper, pictures being the unit but where time is measured.</summary>
[Trait("Paper", "2412.06534")]
[Collection(nameof(ReproductionCollection))]
public sealed class PublishedCheckpointClaims(ReproductionFixture fixture, ITestOutputHelper output) : ClaimTests(fixture, output)
{
    [Claim("tvm-published-modular-cheaper")]
    public void Modular_training_is_cheaper_at_the_published_sizes() => Reproduce("tvm-published-modular-cheaper");

    [Claim("tvm-published-modules-compose")]
    public void Modules_of_published_checkpoints_compose() => Reproduce("tvm-published-modules-compose");

    [Claim("tvm-published-e2e-lower-pixel-error")]
    public void End_to_end_chains_of_published_checkpoints_have_a_lower_pixel_error() => Reproduce("tvm-published-e2e-lower-pixel-error");

    [Claim("tvm-published-detail-decays-with-depth")]
    public void Detail_decays_with_the_depth_of_published_checkpoints() => Reproduce("tvm-published-detail-decays-with-depth");

    [Claim("tvm-published-deeper-loses-color")]
    public void Deeper_stages_of_published_checkpoints_lose_colour() => Reproduce("tvm-published-deeper-loses-color");

    [Claim("tvm-published-color-perturbation-robust")]
    public void Published_checkpoints_are_robust_to_colour_perturbations() => Reproduce("tvm-published-color-perturbation-robust");

    [Claim("tvm-published-foreign-inverse-decodes")]
    public void Modules_decode_other_layers_of_published_checkpoints() => Reproduce("tvm-published-foreign-inverse-decodes");

    [Claim("tvm-published-modular-more-coherent")]
    public void Modular_reconstructions_of_published_checkpoints_are_more_coherent() => Reproduce("tvm-published-modular-more-coherent");

    [Claim("tvm-published-adjacent-layers-correlate")]
    public void Adjacent_layers_of_published_checkpoints_correlate() => Reproduce("tvm-published-adjacent-layers-correlate");

    [Claim("tvm-published-cross-model-depth-trend")]
    public void Every_published_checkpoint_shows_the_depth_trends() => Reproduce("tvm-published-cross-model-depth-trend");

    [Claim("tvm-published-cross-model-differences")]
    public void Published_checkpoints_differ_in_their_depth_profiles() => Reproduce("tvm-published-cross-model-differences");
}
