using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Models.Mamba;

/// <summary>
/// The mixer of a Mamba block (Gu and Dao 2023, section 3.4): tokens are widened to two halves; the first is scanned by a
/// state-space model whose step size, B and C are computed from each token, the second gates what comes out. Without the paper's
/// short convolution before it, nothing but the scan carries anything from one token to the next.
/// </summary>
public sealed class SelectiveStateSpace : nn.Module<Tensor, Tensor>
{
    private const double ShortestStep = 1e-3, LongestStep = 0.1, LeastStep = 1e-4;

    private readonly Parameter A_log; // C×S
    private readonly Parameter D; // C
    private readonly Linear in_proj; // D → 2C
    private readonly Conv1d? conv1d; // over tokens, one filter a channel
    private readonly Linear x_proj; // C → R + 2S
    private readonly Linear dt_proj; // R → C
    private readonly Linear out_proj; // C → D
    private readonly long _rank, _state;

    /// <param name="convolution">Tokens that the causal convolution before the scan sees, itself included; null: there is none.</param>
    /// <param name="convolutionBias">Whether it has a bias.</param>
    public SelectiveStateSpace(MambaSettings s, int? convolution = null, bool convolutionBias = true) : base(nameof(SelectiveStateSpace))
    {
        (_rank, _state) = (s.TimeStepRank, s.StateSize);
        using (var scope = NewDisposeScope())
            A_log = nn.Parameter(scope.Detach(arange(1, s.StateSize + 1, ScalarType.Float32).log().repeat(s.InnerWidth, 1)));
        D = nn.Parameter(ones(s.InnerWidth));
        in_proj = nn.Linear(s.Width, 2 * s.InnerWidth, hasBias: s.HasBias);
        if (convolution is { } kernel)
            conv1d = nn.Conv1d(s.InnerWidth, s.InnerWidth, kernel, padding: kernel - 1, groups: s.InnerWidth, bias: convolutionBias);
        x_proj = nn.Linear(s.InnerWidth, s.TimeStepRank + 2 * s.StateSize, hasBias: false);
        dt_proj = nn.Linear(s.TimeStepRank, s.InnerWidth);
        out_proj = nn.Linear(s.InnerWidth, s.Width, hasBias: s.HasBias);
        RegisterComponents();
    }

    /// <summary>x: N×L×D → N×L×D, and the state after the last token, N×C×S.</summary>
    /// <param name="state">After the tokens before these, N×C×S; null: there are none.</param>
    /// <param name="timeScalers">Factors of the first so many tokens' step sizes, before their projection to the channels: T, at most L.</param>
    public (Tensor Output, Tensor State) Represent(Tensor x, Tensor? state, Tensor? timeScalers, Features f)
    {
        if (conv1d is not null && state is not null)
            throw new ArgumentException("A mixer with a convolution cannot continue from a state alone: the convolution's last tokens are not in it.", nameof(state));
        using var scope = NewDisposeScope();
        var halves = (f["in_proj"] = in_proj.forward(x)).chunk(2, -1); // N×L×C each
        var u = nn.functional.silu(conv1d is null ? halves[0] : Convolve(halves[0], f)); // N×L×C
        var parameters = (f["x_proj"] = x_proj.forward(u)).split([_rank, _state, _state], -1); // N×L×R, N×L×S, N×L×S
        var rank = timeScalers is null ? parameters[0] : parameters[0] * Padded(timeScalers, x.shape[1]);
        var step = f["dt_proj"] = dt_proj.forward(rank); // N×L×C, before softplus
        var (y, last) = SelectiveScan.Run(u.transpose(1, 2), step.transpose(1, 2), -A_log.exp(), parameters[1].transpose(1, 2),
            parameters[2].transpose(1, 2), D, halves[1].transpose(1, 2), deltaSoftplus: true, initialState: state); // N×C×L
        return (scope.MoveToOuter(f["out_proj"] = out_proj.forward(y.transpose(1, 2))), scope.MoveToOuter(last));
    }

    public override Tensor forward(Tensor x)
    {
        var (output, state) = Represent(x, null, null, Features.None);
        state.Dispose();
        return output;
    }

    /// <summary>
    /// Initial step sizes as the paper has them: log-uniform from 0.001 to 0.1 after softplus, and a projection uniform in
    /// ±1/√R.
    /// </summary>
    internal void DrawTimeSteps(Seed seed)
    {
        using var guard = no_grad();
        var stream = seed.Stream();
        var bound = 1 / Math.Sqrt(_rank);
        Fill(dt_proj.weight, () => stream.NextDouble(-bound, bound));
        Fill(dt_proj.bias!, () =>
        {
            var step = Math.Max(Math.Exp(stream.NextDouble(Math.Log(ShortestStep), Math.Log(LongestStep))), LeastStep);
            return step + Math.Log(-Math.Exp(-step) + 1); // softplus of it is the step
        });
    }

    private Tensor Convolve(Tensor x, Features f) // N×L×C
    {
        var padded = f["conv1d"] = conv1d!.forward(x.transpose(1, 2)); // N×C×(L + kernel − 1)
        return padded.narrow(2, 0, x.shape[1]).transpose(1, 2);
    }

    private static Tensor Padded(Tensor scalers, long length) => // T → L×1
        cat([scalers, ones(length - scalers.shape[0], scalers.dtype, scalers.device)]).unsqueeze(1);

    private static void Fill(Tensor parameter, Func<double> draw)
    {
        var values = new float[parameter.numel()];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)draw();
        using var drawn = tensor(values, parameter.shape);
        parameter.copy_(drawn);
    }
}
