using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.Engine;

/// <summary>The device and the threads that this process computes with.</summary>
public static class Compute
{
    /// <summary>Sets up libtorch on the calling thread: call it first on every thread that touches tensors.</summary>
    /// <param name="device">"cpu", "cuda", or "auto": CUDA where libtorch has it and a device answers, else the CPU.</param>
    /// <param name="threads">Threads within one operator on the CPU, at least 1.</param>
    /// <exception cref="ArgumentException">Another device name.</exception>
    /// <exception cref="DeviceUnavailableException">"cuda" without CUDA.</exception>
    public static Device Use(string device = "auto", int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (device is not ("auto" or "cpu" or "cuda"))
            throw new ArgumentException($"Unknown device '{device}': use cpu, cuda or auto.", nameof(device));
        set_num_threads(threads);
        var cuda = device != "cpu" && torch.cuda.is_available();
        if (device == "cuda" && !cuda)
            throw new DeviceUnavailableException(
                "CUDA was asked for, but this libtorch has no CUDA or no GPU answers. Use --device cpu, or build against a libtorch "
                + "with CUDA (LIBTORCH=/path/to/libtorch, or -p:TorchProvider=NuGet -p:Cuda=true).");
        return new Device(cuda ? DeviceType.CUDA : DeviceType.CPU);
    }
}
