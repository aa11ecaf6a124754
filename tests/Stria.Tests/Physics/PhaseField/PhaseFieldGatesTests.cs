using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;
using Stria.Physics.PhaseField;

namespace Stria.Tests.Physics.PhaseField;

/// <summary>The phase field against closed forms, manufactured solutions and a published benchmark, small.</summary>
public sealed class PhaseFieldGatesTests
{
    [Fact]
    public void Binodals_have_the_published_values()
    {
        foreach ((double chi, double low) in new[] { (2.2, 0.24853), (2.5, 0.14479), (3, 0.07072), (4, 0.02125) })
        {
            Assert.Equal(low, PhaseFieldGates.Binodal(chi), 5e-6);
        }

        Assert.Equal(2.653, PhaseFieldGates.Width(2.5), 5e-4);
    }

    [Theory]
    [InlineData(null, 24)]
    [InlineData(PlaneModel.PlaneStress, 30)]
    [InlineData(PlaneModel.PlaneStrain, 48)]
    public void Phases_beside_a_flat_interface_are_the_binodal(PlaneModel? model, double length)
    {
        (PhaseFieldSolver solver, PhaseFieldState state) = PhaseFieldGates.Lamella(model, 2.5, (length, 48), MeshOrder.Quadratic);
        using (solver)
        {
            double low = PhaseFieldGates.Binodal(2.5 - (PhaseFieldGates.Coherency(model) / 2));
            Assert.Equal(low, state.Composition.Min(), 1e-6);
            Assert.Equal(1 - low, state.Composition.Max(), 1e-6);
            if (model is { } plane)
            {
                // σ∥ = −Y η (c − c̄): the jump between the phases.
                double[] stress = solver.ElasticSolutionOf(state).NodalStress().AtNodes();
                double found = stress[(4 * 96) + 1] - stress[1], wanted = -Bodies.E / PhaseFieldCases.EnergyDensity / (plane == PlaneModel.PlaneStrain ? 1 - Bodies.Nu : 1) * Bodies.Eta * (1 - (2 * low));
                Assert.Equal(wanted, found, 1e-4 * Math.Abs(wanted));
            }
        }
    }

    [Theory]
    [InlineData(MeshOrder.Linear, 4)]
    [InlineData(MeshOrder.Quadratic, 2)]
    public void An_interface_has_its_energy_and_width(MeshOrder order, double cellsPerWidth)
    {
        (double energy, double width) = PhaseFieldGates.InterfaceRatios(2.5, cellsPerWidth, order);
        Assert.Equal(1, energy, 0.005);
        Assert.Equal(1, width, 0.005);
    }

    [Theory]
    [InlineData(null, PhaseFieldMethod.Newton)]
    [InlineData(null, PhaseFieldMethod.Linear)]
    [InlineData(PlaneModel.PlaneStress, PhaseFieldMethod.Newton)]
    [InlineData(PlaneModel.PlaneStrain, PhaseFieldMethod.Newton)]
    [InlineData(PlaneModel.PlaneStrain, PhaseFieldMethod.Linear)]
    public void The_fastest_wave_grows_at_its_rate(PlaneModel? model, PhaseFieldMethod method) => Assert.Equal(1, PhaseFieldGates.GrowthRatio(model, method), 0.01);

    [Theory]
    [InlineData(MeshOrder.Linear, 2)]
    [InlineData(MeshOrder.Quadratic, 3)]
    public void Errors_in_space_fall_with_their_order(MeshOrder order, double rate)
    {
        var steady = new ManufacturedPhaseField(0);
        double coarse = steady.Error(8, order, PhaseFieldMethod.Newton, (0.5, 10)), fine = steady.Error(16, order, PhaseFieldMethod.Newton, (0.5, 10));
        Assert.InRange(Math.Log2(coarse / fine), rate - 0.2, rate + 0.5);
    }

    [Theory]
    [InlineData(PhaseFieldMethod.Linear)]
    [InlineData(PhaseFieldMethod.Newton)]
    public void Errors_in_time_fall_with_the_square_of_the_step(PhaseFieldMethod method)
    {
        var swinging = new ManufacturedPhaseField(0.5);
        double[][] ends = [.. new[] { 40, 80, 160 }.Select(steps =>
        {
            (PhaseFieldSolver solver, PhaseFieldState end) = swinging.Run(6, MeshOrder.Linear, method, (1, steps));
            solver.Dispose();
            return end.Composition;
        })];
        double Difference(int i) => ends[i].Zip(ends[i + 1], (a, b) => Math.Abs(a - b)).Max();
        Assert.InRange(Math.Log2(Difference(0) / Difference(1)), 1.8, 2.3);
    }

    [Fact]
    public void A_relaxing_front_follows_its_manufactured_solution()
    {
        var front = new ManufacturedFront();
        double coarse = front.Error(16, MeshOrder.Quadratic, (0.5, 20), PhaseFieldMethod.Newton), fine = front.Error(32, MeshOrder.Quadratic, (0.5, 40), PhaseFieldMethod.Newton);
        Assert.True(Math.Log2(coarse / fine) is > 1.8 and < 3.6 && fine < 4e-3, $"{coarse} {fine}");
    }

    [Fact]
    public void The_T_of_the_benchmark_has_its_area_and_loses_energy_only()
    {
        using var solver = new PhaseFieldSolver(PhaseFieldCases.Benchmark1(PhaseFieldCases.Tee(10, MeshOrder.Quadratic)));
        Assert.Equal(4000, solver.Area, 1e-9);
        WatchedRun run = PhaseFieldCases.Run(solver, solver.Start(PhaseFieldCases.AtUnknowns(solver, PhaseFieldCases.Benchmark1Start)), 20);
        Assert.True(run.LargestRise <= 1e-12 && run.LargestDrift <= 1e-14);
    }

    [Fact]
    public void Benchmark_1b_has_the_energy_of_a_fine_mesh()
    {
        // 304.40 and 209.53: quadratic cells of 2, steps with errors below 2e-5. The benchmark's energy falls by a third between the two times.
        using var solver = new PhaseFieldSolver(PhaseFieldCases.Benchmark1(StructuredMesh.Rectangle(200, 200, 50, 50, MeshOrder.Quadratic)));
        WatchedRun run = PhaseFieldCases.Run(solver, solver.Start(PhaseFieldCases.AtUnknowns(solver, PhaseFieldCases.Benchmark1Start)), 10, 20);
        Assert.Equal(304.40, run.At[0].Energy, 0.002 * 304.40);
        Assert.Equal(209.53, run.At[1].Energy, 0.01 * 209.53);
        Assert.True(run.LargestRise <= 1e-12 && run.LargestDrift <= 1e-14 && run.TotalDrift <= 1e-11);
    }
}
