using System.Security.Cryptography;
using System.Text.Json;
using InverseRepro.DataFiles;
using InverseRepro.DataFiles.Catalogue;

namespace InverseRepro.Cli.Tests;

public sealed class DataVerbTests : IDisposable
{
    private static readonly byte[] Content = "all the data there is"u8.ToArray();
    private readonly LocalServer _server = new(asked => asked.Path switch
    {
        "good.bin" => Sent.File(asked, Content),
        "corrupt.bin" => Sent.File(asked, Content[1..]),
        _ => new Sent(404, []),
    });

    private readonly Repro _repro = new("toy-one");
    private bool _readable = true;

    public DataVerbTests() => _repro.With("REPRO_DATA", "data").Parts = Toy.Parts() with
    {
        Data = [Set("good"), Set("corrupt"), Set("gone"), new DataSet("locked", "An account is needed", "locked", []) { ByHand = "ask its authors", Read = _ => { } }],
    };

    [Fact]
    public void A_list_says_what_is_here_and_what_could_be_fetched()
    {
        Write("good/good.bin", Content);
        _repro.Run("data", "list").Should().Be(ExitCode.Good);
        _repro.Output.Should().MatchRegex(@"good +The good data +\S*data/good/good\.bin +✔ present +21 B").And.MatchRegex(@"gone +The gone data +\S+ +missing +21 B to fetch");
    }

    [Fact]
    public void The_list_as_json_has_addresses_and_checksums()
    {
        _repro.Run("data", "list", "--json").Should().Be(ExitCode.Good);
        var good = JsonDocument.Parse(_repro.Output).RootElement[0];
        good.GetProperty("state").GetString().Should().Be("missing");
        var source = good.GetProperty("sources")[0];
        source.GetProperty("address").GetString().Should().Be(_server.Address("good.bin").ToString());
        source.GetProperty("checksum").GetString().Should().StartWith("SHA-256 ");
    }

    [Fact]
    public void Fetching_writes_the_path_and_says_by_what_it_was_verified()
    {
        _repro.Run("data", "fetch", "good").Should().Be(ExitCode.Good);
        var path = Path.Combine(_repro.Home, "data", "good", "good.bin");
        _repro.Output.Trim().Should().Be(path);
        _repro.Error.Should().Contain($"repro: {path}: verified, SHA-256 ");
        File.ReadAllBytes(path).Should().Equal(Content);
        _repro.Run("data", "fetch", "good").Should().Be(ExitCode.Good);
        _repro.Error.TrimEnd().Should().Be($"repro: {path} was there already");
    }

    [Theory]
    [InlineData("corrupt", ExitCode.Usage, "the server offers 20 bytes, the published file has 21")]
    [InlineData("gone", ExitCode.NotMeasured, "the server says 404")]
    [InlineData("locked", ExitCode.NotMeasured, "locked cannot be fetched: ask its authors")]
    [InlineData("god", ExitCode.Usage, "there is no data 'god'; did you mean good or gone? 'repro data list' lists what there is")]
    public void What_cannot_be_fetched_is_one_line(string name, int code, string message)
    {
        _repro.Run("data", "fetch", name).Should().Be(code);
        _repro.Error.Trim().Should().StartWith("repro: ").And.Contain(message).And.NotContain("\n");
        _repro.Output.Should().BeEmpty();
    }

    [Fact]
    public void A_check_passes_what_is_readable_and_says_what_is_not_official()
    {
        Write("good/good.bin", Content);
        Write("corrupt/corrupt.bin", Content[1..]);
        _repro.Run("data", "check").Should().Be(ExitCode.Good);
        _repro.Output.Should().Contain("✔ good: official; 1 file as published").And.Contain("– corrupt: present, not the official files; ")
            .And.Contain("– gone: missing; ").And.Contain("– locked: missing; ask its authors");
    }

    [Fact]
    public void A_damaged_file_is_named_and_bad_input()
    {
        _readable = false;
        Write("corrupt/corrupt.bin", Content[1..]);
        _repro.Run("data", "check").Should().Be(ExitCode.Usage);
        _repro.Output.Should().Contain("✘ corrupt: damaged; corrupt.bin: cannot be read");
    }

    [Fact]
    public void What_was_asked_for_by_name_and_is_missing_is_not_measured()
    {
        Write("good/good.bin", Content);
        _repro.Run("data", "check", "good").Should().Be(ExitCode.Good);
        _repro.Run("data", "check", "gone").Should().Be(ExitCode.NotMeasured);
        _repro.Output.Should().Contain("repro data fetch gone");
        _repro.Run("data", "check", "gone", "--json").Should().Be(ExitCode.NotMeasured);
        JsonDocument.Parse(_repro.Output).RootElement[0].GetProperty("state").GetString().Should().Be("missing");
    }

    public void Dispose()
    {
        _server.Dispose();
        _repro.Dispose();
    }

    private DataSet Set(string name) => new(name, $"The {name} data", name, [new DataPart(_server.Address(name + ".bin"),
        new DataFile($"{name}/{name}.bin", Content.Length, Checksum.Sha256(Convert.ToHexStringLower(SHA256.HashData(Content)))))])
    {
        Read = _ =>
        {
            if (!_readable)
                throw new DataFileException($"{name}.bin: cannot be read");
        },
    };

    private void Write(string name, byte[] content)
    {
        var path = Path.Combine(_repro.Home, "data", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
