using System.CommandLine;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Session;
using InverseRepro.Vision.ImageFiles;

namespace InverseRepro.Cli.Verbs;

internal static class FeaturesVerb
{
    public static Command Create(CommandHost host)
    {
        var model = new Option<string>("--model") { Required = true, Description = "A published model by its id (vit_base_patch16_224)", HelpName = "ID" };
        var weights = new Option<string>("--weights") { Required = true, Description = "A checkpoint (.safetensors, .pth), or 'deterministic'", HelpName = "FILE" };
        var image = new Option<string?>("--image") { Description = "A JPEG or PNG picture, prepared as the model expects", HelpName = "FILE" };
        var input = new Option<string?>("--input") { Description = "A safetensors file with a ready tensor 'input', N x 3 x H x W", HelpName = "FILE" };
        var output = new Option<string>("--out", "-o") { Required = true, Description = "The safetensors file to write", HelpName = "FILE" };
        var command = new Command("features", "Write every stage of a published model's forward pass, under the reference's names") { model, weights, image, input, output };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(image) is null == parsed.GetValue(input) is null)
                throw new UsageException("give either a picture with --image or a ready tensor with --input");
            var published = PaperCatalog.Model(parsed.GetValue(model)!);
            var target = Target(parsed.GetValue(output)!, host);
            var source = Existing(parsed.GetValue(image) is null ? "--input" : "--image", parsed.GetValue(image) ?? parsed.GetValue(input)!, host);
            var checkpoint = parsed.GetValue(weights) == FeatureExtraction.Deterministic
                ? null
                : Existing("--weights", parsed.GetValue(weights)!, host, $"; '{FeatureExtraction.Deterministic}' needs none");
            if (target == source || target == checkpoint)
                throw new UsageException($"--out: '{target}' is read; name another file to write");
            var extraction = new FeatureExtraction(published, checkpoint);
            var stages = parsed.GetValue(image) is null
                ? extraction.OfTensor(source, target)
                : extraction.OfPicture(ImageFile.Read(source), target);
            host.Output.WriteLine($"model: {published.Id} ({published.Reference}), weights {checkpoint ?? FeatureExtraction.Deterministic}");
            host.Output.WriteLine($"preprocessing: {(parsed.GetValue(image) is null ? "none" : published.Preprocessing)}");
            host.Output.WriteLine($"stages: {stages} in {target}");
            return ExitCode.Good;
        });
        return command;
    }

    private static string Existing(string option, string given, CommandHost host, string remark = "")
    {
        var path = Path.GetFullPath(given, host.Directory);
        return File.Exists(path) ? GivenFile.Checked(path) : throw new UsageException($"{option}: there is no file '{given}'{remark}");
    }

    private static string Target(string given, CommandHost host)
    {
        var path = Path.GetFullPath(given, host.Directory);
        if (Directory.Exists(path))
            throw new UsageException($"--out: '{given}' is a folder; name a file to write");
        return Directory.Exists(Path.GetDirectoryName(path)) ? path : throw new UsageException($"--out: there is no folder '{Path.GetDirectoryName(path)}'");
    }
}
