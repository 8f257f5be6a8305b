using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>
            /// Converts and moves all floating-point parameters and buffers, and moves the others. Parameters become new
            /// objects, so an optimiser must be made afterwards.
            /// </summary>
            internal void Move(ScalarType? dtype, Device? device)
            {
                if (dtype is { } wanted && wanted is not (ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64))
                    throw new ArgumentException($"nn.Module.to only accepts floating point types, but got {wanted}.");
                foreach (var child in _modules.Values)
                    child.Move(dtype, device);
                foreach (var (name, parameter) in _parameters.ToArray())
                    if (Moved(parameter, dtype, device) is { } moved)
                    {
                        var replacement = new Parameter(moved, parameter.requires_grad);
                        replacement.DetachFromDisposeScope();
                        using var gradient = parameter.grad;
                        if (gradient is not null)
                            replacement.grad = Moved(gradient, dtype, device) ?? gradient;
                        Replace(name, parameter, replacement);
                        _parameters[name] = replacement;
                        parameter.Dispose();
                    }
                foreach (var (name, (buffer, persistent)) in _buffers.ToArray())
                    if (Moved(buffer, dtype, device) is { } moved)
                    {
                        moved.DetachFromDisposeScope();
                        Replace(name, buffer, moved);
                        _buffers[name] = (moved, persistent);
                        buffer.Dispose();
                    }
            }

            /// <summary>Null where the tensor is already there.</summary>
            private static Tensor? Moved(Tensor tensor, ScalarType? dtype, Device? device)
            {
                var type = tensor.is_floating_point() ? dtype ?? tensor.dtype : tensor.dtype;
                var place = device ?? tensor.device;
                if (type == tensor.dtype && place.type == tensor.device.type
                    && (place.index == tensor.device.index || place.index < 0))
                    return null;
                using var _ = no_grad();
                return tensor.to(type, place);
            }

            private void Replace(string name, Tensor old, Tensor replacement)
            {
                foreach (var field in ComponentFields.GetOrAdd(GetType(), static type => [.. FieldsOf(type)]))
                    if (field.FieldType.IsInstanceOfType(replacement) && ReferenceEquals(field.GetValue(this), old))
                        field.SetValue(this, replacement);
            }
        }
    }
}
