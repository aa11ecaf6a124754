using Stria.Core;
using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;
using Stria.Physics.PhaseField;
using Stria.Physics.Transport;

namespace Stria.Tests.Physics.PhaseField;

/// <summary>The state at the start, what a solver refuses out of order, and the units.</summary>
public sealed class PhaseFieldStartTests
{
    [Theory]
    [InlineData(MeshOrder.Linear, 0.5)]
    [InlineData(MeshOrder.Quadratic, 0.2)]
    public void An_even_box_has_the_mass_energy_and_potential_of_its_composition(MeshOrder order, double c)
    {
        const double Chi = 2.5, Area = 8;
        using var solver = new PhaseFieldSolver(PhaseFieldCases.Regular(StructuredMesh.Rectangle(4, 2, 6, 3, order), Chi));
        PhaseFieldState start = solver.Start(PhaseFieldCases.AtUnknowns(solver, (_, _) => c), 3);
        double density = (c * Math.Log(c)) + ((1 - c) * Math.Log(1 - c)) + (Chi * c * (1 - c)), potential = Math.Log(c / (1 - c)) + (Chi * (1 - (2 * c)));
        Assert.Equal(Area, solver.Area, 1e-12);
        Assert.Equal(Area * c, start.Mass, 1e-12);
        Assert.Equal(Area * density, start.Energy, 1e-11);
        Assert.All(start.Potential, mu => Assert.Equal(potential, mu, 1e-9));
        Assert.Equal(0, start.Energies.Single(e => e.Kind == "gradient").Value, 1e-12);
        Assert.Equal((start.Mass, 3.0), start.Start);
        Assert.Equal(3.0, start.Time);
        Assert.Single(start.Levels);
        Assert.Empty(start.Displacement);
    }

    [Fact]
    public void A_first_step_that_is_given_is_tried_as_it_is()
    {
        using var solver = new PhaseFieldSolver(PhaseFieldCases.Regular(StructuredMesh.Rectangle(4, 2, 4, 2)), new PhaseFieldTime { FirstStep = 0.125, SmallestShare = 0.5, Method = PhaseFieldMethod.Newton });
        PhaseFieldState start = solver.Start(PhaseFieldCases.AtUnknowns(solver, (_, _) => 0.5));
        Assert.Equal(0.125, start.NextStep);
        Assert.Equal(0.0625, start.Choice.SmallestStep);
        Assert.Equal(PhaseFieldMethod.Newton, start.Method);
        Assert.Contains(solver.Remarks, r => r.Text.Contains("Newton method: asked for.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_first_step_shrinks_with_the_root_of_a_fine_tolerance()
    {
        double First(double tolerance)
        {
            using var solver = new PhaseFieldSolver(PhaseFieldCases.Regular(StructuredMesh.Rectangle(4, 2, 4, 2)), new PhaseFieldTime { Tolerance = tolerance });
            return solver.Start(PhaseFieldCases.AtUnknowns(solver, (_, _) => 0.5)).NextStep;
        }

        Assert.Equal(First(1e-4) / 10, First(1e-6), 1e-12);
        Assert.Equal(First(1e-4), First(1e-2));
    }

    [Fact]
    public void What_comes_out_of_order_is_refused()
    {
        using PhaseFieldSolver small = new(PhaseFieldCases.Regular(StructuredMesh.Rectangle(2, 2, 2, 2))), large = new(PhaseFieldCases.Regular(StructuredMesh.Rectangle(2, 2, 4, 2)));
        PhaseFieldState state = small.Start(PhaseFieldCases.AtUnknowns(small, (_, _) => 0.5));
        double[] three = [0.5, 0.5, 0.5];
        Assert.Contains("Start() or Resume() comes before Advance().", Assert.Throws<InvalidOperationException>(() => large.Advance(state, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("The state has 9 unknowns, the problem 15.", Assert.Throws<ScenarioException>(() => large.Resume(state)).Message, StringComparison.Ordinal);
        Assert.Contains("3 initial compositions for 9 unknowns.", Assert.Throws<ScenarioException>(() => small.Start(three)).Message, StringComparison.Ordinal);
        Assert.Contains("The problem has no mechanics.", Assert.Throws<InvalidOperationException>(() => small.ElasticSolutionOf(state)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_box_is_closed_unless_something_passes_its_boundary()
    {
        PhaseFieldProblem problem = PhaseFieldCases.Regular(StructuredMesh.Rectangle(2, 2, 2, 2));
        Assert.True(problem.IsClosed);
        Assert.True((problem with { Boundary = [new NoFlux("left"), new NoFlux("top")] }).IsClosed);
        Assert.False((problem with { Boundary = [new NoFlux("left"), new FixedPotential("top", 0)] }).IsClosed);
        Assert.False((problem with { Boundary = [new ConstantFlux("left", 0.1)] }).IsClosed);
    }

    [Fact]
    public void Round_scales_give_round_numbers_and_plain_numbers_stay()
    {
        var scales = new PhaseFieldScales(2, 5, 3, 0.5);
        Assert.Equal(15.0, scales.EnergyDensity);
        Assert.Equal(8.0, scales.Time);
        Assert.Equal(2.0, scales.Gradient(40));
        Assert.Equal(2.0, scales.Wetting(60));
        Assert.Equal(4.0, scales.Flux(3));
        Assert.Equal(2.0, scales.TotalFlux(3));
        PhaseFieldScales none = PhaseFieldScales.None;
        double[] plain = [none.EnergyDensity, none.Time, none.Gradient(1), none.Wetting(1), none.Flux(1), none.TotalFlux(1)];
        Assert.All(plain, v => Assert.Equal(1.0, v));
    }

    [Fact]
    public void A_body_that_nothing_holds_is_named_by_its_place_in_micrometres_and_in_plain_numbers_without_a_unit()
    {
        // 30 nm × 20 nm in units of 5 nm: the centre lies at (0.015, 0.01) µm.
        TriangleMesh metres = StructuredMesh.Rectangle(30e-9, 20e-9, 6, 4);
        string Told(PhaseFieldScales scales, TriangleMesh mesh)
        {
            ElasticProblem free = scales.Elastic(new ElasticProblem(metres, PlaneModel.PlaneStrain, [Bodies.Isotropic()]), mesh);
            using ElasticSystem system = ElasticSystem.Factored(free, Bodies.Solver);
            return Assert.Single(system.Remarks).Text;
        }

        var scales = new PhaseFieldScales(5e-9, 2479, 18532, 5e-15);
        Assert.Contains("(centre (0.015, 0.01) µm)", Told(scales, scales.Mesh(metres)), StringComparison.Ordinal);
        Assert.Contains("(centre (3, 2))", Told(PhaseFieldScales.None, StructuredMesh.Rectangle(6, 4, 6, 4)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mesh_in_units_of_the_length_keeps_its_cells_and_parts()
    {
        TriangleMesh metres = StructuredMesh.Rectangle(4, 2, 3, 2, MeshOrder.Quadratic), plain = new PhaseFieldScales(2, 1, 1, 1).Mesh(metres);
        Assert.Equal(metres.Cells.ToArray(), plain.Cells.ToArray());
        Assert.Equal(metres.EdgeParts.ToArray(), plain.EdgeParts.ToArray());
        Assert.Equal(metres.PartNames, plain.PartNames);
        for (int i = 0; i < 2 * metres.NodeCount; i++)
        {
            Assert.Equal(metres.Points[i] / 2, plain.Points[i]);
        }
    }
}
