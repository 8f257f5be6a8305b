namespace InverseRepro.Vision.Detection;

/// <summary>
/// COCO's twelve numbers, 0 to 1, each a mean over categories; −1 where no object counts. AP and AR without an IoU are means over
/// 0.50, 0.55, …, 0.95; without a number of detections, at most 100 an image and category count.
/// </summary>
/// <param name="Ap">Average precision: the paper's main number.</param>
/// <param name="Ap50">At IoU 0.5.</param>
/// <param name="Ap75">At IoU 0.75.</param>
/// <param name="ApSmall">Objects of at most 32² pixels.</param>
/// <param name="ApMedium">Objects of 32² to 96² pixels.</param>
/// <param name="ApLarge">Objects of at least 96² pixels.</param>
/// <param name="Ar1">Average recall with one detection.</param>
/// <param name="Ar10">With ten.</param>
/// <param name="Ar100">With a hundred.</param>
public sealed record CocoScores(double Ap, double Ap50, double Ap75, double ApSmall, double ApMedium, double ApLarge,
    double Ar1, double Ar10, double Ar100, double ArSmall, double ArMedium, double ArLarge);
