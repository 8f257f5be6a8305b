using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A stream of random numbers, independent of the global one.</summary>
    public class Generator : IDisposable
    {
        public Generator(ulong seed = 0, Device? device = null) :
            this(Native.Check(Native.ir_generator((device ?? CPU).Packed, seed), nameof(Generator)), device ?? CPU)
        {
        }

        private Generator(nint handle, Device device) => (Handle, this.device) = (handle, device);

        ~Generator() => Free();

        /// <summary>The global generator of the CPU.</summary>
        public static Generator Default => new(Native.Check(Native.ir_default_generator(), nameof(Default)), CPU);

        public nint Handle { get; private set; }

        public Device device { get; }

        public Generator manual_seed(long seed)
        {
            Native.Check(Native.ir_generator_set_seed(Handle, unchecked((ulong)seed)), nameof(manual_seed));
            return this;
        }

        public long initial_seed() => unchecked((long)Native.ir_generator_seed(Handle));

        public Tensor get_state() => Tensor.Own(Native.Check(Native.ir_generator_state(Handle), nameof(get_state)));

        public void set_state(Tensor value)
        {
            Native.Check(Native.ir_generator_set_state(Handle, value.Handle), nameof(set_state));
            GC.KeepAlive(value);
        }

        public void Dispose()
        {
            Free();
            GC.SuppressFinalize(this);
        }

        private void Free()
        {
            if (Handle != 0)
                Native.ir_free_generator(Handle);
            Handle = 0;
        }
    }

    /// <summary>Seeds the global generator.</summary>
    public static Generator manual_seed(long seed)
    {
        Native.Check(Native.ir_manual_seed(unchecked((ulong)seed)), nameof(manual_seed));
        return Generator.Default;
    }
}
