namespace InverseRepro.Vision.Detection;

/// <summary>An image with what is in it and what was detected.</summary>
/// <param name="Objects">Among overlaps of exactly the same IoU the later one is matched.</param>
/// <param name="Detections">Among equal scores the earlier one comes first.</param>
public sealed record EvaluatedImage(IReadOnlyList<KnownObject> Objects, IReadOnlyList<DetectedObject> Detections);
