using Stria.Core;
using Stria.Numerics.Geometry.Shapes;

namespace Stria.Numerics.Geometry.Meshing;

/// <summary>Sizes on the points of a raster, bilinear between them and constant beyond: made of a map's gradients, or of the distance to an edge.</summary>
public sealed class RasterSize : ISizeField
{
    private readonly double[] sizes;

    /// <summary>Makes the field.</summary>
    /// <param name="sizes">Wanted mean length of sides [m], positive; row by row from the lower left, kept and not copied.</param>
    /// <param name="raster">Where the points lie.</param>
    /// <exception cref="ScenarioException">Numbers do not fit, or a size is not positive.</exception>
    public RasterSize(double[] sizes, SizeRaster raster)
    {
        raster.Check();
        int bad = Array.FindIndex(sizes, s => !(s > 0 && double.IsFinite(s)));
        if (sizes.Length != raster.Count || bad >= 0)
        {
            throw new ScenarioException(bad < 0
                ? $"{sizes.Length} sizes for {raster.Columns} × {raster.Rows} points."
                : $"The size of the cells is {sizes[bad]} m in column {bad % raster.Columns}, row {bad / raster.Columns}; it must be positive. Perhaps the map has gaps there.");
        }

        (this.sizes, Raster) = (sizes, raster);
    }

    /// <summary>Where the points lie.</summary>
    public SizeRaster Raster { get; }

    /// <summary>Sizes [m] row by row.</summary>
    public ReadOnlySpan<double> Sizes => sizes;

    /// <summary>Small along all edges and interfaces of a domain, growing inwards.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="atEdge">Size [m] at edges.</param>
    /// <param name="inside">Largest size [m].</param>
    /// <param name="growth">Growth of the size per distance from the edge, positive (0.2 is gentle).</param>
    /// <exception cref="ScenarioException">A size or the growth is not positive, or the domain cannot be meshed.</exception>
    public static RasterSize FromEdges(PlanarDomain domain, double atEdge, double inside, double growth)
    {
        Lengths.Refuse("size field", ("size at the edge", atEdge), ("size inside", inside), ("growth", growth));
        PlanarGraph graph = Arrangement.Of(domain);
        (Point2 low, Point2 high) = graph.Box();
        SizeRaster raster = SizeRaster.Over(low, high, Math.Max(atEdge, Math.Max(high.X - low.X, high.Y - low.Y) / 1000));
        var sizes = new double[raster.Count];
        Array.Fill(sizes, inside);
        foreach (GraphPiece piece in graph.Pieces)
        {
            foreach (Point2 place in Along(piece, raster.PitchX / 2))
            {
                Lower(sizes, raster, place, atEdge, growth);
            }
        }

        GrowthLimit.Apply(sizes, raster, growth);
        return new RasterSize(sizes, raster);
    }

    /// <summary>The same, nowhere growing faster than a limit: sizes are lowered round small ones.</summary>
    /// <param name="growth">Largest growth of the size per length, positive.</param>
    /// <exception cref="ScenarioException">The growth is not positive.</exception>
    public RasterSize Limited(double growth)
    {
        Lengths.Refuse("size field", ("growth", growth));
        double[] lowered = [.. sizes];
        GrowthLimit.Apply(lowered, Raster, growth);
        return new RasterSize(lowered, Raster);
    }

    /// <inheritdoc/>
    public void Fill(ReadOnlySpan<Point2> places, Span<double> sizes)
    {
        double perX = 1 / Raster.PitchX, perY = 1 / Raster.PitchY;
        for (int i = 0; i < places.Length; i++)
        {
            double x = Math.Clamp((places[i].X - Raster.Origin.X) * perX, 0, Raster.Columns - 1), y = Math.Clamp((places[i].Y - Raster.Origin.Y) * perY, 0, Raster.Rows - 1);
            int column = Math.Min((int)x, Raster.Columns - 2), row = Math.Min((int)y, Raster.Rows - 2), first = (row * Raster.Columns) + column;
            (x, y) = (x - column, y - row);
            double low = this.sizes[first] + (x * (this.sizes[first + 1] - this.sizes[first]));
            double high = this.sizes[first + Raster.Columns] + (x * (this.sizes[first + Raster.Columns + 1] - this.sizes[first + Raster.Columns]));
            sizes[i] = low + (y * (high - low));
        }
    }

    private static IEnumerable<Point2> Along(GraphPiece piece, double step)
    {
        double length = 0;
        for (int k = 1; k <= 64; k++)
        {
            length += piece.At(piece.T0 + ((piece.T1 - piece.T0) * k / 64)).Distance(piece.At(piece.T0 + ((piece.T1 - piece.T0) * (k - 1) / 64)));
        }

        // Splines and ellipses are not run through evenly: twice as many places leave no gap.
        int count = (int)Math.Ceiling(2 * length / step) + 64;
        return Enumerable.Range(0, count + 1).Select(k => piece.At(piece.T0 + ((piece.T1 - piece.T0) * k / count)));
    }

    private static void Lower(double[] sizes, SizeRaster raster, Point2 place, double atEdge, double growth)
    {
        int column = (int)((place.X - raster.Origin.X) / raster.PitchX), row = (int)((place.Y - raster.Origin.Y) / raster.PitchY);
        for (int j = Math.Max(0, row); j <= Math.Min(raster.Rows - 1, row + 1); j++)
        {
            for (int i = Math.Max(0, column); i <= Math.Min(raster.Columns - 1, column + 1); i++)
            {
                ref double here = ref sizes[(j * raster.Columns) + i];
                here = Math.Min(here, atEdge + (growth * place.Distance(raster.At(i, j))));
            }
        }
    }
}
