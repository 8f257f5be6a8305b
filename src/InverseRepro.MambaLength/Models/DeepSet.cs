using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Models;

/// <summary>
/// The control that cannot tell how many patches it saw, or in which order (Zaheer et al. 2017): each patch is encoded alone with its
/// position, and a query is answered from its position and the mean over the patches.
/// </summary>
public sealed class DeepSet : PatchReconstructor
{
    private readonly PatchEncoder backbone;
    private readonly Sequential encoder;
    private readonly Sequential decoder;
    private readonly PatchDecoder head;
    private readonly double _positionScale;

    public DeepSet(DeepSetSettings s) : base(nameof(DeepSet))
    {
        backbone = new PatchEncoder(s.Channels, s.PatchSize, s.Features);
        encoder = nn.Sequential(nn.Linear(s.Features + 2, s.Hidden), nn.GELU(), nn.Linear(s.Hidden, s.Width));
        decoder = nn.Sequential(nn.Linear(s.Width + 2, s.Hidden), nn.GELU(), nn.Linear(s.Hidden, s.Width));
        head = new PatchDecoder(s.Width, s.Channels, s.PatchSize);
        _positionScale = s.PositionScale;
        RegisterComponents();
    }

    protected override Tensor Walk(Tensor patches, Tensor at, Tensor queries, Features f)
    {
        var features = f["backbone"] = backbone.forward(patches); // N×L×F
        var codes = encoder.forward(cat([features, Scaled(at)], -1)); // N×L×D
        var mean = f["mean"] = codes.mean([1L], keepdim: true); // N×1×D
        var asked = cat([mean.expand(-1, queries.shape[1], -1), Scaled(queries)], -1); // N×Q×(D+2)
        return f["reconstructed query patches"] = head.forward(decoder.forward(asked)); // N×Q×C×p×p
    }

    private Tensor Scaled(Tensor positions) => positions.to(ScalarType.Float32) / _positionScale;
}
