using Stria.Core;
using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;
using Stria.Physics.FreeEnergies;
using Stria.Physics.PhaseField;
using Stria.Physics.Transport;

namespace Stria.Tests.Physics.PhaseField;

/// <summary>Phase-field problems that tests and verification share.</summary>
internal static class PhaseFieldCases
{
    /// <summary>RT C_max [J/m³] of α-V₂O₅ at 298.15 K.</summary>
    public const double EnergyDensity = 8.314462618 * 298.15 * 18532;

    /// <summary>PFHub benchmark 1 on a mesh: f = 5 (c − 0.3)² (0.7 − c)², κ = 2, M = 5.</summary>
    public static PhaseFieldProblem Benchmark1(TriangleMesh mesh) => new(mesh, new DoubleWell(5, 0.3, 0.7).ToChemicalPotential(), CrystalTensor.Isotropic(2), new ConstantMobility(5));

    /// <summary>The initial composition of PFHub benchmark 1.</summary>
    public static double Benchmark1Start(double x, double y) =>
        0.5 + (0.01 * (Math.Cos(0.105 * x) * Math.Cos(0.11 * y) + Math.Pow(Math.Cos(0.13 * x) * Math.Cos(0.087 * y), 2) + (Math.Cos((0.025 * x) - (0.15 * y)) * Math.Cos((0.07 * x) - (0.02 * y)))));

    /// <summary>A regular solution, RT = D = 1.</summary>
    public static PhaseFieldProblem Regular(TriangleMesh mesh, double chi = 2.5, double kappa = 1) =>
        new(mesh, new RegularSolution(chi).ToChemicalPotential(), CrystalTensor.Isotropic(kappa), new LatticeMobility());

    /// <summary>The same with coherency of α-V₂O₅, held so that planes across x stay plane.</summary>
    public static PhaseFieldProblem Coherent(TriangleMesh mesh, PlaneModel model, double chi = 2.5, double kappa = 1, double reference = 0.5, double strain = Bodies.Eta) => Regular(mesh, chi, kappa) with
    {
        Elasticity = new ElasticProblem(mesh, model, [new ElasticMaterial(new IsotropicLaw(Bodies.E / EnergyDensity, Bodies.Nu), TensorStrain.Isotropic(strain, reference))])
        {
            Boundary = [new Roller("left"), new Roller("right"), new Roller("bottom"), new Roller("top")],
        },
    };

    /// <summary>The box [0, length] × [0, height] with n cells along.</summary>
    public static TriangleMesh Strip(double length, int along, MeshOrder order = MeshOrder.Linear, int across = 2) => StructuredMesh.Rectangle(length, length * across / along, along, across, order);

    /// <summary>The T of PFHub benchmark 1c: a stem of 20 × 100 under a bar of 100 × 20, the stem's lower left corner at the origin.</summary>
    public static TriangleMesh Tee(double size, MeshOrder order)
    {
        TriangleMesh box = StructuredMesh.Rectangle(100, 120, (int)Math.Round(100 / size), (int)Math.Round(120 / size), order);
        int nodes = box.NodesPerCell;
        int[] kept = [.. Enumerable.Range(0, box.CellCount).Where(c => InTee(box, box.Cell(c))).SelectMany(c => box.Cell(c).ToArray())];
        int[] used = [.. kept.Distinct().Order()];
        Dictionary<int, int> number = used.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i);
        double[] points = [.. used.SelectMany(n => new[] { box.Points[2 * n] - 40, box.Points[(2 * n) + 1] })];
        return new TriangleMesh(points, [.. kept.Select(n => number[n])], nodes);
    }

    private static bool InTee(TriangleMesh box, ReadOnlySpan<int> cell)
    {
        double x = (box.Points[2 * cell[0]] + box.Points[2 * cell[1]] + box.Points[2 * cell[2]]) / 3, y = (box.Points[(2 * cell[0]) + 1] + box.Points[(2 * cell[1]) + 1] + box.Points[(2 * cell[2]) + 1]) / 3;
        return y > 100 || (x > 40 && x < 60);
    }

    public static double[] AtUnknowns(PhaseFieldSolver solver, Func<double, double, double> f) => solver.FromNodes(Bodies.AtNodes(solver.Problem.Mesh, f));

    /// <summary>Runs and watches every law: mass, bounds and energy.</summary>
    public static WatchedRun Run(PhaseFieldSolver solver, PhaseFieldState start, params double[] times)
    {
        var watch = new WatchedRun(start);
        PhaseFieldState state = start;
        foreach (double time in times)
        {
            state = solver.Advance(state, time, watch);
            watch.At.Add(state);
        }

        return watch;
    }
}

/// <summary>What a run did, step by step.</summary>
/// <param name="start">The start.</param>
internal sealed class WatchedRun(PhaseFieldState start) : IProgress<PhaseFieldStep>
{
    private readonly double startMass = start.Mass;

    /// <summary>Largest change of the mass in one step, by the mass.</summary>
    public double LargestDrift { get; private set; }

    /// <summary>Largest rise of the energy in one step, by the sum of its parts.</summary>
    public double LargestRise { get; private set; } = double.NegativeInfinity;

    public double Lowest { get; private set; } = double.PositiveInfinity;

    public double Highest { get; private set; } = double.NegativeInfinity;

    public List<PhaseFieldState> At { get; } = [];

    public PhaseFieldState State { get; private set; } = start;

    public double TotalDrift => Math.Abs(State.Mass - startMass) / startMass;

    public void Report(PhaseFieldStep value)
    {
        LargestDrift = Math.Max(LargestDrift, Math.Abs(value.State.Mass - State.Mass) / startMass);
        LargestRise = Math.Max(LargestRise, (value.State.Energy - State.Energy) / value.State.Energies.Sum(e => Math.Abs(e.Value)));
        (Lowest, Highest, State) = (Math.Min(Lowest, value.Lowest), Math.Max(Highest, value.Highest), value.State);
    }
}
