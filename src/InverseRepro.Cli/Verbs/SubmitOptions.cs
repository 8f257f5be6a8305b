using System.CommandLine;
using System.Globalization;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Rendering;
using InverseRepro.Cli.Session;
using InverseRepro.Runner.Frozen;
using InverseRepro.Runner.Slurm;

namespace InverseRepro.Cli.Verbs;

/// <summary>What every way to submit takes and does first: freeze a plan and publish the build.</summary>
internal sealed class SubmitOptions
{
    private readonly SharedOptions _shared = new();
    private readonly Option<string> _folder = new("--folder") { Description = "Where plans and builds go, on a disk that all machines share (default: runs)", HelpName = "FOLDER", DefaultValueFactory = _ => "runs" };
    private readonly Option<bool> _dirty = new("--allow-dirty") { Description = "Also where the work tree differs from its commit" };

    public Command AddTo(Command command)
    {
        foreach (var option in new Option[] { _folder, _dirty, _shared.Core })
            command.Options.Add(option);
        command.Arguments.Add(_shared.Claims);
        return _shared.AddSubmitting(command);
    }

    /// <summary>The arguments of <c>repro gather</c> after the folder, for the same record; a password is left to the environment.</summary>
    public static IReadOnlyList<string> GatherArguments(ReproSettings settings, PublishedBuild build) =>
        ["--store", settings.Store.ToString()!, "--artefacts", settings.ArtefactFolder, "--repo", build.Path];

    /// <param name="slurm">Who limits the time of a cell; null: somebody unknown.</param>
    public async Task<(PlanFolder Folder, PublishedBuild Build, ReproSettings Settings)> FreezeAsync(ParseResult parsed, CommandHost host, SlurmOptions? slurm = null)
    {
        var settings = _shared.Settings(parsed, host);
        var claims = _shared.Chosen(parsed, settings, host);
        await using var session = ReproSession.Open(settings, SharedOptions.Given(parsed), host.Parts());
        var (folder, build) = session.Freeze(claims, Path.GetFullPath(parsed.GetValue(_folder)!, host.Directory), parsed.GetValue(_dirty));
        var outline = session.Outline(claims);
        foreach (var line in outline.Missing.SelectMany(m => m.Lines()))
            host.Say(line);
        host.Say(string.Create(CultureInfo.InvariantCulture, $"plan {folder.Plan.Id}: {folder.Plan.ToRun.Count()} of {folder.Plan.Cells.Count} cells to run, build {build.Name}"));
        foreach (var line in LongestCell.Lines(outline, slurm))
            host.Say(line);
        return (folder, build, settings);
    }
}
