namespace Stria.Numerics.Geometry;

/// <summary>A closed line on a raster.</summary>
/// <param name="Points">Column and row [px] of each point; centres of pixels are whole numbers.</param>
/// <param name="Sides">The side of the image along which each piece runs; piece i goes from point i to the next.</param>
internal sealed record PixelRing(double[] Points, ImageSide[] Sides)
{
    /// <summary>Number of points.</summary>
    internal int Count => Sides.Length;

    /// <summary>Area [px], positive with the inside on the left when rows run down the page.</summary>
    internal double Area
    {
        get
        {
            double twice = 0;
            for (int i = 0, j = Count - 1; i < Count; j = i++)
            {
                twice += (Points[2 * i] * Points[(2 * j) + 1]) - (Points[2 * j] * Points[(2 * i) + 1]);
            }

            return twice / 2;
        }
    }

    /// <summary>Whether a place lies inside (even–odd rule).</summary>
    internal bool Contains(double x, double y) => RingPlaces.Contains(Points, x, y);
}

/// <summary>A side of the image, or none.</summary>
internal enum ImageSide
{
    None,
    Left,
    Right,
    Top,
    Bottom,
}
