namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>
                /// Up to max_lr in the first pct_start of the steps, then down to max_lr / div_factor / final_div_factor, with the
                /// momentum (or first beta) going the other way (Smith and Topin 2019).
                /// </summary>
                public class OneCycleLR : LRScheduler
                {
                    public enum AnnealStrategy
                    {
                        Cos,
                        Linear,
                    }

                    private readonly record struct Phase(double End, double[] StartRates, double[] EndRates, double[]? StartMomenta, double[]? EndMomenta);

                    private readonly AnnealStrategy _strategy;
                    private readonly Phase[] _phases;
                    private readonly int _total;

                    public OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, optimizer.ParamGroups.Select(_ => max_lr).ToArray(), total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum,
                            optimizer.ParamGroups.Select(_ => base_momentum).ToArray(), optimizer.ParamGroups.Select(_ => max_momentum).ToArray(),
                            div_factor, final_div_factor, three_phase, last_epoch, verbose)
                    { }

                    public OneCycleLR(Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch)
                    {
                        if (cycle_momentum && optimizer is not (IMomentum or IBetas))
                            throw new ArgumentException("optimizer must support momentum with `cycle_momentum` option enabled");
                        if (pct_start is < 0 or > 1)
                            throw new ArgumentException($"Expected float between 0 and 1 for pct_start, but got {pct_start}");
                        _total = total_steps != -1 ? total_steps : epochs == -1 || steps_per_epoch == -1 ? 0 : epochs * steps_per_epoch;
                        if (_total <= 0)
                            throw new ArgumentException("You must define either a positive total_steps or positive epochs and steps_per_epoch.");
                        _strategy = anneal_strategy;

                        double[] most = [.. max_lr];
                        var initial = Array.ConvertAll(most, rate => rate / div_factor);
                        var least = Array.ConvertAll(initial, rate => rate / final_div_factor);
                        double[]? low = cycle_momentum ? [.. base_momentum ?? most.Select(_ => 0.85)] : null;
                        double[]? high = cycle_momentum ? [.. max_momentum ?? most.Select(_ => 0.95)] : null;
                        var rise = new Phase(pct_start * _total - 1, initial, most, high, low);
                        _phases = three_phase
                            ? [rise, new(2 * pct_start * _total - 2, most, initial, low, high), new(_total - 1, initial, least, high, high)]
                            : [rise, new(_total - 1, most, least, low, high)];
                        step();
                    }

                    private protected override double Next(int i)
                    {
                        if (Epoch > _total)
                            throw new InvalidOperationException($"Tried to step {Epoch + 1} times. The specified number of total steps is {_total}");
                        var j = 0;
                        while (j < _phases.Length - 1 && Epoch > _phases[j].End)
                            j++;
                        var start = j == 0 ? 0 : _phases[j - 1].End;
                        var phase = _phases[j];
                        var share = (Epoch - start) / (phase.End - start);
                        if (phase is { StartMomenta: { } from, EndMomenta: { } to })
                            SetMomentum(i, Anneal(from[i], to[i], share));
                        return Anneal(phase.StartRates[i], phase.EndRates[i], share);
                    }

                    private void SetMomentum(int i, double momentum)
                    {
                        if (Groups[i] is IBetas betas)
                            betas.Betas = (momentum, betas.Betas.Item2);
                        else if (Groups[i] is IMomentum group)
                            group.Momentum = momentum;
                    }

                    private double Anneal(double start, double end, double share) => _strategy == AnnealStrategy.Cos
                        ? end + (start - end) / 2 * (Math.Cos(Math.PI * share) + 1)
                        : (end - start) * share + start;
                }
            }
        }
    }
}
