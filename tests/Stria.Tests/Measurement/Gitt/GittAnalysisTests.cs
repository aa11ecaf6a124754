using System.Text.Json;
using Stria.Core;
using Stria.Matter;
using Stria.Measurement.Cycling;
using Stria.Measurement.Gitt;
using Stria.Numerics.Diffusion;

namespace Stria.Tests.Measurement.Gitt;

public sealed class GittAnalysisTests
{
    private static readonly GittSample Unit = new() { Shape = ParticleShape.Slab, Length = 1, ChargePerComposition = 1, StartComposition = 0 };

    [SharedDataFact]
    public void The_formula_errs_in_finite_bodies_as_the_exact_solution_says()
    {
        int compared = 0;
        foreach (JsonElement row in ElectrodeReferences.Document("ref_gitt_analytic.json").GetProperty("table").EnumerateArray())
        {
            double theta = row.GetProperty("theta_slab=D*tau/L^2").GetDouble();
            double slab = WeppnerHuggins.Diffusivity(1, theta, theta, ConstantFluxDiffusion.SurfaceRise(ParticleShape.Slab, theta));
            Assert.Equal(row.GetProperty("WH_D_est/D_true_slab").GetDouble(), slab, 1e-5);
            compared++;
            if (row.TryGetProperty("WH_D_est/D_true_sphere(L=R/3)", out JsonElement sphere))
            {
                Assert.Equal(sphere.GetDouble(), WeppnerHuggins.Diffusivity(1 / 3.0, theta, 3 * theta, ConstantFluxDiffusion.SurfaceRise(ParticleShape.Sphere, theta)), 1e-5);
                compared++;
            }
        }

        Assert.Equal(19, compared);
    }

    [Theory]
    [InlineData(ParticleShape.Slab, 0.01)]
    [InlineData(ParticleShape.Slab, 1)]
    [InlineData(ParticleShape.Cylinder, 0.1)]
    [InlineData(ParticleShape.Sphere, 0.1)]
    [InlineData(ParticleShape.Sphere, 1)]
    public void The_series_of_the_body_gives_the_diffusivity_for_any_length_of_the_pulse(ParticleShape shape, double theta)
    {
        IReadOnlyList<GittPoint> points = GittAnalysis.Run(TitrationRecords.Straight(shape, theta, 0.4, 0.1), Unit with { Shape = shape });
        Assert.Equal(5, points.Count);
        DiffusionEstimate finite = points[2].By(DiffusionMethod.FiniteBody), formula = points[2].By(DiffusionMethod.WeppnerHuggins);
        Assert.True(finite.Valid, string.Join("; ", finite.Doubts));
        Assert.Equal(1, finite.Diffusivity.Value, 1e-3);
        Assert.Equal(theta <= 0.01, formula.Valid);
        Assert.Equal(0.025, points[2].Composition, 6);
    }

    [Fact]
    public void Resistances_are_told_apart()
    {
        const double theta = 0.01, resistance = 0.02;
        GittPoint point = GittAnalysis.Run(TitrationRecords.Straight(ParticleShape.Slab, theta, 0.4, resistance), Unit)[2];
        Assert.Equal(resistance, point.TransferResistance, 1e-4 * resistance);
        Assert.InRange(point.OhmicResistance, resistance, 1.4 * resistance);
        Assert.InRange(point.TotalResistance, 2 * resistance, 5 * resistance);
        Assert.Equal(-0.4, point.Slope, 1e-3);
    }

    [Fact]
    public void The_relaxation_gives_the_same_while_diffusion_sees_no_end()
    {
        DiffusionEstimate relaxation = GittAnalysis.Run(TitrationRecords.Straight(ParticleShape.Slab, 0.1, 0.4, 0.02), Unit)[2].By(DiffusionMethod.Relaxation);
        Assert.True(relaxation.Valid, string.Join("; ", relaxation.Doubts));
        Assert.Equal(1, relaxation.Diffusivity.Value, 0.02);
    }

    [Fact]
    public void A_flat_rest_potential_is_flagged()
    {
        GittPoint point = GittAnalysis.Run(TitrationRecords.Straight(ParticleShape.Slab, 0.05, 0.01, 0.02), Unit)[2];
        Assert.Contains(point.By(DiffusionMethod.WeppnerHuggins).Doubts, d => d.Contains("flat", StringComparison.Ordinal));
        Assert.Contains(point.By(DiffusionMethod.FiniteBody).Doubts, d => d.Contains("flat", StringComparison.Ordinal));
    }

    [SharedDataFact]
    public void Where_the_formula_is_off_by_factors_it_is_not_called_valid()
    {
        IReadOnlyList<GittPoint> points = GittAnalysis.Run(TitrationRecords.SyntheticTrace(), TitrationRecords.Synthetic);
        double[] ratios = [.. points.Select(p => p.By(DiffusionMethod.WeppnerHuggins).Diffusivity.Value / TitrationRecords.TrueDiffusivity(p.Composition))];
        Assert.Equal(22, points.Count);
        Assert.True(ratios.Min() < 0.35 && ratios.Max() > 3);
        foreach (GittPoint point in points)
        {
            foreach (DiffusionEstimate estimate in point.Diffusion.Where(d => d.Valid))
            {
                Assert.InRange(estimate.Diffusivity.Value / TitrationRecords.TrueDiffusivity(point.Composition), 0.8, 1.25);
            }
        }

        Assert.True(points.Count(p => p.By(DiffusionMethod.FiniteBody).Valid) >= 6);
    }

    [SharedDataFact]
    public void The_inverse_fit_recovers_diffusivity_where_the_formula_fails()
    {
        // The first four pulses, where dU/dx changes most; all of them stand in the second tier.
        CyclerTrace trace = TitrationRecords.SyntheticTrace((4 * 240) + 1);
        InverseFitResult found = GittInverseFit.Run(trace, GittPulses.Find(trace).Pulses, TitrationRecords.Synthetic, new InverseFitOptions { Cells = 30 });
        Assert.True(found.Converged);
        Assert.Equal(4, found.Compositions.Length);
        Assert.All(found.Compositions.Zip(found.Diffusivities), d => Assert.InRange(d.Second.Value / TitrationRecords.TrueDiffusivity(d.First), 0.95, 1.05));
        Assert.All(found.Estimates, e => Assert.True(e.Estimate.Valid));
        Assert.All(found.Resistances, r => Assert.InRange(r.Resistance.Value, 0.0027, 0.0032));
        Assert.InRange(found.RootMeanSquare, 0, 5e-4);
        Assert.Equal(TitrationRecords.TruePotential(0.15), found.RestPotential(0.15), 2e-3);
    }

    [Fact]
    public void The_inverse_fit_of_a_sphere_gives_the_diffusivity_of_the_series()
    {
        CyclerTrace trace = TitrationRecords.Straight(ParticleShape.Sphere, 0.3, 0.4, 0.05);
        InverseFitResult found = GittInverseFit.Run(trace, GittPulses.Find(trace).Pulses, Unit with { Shape = ParticleShape.Sphere }, new InverseFitOptions { Cells = 40, PulsesPerValue = 5 });
        Assert.Equal(1, found.Diffusivities.Single().Value, 0.02);
    }

    [Fact]
    public void What_is_not_given_is_asked_for()
    {
        CyclerTrace trace = TitrationRecords.Straight(ParticleShape.Slab, 0.1, 0.4, 0.05);
        Assert.Contains("diffusion length", Assert.Throws<ScenarioException>(() => GittAnalysis.Run(trace, Unit with { Length = 0 })).Message, StringComparison.Ordinal);
        Assert.Contains("mass and formula", Assert.Throws<ScenarioException>(() => GittAnalysis.Run(trace, Unit with { ChargePerComposition = double.NaN })).Message, StringComparison.Ordinal);
        Assert.Contains("composition x at the beginning", Assert.Throws<ScenarioException>(() => GittAnalysis.Run(trace, Unit with { StartComposition = double.NaN })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_lithium_in_vanadium_pentoxide_is_147_mAh_per_gram()
    {
        var host = HostAmount.Of(2e-6, ChemicalFormula.Parse("LixV2O5"));
        Assert.Equal(147.358, host.SpecificCapacity_mAh_g, 2e-2);
        Assert.Equal(1, host.Specific_mAh_g(host.ChargePerComposition) / host.SpecificCapacity_mAh_g, 12);
        Assert.Equal(0.5, host.Composition(0, -0.5 * host.ChargePerComposition), 12);
        Assert.Throws<ScenarioException>(() => new HostAmount(0, 0.18).ChargePerComposition);
    }
}
