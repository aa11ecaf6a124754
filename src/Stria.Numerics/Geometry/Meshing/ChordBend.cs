namespace Stria.Numerics.Geometry.Meshing;

/// <summary>Bends a chord to a place that the triangles beside it do not see, since vertices lie between: the place becomes a vertex, the ways to it
/// are constrained, and what lies between them and the old chord changes sides.</summary>
internal sealed class ChordBend(Triangulation mesh)
{
    private readonly Cavity cavity = new(mesh);
    private readonly ConstraintInsertion insertion = new(mesh);
    private readonly List<int> swept = [];

    /// <summary>Bends a chord.</summary>
    /// <param name="a">Its start.</param>
    /// <param name="b">Its end.</param>
    /// <param name="place">Where it shall pass.</param>
    /// <returns>The new vertex; −1 when another chord stands in the way, and then the chord is as before.</returns>
    public int Insert(int a, int b, in Point2 place)
    {
        int edge = mesh.Find(a, b);
        double side = Predicates.Turn(mesh.Points[a], mesh.Points[b], place);
        int towards = side > 0 ? edge : mesh.Opposite(edge), region = mesh.Region(mesh.Opposite(towards) >> 2);
        int triangle = side == 0 ? -1 : cavity.Walk(towards >> 2, place, crossConstraints: false);
        if (triangle < 0 || IsCorner(triangle, place))
        {
            return -1;
        }

        cavity.Grow(triangle, place);
        if (TouchesRim(place))
        {
            return -1;
        }

        int vertex = mesh.AddVertex(place);
        cavity.Fill(vertex);
        if (insertion.Insert(a, vertex) is not null)
        {
            return -1;
        }

        if (insertion.Insert(vertex, b) is not null)
        {
            Unite(a, vertex);
            return -1;
        }

        Sweep(side > 0 ? mesh.Find(a, b) : mesh.Find(b, a), region);
        Unite(a, b);
        return vertex;
    }

    private bool IsCorner(int triangle, in Point2 place) =>
        mesh.Start(4 * triangle) == place || mesh.Start((4 * triangle) + 1) == place || mesh.Start((4 * triangle) + 2) == place;

    // A place on another chord would make a flat triangle.
    private bool TouchesRim(in Point2 place)
    {
        foreach (int edge in cavity.Rim)
        {
            if (Predicates.Turn(mesh.Start(edge), mesh.Start(Triangulation.Next(edge)), place) <= 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Unite(int a, int b)
    {
        int edge = mesh.Find(a, b);
        mesh.Free(edge);
        mesh.Legalise([edge]);
    }

    // All triangles between the old chord and the new ones.
    private void Sweep(int edge, int region)
    {
        swept.Clear();
        swept.Add(edge >> 2);
        mesh.Region(edge >> 2) = region;
        for (int i = 0; i < swept.Count; i++)
        {
            for (int k = 0; k < 3; k++)
            {
                int twin = mesh.Twin[(4 * swept[i]) + k];
                if (twin >= 0 && !swept.Contains(twin >> 2))
                {
                    mesh.Region(twin >> 2) = region;
                    swept.Add(twin >> 2);
                }
            }
        }
    }
}
