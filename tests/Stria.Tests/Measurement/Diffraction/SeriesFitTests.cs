using Stria.Core;
using Stria.Matter;
using Stria.Measurement;

namespace Stria.Tests.Measurement.Diffraction;

public sealed class SeriesFitTests
{
    private const int Count = 12;

    private static readonly Func<double, (double, double)> Widths = MadePatterns.Caglioti(3, -2, 6, 2, 3);

    private static readonly double[] Angles = MadePatterns.Grid(7, 26, 601);

    // The first phase is alone to pattern 3, shrinks to nothing at 9, and its b grows meanwhile; the second comes.
    private static double Fraction(int k) => Math.Clamp((9.0 - k) / 6, 0, 1);

    private static UnitCell AlphaCell(int k) => UnitCell.FromAngstroms(11.512, 3.564 * (1 + (3e-4 * k)), 4.368);

    private static CrystalPhase Second => new("delta", SpaceGroups.Find("C m c m"), UnitCell.FromAngstroms(3.61, 9.91, 11.20));

    private static Diffractogram[] Series(int seed) => [.. Enumerable.Range(0, Count).Select(k => MadePatterns.Angles(
        [(MadePatterns.Orthorhombic with { Cell = AlphaCell(k) }, Fraction(k)), (Second, 1 - Fraction(k))], Angles, Widths, 0, seed + k))];

    private static SeriesFitOptions Options => new()
    {
        Pattern = new PatternFitOptions { Instrument = MadePatterns.Instrument(3, -2, 6, 2, 3), Refine = ProfileTerms.W | ProfileTerms.X, Background = new BackgroundOptions { ChebyshevTerms = 4 } },
    };

    [Fact]
    public void Phases_that_vanish_and_appear_are_followed_with_cells_and_fractions()
    {
        SeriesFitResult result = SeriesFit.Run(Series(40), [MadePatterns.Orthorhombic, Second with { Cell = UnitCell.FromAngstroms(3.612, 9.90, 11.21) }], Options);
        for (int k = 0; k < Count; k++)
        {
            SeriesEntry entry = result.Patterns[k];
            double alpha = entry.Of("alpha") is { IsPresent: true } ? entry.Fractions["alpha"].Value : 0;
            Assert.InRange(alpha - Fraction(k), -0.02, 0.02);
            if (Fraction(k) > 0.1)
            {
                Assert.InRange(entry.Of("alpha")!.Cell.Cell.B_angstrom / AlphaCell(k).B_angstrom, 1 - 1e-4, 1 + 1e-4);
            }

            if (Fraction(k) < 0.9)
            {
                Assert.InRange(entry.Of("delta")!.Cell.Cell.C_angstrom / 11.20, 1 - 1e-4, 1 + 1e-4);
            }
        }

        Assert.Equal((0, 8), result.Window("alpha"));
        Assert.Equal((4, Count - 1), result.Window("delta"));
        Assert.Empty(result.Outliers);
    }

    [Fact]
    public void Windows_hold_a_phase_back_and_a_gap_between_them_is_told()
    {
        Diffractogram[] series = Series(60)[..6];
        CrystalPhase alpha = MadePatterns.Orthorhombic with { To = 0.45 }, delta = Second with { From = 0.25 };
        SeriesFitOptions options = Options with { Abscissa = [0, 0.1, 0.2, 0.3, 0.4, 0.5], Backward = false };
        SeriesFitResult result = SeriesFit.Run(series, [alpha, delta], options);
        Assert.All(result.Patterns, p => Assert.True(p.Abscissa >= 0.25 || p.Of("delta") is null));
        Assert.Null(result.Patterns[5].Of("alpha"));
        ScenarioException e = Assert.Throws<ScenarioException>(() => SeriesFit.Run(series, [alpha with { To = 0.15 }, delta], options));
        Assert.Contains("leave a gap", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_that_is_off_is_named()
    {
        Diffractogram[] series = [.. Enumerable.Range(0, 7).Select(k => MadePatterns.Angles(
            [(MadePatterns.Orthorhombic with { Cell = k == 3 ? UnitCell.FromAngstroms(11.54, 3.564, 4.368) : AlphaCell(0) }, 1)], Angles, Widths, 0, 80 + k))];
        SeriesFitResult result = SeriesFit.Run(series, [MadePatterns.Orthorhombic], Options with { Backward = false });
        SeriesOutlier outlier = Assert.Single(result.Outliers);
        Assert.Equal(3, outlier.Index);
        Assert.Contains("alpha: a =", outlier.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_series_can_begin_later_with_progress_told_and_be_stopped()
    {
        Diffractogram[] series = Series(90)[..5];
        var told = new List<double>();
        SeriesFitResult result = SeriesFit.Run(series, [MadePatterns.Orthorhombic], Options with { First = 2 }, told.Add);
        Assert.Equal([2, 3, 4], result.Patterns.Select(p => p.Index));
        Assert.Equal(1, told[^1], 12);
        Assert.Equal(told.Order(), told);
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => SeriesFit.Run(series, [MadePatterns.Orthorhombic], Options, _ => source.Cancel(), null, source.Token));
    }

    [Fact]
    public void What_makes_no_series_is_refused()
    {
        Diffractogram[] series = Series(95)[..3];
        string Said(SeriesFitOptions options, params CrystalPhase[] phases) => Assert.Throws<ScenarioException>(() => SeriesFit.Run(series, phases, options)).Message;
        Assert.Contains("begin with pattern 3", Said(Options with { First = 3 }, MadePatterns.Orthorhombic), StringComparison.Ordinal);
        Assert.Contains("values to plot", Said(Options with { Abscissa = [1, 2] }, MadePatterns.Orthorhombic), StringComparison.Ordinal);
        Assert.Contains("one name", Said(Options, MadePatterns.Orthorhombic, MadePatterns.Orthorhombic), StringComparison.Ordinal);
        Assert.Contains("No phase", Said(Options), StringComparison.Ordinal);
        Assert.Contains("before it begins", Said(Options, MadePatterns.Orthorhombic with { From = 2, To = 1 }), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_phase_two_components_show_how_a_series_goes()
    {
        PatternDecomposition found = PatternDecomposition.Of(Series(100), 2);
        Assert.InRange(found.RelativeResidual, 0, 0.2);
        double[] first = [.. Enumerable.Range(0, Count).Select(k => found.Weights[2 * k])], second = [.. Enumerable.Range(0, Count).Select(k => found.Weights[(2 * k) + 1])];
        Assert.True(first[0] > 0.8 && first[^1] < 0.5 && second[0] < 0.5 && second[^1] > 0.8);
        Assert.Throws<ScenarioException>(() => PatternDecomposition.Of(Series(100)[..1], 2));
    }
}
