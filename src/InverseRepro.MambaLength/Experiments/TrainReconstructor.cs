using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.MambaLength.Data;
using InverseRepro.MambaLength.Measuring;
using InverseRepro.MambaLength.Models;
using InverseRepro.MambaLength.Training;
using InverseRepro.Vision.Drawing;
using InverseRepro.Vision.ImageFiles;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Experiments;

/// <summary>
/// Trains a network to reconstruct drawings from patches and measures its error by the number of patches. <c>mse01</c>
/// is indexed by that number in sixteenths of b, the longest of the plain training: 16 is b, 64 is 4b. Whether a network has
/// learnt is measured at the most patches that it was trained with.
/// </summary>
public static class TrainReconstructor
{
    public const string Name = "train-reconstructor", Network = "network.safetensors", Pictures = "reconstructions.png", Curve = "error-by-length.png";

    public static void Run(TrainReconstructorSettings settings, ICell cell)
    {
        var device = Compute.Device(cell.Device);
        using var scope = NewDisposeScope();
        var data = Drawings.Load(settings.Data, cell, device);
        var (kind, task) = (settings.Network, settings.Task);
        using var network = kind.Build(task, cell.Seed, device);
        ReconstructionTraining.Train(network, kind, task, data.Train, settings.Training, cell.Seed.Derive("training"),
            (fraction, loss) => cell.Report("training to reconstruct", 0.95 * fraction, loss), cell.Cancellation);
        cell.Report("measuring errors by length", 0.96);
        Measure(network, settings, data, cell);
        cell.Record("parameters", Parameters(network));
        using var mamba = (kind with { Kind = ReconstructorKind.Mamba, Token = LengthToken.None }).Build(task, cell.Seed, device);
        cell.Record("parameters_over_mamba", (double)Parameters(network) / Parameters(mamba));
        ReconstructionsByLength.Save(cell.NewArtefact(Pictures), network, kind, data.Report, task, settings.Training.Lengths, [.. Lengths.BySixteenths(task.Longest).Values], cell.Seed.Derive("pictures"));
        StateDictionary.Save(network, cell.NewArtefact(Network));
    }

    /// <summary>The network that another cell trained.</summary>
    public static PatchReconstructor Load(TrainReconstructorSettings settings, string variant, ICell cell, Device device)
    {
        var network = settings.Network.Build(settings.Task, cell.Seed, device);
        StateDictionary.Load(network, cell.RequiredArtefact(Name, Network, variant));
        network.eval();
        return network;
    }

    private static void Measure(PatchReconstructor network, TrainReconstructorSettings settings, Drawings data, ICell cell)
    {
        var (kind, longest) = (settings.Network, settings.Task.Longest);
        using var evaluation = new LengthEvaluation(data.Report, settings.Task, 4 * longest, cell.Seed.Derive("report"));
        double Error(int length) => evaluation.Error(network, kind, length);
        var errors = Lengths.BySixteenths(longest).ToDictionary(length => length.Key, length => Error(length.Value));
        foreach (var (sixteenths, error) in errors)
            cell.Record("mse01", error, index: sixteenths);
        var (atLongest, own, mean) = (errors[16], Error(settings.Training.Lengths.Most), evaluation.ErrorOfMean(data.Train));
        Draw(cell.NewArtefact(Curve), errors, mean, settings.Training.Lengths, longest);
        cell.Record("mean_patch.mse01", mean);
        cell.Record("over_mean_patch", own / mean);
        cell.Record("over_fewest_patches", own / Error(settings.Training.Lengths.Least));
        cell.Record("in_range_mse01", Math.Exp(errors.Where(e => e.Key <= 16).Average(e => Math.Log(e.Value))));
        cell.Record("degradation", Math.Log(errors[32] / atLongest));
        cell.Record("far_degradation", Math.Log(errors[64] / atLongest));
        cell.Record("repeated.degradation", Math.Log(evaluation.ErrorRepeated(network, kind, longest) / atLongest));
    }

    private static long Parameters(PatchReconstructor network) => network.parameters().Sum(p => p.numel());

    private static void Draw(string path, Dictionary<int, double> errors, double mean, LengthRange trained, int longest)
    {
        double[] lengths = [.. errors.Keys.Select(sixteenths => sixteenths * longest / 16.0)];
        var chart = new LineChart("error by patches; shaded: trained with", lengths, (Math.Max(trained.Least, lengths[0]), trained.Most));
        ImageFile.WritePng(chart.Add("network", [.. errors.Values]).Add("mean image", Array.ConvertAll(lengths, _ => mean)).Draw(), path);
    }
}
