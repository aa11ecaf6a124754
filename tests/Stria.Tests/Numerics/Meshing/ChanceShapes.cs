using Stria.Numerics.Geometry;
using Stria.Numerics.Geometry.Meshing;
using Stria.Numerics.Geometry.Shapes;

namespace Stria.Tests.Numerics.Meshing;

/// <summary>Domains by chance: regions of disks, ellipses, rectangles and sectors of rings, put together and cut from each other, over each other.</summary>
internal static class ChanceShapes
{
    private const double Unit = 1e-6;

    /// <summary>Meshes such a domain and asserts what must hold of the mesh.</summary>
    /// <returns>The share of cells sharper than 28°, which only sharp corners may cause.</returns>
    public static double Check(int seed)
    {
        var random = new Random(seed);
        DomainRegion[] regions = [.. Enumerable.Range(0, random.Next(1, 5)).Select(k => new DomainRegion($"region {k}", Several(random)))];
        double size = (0.03 + (0.1 * random.NextDouble())) * Unit;
        double[] counted = Counted(regions, 250);
        if (counted.Sum() == 0)
        {
            Assert.Contains("Nothing is left", Assert.Throws<Stria.Core.ScenarioException>(() => TriangleMesher.Mesh(new PlanarDomain(regions), new UniformSize(size))).Message, StringComparison.Ordinal);
            return 0;
        }

        MeshedDomain made = TriangleMesher.Mesh(new PlanarDomain(regions), new UniformSize(size), new MesherOptions { Order = (MeshOrder)(1 + (seed % 2)) });
        MeshChecks.Whole(made.Mesh).IsDelaunay();
        Assert.Equal((0, 0), (made.Report.NodesBesideCurves, made.Report.StraightenedSides));
        double total = counted.Sum();
        foreach (string name in made.Mesh.RegionNames)
        {
            double expected = counted[int.Parse(name.Split(' ')[1])], cells = MeshChecks.Area(made.Mesh, name);
            Assert.InRange(cells, (0.97 * expected) - (0.01 * total) - (0.02 * Unit * Unit), (1.03 * expected) + (0.01 * total) + (0.02 * Unit * Unit));
        }

        return (double)Enumerable.Range(0, made.Mesh.CellCount).Count(c => MeshChecks.SmallestAngle(made.Mesh, c) < 28) / made.Mesh.CellCount;
    }

    private static IShape Several(Random random)
    {
        IShape shape = One(random);
        for (int more = random.Next(3); more > 0; more--)
        {
            shape = random.Next(3) == 0 ? CombinedShape.Difference(shape, One(random)) : CombinedShape.Union(shape, One(random));
        }

        return shape;
    }

    private static IShape One(Random random)
    {
        double Some(double low, double high) => (low + ((high - low) * random.NextDouble())) * Unit;
        Point2 place = new(Some(0, 2), Some(0, 2));
        return random.Next(4) switch
        {
            0 => Ellipse.Disk(place, Some(0.05, 0.65)),
            1 => new Ellipse(place, Some(0.1, 0.9), Some(0.1, 0.4), 3 * random.NextDouble()),
            2 => new Rectangle(place.X, place.Y, Some(0.05, 1.05), Some(0.05, 1.05)),
            _ => new RingSector(place, Some(0.1, 0.3), Some(0.5, 0.9), 6 * random.NextDouble(), 0.5 + (5 * random.NextDouble())),
        };
    }

    // Areas of the regions by counting points of a raster.
    private static double[] Counted(DomainRegion[] regions, int n)
    {
        var areas = new double[regions.Length];
        double pitch = 5 * Unit / n;
        for (int i = 0; i < n * n; i++)
        {
            Point2 place = new(-Unit + (pitch * ((i % n) + 0.5)), -Unit + (pitch * ((i / n) + 0.5)));
            int top = Array.FindLastIndex(regions, r => r.Shape.Contains(place));
            if (top >= 0)
            {
                areas[top] += pitch * pitch;
            }
        }

        return areas;
    }
}
