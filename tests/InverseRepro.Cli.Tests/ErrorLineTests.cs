using InverseRepro.Claims.Storing;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Engine;

namespace InverseRepro.Cli.Tests;

public sealed class ErrorLineTests
{
    [Fact]
    public void An_interruption_says_that_nothing_is_lost() =>
        Report(new OperationCanceledException()).Should().Be((ExitCode.Interrupted, "repro: interrupted; what was finished is kept, the next run resumes"));

    [Fact]
    public void A_missing_device_is_not_measured() =>
        Report(new DeviceUnavailableException("no GPU answers. Use --device cpu.")).Should().Be((ExitCode.NotMeasured, "repro: no GPU answers. Use --device cpu."));

    [Fact]
    public void A_record_that_cannot_be_used_is_bad_input() =>
        Report(new StoreException("'a.db' is locked; wait")).Should().Be((ExitCode.Usage, "repro: 'a.db' is locked; wait"));

    [Fact]
    public void A_fault_of_ours_is_one_line_that_names_the_file_with_the_trace()
    {
        var (code, line) = Report(new InvalidOperationException("broken\nin two lines"));
        code.Should().Be(ExitCode.NotMeasured);
        line.Should().StartWith("repro: internal error: InvalidOperationException: broken (trace: ").And.NotContain("\n");
        var file = line.Split("(trace: ")[1].TrimEnd(')');
        File.ReadAllText(file).Should().Contain("in two lines");
        File.Delete(file);
    }

    [Fact]
    public void The_trace_is_shown_when_asked_for() =>
        Report(new StoreException("locked"), ("REPRO_DEBUG", "1")).Line.Should().Contain("InverseRepro.Claims.Storing.StoreException: locked");

    private static (int Code, string Line) Report(Exception exception, params (string Name, string Value)[] variables)
    {
        var error = new StringWriter();
        var environment = variables.ToDictionary(v => v.Name, v => v.Value);
        var host = new CommandHost(TextWriter.Null, error, environment.GetValueOrDefault, "/", OutputIsTerminal: false, ErrorIsTerminal: false);
        return (ErrorLine.Report(exception, host), error.ToString().TrimEnd());
    }
}
