using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Swin;

/// <summary>
/// A tensor that follows from settings and is no part of a checkpoint. It goes where it is used: TorchSharp does not move
/// buffers that are not persistent with their module.
/// </summary>
internal sealed class FixedTensor(Tensor values)
{
    private Tensor _values = values.DetachFromDisposeScope();

    /// <summary>The values on a device; owned by this.</summary>
    public Tensor On(Device device)
    {
        if (_values.device_type != device.type || _values.device_index != device.index)
        {
            var moved = _values.to(device).DetachFromDisposeScope();
            _values.Dispose();
            _values = moved;
        }
        return _values;
    }
}
