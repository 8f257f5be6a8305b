using System.CommandLine;
using InverseRepro.Checkpoints;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Rendering;
using InverseRepro.Cli.Session;

namespace InverseRepro.Cli.Verbs;

internal static class WeightsVerb
{
    public static Command Create(CommandHost host) => new("weights", "Files of weights") { Inspect(host) };

    private static Command Inspect(CommandHost host)
    {
        var options = new SharedOptions();
        var file = new Argument<string>("FILE") { Description = "A checkpoint: .safetensors, or .pth/.pt of torch.save; nothing in it is run" };
        var command = new Command("inspect", "What a checkpoint holds: names, types, shapes, bytes, metadata") { file, options.Json };
        command.SetAction(parsed =>
        {
            using var checkpoint = CheckpointFile.Read(GivenFile.Checked(Path.GetFullPath(parsed.GetValue(file)!, host.Directory)));
            var summary = CheckpointSummary.Of(checkpoint);
            if (parsed.GetValue(options.Json))
                JsonText.Write(host.Output, WeightsDocument.Of(summary));
            else
                WeightsSheet.Write(host.Output, summary);
            return ExitCode.Good;
        });
        return command;
    }
}
