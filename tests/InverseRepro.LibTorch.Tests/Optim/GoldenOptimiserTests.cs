using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests.Optim;

public sealed class GoldenOptimiserTests
{
    private delegate optim.Optimizer Make(IEnumerable<Parameter> parameters);

    private static readonly Dictionary<string, (Make Make, double ClipTo)> Cases = new()
    {
        ["Adam lr=0.05"] = (p => optim.Adam(p, lr: 0.05), 0),
        ["Adam lr=0.05 weight_decay=0.1 (added to the gradient)"] = (p => optim.Adam(p, lr: 0.05, weight_decay: 0.1), 0),
        ["Adam lr=0.05 amsgrad"] = (p => optim.Adam(p, lr: 0.05, amsgrad: true), 0),
        ["Adam lr=0.05 betas=(0.5,0.9) eps=1e-3"] = (p => optim.Adam(p, lr: 0.05, beta1: 0.5, beta2: 0.9, eps: 1e-3), 0),
        ["AdamW lr=0.05 weight_decay=0.01 (decoupled)"] = (p => optim.AdamW(p, lr: 0.05, weight_decay: 0.01), 0),
        ["AdamW lr=0.05 weight_decay=0.3"] = (p => optim.AdamW(p, lr: 0.05, weight_decay: 0.3), 0),
        ["AdamW lr=0.05, gradients clipped to total norm 0.1 first"] = (p => optim.AdamW(p, lr: 0.05, weight_decay: 0.01), 0.1),
        ["SGD lr=0.1 momentum=0.9"] = (p => optim.SGD(p, 0.1, momentum: 0.9), 0),
        ["SGD lr=0.1 momentum=0.9 nesterov weight_decay=0.05"] = (p => optim.SGD(p, 0.1, momentum: 0.9, nesterov: true, weight_decay: 0.05), 0),
        ["SGD lr=0.1 momentum=0.9 dampening=0.5"] = (p => optim.SGD(p, 0.1, momentum: 0.9, dampening: 0.5), 0),
    };

    public static TheoryData<string, string> Names
    {
        get
        {
            var names = new TheoryData<string, string>();
            foreach (var name in Cases.Keys)
                foreach (var type in new[] { "float64", "float32" })
                    names.Add(name, type);
            return names;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Follows_the_reference_for_five_steps(string name, string type)
    {
        using var document = Golden.Open("algorithms/optimisers.json");
        using var scope = NewDisposeScope();
        var scalar = type == "float64" ? ScalarType.Float64 : ScalarType.Float32;
        var tolerance = type == "float64" ? 1e-13 : 2e-6;
        var input = document.RootElement.GetProperty("X").ToTensor(scalar);
        var target = document.RootElement.GetProperty("Y").ToTensor(scalar);
        var reference = document.RootElement.GetProperty("cases").EnumerateArray()
            .Single(entry => entry.GetProperty("name").GetString() == name).GetProperty(type);
        var weight = new Parameter(reference.GetProperty("W0").ToTensor(scalar));
        var bias = new Parameter(reference.GetProperty("b0").ToTensor(scalar));
        using var optimiser = Cases[name].Make([weight, bias]);

        foreach (var step in reference.GetProperty("steps").EnumerateArray())
        {
            optimiser.zero_grad();
            var loss = (input.matmul(weight) + bias - target).pow(2).mean();
            loss.backward();
            loss.to(ScalarType.Float64).item<double>().Should().BeApproximately(step.GetProperty("loss_before").GetDouble(), tolerance);
            if (Cases[name].ClipTo > 0)
                nn.utils.clip_grad_norm_([weight, bias], Cases[name].ClipTo);
            optimiser.step();
            Deviation(weight, step.GetProperty("W")).Should().BeLessThan(tolerance);
            Deviation(bias, step.GetProperty("b")).Should().BeLessThan(tolerance);
        }
    }

    private static double Deviation(Tensor actual, JsonElement expected) =>
        (actual.detach().to(ScalarType.Float64) - expected.ToTensor(ScalarType.Float64)).abs().max().item<double>();
}
