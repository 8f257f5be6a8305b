namespace InverseRepro.DataFiles.Catalogue;

/// <summary>Every data set and file of weights that the project uses.</summary>
public static class DataCatalogue
{
    public static IReadOnlyList<DataSet> All { get; } = [.. OfficialDataSets.All, .. OfficialWeights.All];
}
