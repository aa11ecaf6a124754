using Stria.Tests.Physics.PhaseField;

namespace Stria.Tests.Physics.Radial;

/// <summary>The radial cylinder against the disk of finite elements in plane strain: two discretisations, two treatments of elasticity.</summary>
public sealed class RadialDiskTests
{
    [Fact]
    public void A_solid_solution_that_is_filled_agrees() => Agree(1.0, 0.8, c0: _ => 0.3, until: 0.25);

    [Fact]
    public void A_particle_of_two_phases_agrees() => Agree(2.8, 0, c0: r => 0.5 + (0.3 * Math.Tanh((r - 0.6) / 0.12)), until: 0.2);

    // c to 4e-3 at every node, the hydrostatic stress to 1 % at the centre.
    private static void Agree(double chi, double inflow, Func<double, double> c0, double until)
    {
        DiskComparison found = RadialCases.BesideDisk((chi, inflow), c0, until, (14, 3e-4));
        Assert.InRange(found.Worst, 0, 4e-3);
        Assert.InRange(found.Span, 0.05, 1);
        Assert.InRange(Math.Abs(found.Centre - found.Expected), 0, 0.01 * Math.Abs(found.Expected));
        Assert.True(Math.Abs(found.Expected) > 1e-3 * Bodies.E / PhaseFieldCases.EnergyDensity * Bodies.Eta);
    }
}
