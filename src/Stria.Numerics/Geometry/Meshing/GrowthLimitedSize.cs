namespace Stria.Numerics.Geometry.Meshing;

/// <summary>A size field lowered round its small values, so that sizes grow no faster than a limit.</summary>
internal sealed class GrowthLimitedSize : ISizeField
{
    private const int Boxes = 512;
    private readonly ISizeField field;
    private readonly RasterSize limited;
    private double[] lowered = new double[64];

    public GrowthLimitedSize(ISizeField field, Point2 low, Point2 high, double growth)
    {
        this.field = field;
        SizeRaster raster = SizeRaster.Over(low, high, Math.Max(high.X - low.X, high.Y - low.Y) / Boxes);
        Point2[] places = [.. Enumerable.Range(0, raster.Count).Select(i => raster.At(i % raster.Columns, i / raster.Columns))];
        var sizes = new double[places.Length];
        field.Fill(places, sizes);
        limited = new RasterSize(sizes, raster).Limited(growth);
    }

    /// <inheritdoc/>
    public void Fill(ReadOnlySpan<Point2> places, Span<double> sizes)
    {
        if (lowered.Length < places.Length)
        {
            lowered = new double[2 * places.Length];
        }

        field.Fill(places, sizes);
        limited.Fill(places, lowered);
        for (int i = 0; i < places.Length; i++)
        {
            sizes[i] = Math.Min(sizes[i], lowered[i]);
        }
    }
}
