namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Sets the learning rate of every parameter group, step by step; the first rate is set on construction.</summary>
            public abstract class LRScheduler
            {
                private protected readonly ILearningRateController[] Groups;
                private protected readonly double[] BaseRates;
                private protected int Epoch;

                private protected LRScheduler(Optimizer optimizer, int last_epoch)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    Epoch = last_epoch;
                    Groups = [.. optimizer.ParamGroups];
                    BaseRates = Array.ConvertAll(Groups, group => group.InitialLearningRate);
                }

                public virtual void step() => step(null);

                /// <summary>Goes to the next epoch, or to the given one where the schedule has a closed form.</summary>
                public virtual void step(int? epoch)
                {
                    Epoch = epoch ?? Epoch + 1;
                    for (var i = 0; i < Groups.Length; i++)
                        Groups[i].LearningRate = epoch is null ? Next(i) : At(i);
                }

                public virtual void step(double current, int? epoch = null) => step(epoch);

                public IEnumerable<double> get_last_lr() => Groups.Select(group => group.LearningRate);

                /// <summary>The rate of group <paramref name="i"/> at the current epoch, from that of the epoch before.</summary>
                private protected abstract double Next(int i);

                /// <summary>The rate of group <paramref name="i"/> at the current epoch, whatever the rate is now.</summary>
                private protected virtual double At(int i) => Next(i);
            }
        }
    }
}
