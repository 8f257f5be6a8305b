using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.PredictiveCoding.Models;
using InverseRepro.PredictiveCoding.Models.Fc;
using InverseRepro.PredictiveCoding.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.Benchmarks.SideBySide;

/// <summary>The same fully connected networks in training, as an ensemble and each alone.</summary>
internal sealed class EnsembleWork : IDisposable
{
    private const int Batch = 64, Latent = 8;
    private readonly Tensor _images, _labels;
    private readonly EnsembleTraining _together;
    private readonly TradeOffTraining[] _alone;

    public EnsembleWork(Complexity complexity, int side, int members)
    {
        using var generator = new Seed(1).Generator();
        var networks = Enumerable.Range(1, members).Select(seed => Network(complexity, side, (ulong)seed)).ToArray();
        var tradeOffs = networks.Select((_, k) => (double)k / (members - 1)).ToArray();
        _images = rand([Batch, 1, side, side], generator: generator) * 2 - 1;
        _labels = arange(Batch, dtype: ScalarType.Int64).remainder(10);
        _together = new EnsembleTraining(new FcEnsemble(networks), tradeOffs, Adam);
        _alone = [.. networks.Zip(tradeOffs, (network, tradeOff) => new TradeOffTraining(network, tradeOff, Adam))];
    }

    public void Together()
    {
        using var scope = NewDisposeScope();
        var shared = _images.flatten(1).expand(_alone.Length, -1, -1);
        _together.Update(shared, shared, _labels.expand(_alone.Length, -1));
    }

    public void OneByOne()
    {
        using var scope = NewDisposeScope();
        foreach (var training in _alone)
            training.Update(_images, _images, _labels);
    }

    public void Dispose()
    {
        _together.Dispose();
        foreach (var training in _alone)
            training.Dispose();
    }

    private static optim.Optimizer Adam(IEnumerable<Parameter> parameters) => optim.Adam(parameters, 1e-3);

    private static Cre Network(Complexity complexity, int side, ulong seed)
    {
        var pixels = side * side;
        var network = new Cre(new FcEncoder(FcWidths.Encoder(complexity, pixels, Latent)),
            new FcDecoder(FcWidths.Decoder(complexity, pixels, Latent), [1, side, side]), new FcClassifier(FcWidths.Classifier(complexity, Latent)));
        Initialise.TorchDefaults(network, new Seed(seed));
        return network;
    }
}
