using InverseRepro.LibTorch.Interop;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Gradient descent with momentum (Sutskever et al. 2013, in PyTorch's form).</summary>
public class SGD : OptimizerHelper, IMomentum
{
    private static readonly Operator AddTo = new("aten::_foreach_add", "List");
    private static readonly Operator AddList = new("aten::_foreach_add_", "List");
    private static readonly Operator Scale = new("aten::_foreach_mul_", "Scalar");
    private readonly Options _defaults;

    public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    { }

    public SGD(IEnumerable<ParamGroup> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
    {
        if (lr < 0)
            throw new ArgumentException($"Invalid learning rate: {lr}");
        if (momentum < 0)
            throw new ArgumentException($"Invalid momentum value: {momentum}");
        if (weight_decay < 0)
            throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");
        if (nesterov && (momentum <= 0 || dampening != 0))
            throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening");
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weight_decay,
            nesterov = nesterov,
            maximize = maximize,
        };
        foreach (var group in parameters)
            add_param_group(group);
    }

    public double Momentum { get => _defaults.momentum!.Value; set => _defaults.momentum = value; }

    private protected override OptimizerOptions Complete(OptimizerOptions? options)
    {
        var own = options as Options ?? new Options();
        own.LearningRate ??= _defaults.LearningRate;
        own.momentum ??= _defaults.momentum;
        own.dampening ??= _defaults.dampening;
        own.weight_decay ??= _defaults.weight_decay;
        own.nesterov ??= _defaults.nesterov;
        own.maximize ??= _defaults.maximize;
        return own;
    }

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private protected override void Update(OptimizerOptions options, IReadOnlyList<(Parameter Parameter, Tensor Gradient, OptimizerState State)> items)
    {
        var own = (Options)options;
        Tensor[] parameters = [.. items.Select(item => item.Parameter)];
        Tensor[] gradients = [.. items.Select(item => item.Gradient)];
        if (own.weight_decay != 0)
            gradients = AddTo.CallList(gradients, parameters, own.weight_decay!.Value);
        if (own.momentum != 0)
        {
            var momenta = Accumulate(own, [.. items.Select(item => (State)item.State)], gradients);
            gradients = own.nesterov == true ? AddTo.CallList(gradients, momenta, own.momentum!.Value) : momenta;
        }
        AddList.CallVoid(parameters, gradients, own.maximize == true ? own.LearningRate!.Value : -own.LearningRate!.Value);
    }

    /// <summary>The first gradient of a parameter starts its momentum undamped.</summary>
    private static Tensor[] Accumulate(Options options, State[] states, Tensor[] gradients)
    {
        var known = states.Index().Where(entry => entry.Item.momentum_buffer is not null).ToArray();
        if (known.Length > 0)
        {
            Tensor[] momenta = [.. known.Select(entry => entry.Item.momentum_buffer!)];
            Scale.CallVoid(momenta, options.momentum!.Value);
            AddList.CallVoid(momenta, known.Select(entry => gradients[entry.Index]).ToArray(), 1 - options.dampening!.Value);
        }
        foreach (var (i, state) in states.Index())
            state.momentum_buffer ??= gradients[i].clone().DetachFromDisposeScope();
        return [.. states.Select(state => state.momentum_buffer!)];
    }

    /// <summary>The running sum of gradients, null before the first step.</summary>
    public sealed class State : OptimizerState
    {
        public Tensor? momentum_buffer;

        public State(Parameter parameter) : base(parameter) { }

        public override void Initialize(OptimizerOptions options)
        {
            Release();
            momentum_buffer = null;
        }

        public override void LoadStateDict(OptimizerState source)
        {
            Release();
            momentum_buffer = ((State)source).momentum_buffer is { } buffer ? Copy(buffer) : null;
        }

        public override void to(Device device) => momentum_buffer = momentum_buffer?.to(device);

        private protected override void Release() => momentum_buffer?.Dispose();
    }

    public class Options : OptimizerOptions
    {
        public double? momentum;
        public double? dampening;
        public double? weight_decay;
        public bool? nesterov;
        public bool? maximize;

        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var other = (Options)source;
            (momentum, dampening, weight_decay) = (other.momentum, other.dampening, other.weight_decay);
            (nesterov, maximize) = (other.nesterov, other.maximize);
        }
    }

    public class ParamGroup : ParamGroup<Options>, IMomentum
    {
        public ParamGroup() { }

        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : base(parameters, new Options { LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize })
        { }

        public double Momentum { get => Options.momentum!.Value; set => Options.momentum = value; }
    }
}
