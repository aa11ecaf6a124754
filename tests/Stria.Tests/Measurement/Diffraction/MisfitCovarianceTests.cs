using Stria.Core;
using Stria.Measurement;
using Stria.Numerics.Optimisation;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.Diffraction;

public sealed class MisfitCovarianceTests
{
    private static readonly PatternFitOptions Options = new()
    {
        Instrument = MadePatterns.Instrument(3, -2, 4, 2, 3), Refine = ProfileTerms.Zero, StartsWide = false, Background = new BackgroundOptions { ChebyshevTerms = 3 },
    };

    [Fact]
    public void The_variance_of_a_sum_counts_neighbours_with_falling_weight()
    {
        double[] terms = [1, 2, -1];
        Assert.Equal(6, MisfitCovariance.Sum(terms, 0), 1e-12);
        Assert.Equal(6 + (2 * 0.5 * ((1 * 2) + (2 * -1))), MisfitCovariance.Sum(terms, 1), 1e-12);
        Assert.Equal(6 + (2 * 2 / 3.0 * 0) + (2 / 3.0 * (1 * -1)), MisfitCovariance.Sum(terms, 2), 1e-12);
    }

    [Fact]
    public void The_variance_of_a_sum_is_never_negative()
    {
        double[] turning = [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? 1.0 : -1)];
        for (int reach = 0; reach < 70; reach += 7)
        {
            Assert.True(MisfitCovariance.Sum(turning, reach) >= 0);
        }
    }

    [Fact]
    public void Widening_keeps_correlations()
    {
        double[] normal = [4, 1, 1, 2];
        ParameterCovariance plain = ParameterCovariance.OfNormalMatrix(normal, 2, 1), wide = plain.Widened([3, 1]);
        Assert.Equal(3 * plain.StandardDeviation(0), wide.StandardDeviation(0), 1e-12);
        Assert.Equal(plain.StandardDeviation(1), wide.StandardDeviation(1), 1e-12);
        Assert.Equal(plain.Correlation(0, 1), wide.Correlation(0, 1), 1e-12);
    }

    [Fact]
    public void Columns_without_the_linear_part_give_the_reduced_normal_matrix()
    {
        double[] x = MadePatterns.Grid(5, 24, 700), counts = [.. x.Select((v, i) => 100 + (20 * Math.Sin(0.9 * v)) + (8 * Math.Sin(7.3 * i)))], weights = [.. counts.Select(c => 1 / c)];
        double[][] background = BackgroundBasis.Columns(new BackgroundOptions { ChebyshevTerms = 3 }, x);
        var model = new PatternModel(x, new PeakPlace(DiffractionAxis.TwoTheta, 1), Radiation.Monochromatic(0.7), [ReflectionSet.Of(MadePatterns.Orthorhombic, 1.6, 7)], []) { LeastVariance = 1e-8 };
        (model.Parameters.Values[FitParameters.W], model.Parameters.Values[FitParameters.X]) = (60, 8);
        model.Build();
        var solver = new IntensitySolver(counts, weights, background);
        solver.Solve(model.Columns);
        int[] free = [FitParameters.Zero, FitParameters.W, model.Parameters.Cell(0)];
        double[][] derivatives = [.. free.Select(_ => new double[x.Length])];
        model.AddDerivatives(solver.Intensities, free, derivatives);
        double[] reduced = solver.Reduce(model.Columns, derivatives, new double[x.Length]).Matrix;
        double[][] left = solver.Projected(model.Columns, derivatives);
        for (int i = 0; i < 3; i++)
        {
            double[] weighted = [.. left[i].Zip(weights, (l, w) => l * w)];
            double scale = Math.Sqrt(weighted.Zip(left[i], (w, l) => w * l).Sum());
            Assert.All(background, b => Assert.InRange(b.Zip(weighted, (p, q) => p * q).Sum() / scale, -1e-4, 1e-4));
            for (int j = 0; j < 3; j++)
            {
                Assert.Equal(reduced[(3 * i) + j], weighted.Zip(left[j], (p, q) => p * q).Sum(), 1e-4 * Math.Sqrt(reduced[4 * i] * reduced[4 * j]));
            }
        }
    }

    [Fact]
    public void Errors_are_as_large_as_stated_where_neighbouring_residuals_go_together()
    {
        // Noise with the shape of a line, as detectors with a wide response and smoothed patterns have it: taken as independent it would be told three times too small.
        double[] x = MadePatterns.Grid(8, 22, 701);
        Diffractogram clean = MadePatterns.Angles([(MadePatterns.Orthorhombic, 1)], x, MadePatterns.Caglioti(3, -2, 4, 2, 3));
        double sum = 0;
        const int Count = 16, Half = 4;
        for (int seed = 1; seed <= Count; seed++)
        {
            var random = new SeededRandom(seed);
            double[] white = [.. Enumerable.Range(0, x.Length + (2 * Half)).Select(_ => random.Normal())];
            double[] counts = [.. clean.Counts.Select((c, i) => c + (Math.Sqrt(c) * white.AsSpan(i, (2 * Half) + 1).ToArray().Sum() / Math.Sqrt((2 * Half) + 1)))];
            PatternFitResult result = PatternFit.Run(new Diffractogram(DiffractionAxis.TwoTheta, x, counts, [.. counts.Select(Math.Sqrt)]) { Radiation = clean.Radiation }, [MadePatterns.Orthorhombic], Options);
            double pull = (result.Phases[0].Cell.Cell.A_angstrom - 11.512) / result.Phases[0].Cell.StandardDeviations()[0];
            sum += pull * pull / Count;
        }

        Assert.InRange(Math.Sqrt(sum), 0.6, 1.7);
    }
}
