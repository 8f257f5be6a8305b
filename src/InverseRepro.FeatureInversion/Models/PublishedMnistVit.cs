using System.Security.Cryptography;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models;

/// <summary>
/// The published MNIST vision transformer of sonjuhy/VLMStudy, with its state-dict keys: 7×7 patches, width 49, 5 pre-norm
/// blocks that use one layer norm for both halves, queries, keys and values through linear layers of their own before
/// those of the attention module, and a classifier on the class token without a further norm.
/// </summary>
public sealed class PublishedMnistVit : StagedModule
{
    public const int ImageSize = 28, PatchSize = 7, Width = 49, Depth = 5, Heads = 7, Classes = 10;
    public const double Mean = 0.1307, Std = 0.3081;

    private const string RelativePath = "weights/vit-mnist/vit_mnist_model.pth";

    private readonly Embedding embedding;
    private readonly ModuleList<Layer> layers;
    private readonly Linear classifer; // spelled as in the checkpoint

    public PublishedMnistVit() : base(nameof(PublishedMnistVit))
    {
        embedding = new Embedding();
        layers = nn.ModuleList(Enumerable.Range(0, Depth).Select(_ => new Layer()).ToArray());
        classifer = nn.Linear(Width, Classes);
        RegisterComponents();
    }

    /// <summary>The published checkpoint under the data root.</summary>
    public static string WeightsFile(string dataRoot) => Path.Combine(dataRoot, RelativePath);

    public static DataProbe Probe(string dataRoot)
    {
        var file = WeightsFile(dataRoot);
        return File.Exists(file)
            ? DataProbe.Present(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))))
            : DataProbe.Missing($"the published MNIST ViT is not at {file}; REPRO_DATA names the data root");
    }

    protected override Tensor Walk(Tensor image, Features f) // N×1×28×28
    {
        var x = f["embedding"] = embedding.forward(image); // N×17×49
        for (var i = 0; i < layers.Count; i++)
            x = f[$"layers.{i}"] = layers[i].forward(x);
        return f["logits"] = classifer.forward(x.select(1, 0)); // N×10
    }

    private sealed class Embedding : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter cls_token = nn.Parameter(zeros(1, 1, Width));
        private readonly Parameter position_div_imgs = nn.Parameter(zeros(1, 17, Width));
        private readonly Conv2d div_img = nn.Conv2d(1, Width, kernel_size: PatchSize, stride: PatchSize);

        public Embedding() : base(nameof(Embedding)) => RegisterComponents();

        public override Tensor forward(Tensor image)
        {
            var patches = div_img.forward(image).flatten(2).transpose(1, 2); // N×16×49
            return cat([cls_token.expand(image.shape[0], -1, -1), patches], 1) + position_div_imgs; // N×17×49
        }
    }

    private sealed class Layer : nn.Module<Tensor, Tensor>
    {
        private readonly ProjectedAttention multihead_attention = new();
        private readonly Sequential FFL = nn.Sequential(
            nn.Linear(Width, 4 * Width), nn.GELU(), nn.Dropout(0.1), nn.Linear(4 * Width, Width));
        private readonly LayerNorm norm = nn.LayerNorm(Width);

        public Layer() : base(nameof(Layer)) => RegisterComponents();

        public override Tensor forward(Tensor x) // N×17×49
        {
            x = x + multihead_attention.forward(norm.forward(x));
            return x + FFL.forward(norm.forward(x));
        }
    }

    private sealed class ProjectedAttention : nn.Module<Tensor, Tensor>
    {
        private readonly MultiheadAttention multihead_attention = nn.MultiheadAttention(Width, Heads);
        private readonly Linear query = nn.Linear(Width, Width);
        private readonly Linear key = nn.Linear(Width, Width);
        private readonly Linear value = nn.Linear(Width, Width);

        public ProjectedAttention() : base(nameof(ProjectedAttention)) => RegisterComponents();

        public override Tensor forward(Tensor x) // N×L×D
        {
            var (q, k, v) = (query.forward(x), key.forward(x), value.forward(x));
            var (output, _) = multihead_attention.call(q.transpose(0, 1), k.transpose(0, 1), v.transpose(0, 1), null, false, null);
            return output.transpose(0, 1);
        }
    }
}
