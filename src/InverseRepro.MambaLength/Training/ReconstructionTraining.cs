using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.MambaLength.Models;
using InverseRepro.MambaLength.Patches;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Training;

/// <summary>
/// Trains a network on patches at random positions. Update by update, all networks of a seed see the same drawings, the same
/// queries and the same positions as far as their sequences reach; only how far differs.
/// </summary>
public static class ReconstructionTraining
{
    private const double NormalisedScale = 4; // the error of pixels in [−1, 1] is 2² times that of pixels in [0, 1]

    /// <param name="images">N×1×S×S in [0, 1].</param>
    public static void Train(PatchReconstructor network, ReconstructorSettings kind, ReconstructionTask task, Tensor images,
        ReconstructionTrainingSettings settings, Seed seed, Action<double, double> report, CancellationToken cancellation)
    {
        using var optimizer = optim.Adam(network.parameters(), lr: settings.LearningRate, beta2: settings.Beta2);
        var schedule = optim.lr_scheduler.LinearLR(optimizer, start_factor: 1.0 / (settings.WarmUp + 1), total_iters: settings.WarmUp);
        network.train();
        for (var update = 0; update < settings.Updates; update++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var length = settings.Lengths.Draw(seed.Derive("length", update).Stream());
            var batch = Draw(images, task, length, settings.BatchSize, seed, update);
            var answers = ReconstructorSettings.Answer(network, batch, kind.Declare(task, length, seed.Derive("declared", update).Stream()));
            var error = nn.functional.mse_loss(answers, batch.Targets) * NormalisedScale;
            optimizer.zero_grad();
            (error / Math.Pow(length, settings.LossExponent)).backward();
            nn.utils.clip_grad_norm_(network.parameters(), settings.ClipNorm);
            optimizer.step();
            schedule.step();
            report((update + 1.0) / settings.Updates, error.item<float>());
        }
        network.eval();
    }

    private static PatchBatch Draw(Tensor images, ReconstructionTask task, int length, int size, Seed seed, int update)
    {
        var choice = seed.Derive("drawings", update).Stream();
        var chosen = Enumerable.Range(0, size).Select(_ => (long)choice.NextInt((int)images.shape[0])).ToArray();
        var positions = PatchPositions.Draw(seed.Derive("positions", update).Stream(), size, Math.Max(length, 2 * task.Longest), task.Side, task.PatchSize);
        var queries = PatchPositions.Draw(seed.Derive("queries", update).Stream(), size, task.Queries, task.Side, task.PatchSize);
        return PatchBatch.Cut(images.index_select(0, tensor(chosen).Upload(images.device)), positions.narrow(1, 0, length).Upload(images.device),
            queries.Upload(images.device), task);
    }
}
