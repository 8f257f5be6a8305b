namespace InverseRepro.HierarchicalQuantization.Data;

/// <summary>Pictures that networks code without having been trained on such.</summary>
/// <param name="Folder">Under the data root; the first part of their measurements' names.</param>
/// <param name="Side">Pixels a side, a multiple of 8.</param>
public sealed record CodedPhotographs(string Folder, int Side);
