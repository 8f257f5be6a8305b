using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>An array of numbers on a device, with its gradient history.</summary>
    public partial class Tensor : IDisposable
    {
        private nint _handle;

        protected internal Tensor(nint handle)
        {
            _handle = handle;
            DisposeScopeManager.Register(this);
        }

        ~Tensor() => Free();

        /// <summary>The scope that will dispose this tensor, or null.</summary>
        internal DisposeScope? OwningScope { get; set; }

        /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
        public nint Handle => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(Tensor), "this tensor was disposed");

        public bool IsInvalid => _handle == 0;

        public void Dispose()
        {
            OwningScope?.Forget(this);
            Free();
            GC.SuppressFinalize(this);
        }

        internal static Tensor Own(nint handle) => handle != 0 ? new Tensor(handle) : throw new InvalidOperationException("the operator returned no tensor");

        internal static Tensor? OwnOrNull(nint handle) => handle != 0 ? new Tensor(handle) : null;

        /// <summary>Gives the handle to another owner; this tensor is empty afterwards.</summary>
        internal nint MoveHandle()
        {
            var handle = Handle;
            _handle = 0;
            OwningScope?.Forget(this);
            GC.SuppressFinalize(this);
            return handle;
        }

        /// <summary>Another owner of the same tensor.</summary>
        public Tensor alias()
        {
            var shared = new Tensor(Native.ir_share(Handle));
            GC.KeepAlive(this);
            return shared;
        }

        internal string Describe() => IsInvalid ? "disposed" : $"{dtype} [{string.Join(", ", shape)}]";

        private void Free()
        {
            var handle = _handle;
            _handle = 0;
            if (handle != 0)
                Native.ir_free(handle);
        }
    }
}
