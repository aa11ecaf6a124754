using System.Runtime.Intrinsics;
using Stria.Numerics.Fourier;

namespace Stria.Tests.Numerics.Fourier;

/// <summary>Transforms against their definitions.</summary>
public sealed class LaneFftTests
{
    public static TheoryData<int> Lengths => [1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20, 25, 27, 30, 32, 45, 60, 64, 75, 100, 120, 125, 128];

    [Theory]
    [MemberData(nameof(Lengths))]
    [InlineData(288)]
    [InlineData(512)]
    [InlineData(625)]
    public void Forward_is_the_sum_of_its_definition_in_every_lane(int n)
    {
        (Vector256<double>[] re, Vector256<double>[] im) = Drawn(n, 1);
        (Vector256<double>[] a, Vector256<double>[] b) = ([.. re], [.. im]);
        var fft = new LaneFft(n);
        fft.Forward(re, im);
        Assert.Equal(Enumerable.Range(0, n), fft.Index.ToArray().Order());
        for (int p = 0; p < n; p++)
        {
            Vector256<double> x = default, y = default;
            for (int j = 0; j < n; j++)
            {
                (double s, double c) = Math.SinCos(-2 * Math.PI * ((long)j * fft.Index[p] % n) / n);
                x += (c * a[j]) - (s * b[j]);
                y += (s * a[j]) + (c * b[j]);
            }

            Close(x, re[p], 1e-14 * n);
            Close(y, im[p], 1e-14 * n);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    [InlineData(288)]
    [InlineData(512)]
    [InlineData(625)]
    public void Back_again_is_n_times_what_went_in(int n)
    {
        (Vector256<double>[] re, Vector256<double>[] im) = Drawn(n, 2);
        (Vector256<double>[] a, Vector256<double>[] b) = ([.. re], [.. im]);
        var fft = new LaneFft(n);
        fft.Forward(re, im);
        fft.Inverse(re, im);
        for (int j = 0; j < n; j++)
        {
            Close(n * a[j], re[j], 1e-14 * n);
            Close(n * b[j], im[j], 1e-14 * n);
        }
    }

    [Fact]
    public void Lanes_do_not_mix_and_have_the_same_bits()
    {
        double[] one = [.. Enumerable.Range(0, 60).Select(i => Math.Sin(i * i))];
        Vector256<double>[] re = [.. one.Select(Vector256.Create)], im = new Vector256<double>[60], alone = [.. one.Select(v => Vector256.Create(0, 0, v, 7))], beside = new Vector256<double>[60];
        var fft = new LaneFft(60);
        fft.Forward(re, im);
        fft.Forward(alone, beside);
        for (int p = 0; p < 60; p++)
        {
            Assert.Equal(re[p][0], re[p][3]);
            Assert.Equal(re[p][0], alone[p][2]);
            Assert.Equal(im[p][1], beside[p][2]);
            Assert.Equal(0, alone[p][0]);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Cosine_coefficients_are_the_sum_of_their_definition_and_go_back(int n)
    {
        (Vector256<double>[] a, Vector256<double>[] b) = Drawn(n, 3);
        (Vector256<double>[] x, Vector256<double>[] y) = ([.. a], [.. b]);
        var cosine = new CosineLanes(n);
        cosine.Forward(a, b);
        for (int k = 0; k < n; k++)
        {
            Vector256<double> s = default, t = default;
            for (int j = 0; j < n; j++)
            {
                double c = Math.Cos(Math.PI * k * ((2 * j) + 1) / (2.0 * n));
                s += c * x[j];
                t += c * y[j];
            }

            Close(s, a[k], 1e-14 * n);
            Close(t, b[k], 1e-14 * n);
        }

        cosine.Inverse(a, b);
        for (int j = 0; j < n; j++)
        {
            Close(x[j], a[j], 3e-15);
            Close(y[j], b[j], 3e-15);
        }
    }

    [Theory]
    [InlineData(7, 8)]
    [InlineData(11, 12)]
    [InlineData(513, 540)]
    public void Other_lengths_are_refused_with_the_next_that_will_do(int n, int next)
    {
        Assert.Equal(next, LaneFft.NextLength(n));
        Assert.Contains($"{next}", Assert.Throws<ArgumentException>(() => new LaneFft(n)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 16, 16)]
    [InlineData(true, 15, 12)]
    [InlineData(true, 9, 10)]
    [InlineData(true, 5, 2)]
    [InlineData(true, 12, 512)]
    [InlineData(false, 20, 288)]
    [InlineData(false, 16, 16)]
    [InlineData(false, 15, 9)]
    [InlineData(false, 3, 25)]
    [InlineData(false, 1, 8)]
    public void A_box_goes_there_and_back_and_keeps_its_sum_of_squares(bool isPeriodic, int rows, int columns)
    {
        IBoxTransform box = isPeriodic ? new PeriodicTransform(rows, columns) : new CosineTransform(rows, columns);
        double[] field = [.. Enumerable.Range(0, rows * columns).Select(i => Math.Sin(i * i))], before = [.. field];
        var copy = default(Copied);
        var square = new Squared(box);
        box.SweepRows(field, ref copy, hasCoefficients: false);
        box.SweepColumns(ref square);
        box.SweepRows(field, ref copy, hasCoefficients: true);
        Assert.Equal(before.Sum(v => v * v), square.Sum, 1e-12 * before.Length);
        Assert.All(before.Zip(field), p => Assert.Equal(p.First, p.Second, 1e-14));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Minus_the_squared_wave_number_is_the_second_derivative_of_a_wave(bool isPeriodic)
    {
        const int Rows = 24, Columns = 20;
        IBoxTransform box = isPeriodic ? new PeriodicTransform(Rows, Columns) : new CosineTransform(Rows, Columns);
        double kx = isPeriodic ? 2 * Math.PI * 3 / Columns : Math.PI * 3 / Columns, ky = isPeriodic ? 2 * Math.PI * 5 / Rows : Math.PI * 5 / Rows;
        double[] wave = [.. Enumerable.Range(0, Rows * Columns).Select(i => Math.Cos(kx * ((i % Columns) + 0.5)) * Math.Cos(ky * ((i / Columns) + 0.5)))], field = [.. wave];
        var copy = default(Copied);
        var laplace = new Laplacian(box);
        box.SweepRows(field, ref copy, hasCoefficients: false);
        box.SweepColumns(ref laplace);
        box.SweepRows(field, ref copy, hasCoefficients: true);
        Assert.All(wave.Zip(field), p => Assert.Equal(-((kx * kx) + (ky * ky)) * p.First, p.Second, 1e-13));
    }

    [Fact]
    public void Periodic_boxes_need_an_even_number_of_columns() => Assert.Throws<ArgumentException>(() => new PeriodicTransform(8, 9));

    private static (Vector256<double>[] A, Vector256<double>[] B) Drawn(int n, int seed)
    {
        var random = new Random(seed);
        Vector256<double> Four() => Vector256.Create(random.NextDouble(), random.NextDouble() - 0.5, random.NextDouble() - 1, random.NextDouble());
        return ([.. Enumerable.Range(0, n).Select(_ => Four())], [.. Enumerable.Range(0, n).Select(_ => Four())]);
    }

    private static void Close(Vector256<double> expected, Vector256<double> found, double tolerance)
    {
        for (int lane = 0; lane < 4; lane++)
        {
            Assert.Equal(expected[lane], found[lane], tolerance);
        }
    }

    private struct Copied : IRowSource
    {
        public readonly void Fill(ReadOnlySpan<double> rows, Span<double> target) => rows.CopyTo(target);
    }

    private struct Squared(IBoxTransform box) : ICoefficientAction
    {
        public double Sum { get; private set; }

        public void Apply(int batch, Span<Vector256<double>> first, Span<Vector256<double>> second)
        {
            var weight = new Vector256<double>[box.Rows];
            foreach (bool isSecond in new[] { false, true })
            {
                box.Weights(batch, isSecond, weight);
                for (int i = 0; i < weight.Length; i++)
                {
                    Vector256<double> c = isSecond ? second[i] : first[i];
                    Sum += Vector256.Sum(weight[i] * c * c);
                }
            }
        }
    }

    private readonly struct Laplacian(IBoxTransform box) : ICoefficientAction
    {
        public void Apply(int batch, Span<Vector256<double>> first, Span<Vector256<double>> second)
        {
            Vector256<double>[] x = new Vector256<double>[box.Rows], y = new Vector256<double>[box.Rows];
            foreach (bool isSecond in new[] { false, true })
            {
                box.WaveNumbers(batch, isSecond, x, y);
                for (int i = 0; i < x.Length; i++)
                {
                    // Where no coefficient is, the wave number is none.
                    Vector256<double> square = Vector256.ConditionalSelect(Vector256.Equals(x[i], x[i]), x[i] + y[i], default);
                    (isSecond ? second : first)[i] *= -square;
                }
            }
        }
    }
}
