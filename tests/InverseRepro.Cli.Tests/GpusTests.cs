using InverseRepro.Cli.Session;

namespace InverseRepro.Cli.Tests;

public sealed class GpusTests : IDisposable
{
    private readonly string _driver = Directory.CreateTempSubdirectory("repro-gpus-").FullName;

    public void Dispose() => Directory.Delete(_driver, recursive: true);

    [Fact]
    public void Are_those_of_the_driver_or_those_that_the_user_lets_be_seen()
    {
        Gpus.Of(null, "/nowhere").Should().Equal("0");
        foreach (var bus in new[] { "0000:17:00.0", "0000:65:00.0" })
            Directory.CreateDirectory(Path.Combine(_driver, bus));
        Gpus.Of("", _driver).Should().Equal("0", "1");
        Gpus.Of("3, GPU-8932f937", _driver).Should().Equal("3", "GPU-8932f937");
    }
}
