using System.Net;

namespace InverseRepro.DataFiles.Fetching;

/// <summary>What a server's answer offers.</summary>
/// <param name="From">The first byte that comes.</param>
/// <param name="Total">Bytes of the whole file; null where the server does not say.</param>
/// <param name="Version">As <see cref="PartialFile.Version"/>.</param>
internal sealed record Offer(long From, long? Total, string? Version)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <exception cref="TransferFault">The server may answer otherwise later.</exception>
    /// <exception cref="DataUnavailableException">It will not.</exception>
    public static Offer Of(HttpResponseMessage response, Uri address, TimeProvider clock)
    {
        var content = response.Content.Headers;
        var version = response.Headers.ETag is { IsWeak: false } tag ? tag.ToString() : content.LastModified?.ToString("R");
        return response.StatusCode switch
        {
            HttpStatusCode.OK => new Offer(0, content.ContentLength, version),
            HttpStatusCode.PartialContent when content.ContentRange is { From: { } from } range => new Offer(from, range.Length, version),
            HttpStatusCode.RequestedRangeNotSatisfiable => new Offer(content.ContentRange?.Length ?? -1, content.ContentRange?.Length, null),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                throw new TransferFault(Says(response), Wait(response, clock)),
            HttpStatusCode.NotFound or HttpStatusCode.Gone =>
                throw new DataUnavailableException($"{address}: {Says(response)}; the file is no longer at its official address"),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.ProxyAuthenticationRequired =>
                throw new DataUnavailableException($"{address}: {Says(response)}; the server, or a proxy on the way, gives it to nobody unknown"),
            _ => throw new DataUnavailableException($"{address}: {Says(response)}, which is no file"),
        };
    }

    private static string Says(HttpResponseMessage response) => $"the server says {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();

    private static TimeSpan? Wait(HttpResponseMessage response, TimeProvider clock)
    {
        var wait = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - clock.GetUtcNow() : null;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
    }
}
