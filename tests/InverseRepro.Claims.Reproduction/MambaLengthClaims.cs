using Xunit.Abstractions;

namespace InverseRepro.Claims.Reproduction;

/// <summary>Length generalisation of Mamba in image reconstruction, arXiv 2603.12499.</summary>
[Trait("Paper", "2603.12499")]
[Collection(nameof(ReproductionCollection))]
public sealed class MambaLengthClaims(ReproductionFixture fixture, ITestOutputHelper output) : ClaimTests(fixture, output)
{
    [Claim("mamba-fails-beyond-train-length")]
    public void Mamba_fails_beyond_its_training_lengths() => Reproduce("mamba-fails-beyond-train-length");

    [Claim("mamba-adapts-to-length-distribution")]
    public void Mamba_adapts_to_the_lengths_of_its_training() => Reproduce("mamba-adapts-to-length-distribution");

    [Claim("mamba-stage-profile-shifts")]
    public void Longer_training_sequences_give_longer_memories() => Reproduce("mamba-stage-profile-shifts");

    [Claim("mamba-length-adaptive-improves")]
    public void Knowing_the_length_improves_reconstructions() => Reproduce("mamba-length-adaptive-improves");

    [Claim("mamba-declared-length-controls-strategy")]
    public void The_true_length_is_the_best_to_declare() => Reproduce("mamba-declared-length-controls-strategy");

    [Claim("mamba-loss-reweighting-shifts-tradeoff")]
    public void Reweighting_moves_accuracy_to_short_lengths() => Reproduce("mamba-loss-reweighting-shifts-tradeoff");

    [Claim("mamba-transformer-degrades-less")]
    public void A_transformer_degrades_less() => Reproduce("mamba-transformer-degrades-less");
}
