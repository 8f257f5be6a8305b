using InverseRepro.Engine.Staging;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training;

/// <summary>
/// Representations too large for the disk as well: computed anew for each batch, once for all modules that train on it. All of
/// ImageNet-1k through Swin-B would be 6 TB, while the target's forward pass is a fraction of the inverse modules' work.
/// </summary>
public sealed class RecomputedStages : IStagedImages
{
    private readonly StagedModule _target;
    private readonly IReadOnlyList<string> _names;
    private readonly INormalisedPictures _pictures;
    private object? _batch; // the index tensor, or start and length, that the stages below belong to
    private Tensor[] _stages = [];

    public RecomputedStages(StagedModule target, IReadOnlyList<string> stageNames, INormalisedPictures pictures, int batchSize)
    {
        (_target, _names, _pictures, LargestBatch) = (target, stageNames, pictures, batchSize);
        target.eval();
    }

    public int Count => _pictures.Count;

    public int LargestBatch { get; }

    public Device Device => _pictures.Device;

    public Tensor Stage(int stage, Tensor indices)
    {
        if (!ReferenceEquals(_batch, indices))
            Represent(indices, () => _pictures.At(indices));
        return _stages[stage];
    }

    public Tensor Stage(int stage, int start, int length)
    {
        if (!Equals(_batch, (start, length)))
            Represent((start, length), () => _pictures.Slice(start, length));
        return _stages[stage];
    }

    public void Dispose()
    {
        foreach (var stage in _stages)
            stage.Dispose();
        (_batch, _stages) = (null, []);
    }

    private void Represent(object batch, Func<Tensor> load)
    {
        Dispose();
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var pictures = load();
        var features = Features.Only(_names);
        _target.Represent(pictures, features);
        _stages = [pictures.alias().DetachFromDisposeScope(), .. _names.Select(name => features[name].DetachFromDisposeScope())];
        _batch = batch;
    }
}
