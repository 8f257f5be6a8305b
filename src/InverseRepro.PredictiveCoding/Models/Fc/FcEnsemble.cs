using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models.Fc;

/// <summary>K fully connected classification-reconstruction encoders of one architecture, computed at once.</summary>
/// <remarks>
/// With 40 members, 196 pixels and batches of 64, one thread spends 0.4 (small), 0.65 (medium) and 0.8 (large) of the time of members
/// one after the other; at 784 pixels the products dominate and next to nothing is gained. Convolutions in groups are slower than
/// one after the other, so there is no such ensemble of convolutional networks.
/// </remarks>
public sealed class FcEnsemble : nn.Module
{
    private readonly ModuleList<EnsembleLinear> encoder;
    private readonly ModuleList<EnsembleLinear> decoder;
    private readonly ModuleList<EnsembleLinear> classifier;

    /// <summary>Takes over the weights of its members.</summary>
    /// <exception cref="ArgumentException">There are none, or they are not fully connected networks of one architecture.</exception>
    public FcEnsemble(IReadOnlyList<Cre> members) : base(nameof(FcEnsemble))
    {
        var architectures = members.Select(member => string.Join(' ', member.named_parameters().Select(p => $"{p.name}[{string.Join(',', p.parameter.shape)}]")));
        if (members.Any(member => member is not { Encoder: FcEncoder, Decoder: FcDecoder, Classifier: FcClassifier }) || architectures.Distinct().Count() != 1)
            throw new ArgumentException("An ensemble needs members that are fully connected and of one architecture.", nameof(members));
        encoder = Stack(members.Select(member => member.Encoder));
        decoder = Stack(members.Select(member => member.Decoder));
        classifier = Stack(members.Select(member => member.Classifier));
        RegisterComponents();
    }

    /// <summary>The three parts, in the order encoder, decoder, classifier.</summary>
    public IReadOnlyList<nn.Module> Parts => [encoder, decoder, classifier];

    /// <summary>K×N×pixels → K×N×d, not negative.</summary>
    public Tensor Encode(Tensor images) => nn.functional.relu(Walk(encoder, images));

    /// <summary>K×N×d → K×N×pixels in (−1, 1).</summary>
    public Tensor Decode(Tensor latent) => nn.functional.tanh(Walk(decoder, latent));

    /// <summary>K×N×d → K×N×classes.</summary>
    public Tensor Classify(Tensor latent) => Walk(classifier, latent);

    /// <summary>Gives each member its weights back.</summary>
    public void CopyTo(IReadOnlyList<Cre> members)
    {
        for (var k = 0; k < members.Count; k++)
            foreach (var (part, layers) in new[] { (members[k].Encoder, encoder), (members[k].Decoder, decoder), (members[k].Classifier, classifier) })
                for (var i = 0; i < layers.Count; i++)
                    layers[i].CopyTo(k, part.get_parameter($"linear_{i + 1}.weight")!, part.get_parameter($"linear_{i + 1}.bias")!);
    }

    private static ModuleList<EnsembleLinear> Stack(IEnumerable<nn.Module> parts)
    {
        var linear = parts.Select(part => part.named_parameters().ToDictionary(p => p.name, p => p.parameter)).ToArray();
        return nn.ModuleList(Enumerable.Range(1, linear[0].Count / 2)
            .Select(i => new EnsembleLinear(linear.Select(p => p[$"linear_{i}.weight"]), linear.Select(p => p[$"linear_{i}.bias"]))).ToArray());
    }

    private static Tensor Walk(ModuleList<EnsembleLinear> layers, Tensor x)
    {
        for (var i = 0; i < layers.Count; i++)
            x = layers[i].forward(i == 0 ? x : nn.functional.relu(x));
        return x;
    }
}
