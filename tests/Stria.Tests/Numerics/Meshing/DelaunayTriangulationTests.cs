using Stria.Numerics.Geometry;
using Stria.Numerics.Geometry.Meshing;

namespace Stria.Tests.Numerics.Meshing;

public sealed class DelaunayTriangulationTests
{
    public static TheoryData<string, int> Clouds => new()
    {
        { "random", 3000 }, { "grid", 1600 }, { "circle", 500 }, { "line", 300 }, { "clusters", 2000 }, { "repeated", 1000 }, { "tiny", 1000 },
    };

    [Theory]
    [MemberData(nameof(Clouds))]
    public void Every_edge_is_Delaunay_and_every_neighbour_knows_its_neighbour(string kind, int count)
    {
        Point2[] cloud = Cloud(kind, count);
        var delaunay = new DelaunayTriangulation(cloud);
        Check(delaunay.Mesh);
        int different = cloud.Distinct().Count();
        Assert.Equal(different + 4, delaunay.Mesh.VertexCount);
        // A box of four corners and n points inside: 2n + 2 triangles.
        Assert.Equal((2 * different) + 2, delaunay.Mesh.TriangleCount);
        for (int i = 0; i < cloud.Length; i++)
        {
            Assert.Equal(cloud[i], delaunay.Mesh.Points[delaunay.VertexOf[i]]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Segments_that_do_not_cross_are_all_constrained_and_the_rest_stays_Delaunay(int seed)
    {
        var random = new Random(seed);
        Point2[] cloud = Cloud("random", 400 * seed);
        Triangulation mesh = new DelaunayTriangulation(cloud).Mesh;
        var insertion = new ConstraintInsertion(mesh);
        int done = 0, refused = 0;
        for (int k = 0; k < 200; k++)
        {
            int a = random.Next(4, mesh.VertexCount), b = random.Next(4, mesh.VertexCount);
            if (a == b)
            {
                continue;
            }

            if (insertion.Insert(a, b) is { } obstacle)
            {
                refused++;
                Assert.True(Crosses(mesh, a, b, obstacle.From, obstacle.To));
            }
            else
            {
                done++;
                int edge = mesh.Find(a, b);
                Assert.True(edge >= 0 && mesh.Twin[edge] < 0);
            }
        }

        Assert.True(done > 5 && refused > 5);
        Check(mesh);
    }

    [Fact]
    public void A_vertex_on_a_segment_is_named()
    {
        Triangulation mesh = new DelaunayTriangulation(Cloud("grid", 100)).Mesh;
        int Vertex(double x, double y) => Enumerable.Range(4, 100).First(v => mesh.Points[v] == new Point2(x, y));
        ConstraintInsertion.Obstacle? obstacle = new ConstraintInsertion(mesh).Insert(Vertex(0, 0), Vertex(8, 4));
        Assert.Equal(Vertex(2, 1), obstacle!.Value.Vertex);
    }

    internal static void Check(Triangulation mesh)
    {
        for (int edge = 0; edge < 4 * mesh.TriangleCount; edge++)
        {
            if ((edge & 3) == 3)
            {
                continue;
            }

            Assert.Equal(mesh.Origin[edge], mesh.Origin[mesh.EdgeOf[mesh.Origin[edge]]]);
            Assert.True(Predicates.Turn(mesh.Start(edge), mesh.Start(Triangulation.Next(edge)), mesh.Apex(edge)) > 0, $"Triangle {edge >> 2} is not positive.");
            int other = mesh.Opposite(edge);
            if (other >= 0)
            {
                Assert.Equal(edge, mesh.Opposite(other));
                Assert.Equal(mesh.Twin[edge] < 0, mesh.Twin[other] < 0);
                Assert.Equal(mesh.Origin[edge], mesh.Origin[Triangulation.Next(other)]);
                Assert.True(mesh.Twin[edge] < 0 || Predicates.InCircle(mesh.Start(edge), mesh.Start(other), mesh.Apex(edge), mesh.Apex(other)) <= 0, $"Edge {edge} is not Delaunay.");
            }
        }
    }

    private static bool Crosses(Triangulation mesh, int a, int b, int c, int d)
    {
        Point2 p = mesh.Points[a], q = mesh.Points[b], r = mesh.Points[c], s = mesh.Points[d];
        return Predicates.Turn(p, q, r) * Predicates.Turn(p, q, s) < 0 && Predicates.Turn(r, s, p) * Predicates.Turn(r, s, q) < 0;
    }

    private static Point2[] Cloud(string kind, int count)
    {
        var random = new Random(17);
        int side = (int)Math.Sqrt(count);
        Point2 At(int i) => kind switch
        {
            "grid" => new(i % side, i / side),
            "circle" => new(Math.Cos(Math.Tau * i / count), Math.Sin(Math.Tau * i / count)),
            "line" => new(0.1 * i, 0.3 * i),
            "clusters" => new(random.Next(5) + (1e-9 * random.NextDouble()), random.Next(5) + (1e-9 * random.NextDouble())),
            "repeated" => new(random.Next(20), random.Next(20)),
            "tiny" => new(1e-9 * random.NextDouble(), 1e-9 * random.NextDouble()),
            _ => new(random.NextDouble(), random.NextDouble()),
        };
        return [.. Enumerable.Range(0, count).Select(At)];
    }
}
