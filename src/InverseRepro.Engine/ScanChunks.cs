using static TorchSharp.torch;

namespace InverseRepro.Engine;

/// <summary>A sequence of L steps as M chunks of T, the last one filled up with steps of size 0, which leave the state as it is.</summary>
internal readonly record struct ScanChunks(long Length, long Steps)
{
    private long Count => (Length + Steps - 1) / Steps;

    /// <summary>N×X×L → T×X×M×N.</summary>
    public Tensor Of(Tensor x)
    {
        var filled = Steps * Count == Length ? x : nn.functional.pad(x, [0, Steps * Count - Length]);
        return filled.reshape(x.shape[0], x.shape[1], Count, Steps).permute(3, 1, 2, 0).contiguous();
    }

    /// <summary>T×X×M×N → N×X×L.</summary>
    public Tensor Join(Tensor y) => y.permute(3, 1, 2, 0).flatten(-2).narrow(-1, 0, Length);
}
