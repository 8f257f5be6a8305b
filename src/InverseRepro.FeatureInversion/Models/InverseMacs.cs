namespace InverseRepro.FeatureInversion.Models;

/// <summary>Forward multiply-accumulates of the inverse modules, counted from their shapes (biases, norms and softmax left out).</summary>
public static class InverseMacs
{
    /// <summary>Of g₁ … g_S, for one picture of <paramref name="gridSize"/>² patches.</summary>
    public static IReadOnlyList<double> OfModules(InverseSettings settings, int gridSize) =>
        [Backbone(settings, gridSize), .. Enumerable.Repeat(Encoder(settings, gridSize), settings.Groups)];

    /// <summary>A transposed convolution whose kernel is its stride takes in·out·k² for each input pixel.</summary>
    private static double Backbone(InverseSettings s, int gridSize)
    {
        double macs = 0, pixels = (double)gridSize * gridSize, inputs = s.EmbedDim;
        for (var i = 0; i < s.Channels.Count; i++)
        {
            macs += pixels * inputs * s.Channels[i] * s.Strides[i] * s.Strides[i];
            pixels *= s.Strides[i] * s.Strides[i];
            inputs = s.Channels[i];
        }
        return macs;
    }

    /// <summary>Per block L·(3D² + D² + 2·4D²) for the projections and 2·L²·D for the attention.</summary>
    private static double Encoder(InverseSettings s, int gridSize)
    {
        double tokens = 1 + (double)gridSize * gridSize, d = s.EmbedDim;
        return s.GroupDepth * (tokens * 12 * d * d + 2 * tokens * tokens * d);
    }
}
