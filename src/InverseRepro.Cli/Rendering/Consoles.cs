using InverseRepro.Cli.CommandLine;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace InverseRepro.Cli.Rendering;

/// <summary>Spectre consoles over the host's streams; made only where something is drawn.</summary>
internal static class Consoles
{
    // Wide enough that no table wraps in a file or a pipe.
    private const int UnboundedWidth = 240;

    /// <summary>Draws on standard output; without trailing blanks where that is no terminal.</summary>
    public static void Draw(this CommandHost host, IRenderable drawing)
    {
        if (host.OutputIsTerminal)
        {
            Create(host, host.Output, terminal: true).Write(drawing);
            return;
        }
        var text = new StringWriter();
        Create(host, text, terminal: false).Write(drawing);
        foreach (var line in text.ToString().TrimEnd().Split('\n').SkipWhile(string.IsNullOrWhiteSpace))
            host.Output.WriteLine(line.TrimEnd());
    }

    public static IAnsiConsole MessageConsole(this CommandHost host) => Create(host, host.Error, host.ErrorIsTerminal);

    private static IAnsiConsole Create(CommandHost host, TextWriter writer, bool terminal)
    {
        var colours = terminal && host.Colours;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal && host.Variable("TERM") != "dumb" ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = terminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (!terminal)
            console.Profile.Width = UnboundedWidth;
        return console;
    }
}
