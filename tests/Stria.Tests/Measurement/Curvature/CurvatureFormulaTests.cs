using Stria.Core;
using Stria.Measurement;
using Stria.Measurement.Curvature;

namespace Stria.Tests.Measurement.Curvature;

/// <summary>Scaling, signs and refusals of the formulas from bending to stress.</summary>
public sealed class CurvatureFormulaTests
{
    private static readonly Substrate Plate = new() { YoungsModulus = 200e9, Thickness = 1e-3, PoissonsRatio = 0.2 };
    private static readonly double[] Places = [0, 1, 2, 3, 4, 5];
    private static readonly double[] Bent = [0, 1, 4, 9, 16, 25];

    [Fact]
    public void Stress_per_curvature_goes_with_the_square_of_the_plate_and_against_the_film()
    {
        double usual = Stoney.StressPerCurvature(Plate, 1e-6).Value;
        Assert.Equal(1, usual / (200e9 / 0.8 * 1e-6 / 6 / 1e-6), 1e-12);
        Assert.Equal(4, Stoney.StressPerCurvature(Plate with { Thickness = 2e-3 }, 1e-6).Value / usual, 1e-12);
        Assert.Equal(0.5, Stoney.StressPerCurvature(Plate, 2e-6).Value / usual, 1e-12);
        Assert.Equal(1, Stoney.ThickFilmFactor(0, 3), 1e-15);
    }

    [Fact]
    public void A_plate_needs_a_ratio_of_Poisson_below_one_half()
    {
        Assert.Equal(200e9, (Plate with { PoissonsRatio = 0 }).BiaxialModulus.Value, 1e-3);
        string message = Assert.Throws<ScenarioException>(() => (Plate with { PoissonsRatio = 0.5 }).BiaxialModulus).Message;
        Assert.Contains("Poisson's ratio of the substrate is 0.5; it lies between 0 and 0.5.", message, StringComparison.Ordinal);
        Assert.Contains("Young's modulus of the substrate [Pa]", Assert.Throws<ScenarioException>(() => (Plate with { YoungsModulus = 0 }).BiaxialModulus).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spots_that_close_up_tell_a_hollow_plate()
    {
        double[] found = SpotSpacing.Curvature([100, 99, 101], 100, 0, 0.5);
        Assert.Equal(0, found[0]);
        Assert.Equal(0.01, found[1], 1e-12);
        Assert.Equal(-found[1], found[2], 1e-12);
        Assert.Equal(0.005, SpotSpacing.Curvature([99], 100, Math.PI / 3, 0.5)[0], 1e-12);
        Assert.Equal(0.005, SpotSpacing.Curvature([99], 100, 0, 1)[0], 1e-12);
    }

    [Theory]
    [InlineData(2.0, "The angle of incidence is 2 rad; it lies between 0 and π/2 from the normal.")]
    [InlineData(-1.0, "The angle of incidence is -1 rad")]
    public void Beams_come_from_the_front(double incidence, string words) =>
        Assert.Contains(words, Assert.Throws<ScenarioException>(() => SpotSpacing.Curvature([1], 1, incidence, 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_spots_have_a_spacing_without_a_deviation()
    {
        MeasuredValue found = SpotSpacing.Relative([3, 5], [0, 4]);
        Assert.Equal(0.5, found.Value, 1e-12);
        Assert.True(double.IsPositiveInfinity(found.Sigma));
    }

    [Fact]
    public void A_line_added_to_a_profile_does_not_bend_it_and_a_profile_upside_down_bends_the_other_way()
    {
        double[] tilted = [.. Bent.Select((h, i) => h + 7 - (3 * Places[i]))], turned = [.. Bent.Select(h => -h)];
        Assert.Equal(2, ProfileCurvature.Of(Places, Bent).Curvature.Value, 1e-10);
        Assert.Equal(2, ProfileCurvature.Of(Places, tilted).Curvature.Value, 1e-10);
        Assert.Equal(-2, ProfileCurvature.Of(Places, turned).Curvature.Value, 1e-10);
        Assert.InRange(ProfileCurvature.Of(Places, tilted).Residual, 0, 1e-10);
        double[] again = ProfileCurvature.Parabola(Places, tilted);
        for (int i = 0; i < again.Length; i++)
        {
            Assert.Equal(tilted[i], again[i], 1e-10);
        }
    }

    [Fact]
    public void Profiles_and_records_that_are_none_are_refused()
    {
        string few = Assert.Throws<DataException>(() => ProfileCurvature.Of([0, 1, 2, 3], [0, 1, 2, 3])).Message;
        Assert.Contains("4 places with 4 heights make no profile; at least 5 of each are needed.", few, StringComparison.Ordinal);
        string hole = Assert.Throws<DataException>(() => ProfileCurvature.Of([0, 1, 2, 3, 4], [0, double.NaN, 2, 3, 4])).Message;
        Assert.Contains("Point 2 of the profile", hole, StringComparison.Ordinal);
        Assert.Contains("2 times and 2 curvatures make no record.", Assert.Throws<DataException>(() => new CurvatureRecord([0, 1], [0, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("Line 3 of the curvatures", Assert.Throws<DataException>(() => new CurvatureRecord([0, 10, 5], [0, 1, 2])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stress_between_lines_is_linear_and_its_deviation_joins_scatter_and_factor()
    {
        var record = new StressRecord([0, 10, 20], [0, 40, 20], 3) { StressPerCurvature = new MeasuredValue(10, 1) };
        Assert.Equal(20, record.At(5), 1e-12);
        Assert.Equal(30, record.At(15), 1e-12);
        Assert.Equal(40, record.At(10), 1e-12);
        Assert.True(double.IsNaN(record.At(20.5)));
        Assert.Equal(5, record.SigmaAt(10, 40), 1e-12);
        Assert.Equal(3, record.SigmaAt(10, 0), 1e-12);
    }
}
