using Stria.Core;

namespace Stria.Numerics.Geometry;

/// <summary>Draws outlines around the particles of a map, with their holes, ready for a mesh.</summary>
/// <remarks>
/// <para>The line is that of marching squares at the level; see <c>docs/numerics/outlines.md</c>. It is then smoothed, resampled and thinned while each
/// ring keeps its area, and checked: no ring crosses itself or another.</para>
/// <para>Parts of the boundary are named "edge", "hole 1", "hole 2" … by falling area, and "image border left", "right", "top", "bottom" where a
/// particle is cut off by the image; of several particles each has its own, "edge 2", "hole 2.1". Particles are named "particle", or "particle 1", "particle 2" … by falling area.</para>
/// </remarks>
public static class OutlineTracer
{
    /// <summary>Traces the outlines.</summary>
    /// <param name="map">The map, as of thickness or total amount; NaN = outside. Its pixel sizes must be known.</param>
    /// <param name="options">How; null = as the defaults say.</param>
    /// <returns>At least one outline, in the <see cref="ImagePlane"/> of the map's grid [m].</returns>
    /// <exception cref="ScenarioException">The pixel size is unknown, the mask has another size, or the level is not finite.</exception>
    /// <exception cref="DataException">Nothing lies above the level, or the smoothed line crosses itself; the message names the place.</exception>
    public static TracedOutlines Trace(ScalarField map, OutlineOptions? options = null)
    {
        options ??= new OutlineOptions();
        Check(map, options);
        float[] values = Masked(map, options.Mask);
        double plateau = options.Level is null ? PlateauLevel.Plateau(values) : double.NaN, level = options.Level ?? (plateau / 2);
        List<PixelRing> rings = LevelLines.Trace(values, map.Grid.Height, map.Grid.Width, level);
        PixelRing[] outer = [.. rings.Where(r => r.Area >= Math.Max(options.SmallestParticle_px, double.Epsilon)).OrderByDescending(r => r.Area)];
        PixelRing[] holes = [.. rings.Where(r => -r.Area >= Math.Max(options.SmallestHole_px, double.Epsilon)).OrderBy(r => r.Area)];
        if (outer.Length == 0)
        {
            throw Nothing(map, values, level, rings.Count, options);
        }

        int specks = rings.Count(r => r.Area > 0) - outer.Length, filled = rings.Count(r => r.Area < 0) - holes.Length;
        IReadOnlyList<Outline> outlines = Assemble(outer, holes, new ImagePlane(map.Grid), options);
        RefuseFaults(outlines, map.Grid, options);
        return new TracedOutlines(outlines, level, plateau, specks, filled, Remarks(map, (level, plateau), specks, filled, options));
    }

    private static void Check(ScalarField map, OutlineOptions options)
    {
        options.Check();
        if (!map.Grid.HasPixelSize)
        {
            throw new ScenarioException($"An outline of the map '{map.Symbol}' cannot be drawn in metres because its pixel size is unknown. Perhaps the measurement's file does not say it: give the pixel size.");
        }

        if (options.Mask is PixelMask mask && (mask.Height != map.Grid.Height || mask.Width != map.Grid.Width))
        {
            throw new ScenarioException($"A mask of {mask.Height} × {mask.Width} pixels does not fit a map of {map.Grid.Height} × {map.Grid.Width}.");
        }

        if (options.Level is double level && !double.IsFinite(level))
        {
            throw new ScenarioException($"An outline cannot be drawn at the level {level}.");
        }
    }

    private static float[] Masked(ScalarField map, PixelMask? mask) =>
        mask is null ? map.Values : [.. map.Values.Select((v, i) => mask.Inside[i] ? v : float.NaN)];

    private static DataException Nothing(ScalarField map, float[] values, double level, int rings, OutlineOptions options)
    {
        IEnumerable<float> finite = values.Where(float.IsFinite);
        string range = finite.Any() ? $"Its values reach from {finite.Min():G4} to {finite.Max():G4}." : "It has no value.";
        string size = rings > 0 ? $" {rings} lines were found, none around {options.SmallestParticle_px:G4} pixels or more." : "";
        return new DataException($"The map '{map.Symbol}' has no particle above the level {level:G4} {(map.Unit == "1" ? "" : map.Unit)}. {range}{size} Perhaps the level is too high, or in another unit.");
    }

    private static List<Outline> Assemble(PixelRing[] outer, PixelRing[] holes, ImagePlane plane, OutlineOptions options)
    {
        var holesOf = outer.Select(_ => new List<PixelRing>()).ToArray();
        foreach (PixelRing hole in holes)
        {
            // The rings are sorted by falling area: the last that holds the hole is the innermost.
            int owner = Array.FindLastIndex(outer, o => o.Area > -hole.Area && o.Contains(hole.Points[0], hole.Points[1]));
            if (owner >= 0)
            {
                holesOf[owner].Add(hole);
            }
        }

        (PixelRing Outer, List<PixelRing> Holes)[] particles = [.. outer.Select((o, i) => (o, holesOf[i])).OrderByDescending(p => p.o.Area + p.Item2.Sum(h => h.Area))];
        var outlines = new List<Outline>();
        for (int i = 0; i < particles.Length; i++)
        {
            string name = particles.Length == 1 ? "particle" : $"particle {i + 1}";
            (string edge, string hole) = particles.Length == 1 ? ("edge", "hole ") : ($"edge {i + 1}", $"hole {i + 1}.");
            Ring[] inner = [.. particles[i].Holes.Select((h, k) => ToRing(RingSmoothing.Apply(h, options), plane, $"{hole}{k + 1}"))];
            outlines.Add(new Outline(name, ToRing(RingSmoothing.Apply(particles[i].Outer, options), plane, edge), inner));
        }

        return outlines;
    }

    private static Ring ToRing(PixelRing ring, ImagePlane plane, string part)
    {
        var points = new double[ring.Points.Length];
        for (int i = 0; i < points.Length; i += 2)
        {
            (points[i], points[i + 1]) = (plane.X(ring.Points[i]), plane.Y(ring.Points[i + 1]));
        }

        return new Ring(points, [.. ring.Sides.Select(side => side switch
        {
            ImageSide.Left => "image border left",
            ImageSide.Right => "image border right",
            ImageSide.Top => "image border top",
            ImageSide.Bottom => "image border bottom",
            _ => part,
        })]);
    }

    private static void RefuseFaults(IReadOnlyList<Outline> outlines, ImageGrid grid, OutlineOptions options)
    {
        IReadOnlyList<OutlineFault> faults = OutlineCheck.Faults(outlines, options.NarrowestNeck_px * Math.Min(grid.PixelSizeX, grid.PixelSizeY));
        if (faults.Count > 0)
        {
            string more = faults.Count == 1 ? "" : $" There are {faults.Count - 1} more such places.";
            throw new DataException($"{faults[0].Text}{more} Perhaps the map is too noisy for this level: smooth the map more, smooth the line ({options.Smoothing_px:G3} px) less, or choose another level.");
        }
    }

    private static List<Remark> Remarks(ScalarField map, (double Level, double Plateau) found, int specks, int filled, OutlineOptions options)
    {
        string unit = map.Unit is "" or "1" ? "" : " " + map.Unit;
        var remarks = new List<Remark>
        {
            double.IsNaN(found.Plateau)
                ? Remark.Note($"The outline is drawn where {map.Symbol} = {found.Level:G4}{unit}, as given.")
                : Remark.Assumed($"The outline is drawn where {map.Symbol} = {found.Level:G4}{unit}, half of the plateau of {found.Plateau:G4}{unit}."),
        };
        if (specks > 0)
        {
            remarks.Add(Remark.Note($"{specks} particles of less than {options.SmallestParticle_px:G4} pixels are left out."));
        }

        if (filled > 0)
        {
            remarks.Add(Remark.Note($"{filled} holes of less than {options.SmallestHole_px:G4} pixels are filled."));
        }

        return remarks;
    }
}
