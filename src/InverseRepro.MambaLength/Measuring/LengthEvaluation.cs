using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.MambaLength.Models;
using InverseRepro.MambaLength.Patches;
using InverseRepro.MambaLength.Training;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Measuring;

/// <summary>
/// Errors of networks by the number of patches they saw: the same drawings, positions and queries for all networks of a seed,
/// and each length a prefix of the longer ones.
/// </summary>
public sealed class LengthEvaluation : IDisposable
{
    private const int BatchSize = 256;

    private readonly PatchBatch _batch; // of the greatest length
    private readonly ReconstructionTask _task;
    private readonly Seed _seed;

    /// <param name="images">N×1×S×S in [0, 1].</param>
    /// <param name="longest">The greatest length that will be asked for.</param>
    public LengthEvaluation(Tensor images, ReconstructionTask task, int longest, Seed seed)
    {
        (_task, _seed) = (task, seed);
        using var scope = NewDisposeScope();
        var count = (int)images.shape[0];
        var seen = PatchPositions.Draw(seed.Derive("positions").Stream(), count, longest, task.Side, task.PatchSize).Upload(images.device);
        var asked = PatchPositions.Draw(seed.Derive("queries").Stream(), count, task.Queries, task.Side, task.PatchSize).Upload(images.device);
        _batch = PatchBatch.Cut(images, seen, asked, task);
        foreach (var part in (Tensor[])[_batch.Patches, _batch.At, _batch.Queries, _batch.Targets])
            part.DetachFromDisposeScope();
    }

    /// <summary>Mean squared error of pixels in [0, 1] after the first <paramref name="length"/> patches.</summary>
    /// <param name="declared">What a length token says; null: what the settings say.</param>
    public double Error(PatchReconstructor network, ReconstructorSettings kind, int length, double? declared = null) =>
        Error(b => b.First(length), Answering(network, kind, length, declared));

    /// <summary>After the first <paramref name="length"/> patches twice.</summary>
    public double ErrorRepeated(PatchReconstructor network, ReconstructorSettings kind, int length) =>
        Error(b => b.First(length).Repeated(), Answering(network, kind, 2 * length, null));

    /// <summary>After the first <paramref name="length"/> patches, the step sizes at each multiplied by <paramref name="factor"/>.</summary>
    /// <param name="network">Without a length token.</param>
    public double ErrorScaled(FoveatedMamba network, int length, double factor)
    {
        using var scalers = full([network.Depth, length], factor, ScalarType.Float32, _batch.Targets.device);
        return Error(b => b.First(length), b => network.Represent(b.Patches, b.At, b.Queries, Features.None, timeScalers: scalers));
    }

    /// <summary>Of a predictor that knows where it is asked, but saw nothing: the mean of <paramref name="images"/> there.</summary>
    public double ErrorOfMean(Tensor images)
    {
        using var scope = NewDisposeScope();
        var mean = images.mean([0L], keepdim: true).expand(_batch.Targets.shape[0], -1, -1, -1).contiguous();
        var guess = PatchCropping.Crop(mean, _batch.Queries + _task.Side / 2, _task.PatchSize);
        return nn.functional.mse_loss(guess, _batch.Targets).item<float>();
    }

    public void Dispose()
    {
        foreach (var part in (Tensor[])[_batch.Patches, _batch.At, _batch.Queries, _batch.Targets])
            part.Dispose();
    }

    private Func<PatchBatch, Tensor> Answering(PatchReconstructor network, ReconstructorSettings kind, int length, double? declared)
    {
        var random = _seed.Derive("declared", length).Stream();
        return batch => ReconstructorSettings.Answer(network, batch, declared ?? kind.Declare(_task, length, random));
    }

    private double Error(Func<PatchBatch, PatchBatch> seen, Func<PatchBatch, Tensor> answer)
    {
        using var guard = no_grad();
        var sum = 0.0;
        var count = (int)_batch.Targets.shape[0];
        for (var start = 0; start < count; start += BatchSize)
        {
            using var scope = NewDisposeScope();
            var part = seen(_batch.Rows(start, Math.Min(BatchSize, count - start)));
            sum += (answer(part) - part.Targets).square().mean().item<float>() * part.Targets.shape[0];
        }
        return sum / count;
    }
}
