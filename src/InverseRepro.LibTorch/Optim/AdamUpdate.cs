using InverseRepro.LibTorch.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The arithmetic of Adam and AdamW over many parameters at once, in PyTorch's order of operations.</summary>
internal static class AdamUpdate
{
    private static readonly Operator Negate = new("aten::_foreach_neg");
    private static readonly Operator AddTo = new("aten::_foreach_add", "List");
    private static readonly Operator AddList = new("aten::_foreach_add_", "List");
    private static readonly Operator AddScalar = new("aten::_foreach_add_", "Scalar");
    private static readonly Operator Scale = new("aten::_foreach_mul_", "Scalar");
    private static readonly Operator Divide = new("aten::_foreach_div_", "Scalar");
    private static readonly Operator AddProduct = new("aten::_foreach_addcmul_", "Scalar");
    private static readonly Operator AddQuotient = new("aten::_foreach_addcdiv_", "Scalar");
    private static readonly Operator SquareRoot = new("aten::_foreach_sqrt");
    private static readonly Operator Maximum = new("aten::maximum", "out");

    public static void Check(Adam.Options options)
    {
        if (options.LearningRate < 0)
            throw new ArgumentException($"Invalid learning rate: {options.LearningRate}");
        if (options.eps < 0)
            throw new ArgumentException($"Invalid ε: {options.eps}");
        if (options.beta1 is < 0 or >= 1)
            throw new ArgumentException($"Invalid beta1: {options.beta1}");
        if (options.beta2 is < 0 or >= 1)
            throw new ArgumentException($"Invalid beta2: {options.beta2}");
        if (options.weight_decay < 0)
            throw new ArgumentException($"Invalid weight_decay value: {options.weight_decay}");
    }

    public static Adam.Options Complete(Adam.Options options, Adam.Options defaults)
    {
        options.LearningRate ??= defaults.LearningRate;
        options.beta1 ??= defaults.beta1;
        options.beta2 ??= defaults.beta2;
        options.eps ??= defaults.eps;
        options.weight_decay ??= defaults.weight_decay;
        options.amsgrad ??= defaults.amsgrad;
        options.maximize ??= defaults.maximize;
        return options;
    }

    public static void Step(Adam.Options options, IReadOnlyList<(Parameter Parameter, Tensor Gradient, OptimizerState State)> items, bool decoupled)
    {
        foreach (var (_, _, state) in items)
            ((Adam.State)state).step++;
        foreach (var alike in items.GroupBy(item => (((Adam.State)item.State).step, Fused: IsFused(options, item.Parameter, (Adam.State)item.State))))
            if (alike.Key.Fused)
                Fused(options, [.. alike], alike.Key.step, decoupled);
            else
                Foreach(options, [.. alike], alike.Key.step, decoupled);
    }

    /// <summary>Dense float32 on the CPU goes through one native pass a parameter.</summary>
    private static bool IsFused(Adam.Options options, Parameter parameter, Adam.State state) =>
        options.amsgrad != true && options.maximize != true && parameter.dtype == ScalarType.Float32 && parameter.device_type == DeviceType.CPU
        && parameter.is_contiguous() && state.exp_avg.is_contiguous() && state.exp_avg_sq.is_contiguous();

    private static unsafe void Fused(Adam.Options options, (Parameter Parameter, Tensor Gradient, OptimizerState State)[] items, long step, bool decoupled)
    {
        nint[] parameters = [.. items.Select(item => item.Parameter.Handle)];
        nint[] gradients = [.. items.Select(item => item.Gradient.Handle)];
        nint[] averages = [.. items.Select(item => ((Adam.State)item.State).exp_avg.Handle)];
        nint[] squares = [.. items.Select(item => ((Adam.State)item.State).exp_avg_sq.Handle)];
        fixed (nint* p = parameters, g = gradients, m = averages, v = squares)
            Native.Check(Native.ir_adam_step(p, g, m, v, items.Length, step, options.LearningRate!.Value, options.beta1!.Value, options.beta2!.Value,
                options.eps!.Value, options.weight_decay!.Value, decoupled ? 1 : 0), "adam");
        GC.KeepAlive(items);
    }

    private static void Foreach(Adam.Options options, (Parameter Parameter, Tensor Gradient, OptimizerState State)[] items, long step, bool decoupled)
    {
        var (beta1, beta2, rate, decay) = (options.beta1!.Value, options.beta2!.Value, options.LearningRate!.Value, options.weight_decay!.Value);
        Tensor[] parameters = [.. items.Select(item => item.Parameter)];
        Tensor[] gradients = [.. items.Select(item => item.Gradient)];
        Adam.State[] states = [.. items.Select(item => (Adam.State)item.State)];
        Tensor[] averages = [.. states.Select(state => state.exp_avg)];
        Tensor[] squares = [.. states.Select(state => state.exp_avg_sq)];

        if (options.maximize == true)
            gradients = Negate.CallList(gradients);
        if (decay != 0 && decoupled)
            Scale.CallVoid(parameters, 1 - rate * decay);
        else if (decay != 0)
            gradients = AddTo.CallList(gradients, parameters, decay);

        Scale.CallVoid(averages, beta1);
        AddList.CallVoid(averages, gradients, 1 - beta1);
        Scale.CallVoid(squares, beta2);
        AddProduct.CallVoid(squares, gradients, gradients, 1 - beta2);
        if (options.amsgrad == true)
            squares = [.. states.Select(state => Maximum.Call(state.max_exp_avg_sq, state.exp_avg_sq, state.max_exp_avg_sq))];

        var denominators = SquareRoot.CallList(squares);
        Divide.CallVoid(denominators, Math.Sqrt(1 - Math.Pow(beta2, step)));
        AddScalar.CallVoid(denominators, options.eps!.Value);
        AddQuotient.CallVoid(parameters, averages, denominators, -rate / (1 - Math.Pow(beta1, step)));
    }
}
