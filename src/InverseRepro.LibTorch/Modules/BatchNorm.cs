using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Normalises each channel: by the batch's statistics in training mode (which then enter the running ones, the variance with
/// n/(n − 1)), by the running statistics in evaluation mode.
/// </summary>
public abstract class BatchNorm : NormBase
{
    private protected BatchNorm(long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    { }

    private protected abstract void CheckInput(Tensor input);

    public override Tensor forward(Tensor input)
    {
        CheckInput(input);
        var factor = momentum ?? 0;
        if (training && num_batches_tracked is not null)
        {
            using (no_grad())
                num_batches_tracked.add_(1);
            factor = momentum ?? 1.0 / num_batches_tracked.item<long>();
        }
        var useRunning = !training || track_running_stats;
        return nn.functional.batch_norm(input, useRunning ? running_mean : null, useRunning ? running_var : null, weight, bias,
            training || running_mean is null, factor, eps);
    }
}
