using Stria.Core;
using Stria.Measurement;

namespace Stria.Tests.Measurement.Diffraction;

/// <summary>Peaks of patterns of which nothing is known.</summary>
public sealed class PeakSearchTests
{
    private static readonly (double At, double Area)[] Planted = [(8.2, 12), (9.5, 60), (9.62, 30), (12.1, 400), (14.7, 8), (15.9, 150)];

    [Fact]
    public void Every_planted_peak_is_found_and_its_error_holds()
    {
        double squares = 0;
        for (int seed = 1; seed <= 5; seed++)
        {
            Diffractogram pattern = Made(seed);
            IReadOnlyList<SinglePeak> peaks = PeakSearch.Fit(pattern, PeakSearch.Find(pattern));
            Assert.Equal(Planted.Select(p => Math.Round(p.At, 1)), peaks.Select(p => Math.Round(p.Position.Value, 1)));
            for (int k = 0; k < Planted.Length; k++)
            {
                Assert.InRange((peaks[k].Position.Value - Planted[k].At) / peaks[k].Position.Sigma, -4.5, 4.5);
                Assert.InRange((peaks[k].Area.Value - Planted[k].Area) / peaks[k].Area.Sigma, -4.5, 4.5);
                squares += Math.Pow((peaks[k].Position.Value - Planted[k].At) / peaks[k].Position.Sigma, 2);
            }
        }

        Assert.InRange(Math.Sqrt(squares / (5 * Planted.Length)), 0.6, 1.5);
    }

    [Fact]
    public void Noise_on_a_sloping_background_holds_no_peak()
    {
        double[] x = MadePatterns.Grid(5, 40, 2001);
        for (int seed = 1; seed <= 5; seed++)
        {
            Assert.Empty(PeakSearch.Find(MadePatterns.Noisy(DiffractionAxis.TwoTheta, x, [.. x.Select(v => 900 - (20 * v))], seed)));
        }
    }

    [Fact]
    public void Peaks_in_regions_that_are_left_out_are_not_found()
    {
        Diffractogram used = PeakSearch.Used(Made(1), new PatternFitOptions { Range = (7.5, 15), Excluded = [(11, 13)] });
        double[] places = [.. PeakSearch.Find(used).Select(p => p.Position)];
        Assert.Equal([8.2, 9.5, 9.6, 14.7], places.Select(p => Math.Round(p, 1)));
        Assert.All(used.Positions, p => Assert.True(p is >= 7.5 and <= 15 && p is < 11 or > 13));
        Assert.Contains("0 of 901 points", Assert.Throws<ScenarioException>(() => PeakSearch.Used(Made(1), new PatternFitOptions { Range = (60, 70) })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Patterns_against_spacing_are_searched_against_momentum_transfer()
    {
        double[] q = MadePatterns.Grid(1, 3, 401), counts = [.. q.Select(_ => 100.0)];
        MadePatterns.AddPeak(q, counts, 2, 20, 1e-4, 0.005);
        Diffractogram spacing = MadePatterns.Noisy(DiffractionAxis.MomentumTransfer, q, counts, 2).On(DiffractionAxis.Spacing);
        FoundPeak found = Assert.Single(PeakSearch.Find(PeakSearch.Used(spacing, new PatternFitOptions { Range = (2.5, 5) })));
        Assert.InRange(found.Position, 1.99, 2.01);
        Assert.Empty(PeakSearch.Find(PeakSearch.Used(spacing, new PatternFitOptions { Range = (3.5, 6) })));
    }

    [Fact]
    public void A_clipped_background_runs_under_the_peaks()
    {
        double[] x = MadePatterns.Grid(5, 20, 1501), truth = [.. x.Select(v => 300 + (80 * Math.Exp(-(v - 9) * (v - 9) / 8)))], counts = [.. truth];
        foreach (double at in new[] { 6.3, 10.4, 13.8, 17.2 })
        {
            MadePatterns.AddPeak(x, counts, at, 90, 1e-3, 0.01);
        }

        double[] below = ClippedBackground.Of(counts, 30);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.InRange(below[i], 0.97 * truth[i], Math.Max(1.02 * truth[i], 0) + 1e-9);
            Assert.True(below[i] <= counts[i] * (1 + 1e-12));
        }
    }

    [Fact]
    public void Part_of_a_pattern_keeps_what_is_known_of_it()
    {
        Diffractogram whole = Made(1), part = whole.Part([3, 5, 900]);
        Assert.Equal([whole.Positions[3], whole.Positions[5], whole.Positions[900]], part.Positions);
        Assert.Equal((whole.Counts[5], whole.Sigmas[900]), (part.Counts[1], part.Sigmas[2]));
        Assert.Equal((whole.Name, whole.Radiation, whole.Axis), (part.Name, part.Radiation, part.Axis));
    }

    private static Diffractogram Made(int seed)
    {
        double[] x = MadePatterns.Grid(7, 16, 901), counts = [.. x.Select(v => 150 + (20 * (16 - v)))];
        foreach ((double at, double area) in Planted)
        {
            MadePatterns.AddPeak(x, counts, at, area, 6e-4, 0.01);
        }

        return MadePatterns.Noisy(DiffractionAxis.TwoTheta, x, counts, seed, Radiation.Monochromatic(0.7));
    }
}
