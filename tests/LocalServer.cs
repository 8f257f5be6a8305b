using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InverseRepro.Tests;

/// <summary>What a client asked for.</summary>
internal sealed record Asked(string Path, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The first byte of a Range header; 0 without one.</summary>
    public int From => Headers.TryGetValue("Range", out var range) ? int.Parse(range["bytes=".Length..^1]) : 0;
}

/// <summary>What a server sends.</summary>
internal sealed record Sent(int Status, byte[] Body, params string[] Headers)
{
    /// <summary>Content-Length as claimed; the body's where null, none where negative (the end of the connection ends it).</summary>
    public int? Claimed { get; init; }

    /// <summary>The file as a good server sends it: whole, or from the byte asked for if it is still the same version.</summary>
    public static Sent File(Asked asked, byte[] content, string? tag = "\"v1\"", int? cutAt = null)
    {
        var resumed = asked.From > 0 && asked.From < content.Length && (!asked.Headers.TryGetValue("If-Range", out var version) || version == tag);
        var from = resumed ? asked.From : 0;
        string[] headers = [.. tag is null ? [] : new[] { "ETag: " + tag }, .. resumed ? [$"Content-Range: bytes {from}-{content.Length - 1}/{content.Length}"] : Array.Empty<string>()];
        return new Sent(resumed ? 206 : 200, content[from..Math.Max(from, cutAt ?? content.Length)], headers) { Claimed = content.Length - from };
    }
}

/// <summary>An HTTP server of this process that answers as a test tells it, one connection a request.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Asked, Sent> _answer;
    private readonly ConcurrentQueue<Asked> _asked = [];

    public LocalServer(Func<Asked, Sent> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = ServeAsync();
    }

    public IReadOnlyList<Asked> Asked => [.. _asked];

    public Uri Address(string path) => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/{path}");

    public void Dispose() => _listener.Stop();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // stopped
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        try
        {
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var path = (await reader.ReadLineAsync())!.Split(' ')[1].TrimStart('/');
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
                headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
            var asked = new Asked(path, headers);
            _asked.Enqueue(asked);
            var sent = _answer(asked);
            string[] lines = [$"HTTP/1.1 {sent.Status} Told", .. sent.Headers, .. sent.Claimed is < 0 ? Array.Empty<string>() : [$"Content-Length: {sent.Claimed ?? sent.Body.Length}"],
                "Connection: close", "", ""];
            await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", lines)));
            await stream.WriteAsync(sent.Body);
        }
        catch (IOException)
        {
            // the client went away
        }
    }
}
