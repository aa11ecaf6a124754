using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;
using Stria.Physics.FreeEnergies;
using Stria.Physics.PhaseField;

namespace Stria.Tests.Physics.PhaseField;

/// <summary>Phase-field results that have closed forms.</summary>
internal static class PhaseFieldGates
{
    /// <summary>The lithium-poor phase of a regular solution: ln(c/(1−c)) + χ(1−2c) = 0, by bisection.</summary>
    public static double Binodal(double chi)
    {
        (double low, double high) = (1e-12, 0.5 * (1 - Math.Sqrt(1 - (2 / chi))));
        for (int i = 0; i < 200; i++)
        {
            double c = (low + high) / 2;
            (low, high) = Math.Log(c / (1 - c)) + (chi * (1 - (2 * c))) < 0 ? (c, high) : (low, c);
        }

        return low;
    }

    /// <summary>2E η²/((1−ν) RT C_max), or E η²/(RT C_max) in a sheet; zero without mechanics.</summary>
    public static double Coherency(PlaneModel? model, double strain = Bodies.Eta) =>
        model is null ? 0 : Bodies.E * strain * strain / PhaseFieldCases.EnergyDensity * (model == PlaneModel.PlaneStrain ? 2 / (1 - Bodies.Nu) : 1);

    /// <summary>Two phases in equilibrium across a strip, one flat interface at 0.45 of it.</summary>
    public static (PhaseFieldSolver Solver, PhaseFieldState State) Lamella(PlaneModel? model, double chi, (double Length, int Cells) strip, MeshOrder order)
    {
        TriangleMesh mesh = PhaseFieldCases.Strip(strip.Length, strip.Cells, order);
        var solver = new PhaseFieldSolver(
            model is { } plane ? PhaseFieldCases.Coherent(mesh, plane, chi, reference: 0.3) : PhaseFieldCases.Regular(mesh, chi), new PhaseFieldTime { Method = PhaseFieldMethod.Newton, NewtonTolerance = 1e-11, Tolerance = 1e-2 });
        double effective = chi - (Coherency(model) / 2), low = Binodal(effective), s = Width(effective);
        PhaseFieldState start = solver.Start(PhaseFieldCases.AtUnknowns(solver, (x, _) => 0.5 + ((0.5 - low) * Math.Tanh(2 * (x - (0.45 * strip.Length)) / s))));
        return (solver, solver.Advance(start, 4e4));
    }

    /// <summary>(c_β − c_α) √(κ/2Δf) with κ = 1 (Santos, Mater. Horiz. 2020, eq. 4, the barrier above the common tangent).</summary>
    public static double Width(double chi)
    {
        double low = Binodal(chi);
        return (1 - (2 * low)) / Math.Sqrt(2 * Barrier(chi, 0.5));
    }

    /// <summary>Interface energy and ∫(c−c_α)(c_β−c) by quadrature of the exact profile dc/dx = √(2Δf/κ), κ = 1.</summary>
    public static (double Energy, double Spread) Interface(double chi)
    {
        const int Points = 20000;
        double low = Binodal(chi), energy = 0, spread = 0;
        for (int i = 0; i < Points; i++)
        {
            // c = ½ − (½ − c_α) cos θ takes the square roots at both ends away.
            double angle = Math.PI * (i + 0.5) / Points, c = 0.5 - ((0.5 - low) * Math.Cos(angle)), dc = (0.5 - low) * Math.Sin(angle) * Math.PI / Points, slope = Math.Sqrt(2 * Barrier(chi, c));
            (energy, spread) = (energy + (slope * dc), spread + ((c - low) * (1 - low - c) / slope * dc));
        }

        return (energy, spread);
    }

    /// <summary>Interface energy and width of a computed lamella by the exact ones.</summary>
    public static (double Energy, double Width) InterfaceRatios(double chi, double cellsPerWidth, MeshOrder order)
    {
        double s = Width(chi), low = Binodal(chi);
        int cells = (int)Math.Round(9 * cellsPerWidth);
        (PhaseFieldSolver solver, PhaseFieldState state) = Lamella(null, chi, (9 * s, cells), order);
        using (solver)
        {
            double height = solver.Area / (9 * s), tangent = new RegularSolution(chi).ToChemicalPotential().At(low).Value;
            (double energy, double exactSpread) = Interface(chi);
            return ((state.Energy - (tangent * solver.Area)) / height / energy, Spread(solver.Problem.Mesh, state.Composition, low) / height / exactSpread);
        }
    }

    /// <summary>Rate at which a wave of the fastest length grows, by the exact one.</summary>
    public static double GrowthRatio(PlaneModel? model, PhaseFieldMethod method, MeshOrder order = MeshOrder.Linear)
    {
        const double Chi = 3, Mean = 0.5;
        double b = Coherency(model), curvature = (1 / (Mean * (1 - Mean))) - (2 * Chi) + b, k = Math.Sqrt(-curvature / 2), rate = Mean * (1 - Mean) * curvature * curvature / 4;
        double half = Math.PI / k, step = 0.01 / rate;
        TriangleMesh mesh = PhaseFieldCases.Strip(half, 20 / (int)order, order);
        PhaseFieldProblem problem = model is { } plane ? PhaseFieldCases.Coherent(mesh, plane, Chi) : PhaseFieldCases.Regular(mesh, Chi);
        using var solver = new PhaseFieldSolver(problem, new PhaseFieldTime { Method = method, Fixed = true, FirstStep = step, NewtonTolerance = 1e-12 });
        PhaseFieldState start = solver.Start(PhaseFieldCases.AtUnknowns(solver, (x, _) => Mean + (1e-5 * Math.Cos(k * x))));
        PhaseFieldState early = solver.Advance(start, 20 * step), late = solver.Advance(early, 60 * step);
        return Math.Log((late.Composition[0] - Mean) / (early.Composition[0] - Mean)) / (40 * step * rate);
    }

    private static double Barrier(double chi, double c)
    {
        var law = new RegularSolution(chi).ToChemicalPotential();
        return law.At(c).Value - law.At(Binodal(chi)).Value;
    }

        // By the quadrature of the energies.
    private static double Spread(TriangleMesh mesh, double[] composition, double low)
    {
        var space = new ScalarSpace(mesh, mesh.NodesPerCell == 3 ? QuadratureRule.BalancedTriangle() : QuadratureRule.Triangle(5));
        double sum = 0;
        for (int batch = 0; batch < space.BatchCount; batch++)
        {
            var c = new double[space.ValuesIn(batch)];
            space.Interpolate(batch, composition, c);
            for (int i = 0; i < c.Length; i++)
            {
                sum += space.Weights(batch)[i] * (c[i] - low) * (1 - low - c[i]);
            }
        }

        return sum;
    }
}
