using System.Security.Cryptography;
using InverseRepro.DataFiles.Catalogue;
using InverseRepro.DataFiles.Checking;

namespace InverseRepro.DataFiles.Tests;

public sealed class CheckTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    [Theory]
    [InlineData("right", "right", true, DataState.Official)]
    [InlineData("right", "right", false, DataState.Official)] // checksums are enough
    [InlineData("right", "wrong", true, DataState.NotOfficial)]
    [InlineData("right", "wrong", false, DataState.Damaged)]
    [InlineData("right", null, true, DataState.NotOfficial)]
    [InlineData("right", null, false, DataState.Partly)]
    [InlineData("wrong", null, false, DataState.Damaged)]
    [InlineData(null, null, false, DataState.Missing)]
    public async Task Checksums_decide_then_the_reader(string? first, string? second, bool readable, DataState expected)
    {
        Write("a", first);
        Write("b", second);
        var finding = await DataCheck.RunAsync(Toy(Sum, readable), _root.Path, CancellationToken.None);
        finding.State.Should().Be(expected, finding.Detail);
    }

    [Fact]
    public async Task Without_checksums_the_reader_alone_decides()
    {
        Write("a", "some");
        Write("b", "thing");
        (await DataCheck.RunAsync(Toy(null, true), _root.Path, CancellationToken.None)).State.Should().Be(DataState.Unverified);
        var finding = await DataCheck.RunAsync(Toy(null, false), _root.Path, CancellationToken.None);
        (finding.State, finding.Detail).Should().Be((DataState.Damaged, "toy: cannot be read"));
    }

    [Fact]
    public async Task What_differs_and_what_is_absent_is_named()
    {
        Write("a", "wrong");
        var finding = await DataCheck.RunAsync(Toy(Sum, true), _root.Path, CancellationToken.None);
        finding.Detail.Should().StartWith("readable; toy/a has SHA-256 ").And.Contain($"published is SHA-256 {Sum.Hex[..12]}…").And.EndWith("absent: toy/b");
    }

    [Fact]
    public async Task A_download_begun_is_partly_there()
    {
        Write("a.part", "ri");
        var presence = DataPresence.Of(Toy(Sum, false), _root.Path);
        presence.Should().Be(new DataPresence(Any: true, Complete: false, Bytes: 0, BytesBegun: 2));
        (await DataCheck.RunAsync(Toy(Sum, false), _root.Path, CancellationToken.None)).State.Should().Be(DataState.Partly);
    }

    public void Dispose() => _root.Dispose();

    private static Checksum Sum { get; } = Checksum.Sha256(Convert.ToHexStringLower(SHA256.HashData("right"u8)));

    private static DataSet Toy(Checksum? checksum, bool readable) => new("toy", "A toy", "toy",
        [.. new[] { "a", "b" }.Select(n => new DataPart(new Uri("http://127.0.0.1/" + n), new DataFile("toy/" + n, null, checksum)))])
    {
        Read = _ =>
        {
            if (!readable)
                throw new DataFileException("toy: cannot be read");
        },
    };

    private void Write(string name, string? content)
    {
        Directory.CreateDirectory(_root["toy"]);
        if (content is not null)
            File.WriteAllText(_root["toy/" + name], content);
    }
}
