using InverseRepro.Checkpoints;
using InverseRepro.Engine;
using InverseRepro.Engine.Parity;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.Vision;
using InverseRepro.Vision.ImageFiles;
using static TorchSharp.torch;

namespace InverseRepro.Cli.Tests;

public sealed class FeaturesVerbTests : IDisposable
{
    private const string Small = "deit3_small_patch16_224";

    private readonly Repro _repro = new();

    public void Dispose() => _repro.Dispose();

    [SkippableFact]
    public void Deterministic_weights_give_the_stages_of_the_reference()
    {
        var golden = GoldenModel.Read(SharedFiles.Golden("models/timm.vit_base_patch16_224.json"));
        using var scope = NewDisposeScope();
        Save("input.safetensors", golden.Inputs.Single().ToTensor());
        Run("vit_base_patch16_224", "--weights", "deterministic", "--input", "input.safetensors").Should().Be(ExitCode.Good, _repro.Error);
        using var stages = CheckpointFile.Read(At("out.safetensors"));
        var read = stages.StateDictionary().Entries.ToDictionary(entry => entry.Key, entry => TensorEntry.ToTensor(entry.Value));
        ParityCheck.Compare(golden, read).Where(stage => !stage.Agrees).Should().BeEmpty();
        _repro.Output.Should().Be($"""
            model: vit_base_patch16_224 (timm), weights deterministic
            preprocessing: none
            stages: {read.Count} in {At("out.safetensors")}

            """);
    }

    [Fact]
    public void A_picture_is_prepared_as_the_model_expects_and_says_so()
    {
        var rgb = new byte[300 * 260 * 3];
        for (var i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)(i * 7 % 251);
        var picture = new Picture(300, 260, rgb);
        ImageFile.WritePng(picture, At("photo.png"));
        Run(Small, "--weights", "deterministic", "--image", "photo.png").Should().Be(ExitCode.Good, _repro.Error);
        _repro.Output.Should().Contain("preprocessing: shorter side to 248, centre 224 x 224 (bicubic), mean 0.485 0.456 0.406, std 0.229 0.224 0.225");

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var model = PublishedModels.Find(Small);
        var network = model.Build();
        DeterministicWeights.Fill(network);
        var expected = network.Represent(model.Preprocessing.Apply(picture));
        using var stages = CheckpointFile.Read(At("out.safetensors"));
        var entries = stages.StateDictionary().Entries;
        entries.Keys.Should().BeEquivalentTo(expected.Names).And.Contain("blocks.11.ls2");
        TensorEntry.ToTensor(entries["logits"]).allclose(expected["logits"], rtol: 1e-5, atol: 1e-6).Should().BeTrue();
    }

    [Fact]
    public void Files_of_the_reference_and_of_the_authors_load_alike()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var network = PublishedModels.Find(Small).Build();
        DeterministicWeights.Fill(network);
        Save("input.safetensors", DeterministicWeights.Input("input", [1, 3, 224, 224], "s"));
        var state = network.state_dict();
        StateDictionary.Save(state.ToDictionary(e => e.Key, e => e.Value), At("timm.safetensors"));
        StateDictionary.Save(state.ToDictionary(e => "module." + e.Key.Replace("ls1.gamma", "gamma_1").Replace("ls2.gamma", "gamma_2"), e => e.Value), At("authors.safetensors"));
        var written = new List<byte[]>();
        foreach (var weights in new[] { "timm.safetensors", "authors.safetensors" })
        {
            Run(Small, "--weights", weights, "--input", "input.safetensors").Should().Be(ExitCode.Good, _repro.Error);
            using var stages = CheckpointFile.Read(At("out.safetensors"));
            written.Add(stages.StateDictionary().Entries["logits"].ToBytes());
        }
        written[1].Should().Equal(written[0]);
    }

    [Fact]
    public void Weights_that_do_not_fit_are_one_line()
    {
        ImageFile.WritePng(Picture.Filled(8, 8, 1, 2, 3), At("photo.png"));
        StateDictionary.Save(Enumerable.Range(0, 12).ToDictionary(i => $"extra{i:00}", _ => zeros([1])), At("other.safetensors"));
        Refused(Small, "--weights", "other.safetensors", "--image", "photo.png").Should()
            .Match("*other.safetensors does not fit the network of 176 tensors; 176 missing in the file: cls_token, *, ...; 12 not in the network: extra00, *extra09, ...");
        File.WriteAllText(At("text.pth"), "hello");
        Refused(Small, "--weights", "text.pth", "--image", "photo.png").Should().Contain("text.pth: is not a checkpoint");
        File.Exists(At("out.safetensors")).Should().BeFalse();
    }

    [Theory]
    [InlineData("there is no file 'absent.pth'", Small, "--weights", "absent.pth", "--image", "photo.png")]
    [InlineData("--image: there is no file 'absent.png'", Small, "--weights", "deterministic", "--image", "absent.png")]
    [InlineData("no published model is called 'vit_base'; near are vit_base_", "vit_base", "--weights", "deterministic", "--image", "photo.png")]
    [InlineData("either a picture with --image or a ready tensor with --input", Small, "--weights", "deterministic")]
    [InlineData("either a picture with --image or a ready tensor with --input", Small, "--weights", "deterministic", "--image", "photo.png", "--input", "photo.png")]
    [InlineData("photo.png: is not a checkpoint", Small, "--weights", "deterministic", "--input", "photo.png")]
    [InlineData("there is no tensor 'input'", Small, "--weights", "deterministic", "--input", "named.safetensors")]
    [InlineData("'input' is [1,3,32,32]; deit3_small_patch16_224 takes N x 3 x 224 x 224", Small, "--weights", "deterministic", "--input", "small.safetensors")]
    [InlineData("notes.txt: neither a JPEG nor a PNG file", Small, "--weights", "deterministic", "--image", "notes.txt")]
    public void Mistakes_are_one_line_and_exit_code_2(string message, string model, params string[] arguments)
    {
        ImageFile.WritePng(Picture.Filled(8, 8, 1, 2, 3), At("photo.png"));
        File.WriteAllText(At("notes.txt"), "hello");
        Save("small.safetensors", zeros(1, 3, 32, 32));
        StateDictionary.Save(new Dictionary<string, Tensor> { ["image"] = zeros(1) }, At("named.safetensors"));
        Refused(model, arguments).Should().Contain(message);
    }

    private string Refused(string model, params string[] arguments)
    {
        Run(model, arguments).Should().Be(ExitCode.Usage);
        _repro.Output.Should().BeEmpty();
        var error = _repro.Error.TrimEnd();
        error.Should().StartWith("repro: ").And.NotContain("\n");
        return error;
    }

    private int Run(string model, params string[] arguments) => _repro.Run(["features", "--model", model, "--out", "out.safetensors", .. arguments]);

    private void Save(string name, Tensor input) => StateDictionary.Save(new Dictionary<string, Tensor> { ["input"] = input }, At(name));

    private string At(string name) => Path.Combine(_repro.Home, name);
}
