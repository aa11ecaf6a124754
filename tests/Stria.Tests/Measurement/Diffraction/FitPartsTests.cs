using Stria.Core;
using Stria.Matter;
using Stria.Measurement;

namespace Stria.Tests.Measurement.Diffraction;

public sealed class FitPartsTests
{
    private static readonly double[] X = MadePatterns.Grid(10, 20, 41);

    private static Diffractogram Pattern(DiffractionAxis axis = DiffractionAxis.TwoTheta) => new(axis, X, [.. X.Select(v => 3 * v)], [.. X.Select((_, i) => i == 7 ? double.PositiveInfinity : 2.0)]);

    [Fact]
    public void Polynomials_of_the_background_are_those_of_Chebyshev_over_the_range()
    {
        double[][] columns = BackgroundBasis.Columns(new BackgroundOptions { ChebyshevTerms = 4 }, X);
        Assert.Equal(4, columns.Length);
        for (int i = 0; i < X.Length; i++)
        {
            double t = (X[i] - 15) / 5;
            Assert.Equal(1, columns[0][i], 1e-12);
            Assert.Equal(t, columns[1][i], 1e-9);
            Assert.Equal((2 * t * t) - 1, columns[2][i], 1e-9);
            Assert.Equal((4 * t * t * t) - (3 * t), columns[3][i], 1e-9);
        }
    }

    [Fact]
    public void Splines_of_the_background_sum_to_one_everywhere()
    {
        double[][] columns = BackgroundBasis.Columns(new BackgroundOptions { SplineIntervals = 5 }, X);
        Assert.Equal(8, columns.Length);
        Assert.All(Enumerable.Range(0, X.Length), i => Assert.Equal(1, columns.Sum(c => c[i]), 1e-12));
        Assert.All(columns, c => Assert.All(c, v => Assert.InRange(v, 0, 0.67)));
    }

    [Fact]
    public void A_hump_is_half_as_high_at_half_its_width_and_the_container_is_interpolated()
    {
        var container = new Diffractogram(DiffractionAxis.TwoTheta, [11, 13], [100, 300], [1, 1]);
        double[][] columns = BackgroundBasis.Columns(new BackgroundOptions { ChebyshevTerms = 0, Humps = [new BackgroundHump(12, 2)], Container = container }, [10, 11, 12, 13, 14]);
        Assert.Equal(2, columns.Length);
        Assert.Equal(1, columns[0][2], 1e-12);
        Assert.Equal(0.5, columns[0][1], 1e-12);
        Assert.Equal(0.5, columns[0][3], 1e-12);
        Assert.Equal([100.0, 100.0, 200.0, 300.0, 300.0], columns[1]);
        ScenarioException e = Assert.Throws<ScenarioException>(() => BackgroundBasis.Columns(new BackgroundOptions { ChebyshevTerms = 0 }, X));
        Assert.Equal("The background has no part: give at least one polynomial, or a spline.", e.Message);
    }

    [Fact]
    public void A_fit_uses_the_range_without_regions_and_points_that_were_not_measured()
    {
        FitPoints points = FitPoints.Of(Pattern(), new PatternFitOptions { Range = (11, 19), Excluded = [(14, 15)] });
        Assert.DoesNotContain(7, points.Index);
        Assert.All(points.Positions, p => Assert.True(p is >= 11 and <= 19 and not (>= 14 and <= 15)));
        Assert.All(points.Weights, w => Assert.Equal(0.25, w));
        Assert.Equal(points.Index.Select(i => X[i]), points.Positions);
        Assert.Equal(points.Index.Select(i => 3 * X[i]), points.Counts);
        Assert.Equal(27, points.Index.Length);
    }

    [Fact]
    public void Energies_are_counted_in_thousands_of_electronvolts_and_need_their_angle()
    {
        Diffractogram without = Pattern(DiffractionAxis.Energy);
        var pattern = new Diffractogram(DiffractionAxis.Energy, without.Positions, without.Counts, without.Sigmas) { FixedTwoTheta_deg = 60 };
        FitPoints points = FitPoints.Of(pattern, new PatternFitOptions());
        Assert.Equal(40, points.Positions.Length);
        Assert.Equal(0.01, points.Positions[0], 1e-12);
        Assert.Equal(0.5, points.Place.SineOfFixedAngle, 1e-12);
        Assert.Contains("its angle is not known", Assert.Throws<ScenarioException>(() => FitPoints.Of(without, new PatternFitOptions())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15, 14, 16, 17, "ends before it begins.")]
    [InlineData(14, 16, 15, 17, "overlap. Perhaps one of them has a wrong digit")]
    [InlineData(1, 12, 13, 30, "Perhaps range and regions are on another axis.")]
    public void Regions_that_contradict_themselves_or_leave_nothing_are_refused(double from, double to, double from2, double to2, string said)
    {
        var options = new PatternFitOptions { Excluded = [(from2, to2), (from, to)] };
        Assert.Contains(said, Assert.Throws<ScenarioException>(() => FitPoints.Of(Pattern(), options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reflections_that_lie_together_for_every_cell_count_as_one()
    {
        ReflectionSet set = ReflectionSet.Of(MadePatterns.Cubic, 4.156826 / Math.Sqrt(9.5), double.PositiveInfinity);
        IReadOnlyList<Reflection> all = ReflectionList.Within(MadePatterns.Cubic.Group, MadePatterns.Cubic.Cell, 4.156826 / Math.Sqrt(9.5));
        Assert.Equal(1, set.CellParameters);
        Assert.Equal(all.Count - 1, set.Reflections.Count);
        Assert.Equal(30, set.Reflections[^1].Multiplicity);
        Assert.Equal(all.Sum(r => r.Multiplicity), set.Reflections.Sum(r => r.Multiplicity));
    }

    [Fact]
    public void Spacings_and_metric_come_back_from_the_parameters_of_a_cell()
    {
        ReflectionSet set = ReflectionSet.Of(MadePatterns.Monoclinic, 2, 20);
        Assert.Equal(4, set.CellParameters);
        double[] metric = set.Metric(set.Parameters), expected = MadePatterns.Monoclinic.Cell.ReciprocalMetric_angstrom2();
        Assert.All(Enumerable.Range(0, 6), i => Assert.Equal(expected[i], metric[i], 1e-12));
        for (int r = 0; r < set.Reflections.Count; r++)
        {
            double d = set.Reflections[r].Spacing_angstrom;
            Assert.Equal(1, set.InverseSquare(r, set.Parameters) * d * d, 1e-9);
        }
    }

    [Fact]
    public void Parameters_stand_in_one_row_with_widths_that_are_not_negative()
    {
        var set = ReflectionSet.Of(MadePatterns.Orthorhombic, 2, 20);
        var parameters = new FitParameters([set], [new ForeignLine("Al", 17.5)]);
        Assert.Equal(FitParameters.Profile + 3 + 2 + 1, parameters.Count);
        Assert.Equal(["alpha: size", "alpha: strain", "line Al"], parameters.Names[^3..]);
        Assert.Equal(17.5, parameters.Values[parameters.Line(0)]);
        Assert.Equal(0, parameters.Lower(parameters.Size(0)));
        Assert.Equal(0, parameters.Lower(FitParameters.Axial));
        Assert.Equal(double.NegativeInfinity, parameters.Lower(FitParameters.V));
        Assert.Empty(parameters.FreeOnes);
        parameters.Free[FitParameters.W] = true;
        Assert.Equal([FitParameters.W], parameters.FreeOnes);
    }
}
