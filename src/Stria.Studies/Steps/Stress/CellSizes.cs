using Stria.Core;
using Stria.Numerics.Geometry;
using Stria.Numerics.Geometry.Meshing;
using Stria.Numerics.Geometry.Shapes;
using Stria.Numerics.Images;
using Stria.Numerics.Interpolation;

namespace Stria.Studies;

/// <summary>Cell sizes that follow the composition: small where it changes fast.</summary>
internal static class CellSizes
{
    /// <summary>By how much sizes may grow per length.</summary>
    public const double Growth = 0.3;

    private const double LargestInPixels = 3, SmallestInPixels = 1, SmallestOfLargest = 1.0 / 3, LargestOfExtent = 1.0 / 30;
    private const int RasterPixels = 60_000;

    /// <summary>The size field of a scenario.</summary>
    public static ISizeField Of(StressScenario scenario, PlanarDomain domain, StudyContext context)
    {
        (ScalarField sizes, _, Point2 origin) = Find(scenario, domain, context);
        return new SampledSize(new MapSampler(sizes), origin);
    }

    /// <summary>The largest size [m], and the map of sizes where one lies in the plane of the outlines.</summary>
    public static (double Largest, ScalarField? Map) ForGmsh(StressScenario scenario, PlanarDomain domain, StudyContext context)
    {
        (ScalarField sizes, double largest, Point2 origin) = Find(scenario, domain, context);
        return (largest, origin == default ? sizes : null);
    }

    private static (ScalarField Sizes, double Largest, Point2 Origin) Find(StressScenario scenario, PlanarDomain domain, StudyContext context)
    {
        StressDiscretisation wished = scenario.Discretisation;
        (ScalarField x, Point2 origin) = context.TryGet("", out MeasuredComposition? measured)
            ? (measured.Treated(measured.Composition.Values), default)
            : Sampled(scenario.Problem.Composition, domain, context);
        double pixel = Math.Max(x.Grid.PixelSizeX, x.Grid.PixelSizeY);
        double largest = wished.CellSize ?? (measured is null ? LargestOfExtent * Math.Min(x.Grid.Width * x.Grid.PixelSizeX, x.Grid.Height * x.Grid.PixelSizeY) : LargestInPixels * pixel);
        double smallest = Math.Min(largest, wished.SmallestCellSize ?? (measured is null ? SmallestOfLargest * largest : SmallestInPixels * pixel));
        return (Wanted(x, pixel, (smallest, largest), wished.CompositionStep), largest, origin);
    }

    // h/h_max = 1/(1 + |∇x| h_max/Δx): a cell across which x would change by Δx has half the size.
    private static ScalarField Wanted(ScalarField x, double pixel, (double Smallest, double Largest) limits, double step)
    {
        float[] slope = GradientMagnitude.Of(x.Values, x.Grid.Height, x.Grid.Width), size = new float[slope.Length];
        for (int i = 0; i < size.Length; i++)
        {
            double change = slope[i] / pixel * limits.Largest;
            size[i] = float.IsFinite(slope[i]) ? (float)Math.Clamp(limits.Largest / (1 + (change / step)), limits.Smallest, limits.Largest) : float.NaN;
        }

        return new ScalarField(x.Grid, size, "h", "m");
    }

    private static (ScalarField X, Point2 Origin) Sampled(ICompositionSettings composition, PlanarDomain domain, StudyContext context)
    {
        (double minX, double minY, double maxX, double maxY) = Box(domain);
        double pitch = Math.Sqrt((maxX - minX) * (maxY - minY) / RasterPixels);
        var grid = new ImageGrid((int)Math.Ceiling((maxY - minY) / pitch) + 1, (int)Math.Ceiling((maxX - minX) / pitch) + 1) { PixelSizeX = pitch, PixelSizeY = pitch };
        var plane = new ImagePlane(grid);
        double[] points = new double[2 * grid.Count];
        for (int i = 0; i < grid.Count; i++)
        {
            (points[2 * i], points[(2 * i) + 1]) = (minX + plane.X(i % grid.Width), minY + plane.Y(i / grid.Width));
        }

        return (new ScalarField(grid, [.. CompositionAt.Of(composition, points, context).Select(v => (float)v)], "x", "1"), new Point2(minX, minY));
    }

    private static (double MinX, double MinY, double MaxX, double MaxY) Box(PlanarDomain domain)
    {
        const int steps = 64;
        (double minX, double minY, double maxX, double maxY) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (IBoundaryCurve curve in domain.Regions.SelectMany(r => r.Shape.Boundaries).SelectMany(b => b.Curves))
        {
            for (int i = 0; i <= steps; i++)
            {
                Point2 p = curve.At((double)i / steps);
                (minX, minY, maxX, maxY) = (Math.Min(minX, p.X), Math.Min(minY, p.Y), Math.Max(maxX, p.X), Math.Max(maxY, p.Y));
            }
        }

        return (minX, minY, maxX, maxY);
    }

    /// <summary>Sizes read from a map of them.</summary>
    private sealed class SampledSize(MapSampler sampler, Point2 origin) : ISizeField
    {
        public void Fill(ReadOnlySpan<Point2> places, Span<double> sizes)
        {
            for (int i = 0; i < places.Length; i++)
            {
                sizes[i] = sampler.At(places[i].X - origin.X, places[i].Y - origin.Y);
            }
        }
    }
}
