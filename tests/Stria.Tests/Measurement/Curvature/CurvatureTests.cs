using System.Text.Json;
using Stria.Core;
using Stria.Measurement;
using Stria.Measurement.Curvature;

namespace Stria.Tests.Measurement.Curvature;

public sealed class CurvatureTests
{
    private const double Drift = 8e-5; // 1/m an hour: 2.2 MPa over the record, more than a quarter of the stress

    [SharedDataFact]
    public void Stoneys_formula_has_the_reference_values()
    {
        JsonElement reference = ElectrodeReferences.Document("ref_stoney.json"), inputs = reference.GetProperty("inputs");
        var plate = new Substrate { YoungsModulus = inputs.GetProperty("Es_Pa").GetDouble(), Thickness = inputs.GetProperty("hs_m").GetDouble(), PoissonsRatio = inputs.GetProperty("nu").GetDouble() };
        MeasuredValue factor = Stoney.StressPerCurvature(plate, inputs.GetProperty("hf_m").GetDouble());
        Assert.Equal(1, factor.Value / reference.GetProperty("Pa_per_invm").GetDouble(), 1e-12);
        foreach (JsonProperty pair in reference.GetProperty("curvature_for_MPa").EnumerateObject())
        {
            Assert.Equal(double.Parse(pair.Name), pair.Value.GetDouble() * factor.Value / 1e6, 1e-10);
        }

        JsonElement spots = reference.GetProperty("moss_example");
        double curvature = SpotSpacing.Curvature([spots.GetProperty("d").GetDouble()], spots.GetProperty("d0").GetDouble(), spots.GetProperty("angle_deg").GetDouble() * Math.PI / 180, spots.GetProperty("L_m").GetDouble())[0];
        Assert.Equal(1, curvature / spots.GetProperty("dK").GetDouble(), 1e-12);
        Assert.Equal(1, curvature * factor.Value / spots.GetProperty("dSigma_Pa").GetDouble(), 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_drifting_record_of_spots_gives_the_planted_stress_within_two_percent(long seed)
    {
        StressRecord found = Found(seed, driftOrder: 1);
        double worst = found.Cycles.Select((c, i) => Math.Abs(c.FirstHalf - 8e6) / 8e6).Max();
        Assert.InRange(worst, 0, 0.02);
        Assert.Equal(1, found.At(11.5 * 3600) / 8e6, 0.02);
        Assert.Equal(1, found.At(33.5 * 3600) / 10e6, 0.02);
        Assert.Equal(2, found.Cycles.Count);
        Assert.Equal(2e6, found.Cycles[0].Accumulated, 0.02 * 8e6);
        Assert.Equal(2e6, found.Cycles[1].Accumulated, 0.02 * 8e6);
        Assert.Equal(-6e6, found.Cycles[0].SecondHalf, 0.02 * 8e6);
        Assert.InRange(found.Cycles[0].Span, 7.9e6, 8.4e6);

        Assert.Equal(Drift / 3600, found.Drift!.Coefficients[0], 4 * found.Drift.Sigma);
        Assert.True(found.Drift.Sigma < 0.1 * Drift / 3600);
    }

    [Fact]
    public void Without_removal_the_drift_counts_as_stress_and_a_remark_says_so()
    {
        StressRecord found = Found(1, driftOrder: 0);
        Assert.InRange(found.At(44 * 3600) - 2e6, 2e6, 2.4e6);
        Assert.Contains(found.Remarks, r => r.Kind == RemarkKind.Assumed && r.Text.Contains("No drift was removed", StringComparison.Ordinal));
    }

    [Fact]
    public void Stress_is_joined_to_the_trace()
    {
        StressRecord found = Found(1, driftOrder: 1);
        double[] along = found.Along(BentPlate.Trace);
        Assert.Equal(BentPlate.Trace.Count, along.Length);
        Assert.Equal(found.Stresses[1000], along[1000]);
        Assert.True(double.IsNaN(found.At(-1)));
        Assert.Equal((found.Stresses[10] + found.Stresses[11]) / 2, found.At(630), 1e-3);
    }

    [Fact]
    public void A_film_that_is_not_thin_is_corrected_when_its_modulus_is_known_and_a_warning_given_when_not()
    {
        double h = 42.3e-6 / 0.736e-3;
        Assert.Equal(1 / (1 + h), Stoney.ThickFilmFactor(h, 0), 12);
        Assert.Equal(1, Stoney.ThickFilmFactor(1e-9, 1), 8);

        // Equal film and substrate of equal thickness: (1 + 4 + 6 + 4 + 1)/2.
        Assert.Equal(8, Stoney.ThickFilmFactor(1, 1), 12);
        Remark warning = Assert.Single(Stoney.Validity(BentPlate.Plate, BentPlate.Electrode, 0.04));
        Assert.Equal(RemarkKind.Warning, warning.Kind);
        Assert.Contains("5.75 % as thick", warning.Text, StringComparison.Ordinal);
        Film known = BentPlate.Electrode with { BiaxialModulus = 2e9 };
        StressRecord corrected = Found(1, 1, known), plain = Found(1, 1);
        Assert.Equal(Stoney.ThickFilmFactor(h, 2e9 / BentPlate.Plate.BiaxialModulus.Value), corrected.Stresses[700] / plain.Stresses[700], 10);
        Assert.Equal(RemarkKind.Note, Stoney.Validity(BentPlate.Plate, known, 0.04)[0].Kind);
    }

    [Fact]
    public void A_plate_bent_too_far_is_named() =>
        Assert.Contains(Stoney.Validity(BentPlate.Plate with { Width = 0.1 }, BentPlate.Electrode, 0.1), r => r.Text.Contains("K D²", StringComparison.Ordinal));

    [Fact]
    public void Errors_of_the_plate_pass_into_the_stress()
    {
        MeasuredValue factor = Stoney.StressPerCurvature(BentPlate.Plate, BentPlate.Electrode.Thickness);
        double expected = Math.Sqrt(Math.Pow(2 / 203.0, 2) + Math.Pow(2 * 2 / 736.0, 2) + Math.Pow(0.01 / 0.71, 2) + Math.Pow(0.5 / 42.3, 2));
        Assert.Equal(expected, factor.Relative, 10);
    }

    [Fact]
    public void Spots_that_move_together_have_no_curvature_and_spots_that_close_up_have()
    {
        double[] reference = [10, 110, 210, 310], moved = [.. reference.Select(r => (0.99 * r) + 37)];
        MeasuredValue relative = SpotSpacing.Relative(moved, reference);
        Assert.Equal(0.99, relative.Value, 12);
        Assert.InRange(relative.Sigma, 0, 1e-12);
        Assert.Equal(1, SpotSpacing.Relative([.. reference.Select(r => r + 5)], reference).Value, 12);
        Assert.Contains("a spot was lost", Assert.Throws<DataException>(() => SpotSpacing.Relative([1, 2, 3], reference)).Message, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public void A_measured_wafer_has_the_curvature_of_its_profile()
    {
        double[][] rows = ElectrodeReferences.Numbers(SharedData.Path("curvature/sic_wafer40_0deg.csv"));
        double[] x = [.. rows.Select(r => r[0])];
        MeasuredValue before = ProfileCurvature.Of(x, [.. rows.Select(r => r[1])]).Curvature, after = ProfileCurvature.Of(x, [.. rows.Select(r => r[2])]).Curvature;
        Assert.Equal(7755, x.Length);
        Assert.Equal(-0.0371, before.Value, 5e-5);
        Assert.Equal(-0.1485, after.Value, 5e-5);
        Assert.InRange(after.Sigma, 1e-7, 1e-3);
    }

    [Fact]
    public void A_parabola_has_its_curvature_and_its_scatter()
    {
        double[] x = [.. Enumerable.Range(0, 101).Select(i => i * 1e-4)], y = [.. x.Select((v, i) => 1e-6 + (2e-4 * v) + (0.05 * v * v) + (i % 2 == 0 ? 1e-9 : -1e-9))];
        (MeasuredValue curvature, double residual) = ProfileCurvature.Of(x, y);
        Assert.Equal(0.1, curvature.Value, 3 * curvature.Sigma);
        Assert.InRange(curvature.Sigma, 1e-6, 1e-3);
        Assert.Equal(1e-9, residual, 3e-11);
        Assert.Throws<DataException>(() => ProfileCurvature.Of([0, 1, 2, 3, double.NaN], [0, 1, 2, 3, 4]));
    }

    [Fact]
    public void Missing_numbers_and_a_trace_without_rests_are_refused()
    {
        Assert.Contains("thickness of the film", Assert.Throws<ScenarioException>(() => Stoney.StressPerCurvature(BentPlate.Plate, 0)).Message, StringComparison.Ordinal);
        Assert.Contains("Poisson", Assert.Throws<ScenarioException>(() => Stoney.StressPerCurvature(BentPlate.Plate with { PoissonsRatio = 29 }, 1e-5)).Message, StringComparison.Ordinal);
        Assert.Contains("distance from sample", Assert.Throws<ScenarioException>(() => SpotSpacing.Curvature([1], 1, 0.1, 0)).Message, StringComparison.Ordinal);
        var trace = new CyclerTrace([0, 10, 20], [1, 1, -1], [3, 3.1, 3]);
        Assert.Contains("too few to tell drift", Assert.Throws<DataException>(() => CurvatureDrift.FromRests(new CurvatureRecord([0, 10, 20], [0, 1, 2]), trace)).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => new CurvatureRecord([0, 10, 5], [0, 1, 2]));
    }

    private static StressRecord Found(long seed, int driftOrder, Film? film = null)
    {
        double[] curvatures = SpotSpacing.Curvature(BentPlate.Spacings(Drift, 0.0005, seed), BentPlate.Spacing, BentPlate.Angle, BentPlate.Distance);
        return StressAnalysis.Run(new CurvatureRecord(BentPlate.Trace.Times, curvatures), BentPlate.Trace, BentPlate.Plate, film ?? BentPlate.Electrode, driftOrder);
    }
}
