using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models;

/// <summary>
/// A target that loses nothing: patches are rotated into tokens and every stage rotates the channels by a fixed orthogonal
/// matrix. Whatever its reconstructions lose with depth, the inverse modules lost. Control of the depth claims.
/// </summary>
public sealed class RotationNetwork : StagedModule
{
    private readonly int _patchSize;
    private readonly List<Tensor> _rotations = []; // D×D, orthogonal

    /// <param name="stages">Rotations; the first one makes the embedding.</param>
    /// <param name="groupSize">Blocks that a stage stands for: stage k is named after the last of them.</param>
    public RotationNetwork(int patchSize, int inChans, int stages, int groupSize, Seed seed) : base(nameof(RotationNetwork))
    {
        _patchSize = patchSize;
        GroupSize = groupSize;
        var width = inChans * patchSize * patchSize;
        for (var k = 0; k < stages; k++)
        {
            var (q, _) = linalg.qr(randn(width, width, generator: seed.Derive("rotation", k).Generator()));
            register_buffer($"rotation_{k}", q);
            _rotations.Add(q);
        }
    }

    public int GroupSize { get; }

    protected override Tensor Walk(Tensor image, Features f) // N×C×H×W
    {
        var (n, c, h, w) = (image.shape[0], image.shape[1], image.shape[2] / _patchSize, image.shape[3] / _patchSize);
        var patches = image.reshape(n, c, h, _patchSize, w, _patchSize)
            .permute(0, 2, 4, 1, 3, 5).reshape(n, h * w, c * _patchSize * _patchSize); // N×L×D
        var x = patches.matmul(_rotations[0]);
        x = f["embedding"] = cat([x.mean([1], keepdim: true), x], 1); // N×(1+L)×D
        for (var k = 1; k < _rotations.Count; k++)
            x = f[$"blocks.{k * GroupSize - 1}"] = x.matmul(_rotations[k]);
        return f["logits"] = x.select(1, 0); // of the token of means; nothing was learnt
    }
}
