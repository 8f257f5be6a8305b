using InverseRepro.Engine.Staging;
using static TorchSharp.torch;

namespace InverseRepro.Engine.Parity;

/// <summary>The networks that a golden file is about, and how they run on its inputs.</summary>
/// <param name="networks">One for a golden model, several for a chain; each is filled with its own, unprefixed keys.</param>
/// <param name="run">Called in eval mode and without gradient; gives every stage of the file under the reference's names.</param>
public sealed class ReferenceNetwork(IReadOnlyList<nn.Module> networks, Action<GoldenModel, Features> run) : IDisposable
{
    public IReadOnlyList<nn.Module> Networks => networks;

    /// <summary>A module with one input, whose intermediates have the reference's names.</summary>
    public static ReferenceNetwork Of(StagedModule module) => new([module], (golden, f) => module.Represent(golden.OneInput.ToTensor(), f));

    public void Run(GoldenModel golden, Features f) => run(golden, f);

    public void Dispose()
    {
        foreach (var network in networks)
            network.Dispose();
    }
}
