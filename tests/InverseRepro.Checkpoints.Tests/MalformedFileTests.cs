using System.Text.Json;

namespace InverseRepro.Checkpoints.Tests;

public class MalformedFileTests
{
    // Reading may take a few times the file's size and a constant for buffers and tables.
    private const long ConstantBytes = 1 << 18;

    [SkippableFact]
    public void Every_malformed_file_is_refused_with_one_line_that_names_it()
    {
        foreach (var path in Files("reject"))
        {
            var fault = FluentActions.Invoking(() => CheckpointFile.Read(path).Dispose()).Should().Throw<CheckpointException>(path).Which;
            fault.Message.Should().Contain(Path.GetFileName(path)).And.NotContainAny("\n", "\r");
            fault.Fault.Should().NotBeEmpty();
        }
    }

    [SkippableFact]
    public void Every_malformed_file_is_refused_before_memory_is_taken()
    {
        foreach (var path in Files("reject").Concat(Files("reject_or_accept")))
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Reading.Try(path);
            (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(ConstantBytes + 8 * new FileInfo(path).Length, path);
        }
    }

    [SkippableFact]
    public void Either_way_files_are_read_or_refused()
    {
        foreach (var path in Files("reject_or_accept"))
            FluentActions.Invoking(() => Reading.Try(path)).Should().NotThrow();
    }

    [SkippableFact]
    public void Control_files_hold_what_they_should()
    {
        foreach (var path in Files("accept"))
        {
            using var checkpoint = CheckpointFile.Read(path);
            var entry = checkpoint.Entries.Single(entry => entry.Name is "w" or "a");
            entry.ShapeText.Should().Be("[2,3]", path);
            // In this one the tensors changed places, their data did not.
            float[] expected = path.Contains("not_in_key_order") ? [4, 5, 0, 1, 2, 3] : [0, 1, 2, 3, 4, 5];
            entry.ToFloat32().Should().Equal(expected, path);
        }
    }

    [SkippableFact]
    public void A_refused_call_names_the_function_and_its_place()
    {
        FluentActions.Invoking(() => CheckpointFile.Read(SharedFiles.Golden("checkpoints/" + "malformed/pickle_reduce_print.pth"))).Should().Throw<CheckpointException>()
            .WithMessage("*data.pkl, opcode GLOBAL at byte *'*.print' is not on the allow-list; nothing was run*");
    }

    private static string[] Files(string expect)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Golden("checkpoints/" + "malformed/manifest.json")));
        return [.. manifest.RootElement.GetProperty("files").EnumerateArray()
            .Where(file => file.GetProperty("expect").GetString() == expect)
            .Select(file => SharedFiles.Golden("checkpoints/" + $"malformed/{file.GetProperty("file").GetString()}"))];
    }
}
