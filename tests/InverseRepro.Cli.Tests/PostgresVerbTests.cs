namespace InverseRepro.Cli.Tests;

/// <summary>The verbs on a PostgreSQL store, with a password on the command line that must show nowhere.</summary>
public sealed class PostgresVerbTests
{
    private static PostgresServer Server => PostgresServer.Shared;

    [SkippableFact]
    public void Every_verb_works_and_no_password_is_shown_or_recorded()
    {
        var database = Server.NewDatabase(PostgresServer.Guest);
        string[] store = ["--store", Server.Of(database, PostgresServer.Guest) + $";Password=\"{PostgresServer.GuestPassword}\""];
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };

        Runs(ExitCode.GateFailed, "only the baselines are checked", "audit"); // there is none either
        Runs(ExitCode.Usage, "holds no record yet; record a run first: repro run", "history", "toy-one");
        Runs(ExitCode.Good, "none yet at scale micro", "show", "toy-one");
        Runs(ExitCode.Good, "✔ supported", "run");
        Runs(ExitCode.GateFailed, "toy-one", "verify");
        Runs(ExitCode.Good, "toy-one.verified.json", "accept", "toy-one");
        Runs(ExitCode.Good, "✔ supported", "verify");
        Runs(ExitCode.Good, "verdicts recomputed", "audit");
        Runs(ExitCode.Good, "✔ supported", "show", "toy-one");
        Runs(ExitCode.Good, "toy-one", "history", "toy-one");
        Runs(ExitCode.Good, Path.Combine(repro.Home, "artifacts", "report", "index.html"), "report");
        Runs(ExitCode.Good, "repeats to the bit", "calibrate", "toy-one");

        var commands = (string)Server.Execute(database, "SELECT string_agg(command, ' ') FROM runs")!;
        commands.Should().Contain($"repro run --store Host=").And.NotContain("sesame");
        Directory.GetFiles(repro.Home, "*", SearchOption.AllDirectories).Should().OnlyContain(f => !File.ReadAllText(f).Contains("sesame"));
        Directory.GetFiles(Path.Combine(repro.Home, "artifacts"), "*.db").Should().BeEmpty("the record lies in the database alone");

        void Runs(int code, string said, params string[] arguments)
        {
            repro.Run([.. arguments, .. store]).Should().Be(code, "{0}: {1}{2}", arguments[0], repro.Output, repro.Error);
            (repro.Output + repro.Error).Should().Contain(said).And.NotContain("sesame");
        }
    }

    [SkippableFact]
    public void A_plan_is_gathered_into_the_database_and_its_password_stays_out_of_the_plan()
    {
        var store = Server.Of(Server.NewDatabase(PostgresServer.Guest), PostgresServer.Guest) + $";Password=\"{PostgresServer.GuestPassword}\"";
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        repro.With("REPRO_STORE", store).Run("submit", "plan", "--allow-dirty").Should().Be(ExitCode.Good);
        repro.Output.Should().Contain("--store ").And.NotContain("sesame");
        var folder = Directory.GetDirectories(Path.Combine(repro.Home, "runs")).Single(d => Path.GetFileName(d) != "builds");
        for (var index = 0; index < 12; index++)
            repro.Run("cell", "--plan", folder, "--index", $"{index}").Should().Be(ExitCode.Good);

        repro.Run("gather", folder, "--final").Should().Be(ExitCode.Good);
        repro.Error.Should().Contain("12 of 12 cells measured, 12 new in Host=").And.NotContain("sesame");
        repro.Output.Should().MatchRegex(@"toy-one +✔ supported");
        repro.Run("gather", folder, "--final").Should().Be(ExitCode.Good);
        repro.Error.Should().Contain(" 0 new in ");
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Should().OnlyContain(f => !File.ReadAllText(f).Contains("sesame"));
    }

    [SkippableFact]
    public void Two_people_share_a_database_each_with_artefacts_of_their_own()
    {
        var store = Server.Of(Server.NewDatabase());
        using var one = new Repro("toy-one") { Parts = Toy.Parts() };
        using var two = new Repro("toy-one") { Parts = Toy.Parts() };
        one.With("REPRO_STORE", store).Run("run").Should().Be(ExitCode.Good);
        two.With("REPRO_STORE", store).Run("run", "--plan").Should().Be(ExitCode.Good);
        two.Run("run", "--artefacts", Path.Combine(one.Home, "artifacts")).Should().Be(ExitCode.Good);
        two.Error.Should().NotContain("to run", "what the other measured is in the store and in the shared folder");
        two.Run("run").Should().Be(ExitCode.Good);
        two.Error.Should().Contain("is measured again: its artefact 'grid.png' is missing");
    }

    [SkippableFact]
    public void Doctor_looks_at_the_database()
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        var store = Server.Of(Server.NewDatabase());
        repro.Run("doctor", "--store", store);
        repro.Output.Should().Contain("not there yet, can be made");
        repro.Run("run", "--store", store);
        repro.Run("doctor", "--store", store);
        repro.Output.Should().Contain("1 runs");
    }

    [Theory]
    [InlineData("--store: no PostgreSQL connection string", "postgresql://me:s3cret@db/lab")]
    [InlineData("--store: the connection string names no host", "Database=lab;Password=s3cret")]
    [InlineData("store 'Host=127.0.0.1;Port=1;Database=lab': cannot be reached (", "Host=127.0.0.1;Port=1;Database=lab;Password=s3cret")]
    public void A_store_that_cannot_be_used_is_one_line_and_exit_2(string line, string store)
    {
        using var repro = new Repro("toy-one") { Parts = Toy.Parts() };
        foreach (var verb in new[] { "run", "verify", "audit", "report" })
        {
            repro.Run(verb, "--store", store).Should().Be(ExitCode.Usage);
            repro.Error.Should().StartWith($"repro: {line}").And.NotContain("s3cret");
            repro.Error.Trim().Should().NotContain("\n");
        }
    }
}
