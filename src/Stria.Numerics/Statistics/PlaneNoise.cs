using Stria.Numerics.Expressions;

namespace Stria.Numerics.Statistics;

/// <summary>
/// A random field of the plane, evenly distributed between −1 and 1 at every point, with the correlation length L: what it is at a point depends on the seed and the point alone,
/// not on which other points are asked for, so that two meshes of one body begin with the same field.
/// </summary>
/// <remarks>Independent normal numbers stand on a lattice of spacing L/2, each drawn from the seed and its place; a Gaussian kernel of standard deviation L/√2 makes a normal field of variance 1
/// with the autocorrelation exp(−r²/2L²) of them, and erf(g/√2) an evenly distributed one, whose autocorrelation is (6/π) arcsin(½ exp(−r²/2L²)).</remarks>
public sealed class PlaneNoise
{
    private const double StepsInLength = 2;
    private const int Reach = 7, Taps = (2 * Reach) + 1, LargestTable = 4_000_000;
    private readonly double length;
    private readonly long seed;
    private readonly Axis across, up;

    /// <summary>Chooses a field.</summary>
    /// <param name="length">Correlation length L, in the units of the points.</param>
    /// <param name="seed">The same seed gives the same field.</param>
    /// <param name="periods">Lengths after which the field repeats itself along x and y; 0 where it does not.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not a positive number, or a period is shorter than 8 L, in which no kernel fits.</exception>
    public PlaneNoise(double length, long seed, (double X, double Y) periods = default)
    {
        if (!(length > 0 && double.IsFinite(length)))
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "A correlation length must be a positive number.");
        }

        (this.length, this.seed) = (length, seed);
        across = Axis.Of(length, periods.X);
        up = Axis.Of(length, periods.Y);
    }

    /// <summary>The shortest period by the correlation length.</summary>
    public static double ShortestPeriod => 8;

    /// <summary>The field at points.</summary>
    /// <param name="points">x and y of each point, alternating.</param>
    /// <returns>One value between −1 and 1 for each point.</returns>
    public double[] At(ReadOnlySpan<double> points)
    {
        var values = new double[points.Length / 2];
        Lattice lattice = Lattice.Around(points, this);
        Span<double> x = stackalloc double[Taps], y = stackalloc double[Taps];
        for (int n = 0; n < values.Length; n++)
        {
            long column = across.Weights(points[2 * n], length, x), row = up.Weights(points[(2 * n) + 1], length, y);
            double sum = 0;
            for (int j = 0; j < Taps; j++)
            {
                double line = 0;
                for (int i = 0; i < Taps; i++)
                {
                    line += x[i] * lattice.At(column + i, row + j);
                }

                sum += y[j] * line;
            }

            values[n] = ErrorFunction.Of(sum / Math.Sqrt(2));
        }

        return values;
    }

    private double Draw(long column, long row)
    {
        unchecked
        {
            ulong key = ((ulong)seed * 0x9E3779B97F4A7C15) ^ ((ulong)across.Wrap(column) * 0xC2B2AE3D27D4EB4F) ^ ulong.RotateLeft((ulong)up.Wrap(row) * 0x165667B19E3779F9, 31);
            return new SeededRandom((long)key).Normal();
        }
    }

    /// <summary>The lattice along one direction.</summary>
    /// <param name="Spacing">Its spacing.</param>
    /// <param name="Count">Points in a period; 0 without one.</param>
    private readonly record struct Axis(double Spacing, long Count)
    {
        public static Axis Of(double length, double period)
        {
            if (period == 0)
            {
                return new Axis(length / StepsInLength, 0);
            }

            ArgumentOutOfRangeException.ThrowIfLessThan(period, ShortestPeriod * length, nameof(period));
            long count = (long)Math.Round(StepsInLength * period / length);
            return new Axis(period / count, count);
        }

        public long Wrap(long index) => Count == 0 ? index : ((index % Count) + Count) % Count;

        public long First(double x) => (long)Math.Floor((x / Spacing) + 0.5) - Reach;

        /// <summary>Weights of the lattice points around a point, of which the squares sum to 1, and the index of the first.</summary>
        public long Weights(double x, double length, Span<double> weights)
        {
            long first = First(x);
            double squares = 0;
            for (int i = 0; i < Taps; i++)
            {
                double distance = (x - ((first + i) * Spacing)) / length;
                weights[i] = Math.Exp(-distance * distance);
                squares += weights[i] * weights[i];
            }

            double norm = 1 / Math.Sqrt(squares);
            for (int i = 0; i < Taps; i++)
            {
                weights[i] *= norm;
            }

            return first;
        }
    }

    /// <summary>The drawn numbers around all points, kept where they are not too many.</summary>
    private readonly struct Lattice(PlaneNoise noise, (long Column, long Row) first, int columns, double[] kept)
    {
        public static Lattice Around(ReadOnlySpan<double> points, PlaneNoise noise)
        {
            (long left, long right, long bottom, long top) = (long.MaxValue, long.MinValue, long.MaxValue, long.MinValue);
            for (int k = 0; k < points.Length; k += 2)
            {
                (long column, long row) = (noise.across.First(points[k]), noise.up.First(points[k + 1]));
                (left, right) = (Math.Min(left, column), Math.Max(right, column + Taps));
                (bottom, top) = (Math.Min(bottom, row), Math.Max(top, row + Taps));
            }

            if (points.IsEmpty || (double)(right - left) * (top - bottom) > LargestTable)
            {
                return new Lattice(noise, default, 0, []);
            }

            int columns = (int)(right - left), rows = (int)(top - bottom);
            var kept = new double[columns * rows];
            for (int i = 0; i < kept.Length; i++)
            {
                kept[i] = noise.Draw(left + (i % columns), bottom + (i / columns));
            }

            return new Lattice(noise, (left, bottom), columns, kept);
        }

        public double At(long column, long row) => kept.Length == 0 ? noise.Draw(column, row) : kept[((row - first.Row) * columns) + (column - first.Column)];
    }
}
