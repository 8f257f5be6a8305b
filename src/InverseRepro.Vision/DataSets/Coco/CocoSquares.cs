using InverseRepro.Experiments;
using InverseRepro.Vision.Detection;

namespace InverseRepro.Vision.DataSets;

/// <summary>Photographs of COCO, or parts of them, stretched to small squares; those in which no object can be seen any more are left out.</summary>
/// <param name="Images">N×3×S×S in [0, 1]; the class of a picture is that of its largest object, crowds aside. Classes are COCO's 80 in the order of their ids.</param>
/// <param name="Objects">N: what can be seen in each, in pixels of the square, the largest first.</param>
/// <param name="MainMasks">N, S·S pixels each: those of the largest object, hidden parts left out; empty of crops.</param>
public sealed record CocoSquares(ImageSet Images, IReadOnlyList<IReadOnlyList<KnownObject>> Objects, IReadOnlyList<bool[]> MainMasks)
{
    /// <summary>An object can be seen where at least half of its box is in the picture, and has this many pixels a side there.</summary>
    private const double LeastShare = 0.5, LeastSide = 4;

    /// <summary>The least part of either side that a crop keeps, and how many windows are tried until an object is in one.</summary>
    private const double LeastKept = 0.6;
    private const int Attempts = 10;

    public int Count => Images.Count;

    /// <summary>Whole photographs.</summary>
    /// <param name="side">Pixels a side of the squares.</param>
    /// <param name="maxObjects">Of each picture the largest so many count.</param>
    public static CocoSquares Whole(CocoSplit split, IEnumerable<CocoImage> images, int side, int maxObjects) =>
        Of(split, [.. images.Select(image => new Square(image, split.ReadPicture(image), Window.Whole(image)))], side, maxObjects, masks: true);

    /// <summary><paramref name="count"/> random parts of photographs, drawn by <paramref name="seed"/>.</summary>
    /// <inheritdoc cref="Whole"/>
    /// <exception cref="DataSetException">No picture shows an object.</exception>
    public static CocoSquares Crops(CocoSplit split, IReadOnlyList<CocoImage> images, int side, int maxObjects, int count, Seed seed)
    {
        var shown = images.Where(image => Seen(split, image, Window.Whole(image), side, maxObjects).Any(s => !s.Known.IsCrowd)).ToArray();
        if (shown.Length == 0)
            throw new DataSetException(split.PictureFolder, $"no picture shows an object that can be seen at {side} × {side} pixels.");
        var pictures = shown.Select(split.ReadPicture).ToArray();
        var stream = seed.Stream();
        var squares = new Square[count];
        for (var i = 0; i < count; i++)
        {
            var chosen = stream.NextInt(shown.Length);
            var window = Enumerable.Range(0, Attempts).Select(_ => Window.Draw(shown[chosen], stream))
                .FirstOrDefault(w => Seen(split, shown[chosen], w, side, maxObjects).Any(s => !s.Known.IsCrowd), Window.Whole(shown[chosen]));
            squares[i] = new Square(shown[chosen], pictures[chosen], window);
        }
        return Of(split, squares, side, maxObjects, masks: false);
    }

    /// <summary>The first <paramref name="count"/>.</summary>
    public CocoSquares Take(int count) => new(Images.Slice(0, count), [.. Objects.Take(count)], [.. MainMasks.Take(count)]);

    private static CocoSquares Of(CocoSplit split, IReadOnlyList<Square> squares, int side, int maxObjects, bool masks)
    {
        var seen = squares.Select(s => (Square: s, Objects: Seen(split, s.Image, s.Window, side, maxObjects)))
            .Where(s => s.Objects.Any(o => !o.Known.IsCrowd))
            .Select(s => (s.Square, s.Objects, Main: s.Objects.First(o => !o.Known.IsCrowd))).ToArray();
        var images = new ImageSet(
            ImageBatch.FromPictures([.. seen.Select(s => s.Square.Window.Cut(s.Square.Picture).Resize(side, side))]),
            [.. seen.Select(s => s.Main.Known.Category)], [.. split.Categories.Select(c => c.Name)]);
        return new CocoSquares(images, [.. seen.Select(s => s.Objects.Select(o => o.Known).ToArray())],
            masks ? [.. seen.Select(s => s.Square.Window.Sample(s.Main.Object.Region.Mask(s.Square.Image.Width, s.Square.Image.Height), s.Square.Image.Width, side))] : []);
    }

    /// <summary>The objects that can be seen in a window, as they lie in the square that it is stretched to; the largest first.</summary>
    private static (CocoObject Object, KnownObject Known)[] Seen(CocoSplit split, CocoImage image, Window window, int side, int maxObjects) =>
    [
        .. image.Objects.Select(o => (Object: o, Box: window.Visible(o.Box)))
            .Where(o => o.Box.Area >= LeastShare * o.Object.Box.Area)
            .Select(o => (o.Object, o.Box, Share: o.Box.Area / o.Object.Box.Area, Scaled: window.InSquare(o.Box, side)))
            .Where(o => Math.Min(o.Scaled.Width, o.Scaled.Height) >= LeastSide)
            .Select(o => (o.Object, new KnownObject(o.Scaled, Class(split, o.Object.Category), o.Object.Area * o.Share * o.Scaled.Area / o.Box.Area, o.Object.IsCrowd)))
            .OrderByDescending(o => o.Item2.Area).Take(maxObjects),
    ];

    private static int Class(CocoSplit split, int category) => split.Categories.TakeWhile(c => c.Id != category).Count();

    private sealed record Square(CocoImage Image, Picture Picture, Window Window);

    /// <summary>A part of a photograph, in its pixels.</summary>
    private sealed record Window(int Left, int Top, int Width, int Height)
    {
        public static Window Whole(CocoImage image) => new(0, 0, image.Width, image.Height);

        public static Window Draw(CocoImage image, RandomStream stream)
        {
            var (width, height) = (Kept(image.Width), Kept(image.Height));
            return new Window(stream.NextInt(image.Width - width + 1), stream.NextInt(image.Height - height + 1), width, height);

            int Kept(int length) => (int)Math.Ceiling(length * stream.NextDouble(LeastKept, 1));
        }

        public Picture Cut(Picture picture) => picture.Crop(Left, Top, Width, Height);

        /// <summary>The part of a box that is in the window; of no area where none is.</summary>
        public Box Visible(Box box)
        {
            var (left, top) = (Math.Max(box.Left, Left), Math.Max(box.Top, Top));
            return Box.FromCorners(left, top, Math.Max(left, Math.Min(box.Right, Left + Width)), Math.Max(top, Math.Min(box.Bottom, Top + Height)));
        }

        public Box InSquare(Box box, int side) =>
            (box with { Left = box.Left - Left, Top = box.Top - Top }).Scale((double)side / Width, (double)side / Height);

        /// <summary>The mask's values nearest to the centres of the square's pixels.</summary>
        public bool[] Sample(bool[] mask, int maskWidth, int side) =>
        [
            .. Enumerable.Range(0, side * side).Select(p =>
                mask[(Top + (int)((p / side + 0.5) * Height / side)) * maskWidth + Left + (int)((p % side + 0.5) * Width / side)]),
        ];
    }
}
