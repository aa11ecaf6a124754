using Stria.Core;
using Stria.Measurement.Cycling;
using Stria.Measurement.Gitt;
using Stria.Numerics.Diffusion;

namespace Stria.Tests.Measurement.Gitt;

/// <summary>Formulas of a titration: scaling, lengths of bodies, and rest potentials of both directions.</summary>
public sealed class GittFormulaTests
{
    private static readonly GittSample Sample = new() { Shape = ParticleShape.Slab, Length = 6e-7, ChargePerComposition = 2, StartComposition = 0.5 };

    private static GittPoint Point(PhaseKind kind, (double X, double U) before, (double X, double U) after)
    {
        var phase = new TracePhase(kind, 0, 1) { StartTime = 0, EndTime = 1, Charge = 1, Energy = 1 };
        return new GittPoint(new GittPulse(phase, null, -1) { CutOff = false }, before.X, after.X)
        {
            PotentialBefore = before.U, PotentialAfter = after.U, OhmicResistance = 1, TransferResistance = 1, TotalResistance = 1, Diffusion = [],
        };
    }

    [Fact]
    public void Weppner_and_Huggins_scale_with_length_time_and_the_ratio_of_potentials()
    {
        double usual = WeppnerHuggins.Diffusivity(1e-7, 600, 0.01, 0.02);
        Assert.Equal(1, usual / (4 / (Math.PI * 600) * 1e-14 / 4), 1e-12);
        Assert.Equal(4, WeppnerHuggins.Diffusivity(2e-7, 600, 0.01, 0.02) / usual, 1e-12);
        Assert.Equal(0.5, WeppnerHuggins.Diffusivity(1e-7, 1200, 0.01, 0.02) / usual, 1e-12);
        Assert.Equal(1, WeppnerHuggins.Diffusivity(1e-7, 600, -0.03, -0.06) / usual, 1e-12);
    }

    [Theory]
    [InlineData(ParticleShape.Slab, 6e-7)]
    [InlineData(ParticleShape.Cylinder, 3e-7)]
    [InlineData(ParticleShape.Sphere, 2e-7)]
    public void Volume_over_surface_is_that_of_the_body(ParticleShape shape, double length) =>
        Assert.Equal(length, (Sample with { Shape = shape }).VolumeOverSurface, 1e-18);

    [Fact]
    public void Charging_takes_ions_out()
    {
        Assert.Equal(0.5, Sample.Composition(0));
        Assert.Equal(0, Sample.Composition(1), 1e-15);
        Assert.Equal(1, Sample.Composition(-1), 1e-15);
    }

    [Fact]
    public void A_sample_without_its_numbers_is_refused_with_their_names()
    {
        Assert.Same(Sample, Sample.Checked());
        Assert.Contains("The diffusion length of the particles [m] is 0", Assert.Throws<ScenarioException>(() => (Sample with { Length = 0 }).Checked()).Message, StringComparison.Ordinal);
        Assert.Contains("charge for one unit of x [C]", Assert.Throws<ScenarioException>(() => (Sample with { ChargePerComposition = -1 }).Checked()).Message, StringComparison.Ordinal);
        string message = Assert.Throws<ScenarioException>(() => (Sample with { StartComposition = double.NaN }).Checked()).Message;
        Assert.Contains("The composition x at the beginning of the trace is not given", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rest_potentials_of_both_directions_tell_their_distance()
    {
        GittPoint[] discharge = [Point(PhaseKind.Discharge, (0, 3.0), (1, 2.9)), Point(PhaseKind.Discharge, (1, 2.9), (2, 2.8))];
        GittPoint[] charge = [Point(PhaseKind.Charge, (2, 2.9), (1, 3.0)), Point(PhaseKind.Charge, (1, 3.0), (0, 3.1))];
        GittPoint[] both = [.. discharge, .. charge];
        (double[] x, double[] u) = RestPotentials.Branch(both, PhaseKind.Charge);
        double[] compositions = [0, 1, 2], potentials = [3.1, 3.0, 2.9];
        Assert.Equal(compositions, x);
        Assert.Equal(potentials, u);
        IReadOnlyList<(double Composition, double Difference)> found = RestPotentials.Hysteresis(both);
        Assert.Equal(3, found.Count);
        Assert.All(found, h => Assert.Equal(0.1, h.Difference, 1e-12));
        Assert.Empty(RestPotentials.Hysteresis(discharge));
        Assert.Empty(RestPotentials.Hysteresis(charge));
    }

    [Fact]
    public void A_point_lies_in_the_middle_of_its_pulse_with_the_slope_of_its_rests()
    {
        GittPoint point = Point(PhaseKind.Discharge, (0.2, 3.0), (0.4, 2.9));
        Assert.Equal(0.3, point.Composition, 1e-12);
        Assert.Equal(-0.5, point.Slope, 1e-12);
        Assert.False(point.Pulse.IsComplete);
    }

    [Fact]
    public void An_estimate_with_doubts_or_without_a_number_is_not_valid()
    {
        Assert.True(new DiffusionEstimate(DiffusionMethod.FiniteBody, 1e-14, []).Valid);
        Assert.False(new DiffusionEstimate(DiffusionMethod.FiniteBody, 1e-14, ["flat"]).Valid);
        Assert.False(new DiffusionEstimate(DiffusionMethod.FiniteBody, double.NaN, []).Valid);
    }
}
