using InverseRepro.LibTorch.Interop;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>What optimisers share: groups, states, and the frame of a step.</summary>
public abstract class OptimizerHelper : Optimizer
{
    private static readonly Operator ForeachZero = new("aten::_foreach_zero_");
    private readonly List<(ParamGroup Group, Parameter[] Parameters, OptimizerState[] States)> _entries = [];

    private protected OptimizerHelper() { }

    /// <summary>Fills what the options leave open from the defaults.</summary>
    private protected abstract OptimizerOptions Complete(OptimizerOptions? options);

    private protected abstract OptimizerState NewState(Parameter parameter);

    private protected abstract void Update(OptimizerOptions options, IReadOnlyList<(Parameter Parameter, Tensor Gradient, OptimizerState State)> items);

    public override void add_param_group(ParamGroup param_group)
    {
        param_group.Options = Complete(param_group.Options);
        param_group.InitialLearningRate = param_group.LearningRate;
        Parameter[] parameters = [.. param_group.Parameters];
        param_group.Parameters = parameters;
        var states = Array.ConvertAll(parameters, NewState);
        foreach (var state in states)
            state.Initialize(param_group.Options);
        Groups.Add(param_group);
        _entries.Add((param_group, parameters, states));
    }

    public override void zero_grad()
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        Tensor[] gradients = [.. parameters().Select(parameter => parameter.grad).OfType<Tensor>()];
        if (gradients.Length > 0)
            ForeachZero.CallVoid(gradients);
    }

    public override Tensor? step(Func<Tensor>? closure = null)
    {
        Tensor? loss = null;
        if (closure is not null)
            using (enable_grad())
                loss = closure();

        using var guard = no_grad();
        foreach (var (group, parameters, states) in _entries)
        {
            using var scope = NewDisposeScope();
            var items = new List<(Parameter, Tensor, OptimizerState)>(parameters.Length);
            for (var i = 0; i < parameters.Length; i++)
                if (parameters[i].grad is { } gradient)
                    items.Add((parameters[i], gradient, states[i]));
            if (items.Count > 0)
                Update(group.Options, items);
        }
        return loss;
    }

    /// <summary>The optimiser's own settings and states, not copies.</summary>
    public virtual StateDictionary state_dict()
    {
        var dictionary = new StateDictionary();
        foreach (var (group, _, states) in _entries)
        {
            dictionary.Options.Add(group.Options);
            dictionary.StateIndexRef.Add([.. Enumerable.Range(dictionary.State.Count, states.Length)]);
            dictionary.State.AddRange(states);
        }
        return dictionary;
    }

    /// <summary>Copies the settings and states of an optimiser with the same groups.</summary>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        if (state_dict.Options.Count != own.Options.Count)
            throw new ArgumentException("Invalid optimizer state -- different number of parameter groups.");
        if (state_dict.State.Count != own.State.Count)
            throw new ArgumentException("Invalid optimizer state -- different number of states.");
        for (var i = 0; i < own.Options.Count; i++)
            if (own.Options[i] != state_dict.Options[i])
                own.Options[i].LoadStateDict(state_dict.Options[i]);
        for (var i = 0; i < own.State.Count; i++)
            if (own.State[i] != state_dict.State[i])
                own.State[i].LoadStateDict(state_dict.State[i]);
    }

    public void to(Device device)
    {
        foreach (var state in _entries.SelectMany(entry => entry.States))
            state.to(device);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var state in _entries.SelectMany(entry => entry.States))
                state.Dispose();
    }
}
