using System.Text.Json.Serialization;

namespace InverseRepro.FeatureInversion.Models.Swin;

/// <summary>Rows and columns of pixels, tokens or windows; an integer stands for a square.</summary>
public readonly record struct GridSize(int Height, int Width)
{
    public int Area => Height * Width;

    /// <summary>A merged grid: odd sides are padded first.</summary>
    [JsonIgnore]
    public GridSize HalvedUp => new((Height + 1) / 2, (Width + 1) / 2);

    /// <summary>A×A, one for each query and key of a window of this size: which of the (2h−1)(2w−1) differences lies between them.</summary>
    public long[] RelativePositions()
    {
        var (height, width) = (Height, Width);
        var tokens = Enumerable.Range(0, Area).Select(token => (Row: token / width, Column: token % width)).ToArray();
        return
        [
            .. from query in tokens
               from key in tokens
               select (query.Row - key.Row + height - 1) * (2L * width - 1) + query.Column - key.Column + width - 1,
        ];
    }

    public static implicit operator GridSize(int side) => new(side, side);

    public static GridSize operator /(GridSize size, int divisor) => new(size.Height / divisor, size.Width / divisor);

    public override string ToString() => $"{Height}×{Width}";
}
