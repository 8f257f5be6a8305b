namespace TorchSharp;

public static partial class torch
{
    /// <summary>What stands for one dimension in t[…]: a number, a slice, a new dimension, the rest, or a tensor of indices.</summary>
    public struct TensorIndex
    {
#pragma warning disable CA2211 // writable in TorchSharp too
        /// <summary>As many whole dimensions as are left.</summary>
        public static TensorIndex Ellipsis = new() { Is = Kind.Ellipsis };

        /// <summary>A new dimension of size one.</summary>
        public static TensorIndex None = new() { Is = Kind.None };

        /// <summary>A new dimension of size one.</summary>
        public static TensorIndex Null = new() { Is = Kind.None };

        /// <summary>A whole dimension.</summary>
        public static TensorIndex Colon = Slice();
#pragma warning restore CA2211

        internal enum Kind
        {
            None,
            Single,
            Ellipsis,
            Bool,
            Tensor,
            Slice,
        }

        internal Kind Is { get; private init; }

        internal long? Start { get; private init; }

        internal long? Stop { get; private init; }

        internal long Step { get; private init; }

        internal Tensor? Indices { get; private init; }

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { Is = Kind.Slice, Start = start, Stop = stop, Step = step ?? 1 };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range) => Slice(Offset(range.Start), range.End.Equals(^0) ? null : Offset(range.End));

        public static TensorIndex Bool(bool value) => new() { Is = Kind.Bool, Start = value ? 1 : 0 };

        public static TensorIndex Single(long? index) => new() { Is = Kind.Single, Start = index };

        public static TensorIndex Tensor(Tensor tensor) => new() { Is = Kind.Tensor, Indices = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(Offset(index));

        /// <summary>Never runs: it only makes TensorIndex the better match where an overload takes either.</summary>
        public static implicit operator Tensor(TensorIndex value) => throw new InvalidOperationException("Should not be called.");

        private static long Offset(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}
