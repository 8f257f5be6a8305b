using InverseRepro.DataFiles.Catalogue;
using InverseRepro.DataFiles.Checking;
using InverseRepro.DataFiles.Unpacking;

namespace InverseRepro.DataFiles.Fetching;

/// <summary>Downloads, verifies, unpacks and places data sets; nothing appears in its place before it is complete.</summary>
public sealed class DataFetcher(HttpClient client, TimeProvider clock)
{
    private readonly Downloader _downloader = new(client, clock);

    /// <summary>A client for it: the environment's proxies, redirects left to the fetcher.</summary>
    public static HttpClient CreateClient()
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(30) })
        {
            Timeout = Timeout.InfiniteTimeSpan, // a stalled transfer is noticed by the downloader
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("InverseRepro/0.1");
        return client;
    }

    /// <summary>Fetches what of <paramref name="set"/> is not there yet.</summary>
    /// <exception cref="DataFileException">Something else is in the way, or what came is not what was published.</exception>
    /// <exception cref="DataUnavailableException">It cannot be had now.</exception>
    public async Task<IReadOnlyList<FetchedPart>> FetchAsync(DataSet set, string root, IProgress<FetchProgress> progress, CancellationToken cancellation)
    {
        if (set.Parts.Count == 0)
            throw new DataUnavailableException($"{set.Name} cannot be fetched: {set.ByHand}");
        var fetched = new List<FetchedPart>();
        foreach (var part in set.Parts)
            fetched.Add(await FetchAsync(part, root, progress, cancellation));
        return fetched;
    }

    private async Task<FetchedPart> FetchAsync(DataPart part, string root, IProgress<FetchProgress> progress, CancellationToken cancellation)
    {
        var target = Path.Combine(root, part.Target);
        if (Path.Exists(target))
        {
            await RequireOfficialAsync(part, root, target, cancellation);
            return new FetchedPart(target, Fetched: false, null);
        }
        var meter = new TransferMeter(part.Target, progress, clock);
        var partial = part.File.Under(root) + ".part";
        var checksum = await _downloader.DownloadAsync(part.Address, part.File, partial, meter, cancellation);
        if (part.Unpacked is { } unpacked)
        {
            meter.Note("unpacking", new FileInfo(partial).Length, part.File.Bytes);
            await UnpackAsync(partial, unpacked, root, target, cancellation);
        }
        else
            PartialFile.Place(partial, target);
        return new FetchedPart(target, Fetched: true, checksum);
    }

    private static async Task RequireOfficialAsync(DataPart part, string root, string target, CancellationToken cancellation)
    {
        var found = await FileComparison.OfAsync(part.Files, root, cancellation);
        if (!found.Agrees)
            throw new DataFileException($"{target} is there, but not as published: {found}. Move it away to fetch the official one");
    }

    private static async Task UnpackAsync(string archive, Unpacked unpacked, string root, string target, CancellationToken cancellation)
    {
        var scratch = target + ".unpacking";
        try
        {
            Delete(scratch); // of a command that was killed
            await Task.Run(() => Unpacker.Unpack(archive, unpacked, scratch, cancellation), cancellation);
            var inScratch = unpacked.Files.Select(f => f with { Path = Path.GetRelativePath(unpacked.Folder, f.Path) }).ToList();
            var found = await FileComparison.OfAsync(inScratch, scratch, cancellation);
            if (!found.Agrees)
                throw new DataFileException($"{archive}: what it holds is not what was published: {found}");
            Directory.Move(scratch, target);
            PartialFile.Delete(archive);
        }
        catch (DataFileException fault) when (fault is not DataDiskException)
        {
            PartialFile.Delete(archive); // it would fail again
            throw;
        }
        catch (Exception fault) when (DataDiskException.Is(fault))
        {
            throw DataDiskException.Of(target, fault);
        }
        finally
        {
            Delete(scratch);
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
