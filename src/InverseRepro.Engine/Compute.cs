using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.Engine;

/// <summary>The device and the threads that this process computes with.</summary>
public static class Compute
{
    /// <summary>Sets the threads up and chooses the device: call it first on every thread that touches tensors.</summary>
    /// <param name="device">As in <see cref="Device"/>.</param>
    /// <param name="threads">Threads within one operator on the CPU, at least 1.</param>
    /// <exception cref="ArgumentException">Another device name.</exception>
    /// <exception cref="DeviceUnavailableException">"cuda" without CUDA.</exception>
    public static Device Use(string device = "auto", int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var chosen = Device(device);
        set_num_threads(threads);
        return chosen;
    }

    /// <summary>The device of a name: "cpu", "cuda", or "auto" for CUDA where libtorch has it and a GPU answers, else the CPU.</summary>
    /// <exception cref="ArgumentException">Another device name.</exception>
    /// <exception cref="DeviceUnavailableException">"cuda" without CUDA.</exception>
    public static Device Device(string name)
    {
        if (name is not ("auto" or "cpu" or "cuda"))
            throw new ArgumentException($"Unknown device '{name}': use cpu, cuda or auto.", nameof(name));
        var cuda = name != "cpu" && torch.cuda.is_available();
        if (name == "cuda" && !cuda)
            throw new DeviceUnavailableException(
                "CUDA was asked for, but this libtorch has no CUDA or no GPU answers. Use --device cpu, or build against a libtorch "
                + "with CUDA (LIBTORCH=/path/to/libtorch, or -p:TorchProvider=NuGet -p:Cuda=true).");
        return new Device(cuda ? DeviceType.CUDA : DeviceType.CPU);
    }

    /// <summary>Opens the device and the libraries that training takes there, by one tiny update. Draws nothing at random.</summary>
    public static void WarmUp(Device device)
    {
        using var scope = NewDisposeScope();
        var weights = ones([1, 1, 2, 2], device: device, requires_grad: true);
        var map = nn.functional.conv2d(ones([1, 1, 4, 4], device: device), weights); // 1×1×3×3
        map.matmul(map).sum().backward();
        Synchronise(device);
    }

    /// <summary>Waits until the device has done all the work it was given, so that a clock can be read. The CPU has no queue.</summary>
    public static void Synchronise(Device device)
    {
        if (device.type == DeviceType.CPU)
            return;
        using var last = zeros([1], device: device);
        last.item<float>(); // the copy to the host waits for everything queued before it
    }
}
