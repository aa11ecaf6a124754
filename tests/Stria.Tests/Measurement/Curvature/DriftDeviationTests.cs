using Stria.Core;
using Stria.Measurement;
using Stria.Measurement.Curvature;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.Curvature;

/// <summary>How sure the drift is that the rests tell, and what it makes of the deviations of stresses.</summary>
public sealed class DriftDeviationTests
{
    private const double Hour = 3600, Scatter = 1e-5;

    // Every tenth line of the made measurement: four rests, of which the last ends 45 hours after the beginning.
    private static readonly CyclerTrace Trace = Thinned();

    private static CyclerTrace Thinned()
    {
        int[] lines = [.. Enumerable.Range(0, BentPlate.Trace.Count).Where(i => i % 10 == 0)];
        return new CyclerTrace([.. lines.Select(i => BentPlate.Trace.Times[i])], [.. lines.Select(i => BentPlate.Trace.Currents[i])], [.. lines.Select(i => BentPlate.Trace.Potentials[i])]);
    }

    private static CurvatureDrift Drift(int order, SeededRandom random) => Drift(Trace, order, random, 0);

    // A scatter that remembers a share of the line before.
    private static CurvatureDrift Drift(CyclerTrace trace, int order, SeededRandom random, double memory)
    {
        double noise = 0;
        double[] curvatures = [.. trace.Times.Select(t =>
        {
            noise = (memory * noise) + (Math.Sqrt(1 - (memory * memory)) * Scatter * random.Normal());
            return (1e-8 * t) + noise;
        })];
        return CurvatureDrift.FromRests(new CurvatureRecord(trace.Times, curvatures), trace, order);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_error_of_a_changing_drift_holds_its_bend(int order)
    {
        var random = new SeededRandom(3);
        CurvatureDrift[] drawn = [.. Enumerable.Range(0, 300).Select(_ => Drift(order, random))];
        double end = Trace.Times[^1];
        foreach ((double from, double to) in new[] { (0.0, end / 2), (0.0, end), (end / 2, end), (22 * Hour, 30 * Hour) })
        {
            double[] changes = [.. drawn.Select(d => d.At(to) - d.At(from))];
            double scatter = Math.Sqrt(changes.Sum(c => Math.Pow(c - changes.Average(), 2)) / (changes.Length - 1)), stated = drawn.Average(d => d.SigmaOfChange(from, to));
            Assert.InRange(scatter / stated, 0.8, 1.2);
            Assert.InRange(Math.Abs(changes.Average() - (1e-8 * (to - from))), 0, 4 * stated / Math.Sqrt(drawn.Length));
        }
    }

    [Fact]
    public void The_deviation_of_a_bent_drift_is_not_that_of_its_first_coefficient()
    {
        CurvatureDrift drift = Drift(2, new SeededRandom(1));
        double end = Trace.Times[^1];
        Assert.True(drift.SigmaOfChange(0, end) < 0.9 * drift.Sigma * end, $"{drift.SigmaOfChange(0, end) / drift.Sigma / end:f3}");
        Assert.True(drift.Covariance[1] < 0);
        Assert.Equal(drift.Covariance[1], drift.Covariance[2], 1e-12 * Math.Abs(drift.Covariance[1]));
        Assert.Equal(0, drift.SigmaOfChange(end, end));
    }

    [Fact]
    public void What_wanders_is_stated_wider_than_what_scatters_line_by_line()
    {
        var random = new SeededRandom(5);
        CurvatureDrift[] still = [.. Enumerable.Range(0, 60).Select(_ => Drift(BentPlate.Trace, 1, random, 0))], wandering = [.. Enumerable.Range(0, 60).Select(_ => Drift(BentPlate.Trace, 1, random, 0.7))];
        double Scattered(CurvatureDrift[] drawn) => Math.Sqrt(drawn.Average(d => Math.Pow(d.Coefficients[0] - 1e-8, 2)));
        Assert.InRange(Scattered(still) / still.Average(d => d.Sigma), 0.75, 1.25);
        Assert.InRange(Scattered(wandering) / wandering.Average(d => d.Sigma), 0.75, 1.4);
        Assert.True(wandering.Average(d => d.Sigma) > 1.4 * still.Average(d => d.Sigma));
    }

    [Fact]
    public void The_deviation_of_a_span_does_not_grow_with_the_hour_of_its_cycle()
    {
        var drift = new CurvatureDrift([0], [1e-20], 0);
        var stress = new StressRecord([0, 100 * Hour], [0, 0], 0) { StressPerCurvature = 1e8, Drift = drift };
        Assert.Equal(stress.SigmaOfChange(0, 10 * Hour, 1e6), stress.SigmaOfChange(90 * Hour, 100 * Hour, 1e6), 1e-3);
        Assert.Equal(10 * stress.SigmaOfChange(0, 10 * Hour, 0), stress.SigmaAt(100 * Hour, 0), 1e-3);
    }

    [Fact]
    public void A_difference_has_the_scatter_of_both_of_its_ends()
    {
        var stress = new StressRecord([0, 1], [0, 0], 3) { StressPerCurvature = new MeasuredValue(2, 0.1) };
        Assert.Equal(3, stress.SigmaAt(1, 0), 1e-12);
        Assert.Equal(3 * Math.Sqrt(2), stress.SigmaOfChange(0, 1, 0), 1e-12);
        Assert.Equal(Math.Sqrt(18 + 25), stress.SigmaOfChange(0, 1, 100), 1e-12);
    }

    [Fact]
    public void A_record_in_which_the_rests_stand_at_one_moment_tells_no_drift()
    {
        var still = new CyclerTrace([0, 1, 1, 1, 1, 1, 1, 2, 3], [1, 0, 0, 0, 0, 0, 0, 1, 1], [3, 3, 3, 3, 3, 3, 3, 3, 3]);
        var record = new CurvatureRecord([0, 1, 1, 1, 1, 1, 1, 2, 3], [0, 1, 2, 1, 2, 1, 2, 1, 2]);
        Assert.Throws<DataException>(() => CurvatureDrift.FromRests(record, still));
    }

    [Fact]
    public void Errors_of_plate_and_film_pass_through_the_correction_for_thick_films()
    {
        Film film = BentPlate.Electrode with { BiaxialModulus = 8e10, Thickness = new MeasuredValue(2e-4, 2e-6) };
        MeasuredValue all = Stoney.StressPerCurvature(BentPlate.Plate, film);
        double Value(Substrate plate, Film of) => Stoney.StressPerCurvature(plate, of).Value;
        double byFilm = Value(BentPlate.Plate, film with { Thickness = 2e-4 + 2e-6 }) - Value(BentPlate.Plate, film with { Thickness = 2e-4 - 2e-6 });
        Substrate Thick(double change) => BentPlate.Plate with { Thickness = BentPlate.Plate.Thickness.Value + change };
        double byPlate = Value(Thick(2e-6), film) - Value(Thick(-2e-6), film);
        double modulus = BentPlate.Plate.BiaxialModulus.Sigma / BentPlate.Plate.BiaxialModulus.Value;
        Substrate Stiff(double change) => BentPlate.Plate with { YoungsModulus = BentPlate.Plate.YoungsModulus.Value * (1 + change) };
        double byModulus = Value(Stiff(modulus), film) - Value(Stiff(-modulus), film);
        Assert.Equal(1, Math.Sqrt((byFilm * byFilm) + (byPlate * byPlate) + (byModulus * byModulus)) / 2 / all.Sigma, 1e-3);
        Assert.Equal(Stoney.StressPerCurvature(BentPlate.Plate, BentPlate.Electrode.Thickness), Stoney.StressPerCurvature(BentPlate.Plate, BentPlate.Electrode));
    }

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.8, 9.0)]
    public void Successive_residuals_tell_how_many_of_them_are_one(double memory, double length)
    {
        var random = new SeededRandom(2);
        double value = 0;
        double[] residuals = [.. Enumerable.Range(0, 20000).Select(_ => value = (memory * value) + random.Normal())];
        Assert.InRange(SerialCorrelation.Length(residuals) / length, 0.85, 1.25);
        Assert.Equal(1, SerialCorrelation.Length([1, -1, 1, -1, 1, -1, 1, -1]));
        Assert.Equal(1, SerialCorrelation.Length([2, 2, 2, 2, 2, 2, 2, 2]));
    }
}
