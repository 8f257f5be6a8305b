using System.Text.Json;
using InverseRepro.Engine.Parity;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Quantization;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Tests.Quantization;

/// <summary>Every case of the reference's vector quantiser: assignment, loss, gradients, and the codebook after the step.</summary>
public sealed class GoldenQuantizerTests : IDisposable
{
    private const int Dim = 8, Codes = 16;

    private static readonly CodebookSettings Plain = new(CodeDim: Dim);

    private readonly JsonDocument _golden = GoldenFile.Open("vector_quantize.json");
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _golden.Dispose();
    }

    [SkippableFact]
    public void Moving_averages_agree_over_three_steps_and_in_the_evaluation_after_them()
    {
        using var quantizer = Quantizer(Plain);
        foreach (var (step, x) in Case("ema, threshold").GetProperty("steps").EnumerateArray().Zip(Inputs()))
            ShouldStep(quantizer, x, step);

        quantizer.eval();
        ShouldQuantize(quantizer.Quantize(Inputs()[0]), Case("eval forward"));
    }

    [SkippableFact]
    public void An_input_without_gradient_becomes_exact_codes()
    {
        using var quantizer = Quantizer(Plain);
        ShouldQuantize(quantizer.Quantize(Inputs()[0]), Case("training forward of an input"), bound: 0);
    }

    [SkippableFact]
    public void Dead_codes_are_replaced_by_vectors_of_the_batch()
    {
        var golden = Case("threshold_ema_dead_code=2");
        using var quantizer = Quantizer(Plain with { Reset = new DeadCodeReset(2) });
        using (no_grad())
            quantizer.get_buffer("_codebook.cluster_size")!.copy_(golden.GetProperty("initial_cluster_size").ToTensor());
        ShouldStep(quantizer, Inputs()[0], golden.GetProperty("steps")[0]);
    }

    [SkippableFact]
    public void The_rotation_trick_gives_the_rotated_gradient()
    {
        using var quantizer = Quantizer(Plain with { Gradient = GradientEstimator.RotationTrick });
        ShouldStep(quantizer, Inputs()[0], Case("rotation_trick=True").GetProperty("steps")[0]);
    }

    [SkippableFact]
    public void Lloyd_iterations_agree_from_given_means()
    {
        var golden = Case("kmeans");
        var (means, counts) = KMeans.Lloyd(cat([.. Inputs()], 0).reshape(-1, Dim), golden.GetProperty("initial_means").ToTensor(), iterations: 10);
        means.ShouldBe(golden.GetProperty("means"), "means");
        counts.to(ScalarType.Int64).ShouldBe(golden.GetProperty("counts"), "counts");
    }

    [SkippableFact]
    public void The_first_training_step_initialises_by_k_means()
    {
        var golden = Case("kmeans");
        var rows = cat([.. Inputs()], 0);
        using var quantizer = new VectorQuantizer(Dim, Codes, Plain with { Initialisation = CodebookInitialisation.KMeans }, new Seed(0),
            (_, count) => Find(rows.reshape(-1, Dim), golden.GetProperty("initial_means").ToTensor(), count));
        ShouldStep(quantizer, rows, golden.GetProperty("then_one_training_step_with_kmeans_init"), cat([G, G, G], 0));
    }

    [SkippableFact]
    public void Learned_codes_get_a_gradient_from_the_loss()
    {
        var golden = Case("learnable_codebook=True").GetProperty("steps")[0];
        using var quantizer = Quantizer(Plain with { Learning = CodebookLearning.Gradient });
        ShouldStep(quantizer, Inputs()[0], golden);
        quantizer.get_parameter("_codebook.embed")!.grad!.ShouldBe(golden.GetProperty("grad__codebook.embed_of_loss"), "gradient of the codes");
    }

    [SkippableFact]
    public void Projections_agree_where_codes_are_narrower()
    {
        var golden = Case("codebook_dim=4");
        using var quantizer = new VectorQuantizer(Dim, Codes, Plain with { CodeDim = 4 }, new Seed(0));
        DeterministicWeights.Fill(quantizer);
        using (no_grad())
            foreach (var buffer in golden.GetProperty("initial_codebook").EnumerateObject())
                quantizer.get_buffer($"_codebook.{buffer.Name}")!.copy_(buffer.Value.ToTensor());
        quantizer.state_dict().Keys.Should().StartWith(["project_in.weight", "project_in.bias", "project_out.weight", "project_out.bias"]);

        var step = golden.GetProperty("steps")[0];
        ShouldStep(quantizer, Inputs()[0], step);
        foreach (var key in new[] { "project_in.weight", "project_in.bias" })
            quantizer.get_parameter(key)!.grad!.ShouldBe(step.GetProperty($"grad_{key}_of_loss"), key);
    }

    private Tensor G => _golden.RootElement.GetProperty("g").ToTensor();

    private JsonElement Case(string start) =>
        _golden.RootElement.GetProperty("cases").EnumerateArray().Single(entry => entry.GetProperty("name").GetString()!.StartsWith(start, StringComparison.Ordinal));

    private Tensor[] Inputs() => [.. _golden.RootElement.GetProperty("x").EnumerateArray().Select(x => x.ToTensor())];

    /// <summary>With the file's first codes; replacements are the first rows of the batch, in order.</summary>
    private VectorQuantizer Quantizer(CodebookSettings settings)
    {
        var quantizer = new VectorQuantizer(Dim, Codes, settings, new Seed(0), (_, count) => [.. Enumerable.Range(0, count).Select(row => (long)row)]);
        using var guard = no_grad();
        var codes = _golden.RootElement.GetProperty("initial_codes").ToTensor().unsqueeze(0);
        quantizer.state_dict()["_codebook.embed"].copy_(codes);
        quantizer.state_dict()["_codebook.embed_avg"].copy_(codes);
        return quantizer;
    }

    private void ShouldStep(VectorQuantizer quantizer, Tensor x, JsonElement golden, Tensor? g = null)
    {
        x = x.clone().requires_grad_();
        var quantized = quantizer.Quantize(x);
        ShouldQuantize(quantized, golden);

        (quantized.Output * (g ?? G)).sum().backward(retain_graph: true);
        x.grad!.ShouldBe(golden.GetProperty("grad_x_of_sum(quantised*g)"), "gradient of the output");
        x.grad = null;
        quantizer.zero_grad();
        quantized.Loss.sum().backward();
        x.grad!.ShouldBe(golden.GetProperty("grad_x_of_loss"), "gradient of the loss");

        foreach (var buffer in golden.GetProperty("codebook_after").EnumerateObject())
            quantizer.state_dict()[$"_codebook.{buffer.Name}"].ShouldBe(buffer.Value, buffer.Name);
    }

    private static void ShouldQuantize(Quantized quantized, JsonElement golden, double bound = 1e-6)
    {
        quantized.Indices.ShouldBe(golden.GetProperty("indices"), "indices");
        quantized.Output.ShouldBe(golden.GetProperty("quantised"), "quantised", bound);
        quantized.Loss.ShouldBe(golden.GetProperty("loss"), "loss");
    }

    /// <summary>Where the given vectors are among the rows.</summary>
    private static long[] Find(Tensor rows, Tensor wanted, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (rows - wanted[i]).abs().sum(1L).argmin().item<long>())];
}
