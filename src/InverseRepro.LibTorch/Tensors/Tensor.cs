using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A tensor of libtorch. Freed by Dispose or by the dispose scope it was made in; the finaliser is a safety net.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long totalCount;
        private static long peakCount;

        private nint handle;

        protected internal Tensor(IntPtr handle)
        {
            this.handle = handle;
            var alive = Interlocked.Increment(ref totalCount);
            if (alive > peakCount)
                peakCount = alive;
            DisposeScopeManager.Register(this);
            MemoryPressure.Relieve();
        }

        ~Tensor() => Dispose(false);

        /// <summary>How many tensors are alive on the managed side.</summary>
        public static long TotalCount => totalCount;

        /// <summary>The most tensors that were alive at once.</summary>
        public static long PeakCount => peakCount;

        public string? name { get; set; }

        /// <summary>Whether the tensor was disposed.</summary>
        public bool IsInvalid => handle == 0;

        /// <summary>The native tensor; throws once the tensor is disposed.</summary>
        public IntPtr Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(Tensor), "this tensor was disposed, or the dispose scope it was made in has ended");

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>Where the owning scope keeps this tensor.</summary>
        internal int ScopeSlot { get; set; }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Leaves the current scope for the one around it.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Leaves all scopes; from now on the caller disposes.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>Joins the scope of another tensor.</summary>
        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is null && other is not null)
                other.Attach(this);
            else
                OwningDisposeScope?.MoveToOther(other, this);
            return this;
        }

        /// <summary>The finaliser frees the native tensor alone: the scope, if any, is as unreachable as the tensor.</summary>
        protected virtual void Dispose(bool disposing)
        {
            if (disposing && handle != 0)
                DisposeScopeManager.Unregister(this);
            var native = TakeHandle();
            if (native != 0)
                Native.ir_free(native);
        }

        /// <summary>Gives up the native tensor, which the caller now owns; this tensor is empty afterwards.</summary>
        internal IntPtr MoveHandle()
        {
            var native = Handle;
            DisposeScopeManager.Unregister(this);
            GC.SuppressFinalize(this);
            TakeHandle();
            return native;
        }

        internal static Tensor Own(nint handle) => handle != 0 ? new Tensor(handle) : throw new InvalidOperationException("the operator returned no tensor");

        internal static Tensor? OwnOrNull(nint handle) => handle != 0 ? new Tensor(handle) : null;

        internal string Describe() => IsInvalid ? "disposed" : $"{dtype} [{string.Join(", ", shape)}]";

        private nint TakeHandle()
        {
            var native = Interlocked.Exchange(ref handle, 0);
            if (native != 0)
                Interlocked.Decrement(ref totalCount);
            return native;
        }
    }
}
