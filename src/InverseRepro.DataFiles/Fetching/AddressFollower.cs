using System.Net;
using System.Net.Http.Headers;
using InverseRepro.DataFiles.Catalogue;

namespace InverseRepro.DataFiles.Fetching;

/// <summary>Asks for a file from some byte on, and follows redirects: five at most, never from https to http.</summary>
internal sealed class AddressFollower(HttpClient client)
{
    private const int MaxRedirects = 5;

    /// <summary>The answer's headers; its content is still to be read.</summary>
    /// <param name="from">The first byte wanted.</param>
    /// <param name="version">As <see cref="PartialFile.Version"/>; the server sends the whole file if it has another.</param>
    /// <exception cref="TransferFault">No connection.</exception>
    /// <exception cref="DataFileException">A redirect that is not followed.</exception>
    public async Task<Answer> AskAsync(Uri address, long from, string? version, CancellationToken cancellation)
    {
        Checksum? linked = null;
        for (var redirects = 0; ; redirects++)
        {
            var response = await SendAsync(address, from, version, cancellation);
            linked ??= LinkedChecksum(response);
            if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
                return new Answer(response, address, linked);
            response.Dispose();
            var next = new Uri(address, location);
            if (redirects == MaxRedirects)
                throw new DataUnavailableException($"{address}: redirected more than {MaxRedirects} times; the official address leads nowhere");
            if (next.Scheme != Uri.UriSchemeHttps && (next.Scheme != Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
                throw new DataFileException($"{address}: redirects to {next}, which is not encrypted; refused");
            address = next;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Uri address, long from, string? version, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (from > 0)
        {
            request.Headers.Range = new RangeHeaderValue(from, null);
            if (version is not null)
                request.Headers.IfRange = RangeConditionHeaderValue.Parse(version);
        }
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw new DataUnavailableException($"{address}: no secure connection: {(fault.InnerException ?? fault).Message.TrimEnd('.')}", fault);
        }
        catch (HttpRequestException fault)
        {
            throw new TransferFault($"no connection: {fault.Message.TrimEnd('.')}", inner: fault);
        }
    }

    // Hugging Face names the SHA-256 of a large file on the redirect to its storage.
    private static Checksum? LinkedChecksum(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Linked-ETag", out var values) && values.First().Trim('"') is { Length: 64 } hex && hex.All(char.IsAsciiHexDigitLower)
            ? Checksum.Sha256(hex)
            : null;

    private static bool IsRedirect(HttpStatusCode code) => code is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    /// <param name="Response">To be disposed of.</param>
    /// <param name="Address">Where the redirects led.</param>
    /// <param name="Linked">The SHA-256 that the server names; null where it names none.</param>
    public sealed record Answer(HttpResponseMessage Response, Uri Address, Checksum? Linked);
}
