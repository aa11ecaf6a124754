using Stria.Core;
using Stria.Measurement.Gitt;
using Stria.Numerics.Diffusion;

namespace Stria.Tests.Measurement.Gitt;

/// <summary>Whether the intervals of D hold the truth, and why they are as wide as they are.</summary>
public sealed class GittIntervalTests
{
    private static readonly DiffusionMethod[] Methods = [DiffusionMethod.WeppnerHuggins, DiffusionMethod.FiniteBody, DiffusionMethod.Relaxation];

    private static IReadOnlyList<GittPoint> Run(ParticleShape shape, double pulse, Func<double, double> diffusivity, Func<double, double> potential) =>
        GittAnalysis.Run(TitrationRecords.Simulated(shape, pulse, diffusivity, potential, 6), TitrationRecords.SimulatedSample(shape));

    [SharedDataFact]
    public void On_the_synthetic_record_the_intervals_hold_the_truth_where_the_formula_is_off_by_factors()
    {
        IReadOnlyList<GittPoint> points = GittAnalysis.Run(TitrationRecords.SyntheticTrace(), TitrationRecords.Synthetic);
        Assert.All(Methods, m => Assert.InRange(points.Count(p => TitrationRecords.Holds(p.By(m), TitrationRecords.TrueDiffusivity(p.Composition))), 19, 22));
        DiffusionEstimate[] valid = [.. points.SelectMany(p => p.Diffusion.Where(d => d.Valid))];
        Assert.True(valid.Length >= 8);
        Assert.All(points.SelectMany(p => p.Diffusion.Where(d => d.Valid).Select(d => (p, d))), e => Assert.True(TitrationRecords.Holds(e.d, TitrationRecords.TrueDiffusivity(e.p.Composition))));

        // Wide where it is wrong, narrow where it is right.
        Assert.All(valid, d => Assert.InRange(d.Diffusivity.Relative, 0.005, 0.25));
        Assert.True(points[1].By(DiffusionMethod.FiniteBody).Diffusivity.Relative > 1);
    }

    [Theory]
    [InlineData(ParticleShape.Slab, 0.05)]
    [InlineData(ParticleShape.Sphere, 0.02)]
    public void With_constant_D_and_a_smooth_potential_every_interval_holds_it(ParticleShape shape, double pulse)
    {
        IReadOnlyList<GittPoint> points = Run(shape, pulse, _ => 1, x => 3.5 - (0.5 * x) - (0.1 * x * x));
        Assert.All(points.SelectMany(p => p.Diffusion), d => Assert.True(TitrationRecords.Holds(d, 1)));
        Assert.All(points, p => Assert.InRange(p.By(DiffusionMethod.FiniteBody).Diffusivity.Relative, 0.01, 0.4));
    }

    [Fact]
    public void In_a_sphere_the_formula_states_that_it_is_too_low()
    {
        GittPoint point = Run(ParticleShape.Sphere, 0.02, _ => 1, x => 3.5 - (0.5 * x))[2];
        DiffusionEstimate formula = point.By(DiffusionMethod.WeppnerHuggins);
        Assert.InRange(formula.Diffusivity.Value, 0.7, 0.9);
        Assert.False(formula.Valid);
        Assert.True(TitrationRecords.Holds(formula, 1));
        Assert.True(formula.Diffusivity.Relative > point.By(DiffusionMethod.FiniteBody).Diffusivity.Relative);
    }

    [Fact]
    public void The_steeper_D_changes_the_wider_is_the_interval()
    {
        double Width(double exponent) => Run(ParticleShape.Slab, 0.1, x => Math.Exp(exponent * x), x => 3.5 - (0.5 * x))[3].By(DiffusionMethod.FiniteBody).Diffusivity.Relative;
        Assert.True(Width(12) > 1.5 * Width(0));
    }

    [Fact]
    public void A_single_pulse_of_its_direction_has_no_interval_and_is_doubted()
    {
        CyclerTrace trace = TitrationRecords.Straight(ParticleShape.Slab, 0.1, 0.4, 0.02);
        int[] flowing = [.. Enumerable.Range(0, trace.Count).Where(i => trace.Currents[i] != 0)];
        double turn = trace.Times[flowing[^1]] - 0.11;

        // The last pulse is turned round: it alone charges.
        var turned = new CyclerTrace(trace.Times, [.. trace.Currents.Select((c, i) => trace.Times[i] > turn ? -c : c)], trace.Potentials);
        GittPoint last = GittAnalysis.Run(turned, new GittSample { Shape = ParticleShape.Slab, Length = 1, ChargePerComposition = 1, StartComposition = 0 })[^1];
        Assert.Contains(last.By(DiffusionMethod.FiniteBody).Doubts, d => d.Contains("no pulse beside it", StringComparison.Ordinal));
        Assert.Equal(double.NaN, last.By(DiffusionMethod.FiniteBody).Diffusivity.Sigma);
    }

    [SharedDataFact]
    public void The_second_fit_widens_the_interval_of_the_inverse_fit()
    {
        CyclerTrace trace = TitrationRecords.SyntheticTrace((4 * 240) + 1);
        InverseFitResult found = GittInverseFit.Run(trace, GittPulses.Find(trace).Pulses, TitrationRecords.Synthetic, new InverseFitOptions { Cells = 30 });
        Assert.Equal(4, found.ModelErrors.Length);
        Assert.All(found.ModelErrors.Zip(found.Diffusivities), p => Assert.InRange(p.First, 1e-5, p.Second.Relative));
        Assert.All(found.Estimates, e => Assert.True(TitrationRecords.Holds(e.Estimate, TitrationRecords.TrueDiffusivity(e.Composition))));
    }
}
