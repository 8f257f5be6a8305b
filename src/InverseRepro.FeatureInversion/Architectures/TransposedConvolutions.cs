namespace InverseRepro.FeatureInversion.Architectures;

/// <summary>Transposed convolutions in a row whose kernels are their strides: each makes a patch of every pixel.</summary>
internal static class TransposedConvolutions
{
    /// <summary>Forward multiply-accumulates: in·out·k² for each input pixel.</summary>
    public static double Macs(double pixels, double inputs, IReadOnlyList<int> channels, IReadOnlyList<int> strides)
    {
        double macs = 0;
        for (var i = 0; i < channels.Count; i++)
        {
            var patch = (double)strides[i] * strides[i];
            macs += pixels * inputs * channels[i] * patch;
            (pixels, inputs) = (pixels * patch, channels[i]);
        }
        return macs;
    }
}
