using System.Runtime.CompilerServices;

namespace Stria.Numerics.Geometry.Meshing;

/// <summary>The triangles whose circles hold a new point and that it sees (Bowyer; Watson 1981), found before anything is changed.</summary>
internal sealed class Cavity(Triangulation mesh)
{
    private int[] open = new int[64], rim = new int[64], triangles = new int[64];
    private (int Origin, int Twin)[] saved = new (int, int)[64];
    private int rimCount, triangleCount;

    /// <summary>Half-edges round the cavity, their triangle inside, counter-clockwise without gap.</summary>
    public ReadOnlySpan<int> Rim => rim.AsSpan(0, rimCount);

    /// <summary>Triangles that were made by the last insertion.</summary>
    public ReadOnlySpan<int> Made => triangles.AsSpan(0, triangleCount);

    /// <summary>Finds the triangle that holds a place, on the straight way from a triangle.</summary>
    /// <param name="triangle">Where the way begins: in its middle.</param>
    /// <param name="place">Where it ends.</param>
    /// <param name="crossConstraints">Whether constrained edges may be crossed.</param>
    /// <returns>The triangle, or the complement of the constrained half-edge that stands in the way.</returns>
    public int Walk(int triangle, in Point2 place, bool crossConstraints)
    {
        Point2 from = mesh.Centroid(triangle);
        int edge = ExitOfFirst(4 * triangle, from, place);
        while (edge >= 0)
        {
            int twin = mesh.Twin[edge];
            if (twin < 0)
            {
                if (!crossConstraints || twin == Triangulation.Nothing)
                {
                    return ~edge;
                }

                twin = ~twin;
            }

            triangle = twin >> 2;
            edge = Exit(Triangulation.Next(twin), Triangulation.Previous(twin), from, place);
        }

        return triangle;
    }

    /// <summary>Finds the cavity of a place, from the triangle that holds it.</summary>
    public void Grow(int triangle, in Point2 place)
    {
        (rimCount, triangleCount) = (0, 1);
        triangles[0] = triangle;
        int edge = 4 * triangle, count = 3;
        (open[0], open[1], open[2]) = (edge + 2, edge + 1, edge);
        int[] twins = mesh.Twin, origin = mesh.Origin;
        Point2[] points = mesh.Points;
        while (count > 0)
        {
            edge = open[--count];
            int twin = twins[edge];
            if (twin >= 0)
            {
                int next = Triangulation.Next(twin), previous = Triangulation.Previous(twin);
                if (Predicates.InCircle(points[origin[twin]], points[origin[next]], points[origin[previous]], place) > 0)
                {
                    Room(count);
                    triangles[triangleCount++] = twin >> 2;
                    (open[count], open[count + 1]) = (previous, next);
                    count += 2;
                    continue;
                }
            }

            rim[rimCount++] = edge;
        }
    }

    /// <summary>Fills the cavity with triangles that meet in a vertex.</summary>
    public void Fill(int vertex)
    {
        int region = mesh.Region(triangles[0]);
        for (int k = 0; k < rimCount; k++)
        {
            saved[k] = (mesh.Origin[rim[k]], mesh.Twin[rim[k]]);
        }

        int added = mesh.AddTriangles(2);
        (triangles[triangleCount], triangles[triangleCount + 1]) = (added, added + 1);
        triangleCount += 2;
        mesh.Twin[(4 * added) + 3] = mesh.Twin[(4 * added) + 7] = 0;
        int last = 4 * triangles[rimCount - 1];
        for (int k = 0; k < rimCount; k++)
        {
            int edge = 4 * triangles[k], to = saved[k + 1 == rimCount ? 0 : k + 1].Origin;
            mesh.Write(edge >> 2, saved[k].Origin, to, vertex);
            mesh.Origin[edge + 3] = region;
            mesh.Join(edge, saved[k].Twin);
            mesh.Twin[edge + 2] = last + 1;
            mesh.Twin[last + 1] = edge + 2;
            last = edge;
        }
    }

    private int ExitOfFirst(int edge, in Point2 from, in Point2 place)
    {
        ref readonly Point2 a = ref mesh.Start(edge), b = ref mesh.Start(edge + 1), c = ref mesh.Start(edge + 2);
        if (Predicates.Turn(a, b, place) >= 0)
        {
            return Exit(edge + 1, edge + 2, from, place);
        }

        return Predicates.Turn(b, c, place) >= 0 ? Exit(edge + 2, edge, from, place) : Exit(edge, edge + 1, from, place);
    }

    // Of the two sides that meet in a triangle's third corner, the one through which the way leaves; −1 when it ends here.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Exit(int right, int left, in Point2 from, in Point2 place)
    {
        ref readonly Point2 b = ref mesh.Start(right), corner = ref mesh.Start(left), a = ref mesh.Start(Triangulation.Next(left));
        bool beyondRight = Predicates.Turn(b, corner, place) < 0, beyondLeft = Predicates.Turn(corner, a, place) < 0;
        return beyondRight && beyondLeft ? (Predicates.Turn(from, place, corner) > 0 ? right : left) : beyondRight ? right : beyondLeft ? left : -1;
    }

    private void Room(int count)
    {
        if (Math.Max(Math.Max(count, rimCount), triangleCount) + 8 > open.Length)
        {
            int length = 2 * open.Length;
            Array.Resize(ref open, length);
            Array.Resize(ref rim, length);
            Array.Resize(ref triangles, length);
            Array.Resize(ref saved, length);
        }
    }
}
