using Stria.Core;
using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.FreeEnergies;
using Stria.Physics.PhaseField;
using Stria.Physics.Transport;

namespace Stria.Tests.Physics.PhaseField;

/// <summary>A closed form for a part of one potential, which tests and verification share.</summary>
internal static class EquipotentialCases
{
    private const double Kappa = 0.02;

    /// <summary>Rate at which a wave along a part of one potential decays, by the exact one.</summary>
    /// <remarks>
    /// f = ½ (c − ½)², M = 1, a unit square whose left side has one potential and lets nothing through in all. c − ½ = cos πy g(x) e^(−ωt) has μ = 0 on that side, κ ∂c/∂n = 0 on all and no flux elsewhere:
    /// g = cos p(1 − x) + β cosh q(1 − x), Λ = p² + π², ω = Λ(1 + κΛ), q² = 2π² + 1/κ + p², which holds where (1 + κΛ) cos p = κΛ (p/q) sin p coth q.
    /// </remarks>
    public static double DecayRatio(int cells, MeshOrder order)
    {
        (double p, double q) = Wave();
        double lambda = (p * p) + (Math.PI * Math.PI), rate = lambda * (1 + (Kappa * lambda)), beta = p * Math.Sin(p) / (q * Math.Sinh(q)), step = 0.01 / rate;
        TriangleMesh mesh = StructuredMesh.Rectangle(1, 1, cells, cells, order);
        var problem = new PhaseFieldProblem(mesh, new PolynomialEnergy([0, 0, 0.5], 0.5).ToChemicalPotential(), CrystalTensor.Isotropic(Kappa), new ConstantMobility(1)) { Boundary = [new EquipotentialFlux("left", 0)] };
        using var solver = new PhaseFieldSolver(problem, new PhaseFieldTime { Method = PhaseFieldMethod.Newton, Fixed = true, FirstStep = step, NewtonTolerance = 1e-13 });
        PhaseFieldState start = solver.Start(PhaseFieldCases.AtUnknowns(solver, (x, y) => 0.5 + (0.1 * Math.Cos(Math.PI * y) * (Math.Cos(p * (1 - x)) + (beta * Math.Cosh(q * (1 - x)))))));
        PhaseFieldState early = solver.Advance(start, 20 * step), late = solver.Advance(early, 80 * step);
        return Math.Log((early.Composition.Max() - 0.5) / (late.Composition.Max() - 0.5)) / (60 * step * rate);
    }

    private static (double P, double Q) Wave()
    {
        (double low, double high) = (0, Math.PI / 2);
        while (true)
        {
            double p = (low + high) / 2, q = Math.Sqrt((2 * Math.PI * Math.PI) + (1 / Kappa) + (p * p)), lambda = (p * p) + (Math.PI * Math.PI);
            if (p == low || p == high)
            {
                return (p, q);
            }

            (low, high) = (1 + (Kappa * lambda)) * Math.Cos(p) > Kappa * lambda * p / q * Math.Sin(p) / Math.Tanh(q) ? (p, high) : (low, p);
        }
    }
}
