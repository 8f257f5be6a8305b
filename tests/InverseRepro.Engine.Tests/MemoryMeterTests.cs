using static TorchSharp.torch;

namespace InverseRepro.Engine.Tests;

public sealed class MemoryMeterTests
{
    [SkippableFact]
    public void Sees_what_was_alive_in_between()
    {
        const long Elements = 4 << 20;
        var idle = MemoryMeter.PeakDuring(() => { });
        Skip.If(idle is null, "this provider of libtorch does not count memory");
        var peak = MemoryMeter.PeakDuring(() => zeros([Elements]).Dispose());
        (peak - idle).Should().BeInRange(4 * Elements, 5 * Elements);
    }
}
