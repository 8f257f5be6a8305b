using System.CommandLine;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Diagnosis;
using InverseRepro.Cli.Rendering;
using InverseRepro.Cli.Session;

namespace InverseRepro.Cli.Verbs;

internal static class DoctorVerb
{
    public static Command Create(CommandHost host)
    {
        var options = new SharedOptions();
        var command = options.AddData(new Command("doctor", "What this machine can do, and what to do where something is missing") { options.Json });
        command.SetAction(parsed => Run(options.Settings(parsed, host), parsed.GetValue(options.Json), host));
        return command;
    }

    private static int Run(ReproSettings settings, bool json, CommandHost host)
    {
        var findings = new Doctor(settings, host.Parts().Experiments).Examine();
        if (json)
            JsonText.Write(host.Output, findings);
        else
            host.Draw(DoctorSheet.Draw(findings));
        return findings.Any(f => f.State == FindingState.Missing) ? ExitCode.NotMeasured : ExitCode.Good;
    }
}
