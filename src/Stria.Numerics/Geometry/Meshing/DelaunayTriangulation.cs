namespace Stria.Numerics.Geometry.Meshing;

/// <summary>The Delaunay triangulation of points, inserted one by one along a Hilbert curve.</summary>
internal sealed class DelaunayTriangulation
{
    private readonly Triangulation mesh;
    private readonly Cavity cavity;
    private readonly int[] vertexOf;

    /// <summary>Triangulates points; those at the same place become one vertex.</summary>
    public DelaunayTriangulation(ReadOnlySpan<Point2> places)
    {
        (Point2 low, Point2 high) = Box(places);
        mesh = new Triangulation(low, high, places.Length + 4);
        cavity = new Cavity(mesh);
        vertexOf = new int[places.Length];
        int triangle = 0;
        foreach (int i in HilbertOrder.Of(places))
        {
            vertexOf[i] = Insert(places[i], ref triangle);
        }
    }

    /// <summary>The triangulation, within its box.</summary>
    public Triangulation Mesh => mesh;

    /// <summary>Vertex of each point.</summary>
    public ReadOnlySpan<int> VertexOf => vertexOf;

    private static (Point2 Low, Point2 High) Box(ReadOnlySpan<Point2> places)
    {
        Point2 low = places[0], high = places[0];
        foreach (ref readonly Point2 p in places)
        {
            low = new(Math.Min(low.X, p.X), Math.Min(low.Y, p.Y));
            high = new(Math.Max(high.X, p.X), Math.Max(high.Y, p.Y));
        }

        return (low, high);
    }

    private int Insert(in Point2 place, ref int triangle)
    {
        triangle = cavity.Walk(triangle, place, crossConstraints: true);
        for (int k = 0; k < 3; k++)
        {
            if (mesh.Start((4 * triangle) + k) == place)
            {
                return mesh.Origin[(4 * triangle) + k];
            }
        }

        cavity.Grow(triangle, place);
        int vertex = mesh.AddVertex(place);
        cavity.Fill(vertex);
        return vertex;
    }
}
