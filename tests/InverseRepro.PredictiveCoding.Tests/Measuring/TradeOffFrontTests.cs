using InverseRepro.PredictiveCoding.Measuring;

namespace InverseRepro.PredictiveCoding.Tests.Measuring;

public sealed class TradeOffFrontTests
{
    private static TradeOffPoint Point(double accuracy, double mse01) => new(mse01, 1, accuracy);

    private static readonly TradeOffPoint Classification = Point(0.9, 0.1), Reconstruction = Point(0.3, 0.02);

    private static double Gap(params TradeOffPoint[] between) => new TradeOffFront([Classification, .. between, Reconstruction]).Gap();

    [Fact]
    public void Nothing_better_than_the_extremes_leaves_the_whole_box() => Gap(Point(0.2, 0.05), Point(0.5, 0.2)).Should().Be(1);

    [Fact]
    public void One_network_best_at_both_leaves_nothing() => Gap(Point(0.9, 0.02)).Should().BeApproximately(0, 1e-12);

    [Fact]
    public void The_gap_is_the_part_of_the_box_that_no_network_dominates()
    {
        // The box is 0.6 × 0.08; the first dominates 0.5 × 0.02, the second 0.3 × 0.06 of which 0.3 × 0.02 is the first's.
        Gap(Point(0.8, 0.08), Point(0.6, 0.04)).Should().BeApproximately(1 - (0.01 + 0.012) / 0.048, 1e-12);
        Gap(Point(0.6, 0.04), Point(0.8, 0.08), Point(0.5, 0.05)).Should().BeApproximately(1 - 0.022 / 0.048, 1e-12, "order and dominated points do not matter");
    }

    [Fact]
    public void Mixtures_better_than_the_extremes_enlarge_the_box() => Gap(Point(1, 0.05)).Should().BeApproximately(1 - 0.7 * 0.05 / (0.7 * 0.08), 1e-12);

    [Fact]
    public void A_diverged_mixture_dominates_nothing() =>
        Gap(Point(0.1, double.NaN), Point(0.8, 0.08)).Should().Be(Gap(Point(0.8, 0.08)));

    [Fact]
    public void Without_extremes_or_room_there_is_no_gap()
    {
        new TradeOffFront([Classification, Point(0.1, double.NaN)]).Gap().Should().Be(double.NaN);
        new TradeOffFront([Point(0.1, double.NaN), Reconstruction]).Gap().Should().Be(double.NaN);
        new TradeOffFront([Point(0.9, 0.1), Point(0.9, 0.02)]).Gap().Should().Be(double.NaN, "both classify alike");
        new TradeOffFront([Point(0.9, 0.02), Point(0.3, 0.02)]).Gap().Should().Be(double.NaN, "both reconstruct alike");
    }
}
