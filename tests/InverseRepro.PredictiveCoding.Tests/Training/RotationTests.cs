using InverseRepro.PredictiveCoding.Training;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Tests.Training;

public sealed class RotationTests
{
    private static float[] Turned(double degrees, int side = 3)
    {
        using var scope = NewDisposeScope();
        return Rotation.Turn(arange(side * side, dtype: ScalarType.Float32).view(1, 1, side, side), degrees, outside: -1).data<float>().ToArray();
    }

    [Fact]
    public void No_angle_changes_nothing() => Turned(0).Should().Equal(0, 1, 2, 3, 4, 5, 6, 7, 8);

    [Fact]
    public void A_quarter_turn_moves_every_pixel() => Turned(90).Should().Equal(2, 5, 8, 1, 4, 7, 0, 3, 6);

    [Fact]
    public void Corners_come_from_outside_after_an_eighth_of_a_turn() => Turned(45, side: 5).Where(value => value == -1).Should().HaveCount(4);
}
