using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
            new(inputSize, outputSize, hasBias, device, dtype);

        public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);

        /// <summary>A table of <paramref name="num_embeddings"/> rows of width <paramref name="embedding_dims"/>.</summary>
        /// <exception cref="NotSupportedException">With <paramref name="max_norm"/>.</exception>
        public static Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
        {
            RefuseMaximumNorm(max_norm);
            var table = init.normal_(empty([num_embeddings, embedding_dims], dtype: dtype, device: device));
            if (padding_idx is { } row)
            {
                using var unused = table[row];
                unused.zero_();
            }
            return new Embedding(table, true, padding_idx, scale_grad_by_freq, sparse);
        }

        public static Embedding Embedding_from_pretrained(Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
        {
            RefuseMaximumNorm(max_norm);
            var table = embeddings.detach().to(dtype ?? embeddings.dtype, device ?? embeddings.device);
            return new Embedding(table, !freeze, padding_idx, scale_grad_by_freq, sparse);
        }

        public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);

        public static Dropout2d Dropout2d(double p = 0.5, bool inplace = false) => new(p, inplace);

        public static Flatten Flatten(long start_dim = 1, long end_dim = -1) => new(start_dim, end_dim);

        public static Unflatten Unflatten(long dim, long[] unflattened_size) => new(dim, unflattened_size);

        public static Identity Identity() => new();

        public static PixelShuffle PixelShuffle(long upscale_factor) => new(upscale_factor);

        public static PixelUnshuffle PixelUnshuffle(long downscale_factor) => new(downscale_factor);

        public static Upsample Upsample(long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool? align_corners = null, bool? recompute_scale_factor = null) =>
            new(size, scale_factor, mode, align_corners, recompute_scale_factor);

        /// <summary>Scaled dot-product attention of several heads; inputs L×N×E, masks True or −∞ where attention is forbidden.</summary>
        /// <exception cref="NotSupportedException">With extra key and value tokens, or widths of keys and values other than the embedding's.</exception>
        public static MultiheadAttention MultiheadAttention(long embedded_dim, long num_heads, double dropout = 0.0, bool bias = true, bool add_bias_kv = false, bool add_zero_attn = false, long? kdim = null, long? vdim = null)
        {
            if (add_bias_kv || add_zero_attn || (kdim ?? embedded_dim) != embedded_dim || (vdim ?? embedded_dim) != embedded_dim)
                throw new NotSupportedException("MultiheadAttention here has no add_bias_kv, add_zero_attn, kdim or vdim.");
            return new MultiheadAttention(embedded_dim, num_heads, dropout, bias);
        }

        private static void RefuseMaximumNorm(double? maximum)
        {
            if (maximum.HasValue)
                throw new NotSupportedException("Embedding here has no max_norm.");
        }
    }
}
