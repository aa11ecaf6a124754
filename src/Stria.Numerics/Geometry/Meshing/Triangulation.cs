using System.Runtime.CompilerServices;

namespace Stria.Numerics.Geometry.Meshing;

/// <summary>A triangulation as half-edges. Triangle t has half-edges 4t, 4t + 1, 4t + 2, counter-clockwise; slot 4t + 3 of <see cref="Origin"/>
/// holds its region, and of <see cref="Twin"/> its mark. The twin of a half-edge is its opposite; ~twin when the edge is constrained.</summary>
/// <remarks>The first four vertices are the corners of a box far around everything; its sides are constrained and have no twin.</remarks>
internal sealed class Triangulation
{
    /// <summary>Twin of a side of the box: constrained, and nothing beyond.</summary>
    public const int Nothing = int.MinValue;

    private Point2[] points;
    private int[] origin, twin, edgeOf;
    private int[] pending = new int[64];

    /// <summary>Two triangles that fill a box.</summary>
    /// <param name="low">Lower left corner of what is to be triangulated.</param>
    /// <param name="high">Upper right corner.</param>
    /// <param name="capacity">Expected number of vertices.</param>
    public Triangulation(Point2 low, Point2 high, int capacity)
    {
        double extent = Math.Max(high.X - low.X, high.Y - low.Y), margin = extent > 0 ? 4 * extent : 1;
        capacity = Math.Max(16, capacity);
        points = new Point2[capacity];
        (origin, twin, edgeOf) = (new int[8 * capacity], new int[8 * capacity], new int[capacity]);
        points[0] = new(low.X - margin, low.Y - margin);
        points[1] = new(high.X + margin, low.Y - margin);
        points[2] = new(high.X + margin, high.Y + margin);
        points[3] = new(low.X - margin, high.Y + margin);
        VertexCount = 4;
        TriangleCount = 2;
        Write(0, 0, 1, 2);
        Write(1, 0, 2, 3);
        (twin[0], twin[1], twin[5], twin[6]) = (Nothing, Nothing, Nothing, Nothing);
        (twin[2], twin[4]) = (4, 2);
    }

    /// <summary>Number of vertices, the four of the box included.</summary>
    public int VertexCount { get; private set; }

    /// <summary>Number of triangles.</summary>
    public int TriangleCount { get; private set; }

    /// <summary>Vertices.</summary>
    public Point2[] Points => points;

    /// <summary>Vertex at which each half-edge starts.</summary>
    public int[] Origin => origin;

    /// <summary>Opposite half-edge, or its complement when the edge is constrained.</summary>
    public int[] Twin => twin;

    /// <summary>A half-edge that starts at each vertex.</summary>
    public int[] EdgeOf => edgeOf;

    /// <summary>The next half-edge of the same triangle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Next(int edge) => (edge & 3) == 2 ? edge - 2 : edge + 1;

    /// <summary>The half-edge before in the same triangle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Previous(int edge) => (edge & 3) == 0 ? edge + 2 : edge - 1;

    /// <summary>The opposite half-edge, whether constrained or not; −1 at the side of the box.</summary>
    public int Opposite(int edge) => twin[edge] >= 0 ? twin[edge] : twin[edge] == Nothing ? -1 : ~twin[edge];

    /// <summary>Region of a triangle; 0 is void.</summary>
    public ref int Region(int triangle) => ref origin[(4 * triangle) + 3];

    /// <summary>Where a half-edge starts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly Point2 Start(int edge) => ref points[origin[edge]];

    /// <summary>The corner opposite to a half-edge in its triangle.</summary>
    public ref readonly Point2 Apex(int edge) => ref points[origin[Previous(edge)]];

    /// <summary>The mean of a triangle's corners.</summary>
    public Point2 Centroid(int triangle)
    {
        ref readonly Point2 a = ref Start(4 * triangle), b = ref Start((4 * triangle) + 1), c = ref Start((4 * triangle) + 2);
        return new((a.X + b.X + c.X) / 3, (a.Y + b.Y + c.Y) / 3);
    }

    /// <summary>Adds a vertex that belongs to no triangle yet.</summary>
    public int AddVertex(in Point2 place)
    {
        if (VertexCount == points.Length)
        {
            Array.Resize(ref points, 2 * VertexCount);
            Array.Resize(ref edgeOf, 2 * VertexCount);
        }

        points[VertexCount] = place;
        return VertexCount++;
    }

    /// <summary>Adds room for triangles, their half-edges still to be written.</summary>
    /// <returns>The first of them.</returns>
    public int AddTriangles(int count)
    {
        int first = TriangleCount;
        TriangleCount += count;
        if (4 * TriangleCount > origin.Length)
        {
            int length = Math.Max(4 * TriangleCount, 2 * origin.Length);
            Array.Resize(ref origin, length);
            Array.Resize(ref twin, length);
        }

        return first;
    }

    /// <summary>Joins two half-edges, keeping the constraint that is written in the twin of one of them.</summary>
    /// <param name="edge">A half-edge.</param>
    /// <param name="other">Its twin as stored: a complement when constrained.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Join(int edge, int other)
    {
        twin[edge] = other;
        if (other >= 0)
        {
            twin[other] = edge;
        }
        else if (other != Nothing)
        {
            twin[~other] = ~edge;
        }
    }

    /// <summary>Constrains an edge.</summary>
    public void Constrain(int edge)
    {
        if (twin[edge] >= 0)
        {
            int other = twin[edge];
            (twin[edge], twin[other]) = (~other, ~edge);
        }
    }

    /// <summary>Frees a constrained edge.</summary>
    public void Free(int edge)
    {
        if (twin[edge] < 0)
        {
            int other = ~twin[edge];
            (twin[edge], twin[other]) = (other, edge);
        }
    }

    /// <summary>The half-edge between two vertices; −1 when they are not joined.</summary>
    public int Find(int from, int to)
    {
        int first = edgeOf[from], edge = first;
        do
        {
            int previous = Previous(edge);
            if (origin[Next(edge)] == to)
            {
                return edge;
            }

            if (origin[previous] == to && Opposite(previous) < 0)
            {
                return -1;
            }

            edge = Opposite(previous);
        }
        while (edge != first && edge >= 0);
        return edge < 0 ? FindClockwise(first, to) : -1;
    }

    /// <summary>Turns the diagonal of the two triangles beside an edge, which must be a convex quadrangle.</summary>
    public void Flip(int edge)
    {
        int other = twin[edge], next = Next(edge), otherNext = Next(other), c = origin[Previous(edge)], d = origin[Previous(other)];
        origin[next] = d;
        origin[otherNext] = c;
        Join(edge, twin[otherNext]);
        Join(other, twin[next]);
        (twin[next], twin[otherNext]) = (otherNext, next);
        edgeOf[origin[edge]] = edge;
        edgeOf[origin[other]] = other;
        (edgeOf[c], edgeOf[d]) = (otherNext, next);
    }

    /// <summary>Whether a place lies strictly inside the two triangles beside an edge, taken as a quadrangle seen from that place.</summary>
    public bool SeesQuadrangle(int edge, in Point2 place)
    {
        int other = Opposite(edge);
        return other >= 0 && Left(Next(edge), place) && Left(Previous(edge), place) && Left(Next(other), place) && Left(Previous(other), place);
    }

    /// <summary>Of the four sides of the two triangles beside an edge, one that hides the edge from a place.</summary>
    public int HidingEdge(int edge, in Point2 place)
    {
        int other = Opposite(edge);
        return !Left(Next(edge), place) ? Next(edge) : !Left(Previous(edge), place) ? Previous(edge) : !Left(Next(other), place) ? Next(other) : Previous(other);
    }

    /// <summary>Whether the two triangles beside an edge make a strictly convex quadrangle.</summary>
    public bool SeesConvex(int edge)
    {
        int other = Opposite(edge);
        ref readonly Point2 c = ref Apex(edge), d = ref Apex(other);
        return Predicates.Turn(d, Start(other), c) > 0 && Predicates.Turn(c, Start(edge), d) > 0;
    }

    /// <summary>Divides a constrained edge at a vertex that sees the quadrangle beside it, and turns edges until all but constrained ones are Delaunay again.</summary>
    public void SplitConstrained(int edge, int vertex)
    {
        int other = ~twin[edge], a = origin[edge], b = origin[other], c = origin[Previous(edge)], d = origin[Previous(other)];
        int up = AddTriangles(2), down = up + 1, bc = twin[Next(edge)], ad = twin[Next(other)];
        int regionUp = Region(edge >> 2), regionDown = Region(other >> 2);
        Write(up, vertex, b, c);
        Write(down, vertex, a, d);
        (Region(up), Region(down)) = (regionUp, regionDown);
        origin[Next(edge)] = vertex;
        origin[Next(other)] = vertex;
        Join(edge, ~((4 * down) + 0));
        Join(other, ~((4 * up) + 0));
        Join((4 * up) + 1, bc);
        Join((4 * down) + 1, ad);
        Join((4 * up) + 2, Next(edge));
        Join((4 * down) + 2, Next(other));
        edgeOf[a] = edge;
        edgeOf[b] = other;
        // The sides that meet in the vertex are not Delaunay by themselves when it lies off the straight edge.
        Legalise([(4 * up) + 1, Previous(edge), (4 * down) + 1, Previous(other), (4 * up) + 2, (4 * down) + 2]);
    }

    /// <summary>Turns edges, beginning with the given ones, until all but constrained ones are Delaunay.</summary>
    public void Legalise(ReadOnlySpan<int> edges)
    {
        int count = edges.Length;
        Room(count);
        edges.CopyTo(pending);
        while (count > 0)
        {
            int edge = pending[--count], other = twin[edge];
            if (other >= 0 && Predicates.InCircle(Start(edge), Start(other), Apex(edge), Apex(other)) > 0)
            {
                Flip(edge);
                Room(count + 4);
                (pending[count], pending[count + 1], pending[count + 2], pending[count + 3]) = (edge, other, Previous(edge), Previous(other));
                count += 4;
            }
        }
    }

    /// <summary>Writes the corners of a triangle; twins are left.</summary>
    public void Write(int triangle, int a, int b, int c)
    {
        int edge = 4 * triangle;
        (origin[edge], origin[edge + 1], origin[edge + 2]) = (a, b, c);
        (edgeOf[a], edgeOf[b], edgeOf[c]) = (edge, edge + 1, edge + 2);
    }

    private bool Left(int edge, in Point2 place) => Predicates.Turn(Start(edge), points[origin[Next(edge)]], place) > 0;

    private int FindClockwise(int edge, int to)
    {
        for (int other = Opposite(edge); other >= 0; other = Opposite(edge))
        {
            edge = Next(other);
            if (origin[Next(edge)] == to)
            {
                return edge;
            }
        }

        return -1;
    }

    private void Room(int count)
    {
        if (count > pending.Length)
        {
            Array.Resize(ref pending, 2 * count);
        }
    }
}
