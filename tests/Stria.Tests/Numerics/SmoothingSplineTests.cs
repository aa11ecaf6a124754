using Stria.Numerics.Interpolation;
using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics;

public sealed class SmoothingSplineTests
{
    [Fact]
    public void A_band_matrix_is_solved_and_its_inverse_is_right_inside_the_band()
    {
        const int n = 9, w = 3;
        var random = new SeededRandom(3);
        double[] lower = new double[n * (w + 1)], full = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int d = 0; d <= Math.Min(w, i); d++)
            {
                lower[(i * (w + 1)) + d] = full[(i * n) + i - d] = full[((i - d) * n) + i] = d == 0 ? 6 + random.Uniform() : random.Uniform(-1, 1);
            }
        }

        BandedCholesky factor = BandedCholesky.Factor(lower, w)!;
        double[] dense = [.. full], inverseBand = factor.InverseBand();
        Assert.True(SmallCholesky.Factor(dense, n));
        for (int j = 0; j < n; j++)
        {
            double[] column = new double[n], banded = new double[n];
            column[j] = banded[j] = 1;
            SmallCholesky.Solve(dense, n, column);
            factor.Solve(banded);
            for (int i = j; i < n; i++)
            {
                Assert.Equal(column[i], banded[i], 13);
                if (i - j <= w)
                {
                    Assert.Equal(column[i], inverseBand[(i * (w + 1)) + (i - j)], 13);
                }
            }
        }

        Assert.Null(BandedCholesky.Factor([1, 0, 1, 2], 1));
    }

    [Fact]
    public void Splines_sum_to_one_and_have_their_slopes()
    {
        var basis = new UniformBSpline(-1, 3, 7);
        double[] four = new double[4], slopes = new double[4], line = [.. Enumerable.Range(-1, basis.Count).Select(k => 2 + (3 * (-1 + (k * basis.Spacing))))];
        foreach (double at in new[] { -1, -0.3, 0.5714, 2.999, 3, 3.2 })
        {
            basis.Values(at, four);
            basis.Slopes(at, slopes);
            Assert.Equal(1, four.Sum(), 12);
            Assert.Equal(0, slopes.Sum(), 12);
            Assert.Equal(2 + (3 * at), basis.At(at, line), 12);
            Assert.Equal(3, basis.SlopeAt(at, line), 12);
        }
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.1)]
    public void Noise_and_slope_of_a_wave_are_found(double noise)
    {
        var random = new SeededRandom(5);
        double[] x = [.. Enumerable.Range(0, 400).Select(i => i / 60.0)], y = [.. x.Select(v => Math.Sin(v) + (noise * random.Normal()))];
        SmoothingSpline curve = SmoothingSpline.Fit(x, y, 60);
        Assert.InRange(curve.Noise / noise, 0.88, 1.12);
        (double Error, double Sigma)[] slopes = [.. x.Skip(20).SkipLast(20).Select(v => (Math.Abs(curve.Slope(v).Value - Math.Cos(v)), curve.Slope(v).Sigma))];
        Assert.InRange(slopes.Max(s => s.Error), 0, 6 * Math.Pow(noise, 0.8));
        Assert.InRange(slopes.Average(s => s.Error <= 2 * s.Sigma ? 1.0 : 0), 0.8, 1);
    }

    [Fact]
    public void The_noisier_the_points_the_smoother_the_curve()
    {
        var random = new SeededRandom(5);
        double[] x = [.. Enumerable.Range(0, 300).Select(i => i / 50.0)], scatter = [.. x.Select(_ => random.Normal())];
        double Parameters(double noise) => SmoothingSpline.Fit(x, [.. x.Select((v, i) => Math.Sin(v) + (noise * scatter[i]))], 60).Parameters;
        Assert.True(Parameters(1e-3) > 1.3 * Parameters(0.1));
    }
}
