using Stria.Core;

namespace Stria.Numerics.Geometry.Meshing;

/// <summary>Adds points until no cell is larger or sharper than wanted (Ruppert, J. Algorithms 18 (1995) 548; off-centres after Üngör 2009).</summary>
/// <remarks>A boundary edge is halved when a vertex lies within the circle over it. A cell that is too large gets a vertex at the middle of its circle,
/// one with too small an angle at that place or nearer by; when such a vertex would lie within the circle over a boundary edge, the edge is halved instead.</remarks>
internal sealed class Refinement
{
    // A cell is too large when its circle is wider than this many sizes; sides are then one size long on average.
    private const double RadiusPerSize = 0.78;
    private readonly Triangulation mesh;
    private readonly BoundaryChords chords;
    private readonly Cavity cavity;
    private readonly CellQueue bad = new();
    private readonly Stack<int> crowded = new();
    private readonly ISizeField size;
    private readonly double sineSquared, nearest;
    private readonly int most;
    private Point2[] middles = new Point2[64];
    private double[] sizes = new double[64];
    private int[] star = new int[64];

    /// <summary>Prepares the work.</summary>
    /// <param name="mesh">A constrained Delaunay triangulation whose triangles know their regions.</param>
    /// <param name="chords">Its constrained edges.</param>
    /// <param name="size">Wanted lengths of sides.</param>
    /// <param name="options">The smallest angle and the largest number of cells.</param>
    public Refinement(Triangulation mesh, BoundaryChords chords, ISizeField size, MesherOptions options)
    {
        (this.mesh, this.chords, this.size, most) = (mesh, chords, size, options.MaximumCells);
        cavity = new Cavity(mesh);
        double angle = options.MinimumAngle_deg * Math.PI / 180;
        sineSquared = Math.Sin(angle) * Math.Sin(angle);
        // A vertex that far along the line through the middle of a side, in lengths of the side, sees it under a little more than the smallest angle.
        nearest = 0.475 / Math.Tan(angle / 2);
    }

    /// <summary>Does the work.</summary>
    /// <param name="progress">Told of the number of vertices now and then.</param>
    /// <param name="cancel">Stops the work.</param>
    public void Run(IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        for (int c = 0; c < chords.Count; c++)
        {
            crowded.Push(c);
        }

        SplitCrowded();
        for (int t = 0; t < mesh.TriangleCount; t++)
        {
            Check([t]);
        }

        for (int done = 0; bad.TryTake(mesh, out int triangle); done++)
        {
            if ((done & 1023) == 0)
            {
                cancel.ThrowIfCancellationRequested();
                Report(progress, done);
            }

            Improve(triangle);
        }
    }

    /// <summary>The complaint that the cells are too many.</summary>
    public static ScenarioException TooMany(int most) => new($"The mesh would have more than {most} cells. Perhaps the size of the cells was given in the wrong unit.");

    private void Report(IProgress<RunProgress>? progress, int done)
    {
        // Triangles in the void are few but not none.
        if (mesh.TriangleCount > (1.5 * most) + 10_000)
        {
            throw TooMany(most);
        }

        if ((done & 65535) == 0)
        {
            progress?.Report(new RunProgress("mesh", 1 - (1 / (1 + (mesh.TriangleCount / 1e5))), $"{mesh.TriangleCount} triangles"));
        }
    }

    private void Improve(int triangle)
    {
        middles[0] = mesh.Centroid(triangle);
        size.Fill(middles.AsSpan(0, 1), sizes);
        Fault fault = FaultOf(triangle, sizes[0]);
        if (fault == Fault.None)
        {
            return;
        }

        Point2 centre = Centre(triangle, fault);
        int holds = cavity.Walk(triangle, centre, crossConstraints: false);
        if (holds < 0)
        {
            SplitInstead(triangle, [~holds]);
            return;
        }

        cavity.Grow(holds, centre);
        int count = 0;
        foreach (int edge in cavity.Rim)
        {
            if (mesh.Twin[edge] < 0 && centre.Dot(mesh.Start(edge), mesh.Start(Triangulation.Next(edge))) <= 0)
            {
                star[count++] = edge;
                Room(count);
            }
        }

        if (count > 0)
        {
            SplitInstead(triangle, star.AsSpan(0, count));
            return;
        }

        cavity.Fill(mesh.AddVertex(centre));
        Check(cavity.Made);
    }

    // The half-edges become chords before the first is divided, since that renumbers them.
    private void SplitInstead(int triangle, ReadOnlySpan<int> edges)
    {
        int a = mesh.Origin[4 * triangle], b = mesh.Origin[(4 * triangle) + 1], c = mesh.Origin[(4 * triangle) + 2];
        Span<int> which = edges.Length <= 64 ? stackalloc int[64] : new int[edges.Length];
        for (int i = 0; i < edges.Length; i++)
        {
            which[i] = chords.Between(mesh.Origin[edges[i]], mesh.Origin[Triangulation.Next(edges[i])]);
        }

        bool divided = false;
        for (int i = 0; i < edges.Length; i++)
        {
            divided |= Split(which[i]);
        }

        SplitCrowded();
        bool stands = mesh.Origin[4 * triangle] == a && mesh.Origin[(4 * triangle) + 1] == b && mesh.Origin[(4 * triangle) + 2] == c;
        if (divided && stands)
        {
            bad.Add(mesh, triangle);
        }
    }

    private void SplitCrowded()
    {
        while (crowded.TryPop(out int chord))
        {
            if (IsCrowded(chord))
            {
                Split(chord);
            }
        }
    }

    private bool IsCrowded(int chord)
    {
        int edge = mesh.Find(chords[chord].A, chords[chord].B);
        return Crowds(edge) || Crowds(mesh.Opposite(edge));
    }

    private bool Crowds(int edge) => mesh.Region(edge >> 2) > 0 && mesh.Apex(edge).Dot(mesh.Start(edge), mesh.Start(Triangulation.Next(edge))) < 0;

    private bool Split(int chord)
    {
        (int a, int b) = (chords[chord].A, chords[chord].B);
        int vertex = chords.Split(chord);
        if (vertex < 0)
        {
            return false;
        }

        crowded.Push(chord);
        crowded.Push(chords.Count - 1);
        CheckAround(vertex);
        if (chords.WasBent)
        {
            CheckAround(a);
            CheckAround(b);
        }

        return true;
    }

    private void CheckAround(int vertex)
    {
        int count = 0, first = mesh.EdgeOf[vertex], edge = first;
        do
        {
            Room(count + 1);
            star[count++] = edge >> 2;
            int link = Triangulation.Next(edge);
            if (mesh.Twin[link] < 0 && Crowds(link))
            {
                crowded.Push(chords.Between(mesh.Origin[link], mesh.Origin[Triangulation.Next(link)]));
            }

            edge = mesh.Opposite(Triangulation.Previous(edge));
        }
        while (edge != first);
        Check(star.AsSpan(0, count));
    }

    private void Check(ReadOnlySpan<int> triangles)
    {
        Room(triangles.Length);
        for (int i = 0; i < triangles.Length; i++)
        {
            middles[i] = mesh.Centroid(triangles[i]);
        }

        size.Fill(middles.AsSpan(0, triangles.Length), sizes);
        for (int i = 0; i < triangles.Length; i++)
        {
            if (FaultOf(triangles[i], sizes[i]) != Fault.None)
            {
                bad.Add(mesh, triangles[i]);
            }
        }
    }

    private Fault FaultOf(int triangle, double wanted)
    {
        if (mesh.Region(triangle) == 0)
        {
            return Fault.None;
        }

        ref readonly Point2 p = ref mesh.Start(4 * triangle), q = ref mesh.Start((4 * triangle) + 1), r = ref mesh.Start((4 * triangle) + 2);
        double a = q.SquaredDistance(r), b = r.SquaredDistance(p), c = p.SquaredDistance(q), cross = p.Cross(q, r), limit = RadiusPerSize * wanted;
        // Circumradius R = abc / 2|cross| with the sides a, b, c; the sine of the smallest angle is the shortest side / 2R.
        if (a * b * c > 4 * limit * limit * cross * cross)
        {
            return Fault.Large;
        }

        double shortest = Math.Min(a, Math.Min(b, c));
        if (cross * cross * shortest >= a * b * c * sineSquared)
        {
            return Fault.None;
        }

        int edge = (4 * triangle) + (shortest == c ? 0 : shortest == a ? 1 : 2);
        return chords.SpanCorner(mesh.Origin[edge], mesh.Origin[Triangulation.Next(edge)], mesh.Origin[Triangulation.Previous(edge)]) ? Fault.None : Fault.Sharp;
    }

    // The middle of the circle round the triangle; for a sharp one not farther from its shortest side than needed.
    private Point2 Centre(int triangle, Fault fault)
    {
        int edge = 4 * triangle;
        double a = mesh.Start(edge + 1).SquaredDistance(mesh.Start(edge + 2)), b = mesh.Start(edge + 2).SquaredDistance(mesh.Start(edge));
        double c = mesh.Start(edge).SquaredDistance(mesh.Start(edge + 1));
        edge += c <= a && c <= b ? 0 : a <= b ? 1 : 2;
        ref readonly Point2 p = ref mesh.Start(edge), q = ref mesh.Start(Triangulation.Next(edge)), r = ref mesh.Apex(edge);
        double ux = q.X - p.X, uy = q.Y - p.Y, vx = r.X - p.X, vy = r.Y - p.Y, uu = (ux * ux) + (uy * uy), vv = (vx * vx) + (vy * vy), twice = 2 * ((ux * vy) - (uy * vx));
        double dx = ((vy * uu) - (uy * vv)) / twice, dy = ((ux * vv) - (vx * uu)) / twice;
        if (fault == Fault.Sharp)
        {
            double nearX = (0.5 * ux) - (nearest * uy), nearY = (0.5 * uy) + (nearest * ux);
            double fromX = dx - (0.5 * ux), fromY = dy - (0.5 * uy);
            if (nearest * nearest * uu < (fromX * fromX) + (fromY * fromY))
            {
                (dx, dy) = (nearX, nearY);
            }
        }

        return new(p.X + dx, p.Y + dy);
    }

    private void Room(int count)
    {
        if (count >= star.Length)
        {
            Array.Resize(ref star, 2 * count);
            Array.Resize(ref middles, 2 * count);
            Array.Resize(ref sizes, 2 * count);
        }
    }

    private enum Fault
    {
        None,
        Large,
        Sharp,
    }
}
