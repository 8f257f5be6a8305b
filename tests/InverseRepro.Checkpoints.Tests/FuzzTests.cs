using InverseRepro.Experiments;

namespace InverseRepro.Checkpoints.Tests;

public class FuzzTests
{
    private const int Rounds = 400;
    private const long ConstantBytes = 1 << 20;

    [SkippableTheory]
    [InlineData("odd_tensors.pth")]
    [InlineData("odd_tensors_legacy.pth")]
    [InlineData("odd_tensors.safetensors")]
    [InlineData("training_state.pth")]
    [InlineData("training_state_legacy.pth")]
    [InlineData("parameters.pth")]
    public void Damaged_files_are_read_or_refused_in_bounded_memory(string file)
    {
        var original = File.ReadAllBytes(SharedFiles.Golden("checkpoints/" + file));
        var random = new Seed(2).Derive(file).Stream();
        using var folder = new TemporaryFolder();
        for (var round = 0; round < Rounds; round++)
            ShouldStayBounded(folder, file, Damage(original, random), round);
    }

    [SkippableTheory]
    [InlineData("odd_tensors.pth")]
    [InlineData("training_state.pth")]
    public void Damaged_pickles_under_a_right_crc_are_read_or_refused_in_bounded_memory(string file)
    {
        using var zip = System.IO.Compression.ZipFile.OpenRead(SharedFiles.Golden("checkpoints/" + file));
        var records = zip.Entries.Select(entry => (entry.FullName, Content(entry))).ToList();
        var random = new Seed(3).Derive(file).Stream();
        using var folder = new TemporaryFolder();
        for (var round = 0; round < Rounds; round++)
        {
            var damaged = new ZipBytes();
            foreach (var (name, content) in records)
                damaged.Add(name, name.EndsWith("data.pkl", StringComparison.Ordinal) ? Damage(content, random) : content);
            ShouldStayBounded(folder, file, damaged.ToArray(), round);
        }
    }

    private static void ShouldStayBounded(TemporaryFolder folder, string file, byte[] damaged, int round)
    {
        var path = folder.Write(file, damaged);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Reading.Try(path);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        allocated.Should().BeLessThan(ConstantBytes + 16L * damaged.Length, $"round {round}");
        fault?.Message.Should().Contain(file).And.NotContainAny("\n", "\r");
    }

    private static byte[] Content(System.IO.Compression.ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static byte[] Damage(byte[] original, RandomStream random)
    {
        var bytes = original.ToList();
        for (var change = random.NextInt(4); change >= 0; change--)
        {
            var at = Position(bytes.Count, random);
            switch (random.NextInt(5))
            {
                case 0: bytes[at] ^= (byte)(1 << random.NextInt(8)); break;
                case 1: bytes[at] = (byte)random.NextInt(256); break;
                case 2: bytes.InsertRange(at, Piece(original, random)); break;
                case 3: bytes.RemoveRange(at, Math.Min(1 + random.NextInt(8), bytes.Count - at)); break;
                default: bytes.InsertRange(at, Enumerable.Range(0, 1 + random.NextInt(8)).Select(_ => (byte)random.NextInt(256))); break;
            }
        }
        return [.. random.NextInt(8) == 0 ? bytes.Take(random.NextInt(bytes.Count)) : bytes];
    }

    private static byte[] Piece(byte[] original, RandomStream random)
    {
        var from = Position(original.Length, random);
        return original[from..Math.Min(from + 1 + random.NextInt(200), original.Length)];
    }

    // Headers and pickles lie at the start, directories at the end: they get most of the damage.
    private static int Position(int count, RandomStream random) => random.NextInt(3) switch
    {
        0 => random.NextInt(Math.Min(count, 1500)),
        1 => count - 1 - random.NextInt(Math.Min(count, 1500)),
        _ => random.NextInt(count),
    };
}
