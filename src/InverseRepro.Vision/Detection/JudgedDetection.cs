namespace InverseRepro.Vision.Detection;

/// <summary>What became of one detection at each IoU threshold.</summary>
/// <param name="Score">Its score.</param>
/// <param name="Hit">Whether it found an object that counts.</param>
/// <param name="Ignored">Whether it counts neither for nor against.</param>
internal readonly record struct JudgedDetection(double Score, bool[] Hit, bool[] Ignored);
