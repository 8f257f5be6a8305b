namespace InverseRepro.Cli.Tests;

public sealed class UsageTests
{
    [Fact]
    public void Help_lists_the_verbs_and_hides_the_worker()
    {
        using var repro = new Repro("toy-one");
        repro.Run("--help").Should().Be(ExitCode.Good);
        repro.Output.Should().Contain("doctor").And.Contain("claims").And.NotContain("worker");
    }

    [Fact]
    public void No_arguments_show_the_help()
    {
        using var repro = new Repro("toy-one");
        repro.Run().Should().Be(ExitCode.Good);
        repro.Output.Should().Contain("Usage:");
    }

    [Theory]
    [InlineData("repro: repro knows no 'clams', but 'claims'; see repro --help", "clams")]
    [InlineData("repro: repro claims knows no '--jsn', but '--json'; see repro claims --help", "claims", "--jsn")]
    [InlineData("repro: repro data knows no 'fech', but 'fetch'; see repro data --help", "data", "fech")]
    [InlineData("repro: repro data list knows no '--jsn', but '--json'; see repro data list --help", "data", "list", "--jsn")]
    [InlineData("repro: --scale: 'tiny' is no scale; there are micro, real, gpu and paper", "claims", "--scale", "tiny")]
    [InlineData("repro: no claim matches 'nothing-*'; 'repro claims' lists them", "claims", "nothing-*")]
    [InlineData("repro: no claim matches 'one'; did you mean toy-one? 'repro claims' lists them", "show", "one")]
    public void A_mistake_is_one_line_and_exit_code_2(string message, params string[] arguments)
    {
        using var repro = new Repro("toy-one");
        repro.Run(arguments).Should().Be(ExitCode.Usage);
        repro.Error.TrimEnd().Should().Be(message);
        repro.Output.Should().BeEmpty();
    }

    [Fact]
    public void A_bad_environment_variable_is_named()
    {
        using var repro = new Repro("toy-one").With("REPRO_JOBS", "many");
        repro.Run("claims").Should().Be(ExitCode.Usage);
        repro.Error.TrimEnd().Should().Be("repro: REPRO_JOBS: 'many' is no positive whole number");
    }

    [Fact]
    public void A_folder_that_is_no_checkout_is_named()
    {
        using var repro = new Repro("toy-one");
        repro.Run("claims", "--repo", Path.Combine(repro.Home, "claims")).Should().Be(ExitCode.Usage);
        repro.Error.Should().Contain("has no folder 'claims'");
    }

    [Fact]
    public void A_broken_claim_file_is_reported_with_file_and_line_and_no_trace()
    {
        using var repro = new Repro("toy-one");
        File.AppendAllText(Path.Combine(repro.Home, "claims", "toy-one.yaml"), "\nsurprise: 1\n");
        repro.Run("claims").Should().Be(ExitCode.Usage);
        repro.Error.Should().MatchRegex(@"toy-one\.yaml:\d+: ").And.Contain("surprise").And.NotContain("   at ");
    }

    [Fact]
    public void A_record_that_is_no_store_is_reported_without_a_trace()
    {
        using var repro = new Repro("toy-one");
        var store = Path.Combine(repro.Home, "not-a-store.db");
        File.WriteAllText(store, "hello");
        repro.Run("history", "toy-one", "--store", store).Should().Be(ExitCode.Usage);
        repro.Error.Should().Contain("not-a-store.db").And.NotContain("   at ");
    }
}
