using InverseRepro.Cli.Session;

namespace InverseRepro.Cli.CommandLine;

/// <summary>The world as the command sees it: data goes to <paramref name="Output"/>, messages to <paramref name="Error"/>.</summary>
/// <param name="Variable">Reads an environment variable.</param>
/// <param name="Directory">The current folder.</param>
public sealed record CommandHost(TextWriter Output, TextWriter Error, Func<string, string?> Variable, string Directory,
    bool OutputIsTerminal, bool ErrorIsTerminal)
{
    /// <summary>This process's console and environment.</summary>
    public static CommandHost OfProcess() => new(Console.Out, Console.Error, Environment.GetEnvironmentVariable,
        Environment.CurrentDirectory, !Console.IsOutputRedirected, !Console.IsErrorRedirected);

    /// <summary>What runs: all papers, or a test's toys. Asked for only by verbs that need it.</summary>
    public Func<ReproParts> Parts { get; init; } = () => ReproParts.Standard;

    public bool Colours => string.IsNullOrEmpty(Variable("NO_COLOR")) && Variable("TERM") != "dumb";

    /// <summary>One line for people.</summary>
    public void Say(string message) => Error.WriteLine($"repro: {message}");
}
