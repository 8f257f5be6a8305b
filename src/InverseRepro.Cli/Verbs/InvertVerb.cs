using System.CommandLine;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Progress;
using InverseRepro.Cli.Session;
using InverseRepro.Runner;
using InverseRepro.Vision.ImageFiles;

namespace InverseRepro.Cli.Verbs;

internal static class InvertVerb
{
    public static Command Create(CommandHost host)
    {
        var options = new SharedOptions();
        var image = new Argument<string>("IMAGE") { Description = "A JPEG or PNG picture of any size" };
        var output = new Option<string?>("--out", "-o") { Description = "The PNG grid to write (default: IMAGE-inverted.png here)", HelpName = "FILE" };
        var model = new Option<string?>("--model", "-m") { Description = "The target: vit, deit, swin or detr (default: vit)", HelpName = "ID" };
        var command = options.AddRunning(new Command("invert", "Reconstruct a picture from every stage of a trained target") { image, output, model });
        command.SetAction(async parsed =>
        {
            var settings = options.Settings(parsed, host);
            var source = Picture(parsed.GetValue(image)!, host.Directory);
            var target = Path.GetFullPath(parsed.GetValue(output) ?? Path.GetFileNameWithoutExtension(source) + "-inverted.png", host.Directory);
            if (!Directory.Exists(Path.GetDirectoryName(target)))
                throw new UsageException($"--out: there is no folder '{Path.GetDirectoryName(target)}'");
            if (Directory.Exists(target) || target == source)
                throw new UsageException($"--out: '{target}' is {(target == source ? "the picture itself" : "a folder")}; name a PNG file to write");
            return await RunAsync(settings, source, target, parsed.GetValue(model), host);
        });
        return command;
    }

    private static async Task<int> RunAsync(ReproSettings settings, string image, string output, string? chosen, CommandHost host)
    {
        var parts = host.Parts();
        var model = chosen ?? parts.Inversion.Models[0];
        var cells = parts.Inversion.Cells(settings.Scale, model);
        await using var session = ReproSession.Open(settings, $"repro invert {image}", parts);
        using var interruption = new Interruption();
        var trained = await host.WatchAsync(plain: false, observer => session.MeasureAsync(cells, observer, interruption.Token));
        if (trained.Interrupted)
            throw new OperationCanceledException();
        if (trained.Cells.Values.FirstOrDefault(c => c.State != CellState.Measured) is { } missing)
        {
            host.Say($"{missing.Cell.Id}: {missing.Problem}");
            return ExitCode.NotMeasured;
        }
        parts.Inversion.WriteGrid(image, output, settings.Scale, model, session.Device, (cell, name) => session.Artefact(trained, cell, name));
        host.Output.WriteLine(output);
        return ExitCode.Good;
    }

    private static string Picture(string given, string directory)
    {
        var path = Path.GetFullPath(given, directory);
        if (!File.Exists(path))
            throw new UsageException($"there is no file '{given}'");
        ImageFile.Read(GivenFile.Checked(path)); // a damaged picture is refused before anything is trained
        return path;
    }
}
