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

/// <summary>The radial cylinder against the disk of finite elements in plane strain: two discretisations, two treatments of elasticity.</summary>
public sealed class RadialDiskTests
{
    private const double Gradient = 4e-3;

    [Fact]
    public void A_solid_solution_that_is_filled_agrees() => Agree(1.0, 0.8, c0: _ => 0.3, until: 0.25);

    [Fact]
    public void A_particle_of_two_phases_agrees() => Agree(2.8, 0, c0: r => 0.5 + (0.3 * Math.Tanh((r - 0.6) / 0.12)), until: 0.2);

    // c to 4e-3 at every node, the hydrostatic stress to 1 % at the centre.
    private static void Agree(double chi, double inflow, Func<double, double> c0, double until)
    {
        TriangleMesh mesh = StructuredMesh.Disk(1, 14, MeshOrder.Quadratic);
        double modulus = Bodies.E / PhaseFieldCases.EnergyDensity;
        PhaseFieldProblem plane = PhaseFieldCases.Regular(mesh, chi, Gradient) with
        {
            Elasticity = new ElasticProblem(mesh, PlaneModel.PlaneStrain, [new ElasticMaterial(new IsotropicLaw(modulus, Bodies.Nu), TensorStrain.Isotropic(Bodies.Eta, 0.5))]),
            Boundary = inflow == 0 ? [] : [new ConstantFlux("edge", -inflow)],
        };
        using var solver = new PhaseFieldSolver(plane, new PhaseFieldTime { Tolerance = 3e-4 });
        PhaseFieldState state = solver.Advance(solver.Start(PhaseFieldCases.AtUnknowns(solver, (x, y) => c0(double.Hypot(x, y)))), until);

        var swelling = new IsotropicSwelling(modulus, Bodies.Nu, Bodies.Eta, 1);
        var radial = new RadialSolver(
            new RadialProblem
            {
                Shape = ParticleShape.Cylinder,
                Length = 1,
                Law = new RegularSolution(chi).ToChemicalPotential(),
                ThermalEnergy = 1,
                Diffusivity = 1,
                GradientEnergy = Gradient,
                Swelling = swelling,
                ReferenceComposition = 0.5,
                Surface = new ConstantInflow(inflow),
            },
            1e-6);
        radial.Fill([.. radial.Places.Select(c0)]);
        radial.Advance(until);

        double[] nodal = solver.ToNodes(state.Composition);
        double worst = Enumerable.Range(0, mesh.NodeCount).Max(n => Math.Abs(nodal[n] - At(radial, double.Hypot(mesh.Points[2 * n], mesh.Points[(2 * n) + 1]))));
        Assert.InRange(worst, 0, 4e-3);
        Assert.InRange(radial.Composition.ToArray().Max() - radial.Composition.ToArray().Min(), 0.05, 1);

        double centre = StressMeasures.Hydrostatic(solver.ElasticSolutionOf(state).NodalStress().AtNodes())[0];
        double expected = RadialStress.Of(ParticleShape.Cylinder, swelling, radial.Composition, 0.5).Hydrostatic[0];
        Assert.InRange(Math.Abs(centre - expected), 0, 0.01 * Math.Abs(expected));
        Assert.True(Math.Abs(expected) > 1e-3 * modulus * Bodies.Eta);
    }

    // Straight lines between the middles of the shells; beyond the outermost, the slope there.
    private static double At(RadialSolver radial, double r)
    {
        double place = (r * radial.Composition.Length) - 0.5;
        int i = Math.Clamp((int)place, 0, radial.Composition.Length - 2);
        return radial.Composition[i] + ((Math.Max(place, 0) - i) * (radial.Composition[i + 1] - radial.Composition[i]));
    }
}
