using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Rendering;
using InverseRepro.Runner;

namespace InverseRepro.Cli.Progress;

internal static class Watching
{
    /// <summary>Shows a run on the error stream: live on a terminal, as lines elsewhere.</summary>
    /// <param name="plain">Lines on a terminal too.</param>
    public static Task<T> WatchAsync<T>(this CommandHost host, bool plain, Func<IRunObserver, Task<T>> work) => host.ErrorIsTerminal && !plain
        ? LiveProgress.ShowAsync(host.MessageConsole(), work)
        : work(new PlainProgress(host.Error, TimeProvider.System));
}
