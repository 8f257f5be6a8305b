using System.Buffers.Binary;
using System.Diagnostics;

namespace InverseRepro.Cli.Tests;

/// <summary>What people get wrong, and the one line they are told.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Repro _repro = new("toy-one") { Parts = Toy.Parts() };

    public void Dispose() => _repro.Dispose();

    [Theory]
    [InlineData("--seeds: '0' is no positive whole number", "run", "--seeds", "0")]
    [InlineData("--seeds: '1.5' is no positive whole number", "run", "--seeds", "1.5")]
    [InlineData("--seeds: 10001 is more than 10000, the most there can be", "run", "--plan", "--seeds", "10001")]
    [InlineData("--seeds: 99999999999 is more than 10000, the most there can be", "verify", "--seeds", "99999999999")]
    [InlineData("--jobs: 100000 is more than 1024, the most there can be", "run", "-j", "100000")]
    [InlineData("--repeats: 4000 is more than 1000, the most there can be", "calibrate", "toy-one", "--repeats", "4000")]
    [InlineData("--scale: '7' is no scale; there are micro, real, gpu and paper", "audit", "--scale", "7")]
    [InlineData("--device: 'gpu' is no device; there are cpu, cuda and auto", "run", "--device", "gpu")]
    [InlineData("--store: '/' is no file; name the SQLite file of the record, e.g. artifacts/repro.db", "run", "--store", "/")]
    [InlineData("--store: '' is no file; name the SQLite file of the record, e.g. artifacts/repro.db", "audit", "--store", "")]
    [InlineData("--store: '.' is no file; name the SQLite file of the record, e.g. artifacts/repro.db", "history", "toy-one", "--store", ".")]
    [InlineData("no claim matches 'toy-two'; 'repro claims' lists them", "run", "toy-two")]
    [InlineData("no claim matches ''; did you mean toy-one? 'repro claims' lists them", "show", "")]
    [InlineData("Required argument 'CLAIM' missing for command: 'calibrate'; see repro calibrate --help", "calibrate")]
    [InlineData("repro audit knows no '--mutat', but '--mutate'; see repro audit --help", "audit", "--mutat")]
    [InlineData("nothing received for 'toy-one' at scale micro; measure it first: repro verify toy-one", "accept", "toy-one")]
    [InlineData("there is no file 'none.png'", "invert", "none.png")]
    public void Arguments(string line, params string[] arguments)
    {
        if (arguments[0] == "accept")
            _repro.Run("run");
        Refused(line, arguments);
    }

    [Theory]
    [InlineData("REPRO_SCALE", "tiny", "REPRO_SCALE: 'tiny' is no scale; there are micro, real, gpu and paper")]
    [InlineData("REPRO_SEEDS", "-3", "REPRO_SEEDS: '-3' is no positive whole number")]
    [InlineData("REPRO_JOBS", "9999999999", "REPRO_JOBS: 9999999999 is more than 1024, the most there can be")]
    [InlineData("REPRO_DEVICE", "tpu", "REPRO_DEVICE: 'tpu' is no device; there are cpu, cuda and auto")]
    [InlineData("REPRO_STORE", "/", "REPRO_STORE: '/' is no file; name the SQLite file of the record, e.g. artifacts/repro.db")]
    [InlineData("REPRO_HOME", "/proc", "'/proc' has no folder 'claims'; --repo and REPRO_HOME name the checkout of InverseRepro")]
    public void Settings(string variable, string value, string line)
    {
        _repro.With(variable, value);
        Refused(line, "run");
    }

    public static TheoryData<string, byte[], string> Pictures() => new()
    {
        { "empty.png", [], "{0}: the file is empty." },
        { "text.jpg", "hello"u8.ToArray(), "{0}: neither a JPEG nor a PNG file; convert the picture to one of them." },
        { "cut.png", Png(8, 8)[..30], "{0}: damaged PNG: *" },
        { "huge.png", Png(100_000, 100_000), "{0}: 100000 × 100000 pixels; at most 67 million are read. Reduce the picture." },
        { "cut.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16], "{0}: damaged JPEG: *" },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Images(string name, byte[] content, string line)
    {
        var path = Path.Combine(_repro.Home, name);
        File.WriteAllBytes(path, content);
        Refused(string.Format(System.Globalization.CultureInfo.InvariantCulture, line, path), "invert", name);
    }

    [Theory]
    [InlineData("empty.pth", "", "{0}: is empty")]
    [InlineData("text.pth", "hello hello hello", "{0}: is not a checkpoint: neither safetensors nor a .pth file of torch.save")]
    [InlineData("lying.safetensors", "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F{}", "{0}: header: its length of 9223372036854775807 bytes goes beyond the file of 10 bytes")]
    public void Checkpoints(string name, string content, string line)
    {
        var path = Path.Combine(_repro.Home, name);
        File.WriteAllBytes(path, System.Text.Encoding.Latin1.GetBytes(content));
        Refused(line.Replace("{0}", path), "weights", "inspect", name);
    }

    [Theory]
    [InlineData("mnist/train-images-idx3-ubyte.gz", "", "mnist: damaged; {0}: truncated inside its header.")]
    [InlineData("fashion-mnist/train-images-idx3-ubyte.gz", "no gzip", "fashion-mnist: damaged; {0}: *gzip*")]
    [InlineData("cifar-10/cifar-10-batches-bin/data_batch_1.bin", "short", "cifar-10: damaged; {0}: 5 bytes; CIFAR-10 files hold 1 to 100000 records of 3073 bytes.")]
    [InlineData("omniglot/images_background.zip", "no zip", "omniglot: damaged; {0}: not a valid zip file*")]
    public void Data_sets(string name, string content, string line)
    {
        _repro.Parts = null; // the real catalogue
        var path = Path.Combine(_repro.Home, "data", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, System.Text.Encoding.Latin1.GetBytes(content));
        _repro.Run("data", "check", name.Split('/')[0], "--data", Path.Combine(_repro.Home, "data")).Should().Be(ExitCode.Usage);
        (_repro.Output + _repro.Error).Trim().Should().Match($"*✘ {line.Replace("{0}", path)}");
    }

    [SkippableTheory]
    [InlineData("invert")]
    [InlineData("weights", "inspect")]
    [InlineData("parity")]
    public void Pipes_and_devices_are_no_files(params string[] verb)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "mkfifo and /dev/zero");
        using (var make = Process.Start("mkfifo", [Path.Combine(_repro.Home, "pipe")]))
            make.WaitForExit();
        foreach (var path in (string[])["/dev/zero", Path.Combine(_repro.Home, "pipe")])
            Refused($"'{path}' is a pipe or a device, not a file; save what it gives to a file first", [.. verb, path]);
    }

    [Fact]
    public void A_broken_baseline_stops_the_gate_and_nothing_that_was_measured_is_lost()
    {
        _repro.Run("verify");
        _repro.Run("accept", "toy-one");
        var file = Path.Combine(_repro.Home, "baselines", "micro", "toy-one.verified.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"toy:loss\"", "\"toy loss\""));
        _repro.Run("verify").Should().Be(ExitCode.Usage);
        _repro.Error.TrimEnd().Should().EndWith($"repro: {file}: not a baseline ('toy loss' is no measurement reference); restore it from git, or delete it and accept anew");
        _repro.Run("audit").Should().Be(ExitCode.GateFailed);
        _repro.Output.Should().StartWith($"✘ baseline toy-one micro: {file}: not a baseline (");
    }

    private void Refused(string line, params string[] arguments)
    {
        _repro.Run(arguments).Should().Be(ExitCode.Usage, _repro.Error);
        _repro.Output.Should().BeEmpty();
        _repro.Error.TrimEnd().Should().Match($"repro: {line}").And.NotContain("\n");
    }

    /// <summary>A PNG of any size without its pixels, the checksums right.</summary>
    private static byte[] Png(uint width, uint height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] named = [.. type, .. data], length = new byte[4], checksum = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc(named));
        return [.. length, .. named, .. checksum];
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }
        return ~crc;
    }
}
