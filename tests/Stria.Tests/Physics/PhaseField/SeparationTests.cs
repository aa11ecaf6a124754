using Stria.Physics.Elasticity;
using Stria.Physics.PhaseField;

namespace Stria.Tests.Physics.PhaseField;

/// <summary>Whether and into how many stripes a strip separates, by its misfit and its gradient energy.</summary>
public sealed class SeparationTests
{
    [Theory]
    [InlineData(0.01, true)]
    [InlineData(0.05, true)]
    [InlineData(0.2, false)]
    public void A_change_of_volume_of_one_and_five_percent_separates_and_twenty_does_not(double change, bool separates)
    {
        // χ_eff = 2.485, 2.129 and −3.4 in plane strain: the fastest wave grows, or the longest one dies.
        double b = PhaseFieldGates.Coherency(PlaneModel.PlaneStrain, change / 3), curvature = 4 - 5 + b, k = separates ? Math.Sqrt(-curvature / 2) : 0.5, rate = 0.25 * k * k * (curvature + (k * k));
        using var solver = new PhaseFieldSolver(PhaseFieldCases.Coherent(PhaseFieldCases.Strip(Math.PI / k, 16), PlaneModel.PlaneStrain, strain: change / 3), new PhaseFieldTime { Tolerance = 1e-3 });
        PhaseFieldState end = solver.Advance(solver.Start(PhaseFieldCases.AtUnknowns(solver, (x, _) => 0.5 + (0.01 * Math.Cos(k * x)))), 3 / Math.Abs(rate));
        double span = end.Composition.Max() - end.Composition.Min();
        Assert.Equal(separates, rate < 0);
        Assert.True(separates ? span > 0.1 : span < 0.005, $"{span}");
    }

    [Fact]
    public void Stripes_are_wider_the_larger_the_gradient_energy()
    {
        int Crossings(double kappa)
        {
            using var solver = new PhaseFieldSolver(PhaseFieldCases.Regular(PhaseFieldCases.Strip(160, 160), 2.5, kappa), new PhaseFieldTime { Tolerance = 5e-3 });
            PhaseFieldState end = solver.Advance(solver.Start(PhaseFieldCases.AtUnknowns(solver, (x, y) => 0.5 + (0.02 * Math.Sin((x * x) + (0.1 * x) + y)))), 150 * kappa);
            double[] along = [.. solver.ToNodes(end.Composition).Take(161)];
            Assert.True(along.Max() - along.Min() > 0.4, "It must have separated.");
            return Enumerable.Range(1, 160).Count(i => along[i] > 0.5 != along[i - 1] > 0.5);
        }

        int sharp = Crossings(1), middle = Crossings(4), diffuse = Crossings(16);
        Assert.True(sharp > middle && middle > diffuse && diffuse >= 1, $"{sharp} {middle} {diffuse}");
    }
}
