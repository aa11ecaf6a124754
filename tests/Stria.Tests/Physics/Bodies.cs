using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Numerics.Linear;
using Stria.Physics.Elasticity;

namespace Stria.Tests.Physics;

/// <summary>Meshes, materials and norms that the tests of elasticity share.</summary>
internal static class Bodies
{
    public const double E = 43e9, Nu = 0.3, Eta = 2.415e-6 * 18532 / 3;

    public static ISparseSolver Solver { get; } = SparseSolvers.Choose(SparseSolvers.Automatic).Solver;

    /// <summary>An isotropic material with equal chemical strain, zero at a composition.</summary>
    public static ElasticMaterial Isotropic(double reference = 0, double nu = Nu, double eta = Eta) => new(new IsotropicLaw(E, nu), TensorStrain.Isotropic(eta, reference));

    /// <summary>Values of a function of place at the nodes.</summary>
    public static double[] AtNodes(TriangleMesh mesh, Func<double, double, double> f) =>
        [.. Enumerable.Range(0, mesh.NodeCount).Select(n => f(mesh.Points[2 * n], mesh.Points[(2 * n) + 1]))];

    public static ElasticSolution Solve(ElasticProblem problem, double[] composition)
    {
        using ElasticSystem system = ElasticSystem.Factored(problem, Solver);
        return system.Solve(composition);
    }

    /// <summary>A mesh with other points, and everything else as it was.</summary>
    public static TriangleMesh Moved(TriangleMesh mesh, Func<double, double, (double X, double Y)> map)
    {
        var points = new double[2 * mesh.NodeCount];
        for (int n = 0; n < mesh.NodeCount; n++)
        {
            (points[2 * n], points[(2 * n) + 1]) = map(mesh.Points[2 * n], mesh.Points[(2 * n) + 1]);
        }

        return With(mesh, points);
    }

    /// <summary>The middles of all sides put halfway between the corners.</summary>
    public static TriangleMesh Straightened(TriangleMesh mesh)
    {
        double[] points = mesh.Points.ToArray();
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            ReadOnlySpan<int> n = mesh.Cell(cell);
            for (int k = 0; k < 6; k++)
            {
                int side = k / 2, at = k % 2;
                points[(2 * n[3 + side]) + at] = (points[(2 * n[side]) + at] + points[(2 * n[(side + 1) % 3]) + at]) / 2;
            }
        }

        return With(mesh, points);
    }

    /// <summary>Cells by a function of their centre: the number of the region.</summary>
    public static TriangleMesh WithRegions(TriangleMesh mesh, IReadOnlyList<string> names, Func<double, double, int> region)
    {
        int[] regions = [.. Enumerable.Range(0, mesh.CellCount).Select(c => region(Centre(mesh, c, 0), Centre(mesh, c, 1)))];
        return new TriangleMesh(mesh.Points.ToArray(), mesh.Cells.ToArray(), mesh.NodesPerCell, new CellRegions(regions, names), new NamedEdges(mesh.Edges.ToArray(), mesh.EdgeParts.ToArray(), mesh.PartNames));
    }

    /// <summary>Root of the mean square of a displacement's error over the mesh.</summary>
    public static double ErrorOfDisplacement(ElasticSolution solution, Func<double, double, (double X, double Y)> exact)
    {
        TriangleMesh mesh = solution.Problem.Mesh;
        var cells = new CellValues(mesh, QuadratureRule.Triangle(6));
        double sum = 0, area = 0;
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            cells.MoveTo(cell);
            for (int q = 0; q < cells.PointCount; q++)
            {
                (double x, double y) = exact(cells.X(q), cells.Y(q));
                ReadOnlySpan<int> nodes = mesh.Cell(cell);
                for (int i = 0; i < nodes.Length; i++)
                {
                    x -= cells.Shapes(q)[i] * solution.Displacement[2 * nodes[i]];
                    y -= cells.Shapes(q)[i] * solution.Displacement[(2 * nodes[i]) + 1];
                }

                sum += cells.Weight(q) * ((x * x) + (y * y));
                area += cells.Weight(q);
            }
        }

        return Math.Sqrt(sum / area);
    }

    public static double Largest(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double v in values)
        {
            largest = Math.Max(largest, Math.Abs(v));
        }

        return largest;
    }

    private static TriangleMesh With(TriangleMesh mesh, double[] points)
    {
        var regions = new CellRegions(mesh.CellRegions.ToArray(), mesh.RegionNames);
        return new TriangleMesh(points, mesh.Cells.ToArray(), mesh.NodesPerCell, regions, new NamedEdges(mesh.Edges.ToArray(), mesh.EdgeParts.ToArray(), mesh.PartNames));
    }

    private static double Centre(TriangleMesh mesh, int cell, int axis)
    {
        ReadOnlySpan<int> n = mesh.Cell(cell);
        return (mesh.Points[(2 * n[0]) + axis] + mesh.Points[(2 * n[1]) + axis] + mesh.Points[(2 * n[2]) + axis]) / 3;
    }
}
