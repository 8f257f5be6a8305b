using static TorchSharp.torch;

namespace InverseRepro.Engine;

/// <summary>
/// The selective scan of Mamba: a linear recurrence in each channel whose decay and input change with every step,
/// h_t = exp(Δ_t A) h_{t−1} + Δ_t B_t u_t and y_t = C_t h_t + D u_t, the output times silu(z).
/// </summary>
public static class SelectiveScan
{
    /// <summary>
    /// Runs the scan over all L steps. On the CPU in float32 one fused operator with its own gradient (once differentiable), elsewhere
    /// composed of ordinary operators: of small ones on the CPU, of few on a GPU.
    /// </summary>
    /// <param name="u">Inputs, N×D×L, of any strides, as are <paramref name="delta"/> and <paramref name="z"/>.</param>
    /// <param name="delta">Step sizes Δ before bias and softplus, N×D×L.</param>
    /// <param name="a">A, D×S; negative for a state that decays.</param>
    /// <param name="b">B, N×S×L, N×G×S×L for G groups of D/G channels, or D×S where it does not depend on the input.</param>
    /// <param name="c">C, of one of the shapes of <paramref name="b"/>, with the same number of groups if both have groups.</param>
    /// <param name="d">D, the weight of the input in the output, one a channel.</param>
    /// <param name="z">Gate before silu, N×D×L.</param>
    /// <param name="deltaBias">Added to <paramref name="delta"/>, one a channel.</param>
    /// <param name="deltaSoftplus">Whether softplus is taken of <paramref name="delta"/> after the bias.</param>
    /// <param name="initialState">The state before the first step, N×D×S; zero when null.</param>
    /// <returns>Output N×D×L and the state after the last step N×D×S; both are differentiable.</returns>
    /// <exception cref="ArgumentException">A shape, type or device that does not fit the others; the message names both.</exception>
    public static (Tensor Output, Tensor LastState) Run(Tensor u, Tensor delta, Tensor a, Tensor b, Tensor c, Tensor? d = null, Tensor? z = null,
        Tensor? deltaBias = null, bool deltaSoftplus = false, Tensor? initialState = null)
    {
        var inputs = new ScanInputs(u, delta, a, b, c, d, z, deltaBias, deltaSoftplus, initialState);
        inputs.Check();
#if TORCH_SYSTEM
        if (u.dtype == ScalarType.Float32 && u.device_type == TorchSharp.DeviceType.CPU)
            return LibTorch.FusedOperators.SelectiveScan(u, delta, a, b, c, d, z, deltaBias, deltaSoftplus, initialState);
#endif
        return u.device_type == TorchSharp.DeviceType.CPU ? ChunkedScan.Run(inputs) : WideScan.Run(inputs);
    }
}
