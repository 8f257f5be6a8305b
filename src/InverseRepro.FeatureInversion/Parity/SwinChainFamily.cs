using System.Globalization;
using System.Text.Json;
using InverseRepro.Engine.Parity;
using InverseRepro.Engine.Staging;
using InverseRepro.FeatureInversion.Models.Swin;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Parity;

/// <summary>
/// A Swin with its inverse modules, as golden chains describe them: "emb" 0 is the image, 1 the patch embedding, then the
/// output of each stage and the logits; inverse i gives emb i from emb i+1.
/// </summary>
internal static class SwinChainFamily
{
    private const string Inverse = "inverse ";

    public static IReadOnlyList<ReferenceFamily> Families { get; } =
    [
        new("Swin and its inverse modules (inverse-tvm)", golden => golden.Config.TryGetProperty("swin", out _), Build),
    ];

    private static ReferenceNetwork Build(GoldenModel golden)
    {
        var settings = Settings(golden);
        var target = new SwinTransformer(settings);
        StagedModule[] inverses =
        [
            .. golden.Config.EnumerateObject().Where(network => network.Name.StartsWith(Inverse, StringComparison.Ordinal))
                .OrderBy(network => int.Parse(network.Name[Inverse.Length..], CultureInfo.InvariantCulture))
                .Select(network => Module(golden, network.Value, settings)),
        ];
        return new ReferenceNetwork([target, .. inverses], (golden, f) => Run(golden, f, target, settings.Stages, inverses));
    }

    /// <summary>A published name, or settings.</summary>
    private static SwinTransformerSettings Settings(GoldenModel golden)
    {
        var network = golden.Config.GetProperty("swin");
        if (network.ValueKind == JsonValueKind.Object)
            return SwinFamily.Settings(golden with { Config = network });
        var name = golden.Setting<string>("swin").Split(' ')[^1];
        return SwinModels.Settings.TryGetValue(name, out var published)
            ? published
            : throw new InvalidDataException($"{golden.Path}: no Swin is published as '{name}'; known are {string.Join(", ", SwinModels.Settings.Keys)}");
    }

    /// <summary>The backbone goes by its name alone and has the reference's channels.</summary>
    private static StagedModule Module(GoldenModel golden, JsonElement network, SwinTransformerSettings target) => network.ValueKind == JsonValueKind.Object
        ? SwinFamily.InverseStage(golden with { Config = network })
        : new InverseSwinBackbone(target.EmbedDim, [32, target.InChans], [2, target.PatchSize / 2]);

    private static void Run(GoldenModel golden, Features f, SwinTransformer target, int stages, StagedModule[] inverses)
    {
        var input = golden.OneInput;
        var image = input.ToTensor();
        var walked = target.Represent(image);
        Tensor[] embeddings = [image, walked["patch_embed"], .. Enumerable.Range(0, stages).Select(i => walked[$"layers.{i}"]), walked["logits"]];
        for (var i = 0; i < embeddings.Length; i++)
            f[$"emb {i}"] = embeddings[i];
        Tensor Loss(Tensor reconstruction, int i) =>
            nn.functional.mse_loss(i == 0 ? input.Normalise(reconstruction) : reconstruction, embeddings[i]);
        for (var i = 0; i < inverses.Length; i++)
        {
            f[$"local: emb {i} from emb {i + 1}"] = inverses[i].forward(embeddings[i + 1]);
            f[$"local loss {i}"] = Loss(f[$"local: emb {i} from emb {i + 1}"], i);
        }
        for (var depth = 1; depth <= inverses.Length; depth++)
            f[$"chain: image from emb {depth}"] = inverses.Take(depth).Reverse().Aggregate(embeddings[depth], (x, inverse) => inverse.forward(x));
        f["chain loss"] = Loss(f[$"chain: image from emb {inverses.Length}"], 0);
    }
}
