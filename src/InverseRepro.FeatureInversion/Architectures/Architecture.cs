using System.Text.Json.Serialization;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Architectures;

/// <summary>
/// A target at one size: the network, the stages x → z₁ → … → z_S it is cut into, and for each stage the module that is to
/// invert it. Experiments know targets through this alone.
/// </summary>
[JsonDerivedType(typeof(VitArchitecture), "vit")]
[JsonDerivedType(typeof(DetrArchitecture), "detr")]
[JsonDerivedType(typeof(SwinArchitecture), "swin")]
public abstract record Architecture
{
    /// <summary>Names of z₁ … z_S among the network's intermediates.</summary>
    public abstract IReadOnlyList<string> Stages { get; }

    /// <summary>Names of all layers that are compared with one another, in order of depth.</summary>
    public abstract IReadOnlyList<string> Layers { get; }

    /// <summary>Those of <see cref="Layers"/>, its first, that have the shape of z₁ and so fit the inverse backbone.</summary>
    public abstract IReadOnlyList<string> DecodableLayers { get; }

    /// <summary>The number of modules of the chain that a layer belongs to: it has the shape that the last of them takes.</summary>
    public abstract int DepthOf(string layer);

    /// <summary>The network with weights as its constructors leave them.</summary>
    public abstract StagedModule Construct();

    /// <summary>The network with the weights that training starts from.</summary>
    public abstract StagedModule Build(Seed seed);

    /// <summary>The untrained chain g₁ … g_S, or its first <paramref name="stages"/>; weights are as their constructors leave them.</summary>
    public InverseChain BuildInverse(int? stages = null) => new(InverseModules().Take(stages ?? Stages.Count));

    /// <summary>Forward multiply-accumulates of g₁ … g_S for one picture (biases, norms and softmax left out).</summary>
    public abstract IReadOnlyList<double> InverseMacs();

    /// <summary>Blocks, or transposed convolutions, of g₁ … g_S.</summary>
    public abstract IReadOnlyList<int> InverseLayers();

    /// <summary>Forward multiply-accumulates of the target itself for one picture, as far as they matter for the time it takes.</summary>
    public abstract double TargetMacs();

    /// <summary>Shapes of z₁ … z_S without the leading batch dimension.</summary>
    public abstract IReadOnlyList<long[]> StageShapes();

    /// <summary>Whether what the inverse of stage <paramref name="depth"/> gives has the shape of z₁, so that the inverse backbone takes it past the stages between.</summary>
    public bool FitsBackbone(int depth) => depth > 2 && StageShapes()[depth - 2].SequenceEqual(StageShapes()[0]);

    /// <summary>C×H×W of its pictures.</summary>
    public virtual long[] PictureShape(ImageDataSettings data) => [data.Channels, data.ImageSize, data.ImageSize];

    /// <summary>How well the network does its task on pictures of <paramref name="truth"/>, or on changed ones: accuracy or AP50, 0 to 1.</summary>
    /// <param name="images">N×C×H×W, normalised.</param>
    public abstract double TaskScore(StagedModule network, Tensor images, ImageSplit truth);

    /// <summary>g₁ … g_S, made one by one as they are asked for.</summary>
    protected abstract IEnumerable<nn.Module<Tensor, Tensor>> InverseModules();
}
