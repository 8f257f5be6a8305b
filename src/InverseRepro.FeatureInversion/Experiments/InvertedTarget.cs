using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>A frozen target and the trained modules that invert it, read from the cells that made them.</summary>
public sealed class InvertedTarget(InversionSettings settings, StagedModule target, InverseChain chain) : IDisposable
{
    public StagedModule Target => target;

    public InverseChain Chain => chain;

    /// <summary>The target that <paramref name="probe"/> is about, with the modules of its cell.</summary>
    public static InvertedTarget Load(ProbeSettings probe, ICell cell, Device device)
    {
        var chain = probe.Inversion.Architecture.BuildInverse();
        StateDictionary.Load(chain, cell.RequiredArtefact(InvertModular.Name, InvertModular.Modules, probe.ModulesOf));
        chain.to(device);
        chain.eval();
        return new InvertedTarget(probe.Inversion, Targets.Frozen(probe.Inversion.TestedOn, probe.Inversion, cell, device), chain);
    }

    /// <summary>z₁ … z_S of pictures in [0, 1].</summary>
    public StagedImages Represent(ImageBatch pictures, Device device) =>
        StagedImages.Compute(target, settings.Architecture.Stages, (pictures.ToTensor(device) - settings.Data.Mean) / settings.Data.Std);

    /// <summary>R₁ … R_S.</summary>
    public IReadOnlyList<ImageBatch> Reconstruct(StagedImages stages) =>
        [.. Enumerable.Range(1, chain.Depth).Select(k => Evaluation.Reconstructions(chain, k, stages))];

    public void Dispose()
    {
        target.Dispose();
        chain.Dispose();
    }
}
