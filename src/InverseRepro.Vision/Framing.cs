using System.Globalization;

namespace InverseRepro.Vision;

/// <summary>How a picture of any size is brought to the size a network takes.</summary>
public abstract record Framing
{
    private Framing()
    {
    }

    public abstract Picture Apply(Picture picture, Interpolation interpolation);

    /// <summary>
    /// The shorter side to ⌊size / fraction⌋ in proportion, then the centred square: timm's evaluation, with torchvision's rounding.
    /// </summary>
    /// <param name="Size">Pixels a side of the square.</param>
    /// <param name="Fraction">What part of the resized shorter side the square keeps, in (0, 1].</param>
    public sealed record CentreCrop(int Size, double Fraction) : Framing
    {
        private int Shorter => (int)(Size / Fraction);

        public override Picture Apply(Picture picture, Interpolation interpolation)
        {
            var (width, height) = Proportional(picture, Shorter);
            return picture.ResizeCentre(width, height, Size, Size, interpolation);
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"shorter side to {Shorter}, centre {Size} x {Size}");
    }

    /// <summary>The shorter side to <paramref name="Shorter"/>, or less so that the longer is at most <paramref name="Longest"/>; no crop (DETR).</summary>
    public sealed record Whole(int Shorter, int Longest) : Framing
    {
        public override Picture Apply(Picture picture, Interpolation interpolation)
        {
            double shorter = Math.Min(picture.Width, picture.Height), longer = Math.Max(picture.Width, picture.Height);
            var side = longer / shorter * Shorter > Longest ? (int)Math.Round(Longest * shorter / longer, MidpointRounding.ToEven) : Shorter;
            var (width, height) = Proportional(picture, Math.Max(side, 1));
            return picture.Resize(Math.Min(width, Longest), Math.Min(height, Longest), interpolation);
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"shorter side to {Shorter}, longer at most {Longest}");
    }

    private static (int Width, int Height) Proportional(Picture picture, int shorter) => picture.Width <= picture.Height
        ? (shorter, (int)((long)shorter * picture.Height / picture.Width))
        : ((int)((long)shorter * picture.Width / picture.Height), shorter);
}
