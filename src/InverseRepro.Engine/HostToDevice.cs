using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.Engine;

/// <summary>The way of a batch from the host to the device.</summary>
public static class HostToDevice
{
    // libtorch rounds page-locked blocks up to powers of two and keeps them while the process lives. Whole data sets are copied
    // once, so they need no such block.
    private const long MostPinnedBytes = 256L << 20;

    /// <summary>
    /// The tensor itself where it is on the device already, as always on the CPU; else a copy there, and the tensor is disposed.
    /// A batch goes to a GPU through page-locked memory, and nobody waits for it: what is queued afterwards finds it there, and
    /// libtorch lends the page-locked block out again when the copy is done, and not before.
    /// </summary>
    public static Tensor Upload(this Tensor values, Device device)
    {
        if (values.device_type == device.type)
            return values;
        if (device.type != DeviceType.CUDA || values.numel() * values.element_size() > MostPinnedBytes)
            return values.to(device, disposeAfter: true);
        using var whole = values.contiguous(); // libtorch copies parts of a tensor through memory that is not page-locked
        using var pinned = whole.pin_memory();
        values.Dispose();
        return pinned.to(device, non_blocking: true);
    }
}
