using Stria.Core;
using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;

namespace Stria.Tests.Physics;

/// <summary>A displacement and an equilibrated stress are chosen; the pre-strain that joins them by the law, ε_pre = S σ − sym ∇u, is put in, and the displacement on the boundary.</summary>
internal sealed class ManufacturedElasticity(PlaneModel model, IElasticLaw law, double angle)
{
    private const double L = 1e-6, K = 3e6, Small = 1e-9, Stress = 2e8;

    /// <summary>Errors of displacement [by its scale] and of stress [by its scale].</summary>
    public (double Displacement, double Stress) Errors(int n, MeshOrder order)
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(L, L, n, n, order);
        mesh = Bodies.Moved(mesh, (x, y) => (x + (0.5 * L) + (0.1 * y * y / L), y + (0.1 * x * (L - x) / L)));
        var preStrain = new double[4 * mesh.NodeCount];
        for (int k = 0; k < mesh.NodeCount; k++)
        {
            PreStrain(mesh.Points[2 * k], mesh.Points[(2 * k) + 1]).CopyTo(preStrain, 4 * k);
        }

        double[] x = Bodies.AtNodes(mesh, (x, y) => DisplacementAt(x, y).X), y = Bodies.AtNodes(mesh, (x, y) => DisplacementAt(x, y).Y);
        var problem = new ElasticProblem(mesh, model, [new ElasticMaterial(law, TensorStrain.Isotropic(0.01, 0.5))])
        {
            Boundary = [.. mesh.PartNames.Select(p => new Displacement(p) { XOfNode = x, YOfNode = y })],
            PreStrain = preStrain,
            AxisAngles = [.. Enumerable.Repeat(angle, mesh.CellCount)],
        };
        ElasticSolution solution = Bodies.Solve(problem, Bodies.AtNodes(mesh, (_, _) => 0.5));
        return (Bodies.ErrorOfDisplacement(solution, DisplacementAt) / Small, StressError(solution));
    }

    private static (double X, double Y) DisplacementAt(double x, double y) => (Small * Math.Sin(K * x) * Math.Cos(K * y), Small * Math.Cos((0.8 * K * x) + 0.3) * Math.Sin(0.7 * K * y));

    private double StressError(ElasticSolution solution)
    {
        double sum = 0, area = 0;
        for (int i = 0; i < solution.PointWeights.Length; i++)
        {
            double[] exact = StressAt(solution.PointPlaces[2 * i], solution.PointPlaces[(2 * i) + 1]);
            double square = exact.Select((s, k) => Math.Pow(s - solution.PointStress[(4 * i) + k], 2)).Sum();
            (sum, area) = (sum + (solution.PointWeights[i] * square), area + solution.PointWeights[i]);
        }

        return Math.Sqrt(sum / area) / Stress;
    }

    // In the plane from Airy's function cos(ax) sin(by), with any σz in plane strain; about an axis σr and σz may vary along the other direction and the hoop follows.
    private double[] StressAt(double x, double y)
    {
        const double A = 0.9 * K, B = 1.1 * K;
        if (model == PlaneModel.Axisymmetric)
        {
            double radial = Stress * x / L * Math.Sin(K * y);
            return [radial, Stress * x * x / (L * L), 2 * radial, 0];
        }

        double f = Stress / (K * K) * Math.Cos(A * x) * Math.Sin(B * y), mixed = -Stress / (K * K) * Math.Sin(A * x) * Math.Cos(B * y) * A * B;
        return [-B * B * f, -A * A * f, model == PlaneModel.PlaneStrain ? Stress * Math.Cos(K * (x + y)) : 0, -mixed];
    }

    private double[] PreStrain(double x, double y)
    {
        double sx = Math.Sin(K * x), cx = Math.Cos(K * x), sy = Math.Sin(K * y), cy = Math.Cos(K * y);
        double s2x = Math.Sin((0.8 * K * x) + 0.3), c2x = Math.Cos((0.8 * K * x) + 0.3), s2y = Math.Sin(0.7 * K * y), c2y = Math.Cos(0.7 * K * y);
        double hoop = model == PlaneModel.Axisymmetric ? DisplacementAt(x, y).X / x : 0;
        double[] strain = [Small * K * cx * cy, Small * 0.7 * K * c2x * c2y, hoop, (-Small * K * sx * sy) - (Small * 0.8 * K * s2x * s2y)];
        double[] crystal = new double[16], compliance = new double[16], stress = StressAt(x, y);
        law.Compliance(0, crystal);
        PlaneFrame.RotateCompliance(crystal, angle, compliance);
        return [.. Enumerable.Range(0, 4).Select(r => Enumerable.Range(0, 4).Sum(k => compliance[(4 * r) + k] * stress[k]) - strain[r])];
    }
}
