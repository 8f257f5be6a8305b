using System.Text.Json;
using System.Text.Json.Nodes;
using InverseRepro.Cli.Session;
using InverseRepro.Engine.Parity;
using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.Cli.Tests;

public sealed class ParityVerbTests
{
    private const string Model = "timm.vit_tiny_config";

    [SkippableFact]
    public void One_file_shows_every_stage_with_its_bound()
    {
        using var repro = new Repro();
        repro.Run("parity", SharedFiles.Golden($"models/{Model}.json")).Should().Be(ExitCode.Good, repro.Error);
        repro.Output.Should().Contain("blocks.2").And.Contain("logits_without_final_norm").And.Contain("bound")
            .And.MatchRegex($@"✔ {Model}: 14 stages, worst \S+ at 0\.\d+ of its bound; agrees");
    }

    [SkippableFact]
    public void Several_files_and_quiet_give_one_line_each()
    {
        using var repro = new Repro();
        var file = SharedFiles.Golden($"models/{Model}.json");
        repro.Run("parity", "--quiet", file, file).Should().Be(ExitCode.Good, repro.Error);
        repro.Output.Trim().Should().StartWith("✔").And.NotContain("\n");
        repro.Run("parity", file, SharedFiles.Golden("models/inverse_tvm.InverseViTEncoder_tiny.json")).Should().Be(ExitCode.Good, repro.Error);
        repro.Output.Trim().Split('\n').Should().HaveCount(2);
        repro.Run("parity", Path.Combine(Path.GetDirectoryName(file)!, "timm.vit_tiny_config*.json")).Should().Be(ExitCode.Good, repro.Error);
        repro.Output.Trim().Split('\n').Should().HaveCount(2);
    }

    [SkippableFact]
    public void Json_holds_every_stage_and_the_faults_of_bad_files()
    {
        using var repro = new Repro();
        repro.Run("parity", "--json", SharedFiles.Golden($"models/{Model}.json"), "absent.json").Should().Be(ExitCode.Usage);
        using var document = JsonDocument.Parse(repro.Output);
        var (good, bad) = (document.RootElement[0], document.RootElement[1]);
        good.GetProperty("agrees").GetBoolean().Should().BeTrue();
        good.GetProperty("worst_ratio").GetDouble().Should().BeInRange(0, 1);
        good.GetProperty("stages")[0].GetProperty("deviation").GetDouble().Should().BeLessThan(1e-6);
        bad.GetProperty("fault").GetString().Should().EndWith("absent.json: does not exist");
        bad.GetProperty("agrees").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [SkippableFact]
    public void A_wrong_epsilon_is_a_miss_that_the_probe_shows()
    {
        var file = SharedFiles.Golden("models/inverse_tvm.PatchSplitting_eps_probe.json");
        using var repro = new Repro { Parts = Splitting(epsilon: 1e-5) };
        repro.Run("parity", file).Should().Be(ExitCode.Good, repro.Output + repro.Error);
        using var wrong = new Repro { Parts = Splitting(epsilon: 1e-6) };
        wrong.Run("parity", file).Should().Be(ExitCode.GateFailed);
        wrong.Output.Should().Contain("✘ inverse_tvm.PatchSplitting_eps_probe: ").And.Contain("does not agree");
    }

    [SkippableFact]
    public void Keys_that_differ_are_a_miss_and_listed()
    {
        using var repro = new Repro();
        var file = Changed(repro, "keys.json", golden => golden["state_dict"]!.AsArray().RemoveAt(0));
        repro.Run("parity", file).Should().Be(ExitCode.GateFailed);
        repro.Output.Should().Contain("✘ cls_token is not in the reference").And.NotContain("missed");
    }

    [SkippableTheory]
    [InlineData("id", "\"other\"", "no network here is called 'other'", "class")]
    [InlineData("", "", "the config has no 'num_heads'", "num_heads")]
    [InlineData("patch_size", "0", "cannot be built from the config", "")]
    [InlineData("depth", "60000", "config 'depth' is 60000, beyond every size in the file", "")]
    [InlineData("num_heads", "5", "does not run on 'input'", "")]
    [InlineData("depth", "\"deep\"", "config 'depth' is \"deep\", not of type Int32", "")]
    public void A_file_that_fits_nothing_is_one_line_and_exit_code_2(string name, string value, string message, string removed)
    {
        using var repro = new Repro();
        var file = Changed(repro, "odd.json", golden =>
        {
            if (name.Length > 0)
                (name == "id" ? golden : golden["config"]!)[name] = JsonNode.Parse(value);
            golden["config"]!.AsObject().Remove(removed);
        });
        repro.Run("parity", file).Should().Be(ExitCode.Usage);
        Faults(repro).Should().ContainSingle().Which.Should().StartWith($"repro: {file}: ").And.Contain(message);
        repro.Output.Should().BeEmpty();
    }

    [SkippableFact]
    public void An_input_that_does_not_fit_is_named_and_the_next_file_is_still_checked()
    {
        using var repro = new Repro();
        var file = Changed(repro, "wide.json", golden => golden["inputs"]![0]!["shape"] = new JsonArray(2, 3, 32, 48));
        repro.Run("parity", file, SharedFiles.Golden($"models/{Model}.json")).Should().Be(ExitCode.Usage);
        Faults(repro).Should().ContainSingle().Which.Should().Contain($"{file}: the network '{Model}' does not run on 'input' [2,3,32,48]: ");
        repro.Output.Should().StartWith($"✔ {Model}");
    }

    [Fact]
    public void Folders_without_golden_files_and_globs_without_matches_are_named()
    {
        using var repro = new Repro();
        File.WriteAllText(Path.Combine(repro.Home, "other.json"), """{"format": "golden-algorithm/1"}""");
        repro.Run("parity", repro.Home).Should().Be(ExitCode.Usage);
        repro.Error.Trim().Should().Be($"repro: there are no golden files in the folder '{repro.Home}'");
        repro.Run("parity", "none-*.json").Should().Be(ExitCode.Usage);
        repro.Error.Trim().Should().Be("repro: no file matches 'none-*.json'");
        repro.Run("parity", "other.json").Should().Be(ExitCode.Usage);
        repro.Error.Trim().Should().EndWith("other.json: is not a golden model: format is 'golden-algorithm/1', not 'golden-model/1' or 'golden-chain/1'");
        repro.Run("parity").Should().Be(ExitCode.Usage);
    }

    [Fact]
    public void A_damaged_file_in_a_folder_is_not_passed_over()
    {
        using var repro = new Repro();
        File.WriteAllText(Path.Combine(repro.Home, "cut.json"), """{"format": "golden-model/1", """);
        repro.Run("parity", repro.Home).Should().Be(ExitCode.Usage);
        repro.Error.Should().Contain("cut.json: is not a golden model: ");
    }

    // A slow machine also says that it is still at work.
    private static string[] Faults(Repro repro) => [.. repro.Error.Trim().Split('\n').Where(line => !line.Contains(": running for "))];

    private static string Changed(Repro repro, string name, Action<JsonNode> change)
    {
        var golden = JsonNode.Parse(File.ReadAllText(SharedFiles.Golden($"models/{Model}.json")))!;
        change(golden);
        var path = Path.Combine(repro.Home, name);
        File.WriteAllText(path, golden.ToJsonString());
        return path;
    }

    private static ReproParts Splitting(double epsilon) => Toy.Parts() with
    {
        References = [new("splitting", golden => golden.Id.Contains("PatchSplitting"),
            golden => ReferenceNetwork.Of(new PatchSplitting(golden.ShapeOf("norm.weight")[0], golden.ShapeOf("expansion.weight")[0], epsilon)))],
    };

    /// <summary>A norm and a linear layer whose channels become 2×2 pixels of each token.</summary>
    private sealed class PatchSplitting : StagedModule
    {
        private readonly LayerNorm norm;
        private readonly Linear expansion;

        public PatchSplitting(long width, long outputs, double epsilon) : base(nameof(PatchSplitting))
        {
            norm = nn.LayerNorm(width, epsilon);
            expansion = nn.Linear(width, outputs, hasBias: false);
            RegisterComponents();
        }

        // N×H×W×D → N×2H×2W×D'
        protected override Tensor Walk(Tensor x, Features f)
        {
            var split = expansion.forward(f["norm"] = norm.forward(x)); // N×H×W×4D'
            var (n, h, w, d) = (x.shape[0], x.shape[1], x.shape[2], split.shape[3] / 4);
            return f["output"] = split.reshape(n, h, w, 2, 2, d).permute(0, 1, 3, 2, 4, 5).reshape(n, 2 * h, 2 * w, d);
        }
    }
}
