using TorchSharp;

namespace InverseRepro.Engine.Tests;

public sealed class ComputeTests
{
    [Fact]
    public void Uses_the_processor_when_asked()
    {
        Compute.Use("cpu", threads: 1).type.Should().Be(DeviceType.CPU);
        FluentActions.Invoking(() => Compute.Use("tpu")).Should().Throw<ArgumentException>().WithMessage("Unknown device 'tpu': use cpu, cuda or auto.*");
        Compute.Synchronise(Compute.Device("cpu"));
        FluentActions.Invoking(() => Compute.Use("cpu", 0)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Warming_up_leaves_random_numbers_and_gradients_as_they_are()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1);
        var expected = torch.rand(3).data<float>().ToArray();
        torch.manual_seed(1);
        Compute.WarmUp(torch.CPU);
        torch.rand(3).data<float>().ToArray().Should().Equal(expected);
        torch.is_grad_enabled().Should().BeTrue();
    }

    [SkippableFact]
    public void Says_what_to_do_where_there_is_no_gpu()
    {
        Skip.If(torch.cuda.is_available(), "this machine has a GPU");
        FluentActions.Invoking(() => Compute.Use("cuda")).Should().Throw<DeviceUnavailableException>().WithMessage("*--device cpu*");
        Compute.Use("auto").type.Should().Be(DeviceType.CPU);
    }

    [Fact]
    public void Classes_name_the_instruction_set() =>
        DeviceClass.Of("cpu").Should().BeOneOf("cpu-avx512", "cpu-avx2", "cpu-base");

    [SkippableFact]
    public void Without_a_driver_the_class_is_that_of_the_processor()
    {
        Skip.If(torch.cuda.is_available(), "this machine has a GPU");
        DeviceClass.Of("auto").Should().Be(DeviceClass.Of("cpu"));
        FluentActions.Invoking(() => DeviceClass.Of("cuda")).Should().Throw<DeviceUnavailableException>();
        FluentActions.Invoking(() => DeviceClass.Of("tpu")).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Fingerprint_names_provider_version_and_threads()
    {
        var fingerprint = EngineFingerprint.Of("cpu", 1);
        fingerprint.Provider.Should().BeOneOf("System", "NuGet");
        fingerprint.Version.Should().MatchRegex(@"^\d+\.\d+");
        fingerprint.Should().NotBe(EngineFingerprint.Of("cpu", 2));
    }
}
