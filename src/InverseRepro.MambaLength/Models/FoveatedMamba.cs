using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.MambaLength.Models.Mamba;
using InverseRepro.MambaLength.Patches;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Models;

/// <summary>
/// Reads patches one after the other into the state of a causal Mamba, then a delimiter, then queries, each a position without
/// a patch; what comes out at a query is decoded to pixels. Later queries see the state that earlier ones wrote. The
/// length-adaptive variant begins with a token that tells how many patches there are.
/// </summary>
public sealed class FoveatedMamba : PatchReconstructor
{
    private const double LengthScale = 100;

    private readonly Parameter delimiter_token; // D
    private readonly Parameter query_token; // E, the content of a query
    private readonly MambaModel mamba;
    private readonly ModuleList<PatchDecoder> heads;
    private readonly ModuleList<PatchEncoder> backbones;
    private readonly Joiner joiner;
    private readonly Linear? length_embeder; // the reference's spelling, as it is a key
    private readonly FoveatedMambaSettings _settings;

    public FoveatedMamba(FoveatedMambaSettings s) : base(nameof(FoveatedMamba))
    {
        var width = s.Mamba.Width;
        _settings = s;
        delimiter_token = nn.Parameter(zeros(width));
        query_token = nn.Parameter(zeros(s.ContentWidth));
        mamba = new MambaModel(s.Mamba);
        heads = nn.ModuleList(new PatchDecoder(width, s.Channels, s.PatchSize));
        backbones = nn.ModuleList(new PatchEncoder(s.Channels, s.PatchSize, s.Features));
        joiner = new Joiner(s.Features, s.ContentWidth);
        if (s.HasLengthToken)
            length_embeder = nn.Linear(1, width);
        RegisterComponents();
    }

    /// <summary>Mamba blocks.</summary>
    public int Depth => _settings.Mamba.Depth;

    /// <summary>As <see cref="PatchReconstructor.Represent"/>.</summary>
    /// <param name="declaredLength">What the length token says; null: the number of patches.</param>
    /// <param name="timeScalers">Factors of the first T tokens' step sizes in each layer, layers×T; the length token is the first.</param>
    public Tensor Represent(Tensor patches, Tensor at, Tensor queries, Features f, double? declaredLength = null, Tensor? timeScalers = null)
    {
        using var scope = NewDisposeScope();
        var tokens = cat([Seen(patches, at, declaredLength, f), Asked(queries)], 1); // N×(l+L+1+Q)×D
        var (output, _) = mamba.Represent(tokens, null, timeScalers, f.Of(nameof(mamba)));
        return scope.MoveToOuter(f["reconstructed query patches"] = Answer(output, queries));
    }

    /// <summary>
    /// Reads patches and gives the state of each layer, N×C×S, from which more can be read, or queries answered by
    /// <see cref="Recall"/>: the same as in one pass.
    /// </summary>
    /// <param name="states">After the patches before these; null: these are the first, and begin with the length token if there is one.</param>
    /// <param name="declaredLength">What the length token says; null: the number of these patches.</param>
    public IReadOnlyList<Tensor> Read(Tensor patches, Tensor at, IReadOnlyList<Tensor>? states = null, double? declaredLength = null)
    {
        if (states is not null && declaredLength is not null)
            throw new ArgumentException("The length is declared before the first patch, not in the middle of a sequence.", nameof(declaredLength));
        using var scope = NewDisposeScope();
        var tokens = states is null ? Seen(patches, at, declaredLength, Features.None) : Tokens(patches, at, Features.None);
        var (_, last) = mamba.Represent(tokens, states, null, Features.None);
        return [.. last.Select(scope.MoveToOuter)];
    }

    /// <summary>Answers queries from the states after a sequence, which stay as they are: N×Q×2 → N×Q×C×p×p.</summary>
    public Tensor Recall(IReadOnlyList<Tensor> states, Tensor queries)
    {
        using var scope = NewDisposeScope();
        var (output, _) = mamba.Represent(Asked(queries), states, null, Features.None);
        return scope.MoveToOuter(Answer(output, queries));
    }

    protected override Tensor Walk(Tensor patches, Tensor at, Tensor queries, Features f) => Represent(patches, at, queries, f);

    /// <summary>Length token, if there is one, and patches: N×(l+L)×D.</summary>
    private Tensor Seen(Tensor patches, Tensor at, double? declaredLength, Features f)
    {
        var tokens = Tokens(patches, at, f);
        if (length_embeder is null)
            return declaredLength is null ? tokens
                : throw new ArgumentException("This network has no length token to declare a length by.", nameof(declaredLength));
        var length = (float)((declaredLength ?? patches.shape[1]) / LengthScale);
        var token = f["length_embeder"] = length_embeder.forward(tensor([length]).Upload(tokens.device)); // D
        return cat([token.expand(tokens.shape[0], 1, -1), tokens], 1);
    }

    private Tensor Tokens(Tensor patches, Tensor at, Features f) // N×L×D
    {
        var features = f["backbone"] = backbones[0].forward(patches); // N×L×F
        return Place(f["joiner"] = joiner.forward(features), at);
    }

    /// <summary>Delimiter and queries: N×(1+Q)×D.</summary>
    private Tensor Asked(Tensor queries)
    {
        var (batch, count) = (queries.shape[0], queries.shape[1]);
        return cat([delimiter_token.expand(batch, 1, -1), Place(query_token.expand(batch, count, -1), queries)], 1);
    }

    private Tensor Place(Tensor content, Tensor at) => _settings.Position switch // N×L×E, N×L×2 → N×L×D
    {
        PositionCode.Concatenate => cat([content, at.to(content.dtype) / _settings.PositionScale], -1),
        PositionCode.Add => content + PatchPositions.SineCosine(at, _settings.ContentWidth),
        var other => throw new InvalidOperationException($"No position code {other}."),
    };

    private Tensor Answer(Tensor output, Tensor queries) => // N×(…+Q)×D → N×Q×C×p×p
        heads[0].forward(output.narrow(1, output.shape[1] - queries.shape[1], queries.shape[1]));
}
