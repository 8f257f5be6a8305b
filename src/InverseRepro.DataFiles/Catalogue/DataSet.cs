namespace InverseRepro.DataFiles.Catalogue;

/// <summary>A data set, or a file of weights, that experiments use.</summary>
/// <param name="Name">What <c>repro data fetch</c> calls it.</param>
/// <param name="What">In a few words.</param>
/// <param name="Folder">Where it lies under the data root.</param>
/// <param name="Parts">What is downloaded; empty where that cannot be done.</param>
public sealed record DataSet(string Name, string What, string Folder, IReadOnlyList<DataPart> Parts)
{
    /// <summary>Where it cannot be downloaded: how to come by it, in one sentence.</summary>
    public string? ByHand { get; init; }

    /// <summary>Opens everything under a data root as the experiments would; throws an exception that names file and fault.</summary>
    public required Action<string> Read { get; init; }

    /// <summary>The files known by name, of all parts.</summary>
    public IEnumerable<DataFile> Files => Parts.SelectMany(p => p.Files);

    /// <summary>Bytes to download; null where a size is not known.</summary>
    public long? Bytes => Parts.Count == 0 || Parts.Any(p => p.File.Bytes is null) ? null : Parts.Sum(p => p.File.Bytes);
}
