namespace InverseRepro.DataFiles.Checking;

/// <summary>What a check found.</summary>
/// <param name="Name">Of the data set.</param>
/// <param name="Detail">In a sentence: what agrees, differs or lacks, by file.</param>
public sealed record DataFinding(string Name, DataState State, string Detail);
