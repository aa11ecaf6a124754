using System.Text.Json;
using Stria.Numerics.Geometry;
using Stria.Numerics.Geometry.Meshing;
using Stria.Numerics.Geometry.Shapes;

namespace Stria.Bench;

/// <summary>An ellipse with a hole, filled with triangles of 28° and more.</summary>
internal static class MeshCase
{
    private const double A = 2e-6, B = 1e-6, Hole = 0.4e-6;

    /// <summary>Measures the case once, after the compiler has seen the same work on a small mesh.</summary>
    /// <returns>One line of JSON.</returns>
    public static string Run(BenchOptions options)
    {
        for (int i = 0; i < 6; i++)
        {
            Mesh(2e4);
            Thread.Sleep(100);
        }

        GC.Collect();
        double before = PeakMemory.Gigabytes;
        var clock = new StageClock();
        MeshedDomain made = clock.Measure("mesh", () => Mesh(1e3 * options.ThousandCells));
        MeshQuality quality = made.Report.Quality;
        return JsonSerializer.Serialize(new
        {
            yard = "mesh",
            impl = "stria",
            cells = quality.Cells,
            nodes = quality.Nodes,
            cpu_s = clock.Cpu,
            wall_s = clock.Wall,
            minimum_angle_deg = Math.Round(quality.MinimumAngle_deg, 2),
            mean_minimum_angle_deg = Math.Round(quality.MeanMinimumAngle_deg, 2),
            area_deviation = Math.Abs((quality.Area / (((A * B) - (Hole * Hole)) * Math.PI)) - 1),
            rss_before_GB = Math.Round(before, 3),
            peak_GB = Math.Round(PeakMemory.Gigabytes, 3),
            threads = 1,
        });
    }

    private static MeshedDomain Mesh(double cells)
    {
        IShape shape = CombinedShape.Difference(new Ellipse(default, A, B), Ellipse.Disk(new Point2(0.3e-6, 0.1e-6), Hole, "hole"));
        // Cells of mean side h have some 0.4 h² of area.
        double area = ((A * B) - (Hole * Hole)) * Math.PI, size = Math.Sqrt(area / (0.431 * cells));
        return TriangleMesher.Mesh(PlanarDomain.Of(shape), new UniformSize(size));
    }
}
