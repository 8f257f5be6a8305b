using System.Security.Cryptography;
using InverseRepro.DataFiles.Catalogue;
using InverseRepro.DataFiles.Fetching;

namespace InverseRepro.DataFiles.Tests;

/// <summary>One data set of one file, a server for it, and a data root.</summary>
internal sealed class Fetching : IDisposable
{
    private readonly HttpClient _client = DataFetcher.CreateClient();
    private readonly TemporaryFolder _folder = new();

    public Fetching(Func<Asked, Sent> answer) => Server = new LocalServer(answer);

    public static byte[] Content { get; } = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31 >> 3))];

    public LocalServer Server { get; }

    public HastyClock Clock { get; } = new();

    public TemporaryFolder Folder => _folder;

    /// <summary>Where the data goes; the temporary folder unless a test mounts something.</summary>
    public string? Root { get; init; }

    public Checksum? Published { get; init; } = Checksum.Sha256(Convert.ToHexStringLower(SHA256.HashData(Content)));

    public long? Bytes { get; init; } = Content.Length;

    public Unpacked? Unpacked { get; init; }

    public List<FetchProgress> Reports { get; } = [];

    public string File => _folder["set/file.bin"];

    public string Part => File + ".part";

    public DataSet Set => new("toy", "A toy", "set", [new DataPart(Server.Address("file.bin"), new DataFile("set/file.bin", Bytes, Published), Unpacked)]) { Read = _ => { } };

    public async Task<FetchedPart> FetchAsync(CancellationToken cancellation = default) =>
        (await new DataFetcher(_client, Clock).FetchAsync(Set, Root ?? _folder.Path, new Listener(Reports), cancellation)).Single();

    public async Task<T> FailAsync<T>() where T : Exception => (await FluentActions.Awaiting(() => FetchAsync()).Should().ThrowExactlyAsync<T>()).Which;

    public void Dispose()
    {
        Server.Dispose();
        _client.Dispose();
        _folder.Dispose();
    }

    private sealed class Listener(List<FetchProgress> reports) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value) => reports.Add(value);
    }
}
