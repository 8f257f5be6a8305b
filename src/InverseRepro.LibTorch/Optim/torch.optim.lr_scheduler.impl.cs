namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The initial rate times a function of the epoch.</summary>
                public class LambdaLR : LRScheduler
                {
                    private readonly Func<int, double>[] _factors;

                    public LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch)
                    {
                        _factors = Array.ConvertAll(Groups, _ => lr_lambda);
                        step();
                    }

                    public LambdaLR(Optimizer optimizer, IEnumerable<Func<int, double>> lr_lambdas, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch)
                    {
                        _factors = [.. lr_lambdas];
                        step();
                    }

                    private protected override double Next(int i) => BaseRates[i] * _factors[i](Epoch);
                }

                /// <summary>Times gamma every step_size epochs.</summary>
                public class StepLR : LRScheduler
                {
                    private readonly int _size;
                    private readonly double _gamma;

                    public StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch)
                    {
                        (_size, _gamma) = (step_size, gamma);
                        step();
                    }

                    private protected override double Next(int i) =>
                        Groups[i].LearningRate * (Epoch > 0 && Epoch % _size == 0 ? _gamma : 1);

                    private protected override double At(int i) => BaseRates[i] * Math.Pow(_gamma, Epoch / _size);
                }

                /// <summary>Times gamma at each milestone.</summary>
                public class MultiStepLR : LRScheduler
                {
                    private readonly int[] _milestones;
                    private readonly double _gamma;

                    public MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch)
                    {
                        (_milestones, _gamma) = ([.. milestones], gamma);
                        step();
                    }

                    private protected override double Next(int i) => Groups[i].LearningRate * (_milestones.Contains(Epoch) ? _gamma : 1);

                    private protected override double At(int i) =>
                        BaseRates[i] * Math.Pow(_gamma, _milestones.Distinct().Count(milestone => milestone <= Epoch));
                }

                /// <summary>Times gamma every epoch.</summary>
                public class ExponentialLR : LRScheduler
                {
                    private readonly double _gamma;

                    public ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch)
                    {
                        _gamma = gamma;
                        step();
                    }

                    private protected override double Next(int i) => Groups[i].LearningRate * (Epoch == 0 ? 1 : _gamma);

                    private protected override double At(int i) => BaseRates[i] * Math.Pow(_gamma, Epoch);
                }

                /// <summary>Times factor until epoch total_iters.</summary>
                public class ConstantLR : LRScheduler
                {
                    private readonly double _factor;
                    private readonly int _total;

                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch)
                    {
                        (_factor, _total) = (factor, total_iters);
                        step();
                    }

                    private protected override double Next(int i) =>
                        Groups[i].LearningRate * (Epoch == 0 ? _factor : Epoch == _total ? 1 / _factor : 1);

                    private protected override double At(int i) => BaseRates[i] * (Epoch >= _total ? 1 : _factor);
                }

                /// <summary>From start_factor to end_factor of the rate in total_iters equal steps.</summary>
                public class LinearLR : LRScheduler
                {
                    private readonly double _start, _end;
                    private readonly int _total;

                    public LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1.0, int total_iters = 5, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch)
                    {
                        (_start, _end, _total) = (start_factor, end_factor, total_iters);
                        step();
                    }

                    private protected override double Next(int i)
                    {
                        if (Epoch == 0)
                            return Groups[i].LearningRate * _start;
                        return Epoch > _total
                            ? Groups[i].LearningRate
                            : Groups[i].LearningRate * (1 + (_end - _start) / (_total * _start + (Epoch - 1) * (_end - _start)));
                    }

                    private protected override double At(int i) =>
                        BaseRates[i] * (_start + (_end - _start) * Math.Min(_total, Epoch) / _total);
                }

                /// <summary>Half a cosine from the rate down to eta_min in T_max epochs.</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _period, _least;

                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch)
                    {
                        (_period, _least) = (T_max, eta_min);
                        step();
                    }

                    private protected override double Next(int i)
                    {
                        var rate = Groups[i].LearningRate;
                        if (Epoch == 0)
                            return rate;
                        if ((Epoch - 1 - _period) % (2 * _period) == 0)
                            return rate + (BaseRates[i] - _least) * (1 - Math.Cos(Math.PI / _period)) / 2;
                        return (1 + Math.Cos(Math.PI * Epoch / _period)) / (1 + Math.Cos(Math.PI * (Epoch - 1) / _period)) * (rate - _least) + _least;
                    }

                    private protected override double At(int i) =>
                        _least + (BaseRates[i] - _least) * (1 + Math.Cos(Math.PI * Epoch / _period)) / 2;
                }
            }
        }
    }
}
