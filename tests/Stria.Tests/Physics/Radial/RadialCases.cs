using Stria.Core;
using Stria.Numerics.Diffusion;
using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;
using Stria.Physics.FreeEnergies;
using Stria.Physics.PhaseField;
using Stria.Physics.Radial;
using Stria.Physics.Thermodynamics;
using Stria.Physics.Transport;
using Stria.Tests.Physics.PhaseField;

namespace Stria.Tests.Physics.Radial;

/// <summary>Radial particles that tests and verification share.</summary>
internal static class RadialCases
{
    private const double Gradient = 4e-3;

    /// <summary>A cylinder along its radius and the disk of finite elements in plane strain, from the same start to the same time.</summary>
    /// <param name="law">χ, and what enters through the surface per area and time.</param>
    /// <param name="start">c at a radius, of a body of radius 1.</param>
    /// <param name="until">The time.</param>
    /// <param name="rings">Rings of quadratic cells of the disk, and the tolerance of its steps.</param>
    public static DiskComparison BesideDisk((double Chi, double Inflow) law, Func<double, double> start, double until, (int Count, double Tolerance) rings)
    {
        TriangleMesh mesh = StructuredMesh.Disk(1, rings.Count, MeshOrder.Quadratic);
        double modulus = Bodies.E / PhaseFieldCases.EnergyDensity;
        PhaseFieldProblem plane = PhaseFieldCases.Regular(mesh, law.Chi, Gradient) with
        {
            Elasticity = new ElasticProblem(mesh, PlaneModel.PlaneStrain, [new ElasticMaterial(new IsotropicLaw(modulus, Bodies.Nu), TensorStrain.Isotropic(Bodies.Eta, 0.5))]),
            Boundary = law.Inflow == 0 ? [] : [new ConstantFlux("edge", -law.Inflow)],
        };
        using var solver = new PhaseFieldSolver(plane, new PhaseFieldTime { Tolerance = rings.Tolerance });
        PhaseFieldState state = solver.Advance(solver.Start(PhaseFieldCases.AtUnknowns(solver, (x, y) => start(double.Hypot(x, y)))), until);
        var swelling = new IsotropicSwelling(modulus, Bodies.Nu, Bodies.Eta, 1);
        RadialSolver radial = Cylinder(law, swelling);
        radial.Fill([.. radial.Places.Select(start)]);
        radial.Advance(until);

        double[] nodal = solver.ToNodes(state.Composition);
        double worst = Enumerable.Range(0, mesh.NodeCount).Max(n => Math.Abs(nodal[n] - At(radial, double.Hypot(mesh.Points[2 * n], mesh.Points[(2 * n) + 1]))));
        double centre = StressMeasures.Hydrostatic(solver.ElasticSolutionOf(state).NodalStress().AtNodes())[0];
        double expected = RadialStress.Of(ParticleShape.Cylinder, swelling, radial.Composition, 0.5).Hydrostatic[0];
        return new DiskComparison(worst, centre, expected, radial.Composition.ToArray().Max() - radial.Composition.ToArray().Min());
    }

    private static RadialSolver Cylinder((double Chi, double Inflow) law, IsotropicSwelling swelling) => new(
        new RadialProblem
        {
            Shape = ParticleShape.Cylinder,
            Length = 1,
            Law = new RegularSolution(law.Chi).ToChemicalPotential(),
            ThermalEnergy = 1,
            Diffusivity = 1,
            GradientEnergy = Gradient,
            Swelling = swelling,
            ReferenceComposition = 0.5,
            Surface = new ConstantInflow(law.Inflow),
        },
        1e-6);

    // Straight lines between the middles of the shells; beyond the outermost, the slope there.
    private static double At(RadialSolver radial, double r)
    {
        double place = (r * radial.Composition.Length) - 0.5;
        int i = Math.Clamp((int)place, 0, radial.Composition.Length - 2);
        return radial.Composition[i] + ((Math.Max(place, 0) - i) * (radial.Composition[i + 1] - radial.Composition[i]));
    }
}

/// <summary>A disk beside a cylinder.</summary>
/// <param name="Worst">Largest difference of c at a node.</param>
/// <param name="Centre">Hydrostatic stress at the centre of the disk, in RT C_max.</param>
/// <param name="Expected">That of the cylinder.</param>
/// <param name="Span">Largest minus smallest c of the cylinder.</param>
internal sealed record DiskComparison(double Worst, double Centre, double Expected, double Span);
