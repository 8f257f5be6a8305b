using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Models.Vit;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.Benchmarks.SideBySide;

/// <summary>Training of a ViT on one batch of noise: AdamW, cross entropy.</summary>
internal sealed class VitTraining
{
    /// <summary>The network of vit.py.</summary>
    public static readonly VisionTransformerSettings Full = new(ImageSize: 32, PatchSize: 4, EmbedDim: 48, Depth: 6, NumHeads: 3, NumClasses: 10);

    private readonly Tensor _images; // N×3×H×W
    private readonly Tensor _labels; // N
    private readonly AdamW _optimizer;

    public VitTraining(VisionTransformerSettings settings, int batchSize)
    {
        var seed = new Seed(1);
        using var generator = seed.Generator();
        Network = new VisionTransformer(settings);
        Initialise.TruncatedNormal(Network, seed);
        _images = randn([batchSize, settings.InChans, settings.ImageSize, settings.ImageSize], generator: generator);
        _labels = randint(0, settings.NumClasses, [batchSize], generator: generator);
        _optimizer = optim.AdamW(Network.parameters(), weight_decay: 0.05);
    }

    public VisionTransformer Network { get; }

    /// <summary>One step; its loss.</summary>
    public float Step()
    {
        using var scope = NewDisposeScope();
        var loss = nn.functional.cross_entropy(Network.forward(_images), _labels);
        _optimizer.zero_grad();
        loss.backward();
        _optimizer.step();
        return loss.item<float>();
    }
}
