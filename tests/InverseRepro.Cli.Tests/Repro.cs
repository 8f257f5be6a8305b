using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Session;

namespace InverseRepro.Cli.Tests;

/// <summary>Runs the command in this process, in a checkout of its own with the claims a test gives it.</summary>
internal sealed class Repro : IDisposable
{
    private readonly Dictionary<string, string> _variables = [];

    public Repro(params string[] claims) : this(Directory.CreateTempSubdirectory("repro-cli-"), claims)
    {
    }

    /// <param name="home">Deleted in the end.</param>
    public Repro(DirectoryInfo home, params string[] claims)
    {
        Home = home.FullName;
        Directory.CreateDirectory(Path.Combine(Home, "claims"));
        foreach (var id in claims)
            File.WriteAllText(Path.Combine(Home, "claims", id + ".yaml"), Yaml(id));
    }

    public string Home { get; }

    /// <summary>What the command runs; all papers where a test sets nothing.</summary>
    public ReproParts? Parts { get; set; }

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public Repro With(string variable, string value)
    {
        _variables[variable] = value;
        return this;
    }

    public int Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = new CommandHost(output, error, _variables.GetValueOrDefault, Home, OutputIsTerminal: false, ErrorIsTerminal: false)
        {
            Parts = () => Parts ?? ReproParts.Standard,
        };
        var code = ReproCommand.RunAsync(arguments, host).GetAwaiter().GetResult();
        (Output, Error) = (output.ToString(), error.ToString());
        return code;
    }

    public void Dispose() => Directory.Delete(Home, recursive: true);

    private static string Yaml(string id) => $$"""
        id: {{id}}
        paper: "2412.06534"
        source: {section: "Abstract", quote: "deeper layers <lose> colour"}
        statement: "Colour fades with depth."
        tier: core
        varies: training runs
        estimand: {measurement: "toy:loss", unit: "1", better: lower, description: "What the toy measures."}
        rule:
          greater: {of: "toy:loss", than: "toy@worse:loss", by: 0.1, label: "loss", reason: "Our choice."}
        gates: []
        controls:
        - {name: swapped, why: "The other way round it must fail.", replace: {"toy": "toy@worse", "toy@worse": "toy"} }
        reported: []
        scales:
          micro: {seeds: 6, minutes: 1}
        """;
}
