using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Models;

/// <summary>A linear layer to pixels and a sigmoid: N×Q×D → N×Q×C×p×p in (0, 1).</summary>
public sealed class PatchDecoder : nn.Module<Tensor, Tensor>
{
    private readonly Linear fc;
    private readonly int _channels, _size;

    public PatchDecoder(int width, int channels, int patchSize) : base(nameof(PatchDecoder))
    {
        fc = nn.Linear(width, channels * patchSize * patchSize);
        (_channels, _size) = (channels, patchSize);
        RegisterComponents();
    }

    public override Tensor forward(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        var pixels = sigmoid(fc.forward(tokens)); // N×Q×Cpp
        return scope.MoveToOuter(pixels.view(tokens.shape[0], tokens.shape[1], _channels, _size, _size));
    }
}
