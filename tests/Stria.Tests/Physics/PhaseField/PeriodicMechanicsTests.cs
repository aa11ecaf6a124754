using Stria.Core;
using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;
using Stria.Physics.PhaseField;

namespace Stria.Tests.Physics.PhaseField;

/// <summary>The phase field with mechanics in boxes that repeat themselves.</summary>
public sealed class PeriodicMechanicsTests
{
    [Theory]
    [InlineData(PlaneModel.PlaneStrain, PhaseFieldMethod.Newton, MeshOrder.Linear)]
    [InlineData(PlaneModel.PlaneStress, PhaseFieldMethod.Linear, MeshOrder.Quadratic)]
    public void The_fastest_wave_grows_at_its_rate(PlaneModel model, PhaseFieldMethod method, MeshOrder order) => Assert.Equal(1, PeriodicCases.GrowthRatio(model, method, order), 0.01);

    [Fact]
    public void Energies_are_those_of_transforms_of_the_same_box()
    {
        double[] times = [2, 8];
        (WatchedRun run, double[] transforms) = PeriodicCases.BesideTransforms(12, 12, (30, 1e-6), new PhaseFieldTime { Method = PhaseFieldMethod.Linear, Tolerance = 1e-3 }, times);
        for (int i = 0; i < times.Length; i++)
        {
            Assert.Equal(transforms[i], run.At[i].Energy, 0.002 * Math.Abs(transforms[i]));
        }

        Assert.True(run.LargestRise <= 1e-12 && run.LargestDrift <= 1e-14 && run.TotalDrift <= 1e-11);
    }

    [Fact]
    public void Stiffness_that_follows_composition_goes_through_Newtons_method()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(12, 9, 6, 5);
        PhaseFieldProblem problem = PeriodicCases.Coherent(mesh, PlaneModel.PlaneStress, 3);
        problem = problem with { Elasticity = problem.Elasticity! with { Materials = [new ElasticMaterial(new Hardening(), TensorStrain.Isotropic(Bodies.Eta, 0.5))], Periodic = new(true, true) { Strain = new(0.01, null, null) } } };
        using var solver = new PhaseFieldSolver(problem, new PhaseFieldTime { Tolerance = 1e-2 });
        WatchedRun run = PhaseFieldCases.Run(solver, solver.Start(PhaseFieldCases.AtUnknowns(solver, (x, y) => 0.5 + (0.2 * Math.Sin(2 * Math.PI * x / 12) * Math.Cos(2 * Math.PI * y / 9)))), 0.5);
        Assert.Equal(PhaseFieldMethod.Newton, run.State.Method);
        Assert.True(run.LargestRise <= 1e-12 && run.TotalDrift <= 1e-13 && run.State.Counts.Steps > 1);
        ElasticSolution solution = solver.ElasticSolutionOf(run.State);
        Assert.Equal(0.01, solution.MeanOf(solution.PointStrain)[0], 1e-13);
        Assert.Equal(0, solution.MeanOf(solution.PointStress)[1], 1e-10 * Bodies.E / PhaseFieldCases.EnergyDensity);
    }

    [Fact]
    public void Composition_and_displacement_must_repeat_alike()
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(12, 9, 6, 5);
        PhaseFieldProblem problem = PeriodicCases.Coherent(mesh, PlaneModel.PlaneStress, 3) with { PeriodicAlongY = false };
        Assert.Contains("same directions", Assert.Throws<ScenarioException>(() => new PhaseFieldSolver(problem)).Message, StringComparison.Ordinal);
    }

    private sealed class Hardening : IElasticLaw
    {
        public string Kind => "hardening";

        public bool DependsOnComposition => true;

        public bool DependsOnDirection => false;

        public void Compliance(double composition, Span<double> compliance) => new IsotropicLaw(Bodies.E / PhaseFieldCases.EnergyDensity * (1 + (0.5 * composition)), 0.3).Compliance(composition, compliance);
    }
}
