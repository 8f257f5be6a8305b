using InverseRepro.DataFiles.Catalogue;

namespace InverseRepro.DataFiles.Fetching;

/// <summary>
/// Downloads one file into NAME.part: resumes what is there, tries again after cut-offs with growing pauses, and verifies what
/// came. The caller puts it in place.
/// </summary>
internal sealed class Downloader(HttpClient client, TimeProvider clock)
{
    private const int MaxFailures = 5;
    private const long MaxUnknownBytes = 4L << 30;
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(60);
    private readonly AddressFollower _follower = new(client);

    /// <summary>Returns the checksum that the file agrees with, null where none is known.</summary>
    /// <exception cref="DataFileException">Wrong checksum (the download is deleted), wrong size, or the disk refuses.</exception>
    /// <exception cref="DataUnavailableException">The server does not give the file; what came is kept.</exception>
    public async Task<Checksum?> DownloadAsync(Uri address, DataFile wanted, string partialPath, TransferMeter meter, CancellationToken cancellation)
    {
        Checksum? linked;
        using (var partial = PartialFile.Open(partialPath, address))
        {
            try
            {
                linked = await CompleteAsync(address, wanted, partial, meter, cancellation);
                partial.Flush();
            }
            catch when (partial.Length == 0)
            {
                PartialFile.Delete(partialPath); // nothing to resume
                throw;
            }
        }
        if ((wanted.Checksum ?? linked) is not { } checksum)
            return null;
        meter.Note("verifying", wanted.Bytes ?? new FileInfo(partialPath).Length, wanted.Bytes);
        var actual = await checksum.OfFileAsync(partialPath, cancellation);
        if (checksum.Matches(actual))
            return checksum;
        PartialFile.Delete(partialPath);
        throw new DataFileException($"{address}: what came is not the published file: {checksum with { Hex = actual }} instead of {checksum}. "
            + "It was deleted; try again, and if that does not help, the server or a proxy on the way alters it");
    }

    private async Task<Checksum?> CompleteAsync(Uri address, DataFile wanted, PartialFile partial, TransferMeter meter, CancellationToken cancellation)
    {
        // A server that always breaks off at the same place is given up, however often it starts.
        for (var (failures, furthest) = (0, partial.Length); ;)
        {
            try
            {
                return await AttemptAsync(address, wanted, partial, meter, cancellation);
            }
            catch (TransferFault fault)
            {
                (failures, furthest) = partial.Length > furthest ? (1, partial.Length) : (failures + 1, furthest);
                if (failures == MaxFailures)
                    throw new DataUnavailableException($"{address}: {fault.Message}, {MaxFailures} times in a row; "
                        + (partial.Length > 0 ? $"{partial.Length} bytes are kept, the same command resumes" : "try again later"), fault);
                var pause = fault.After ?? TimeSpan.FromSeconds(1 << (failures - 1));
                meter.Note($"{fault.Message}; trying again in {pause.TotalSeconds:0} s", partial.Length, wanted.Bytes);
                await Task.Delay(pause, clock, cancellation);
            }
        }
    }

    private async Task<Checksum?> AttemptAsync(Uri address, DataFile wanted, PartialFile partial, TransferMeter meter, CancellationToken cancellation)
    {
        if (partial.Length > wanted.Bytes)
            partial.StartOver(null);
        if (partial.Length > 0 && partial.Length == wanted.Bytes && wanted.Checksum is not null)
            return null; // came whole earlier; the checksum decides
        // Without a version and a checksum nobody would notice that the rest belongs to another file.
        var from = partial.Version is not null || wanted.Checksum is not null ? partial.Length : 0;
        using var stall = new CancellationTokenSource(Stall, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stall.Token);
        try
        {
            var answer = await _follower.AskAsync(address, from, partial.Version, either.Token);
            using var response = answer.Response;
            var offer = Offer.Of(response, answer.Address, clock);
            if (!Accept(offer, from, wanted, partial, address))
                return answer.Linked;
            await CopyAsync(response, offer.Total, wanted, partial, meter, () => stall.CancelAfter(Stall), either.Token);
            return answer.Linked;
        }
        catch (OperationCanceledException) when (stall.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TransferFault($"nothing came for {Stall.TotalSeconds:0} s");
        }
    }

    // Whether there is something to copy.
    private static bool Accept(Offer offer, long from, DataFile wanted, PartialFile partial, Uri address)
    {
        if (offer.Total is { } total && wanted.Bytes is { } bytes && total != bytes)
            throw new DataFileException($"{address}: the server offers {total} bytes, the published file has {bytes}; "
                + "it has changed there, or something on the way answers instead. Nothing was placed");
        if (from > 0 && offer.From == from && offer.Total == from)
            return false; // all of it is there
        var changed = offer.Version is not null && partial.Version is not null && offer.Version != partial.Version;
        if (offer.From != 0 && (offer.From != from || changed))
        {
            partial.StartOver(null);
            throw new TransferFault("the file changed at the server", TimeSpan.Zero);
        }
        if (offer.From == 0)
            partial.StartOver(offer.Version);
        DiskSpace.Require(partial.Path, offer.Total - partial.Length);
        return true;
    }

    private static async Task CopyAsync(HttpResponseMessage response, long? total, DataFile wanted, PartialFile partial, TransferMeter meter,
        Action alive, CancellationToken cancellation)
    {
        var end = total ?? wanted.Bytes;
        var buffer = new byte[1 << 16];
        for (int read; (read = await ReadAsync(response, buffer, cancellation)) > 0;)
        {
            alive();
            if (partial.Length + read > (wanted.Bytes ?? MaxUnknownBytes))
                throw new DataFileException($"{response.RequestMessage?.RequestUri}: the server sends more than {wanted.Bytes ?? MaxUnknownBytes} bytes; stopped, nothing was placed");
            await partial.AppendAsync(buffer.AsMemory(0, read), cancellation);
            meter.Received(read, partial.Length, end);
        }
        if (partial.Length < end)
            throw new TransferFault($"cut off after {partial.Length} of {end} bytes");
    }

    private static async Task<int> ReadAsync(HttpResponseMessage response, Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await (await response.Content.ReadAsStreamAsync(cancellation)).ReadAsync(buffer, cancellation);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException)
        {
            throw new TransferFault("cut off", inner: fault);
        }
    }
}
