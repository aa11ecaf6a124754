using Stria.Core;
using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;
using Stria.Physics.FreeEnergies;
using Stria.Physics.PhaseField;
using Stria.Physics.PhaseField.Spectral;
using Stria.Physics.Transport;
using Stria.Tests.Physics.PhaseField;

namespace Stria.Tests.Physics;

/// <summary>Periodic boxes with mechanics that tests and verification share.</summary>
internal static class PeriodicCases
{
    private const double Length = 1.0, Height = 0.75;

    /// <summary>Moves what lies inside a box and leaves its borders.</summary>
    public static Func<double, double, (double X, double Y)> Distorted(double width, double height) => (x, y) =>
    {
        double swell = Math.Sin(Math.PI * x / width) * Math.Sin(Math.PI * y / height);
        return (x + (0.03 * width * swell * Math.Cos(5 * y)), y + (0.04 * height * swell * Math.Sin(4 * x)));
    };

    /// <summary>Errors of displacement (root mean square by the wave's own), stress at the points and energy, of two crossing waves whose solution is closed: u = ∇φ, ∇²φ = m c, σ = −P (1 − n n) c (Khachaturyan).</summary>
    public static (double Displacement, double Stress, double Energy) WaveErrors(int n, MeshOrder order, PlaneModel model)
    {
        (double Kx, double Ky, double Amplitude)[] waves = [(2 * Math.PI / Length, 0, 0.2), (2 * Math.PI / Length, -2 * Math.PI / Height, 0.15)];
        double Composition(double x, double y) => 0.5 + waves.Sum(w => w.Amplitude * Math.Cos((w.Kx * x) + (w.Ky * y)));
        bool isStrain = model == PlaneModel.PlaneStrain;
        double stretch = Bodies.Eta * (1 + Bodies.Nu) / (isStrain ? 1 - Bodies.Nu : 1), modulus = Bodies.E * Bodies.Eta / (isStrain ? 1 - Bodies.Nu : 1);
        (double X, double Y) Displacement(double x, double y)
        {
            (double ux, double uy) = (0, 0);
            foreach ((double kx, double ky, double a) in waves)
            {
                double s = stretch * a * Math.Sin((kx * x) + (ky * y)) / ((kx * kx) + (ky * ky));
                (ux, uy) = (ux + (s * kx), uy + (s * ky));
            }

            return (ux, uy);
        }

        TriangleMesh mesh = StructuredMesh.Rectangle(Length, Height, n, n, order);
        ElasticSolution solution = Bodies.Solve(new ElasticProblem(mesh, model, [Bodies.Isotropic(0.5)]) { Periodic = new(true, true) }, Bodies.AtNodes(mesh, Composition));
        double largest = waves.Sum(w => stretch * w.Amplitude / Math.Sqrt((w.Kx * w.Kx) + (w.Ky * w.Ky)));
        (double sum, double area) = (0, 0);
        for (int i = 0; i < solution.PointWeights.Length; i++)
        {
            (double x, double y, double xx, double yy, double xy) = (solution.PointPlaces[2 * i], solution.PointPlaces[(2 * i) + 1], 0, 0, 0);
            foreach ((double kx, double ky, double a) in waves)
            {
                double s = -modulus * a * Math.Cos((kx * x) + (ky * y)) / ((kx * kx) + (ky * ky));
                (xx, yy, xy) = (xx + (s * ky * ky), yy + (s * kx * kx), xy - (s * kx * ky));
            }

            double w = solution.PointWeights[i];
            double off = Square(solution.PointStress[4 * i] - xx) + Square(solution.PointStress[(4 * i) + 1] - yy) + (2 * Square(solution.PointStress[(4 * i) + 3] - xy));
            (sum, area) = (sum + (w * off), area + w);
        }

        double energy = waves.Sum(w => w.Amplitude * w.Amplitude / 2) * area / 2 * Bodies.E * Bodies.Eta * Bodies.Eta * (isStrain ? 2 / (1 - Bodies.Nu) : 1);
        return (Bodies.ErrorOfDisplacement(solution, Displacement) / largest, Math.Sqrt(sum / area) / modulus, Math.Abs((solution.Energy / energy) - 1));
    }

    /// <summary>Rate at which a wave of the fastest length grows in a periodic box that changes its size freely, by the exact one.</summary>
    public static double GrowthRatio(PlaneModel model, PhaseFieldMethod method, MeshOrder order)
    {
        const double Chi = 3, Mean = 0.5;
        double b = PhaseFieldGates.Coherency(model), curvature = (1 / (Mean * (1 - Mean))) - (2 * Chi) + b, k = Math.Sqrt(-curvature / 2), rate = Mean * (1 - Mean) * curvature * curvature / 4;
        double wave = 2 * Math.PI / k, step = 0.01 / rate;
        TriangleMesh mesh = StructuredMesh.Rectangle(wave, 3 * wave / (40.0 / (int)order), 40 / (int)order, 3, order);
        using var solver = new PhaseFieldSolver(Coherent(mesh, model, Chi), new PhaseFieldTime { Method = method, Fixed = true, FirstStep = step, NewtonTolerance = 1e-12 });
        PhaseFieldState start = solver.Start(PhaseFieldCases.AtUnknowns(solver, (x, _) => Mean + (1e-5 * Math.Cos(k * x))));
        PhaseFieldState early = solver.Advance(start, 20 * step), late = solver.Advance(early, 60 * step);
        return Math.Log((late.Composition[0] - Mean) / (early.Composition[0] - Mean)) / (40 * step * rate);
    }

    /// <summary>Energies of a coherent periodic box at some times by finite elements and by Fourier transforms, from the same waves.</summary>
    public static (WatchedRun Run, double[] Transforms) BesideTransforms(double side, int cells, (int Pixels, double Tolerance) grid, PhaseFieldTime time, double[] times)
    {
        const PlaneModel Model = PlaneModel.PlaneStrain;
        double Start(double x, double y) => 0.48 + (0.1 * Math.Cos(2 * Math.PI * x / side)) + (0.08 * Math.Cos(2 * Math.PI * ((2 * x) - y) / side)) + (0.05 * Math.Sin(2 * Math.PI * (x + (2 * y)) / side));
        TriangleMesh mesh = StructuredMesh.Rectangle(side, side, cells, cells, MeshOrder.Quadratic);
        using var solver = new PhaseFieldSolver(Coherent(mesh, Model, 3, 0.48) with { Mobility = new ConstantMobility(1) }, time);
        WatchedRun run = PhaseFieldCases.Run(solver, solver.Start(PhaseFieldCases.AtUnknowns(solver, Start)), times);
        var box = new SpectralSolver(new SpectralProblem
        {
            Size = (grid.Pixels, grid.Pixels),
            Pixel = side / grid.Pixels,
            Law = new RegularSolution(3).ToChemicalPotential(),
            GradientEnergy = 1,
            Mobility = 1,
            Coherency = new IsotropicCoherency(PhaseFieldGates.Coherency(Model)),
        });
        int n = grid.Pixels;
        box.Fill([.. Enumerable.Range(0, n * n).Select(i => Start(((i % n) + 0.5) * side / n, ((i / n) + 0.5) * side / n))]);
        return (run, [.. times.Select(t =>
        {
            box.Advance(t, grid.Tolerance);
            return box.Energy;
        })]);
    }

    /// <summary>A regular solution with coherency of α-V₂O₅ in a periodic box that changes its size freely.</summary>
    public static PhaseFieldProblem Coherent(TriangleMesh mesh, PlaneModel model, double chi, double reference = 0.5) => PhaseFieldCases.Regular(mesh, chi) with
    {
        PeriodicAlongX = true,
        PeriodicAlongY = true,
        Elasticity = new ElasticProblem(mesh, model, [new ElasticMaterial(new IsotropicLaw(Bodies.E / PhaseFieldCases.EnergyDensity, Bodies.Nu), TensorStrain.Isotropic(Bodies.Eta, reference))]) { Periodic = new(true, true) },
    };

    private static double Square(double x) => x * x;
}
