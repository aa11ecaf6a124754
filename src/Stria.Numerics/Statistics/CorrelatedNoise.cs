namespace Stria.Numerics.Statistics;

/// <summary>
/// Gaussian random fields on a raster with mean 0, variance 1 at every pixel and the autocorrelation exp(−r²/2L²): white noise through a Gaussian kernel of standard
/// deviation about L/√2. The white noise reaches beyond the raster by the kernel's radius, so that pixels at the border are like all others.
/// </summary>
public sealed class CorrelatedNoise
{
    private readonly double[] kernel;

    /// <summary>Makes the source of fields.</summary>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="length">Correlation length L [px]; 0 = white.</param>
    /// <param name="seed">The same seed gives the same fields.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or not finite, or the raster is empty.</exception>
    public CorrelatedNoise(int height, int width, double length, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfEqual(double.IsFinite(length), false, nameof(length));
        (Height, Width, Length, Seed) = (height, width, length, seed);
        kernel = KernelFor(length);
    }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>Number of columns.</summary>
    public int Width { get; }

    /// <summary>Correlation length L [px].</summary>
    public double Length { get; }

    /// <summary>The seed.</summary>
    public long Seed { get; }

    /// <summary>One field; what it holds depends on the seed and its number alone.</summary>
    /// <param name="number">Number of the realisation, from 0.</param>
    /// <param name="field">Receives Height × Width values, row by row.</param>
    /// <exception cref="ArgumentException">The field has another size.</exception>
    public void Realise(int number, Span<float> field)
    {
        if (field.Length != Height * Width)
        {
            throw new ArgumentException($"Room for {field.Length} values of {Height} × {Width} pixels.", nameof(field));
        }

        // An odd multiplier spreads the numbers over all seeds, so that neighbouring seeds and numbers share no field.
        var random = new SeededRandom(unchecked(Seed ^ ((number + 1L) * -7046029254386353131L)));
        int radius = kernel.Length / 2, columns = Width + (2 * radius), rows = Height + (2 * radius);
        var across = new double[rows * Width];
        var white = new double[columns];
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                white[c] = random.Normal();
            }

            for (int c = 0; c < Width; c++)
            {
                double sum = 0;
                for (int k = 0; k < kernel.Length; k++)
                {
                    sum += kernel[k] * white[c + k];
                }

                across[(r * Width) + c] = sum;
            }
        }

        for (int i = 0; i < field.Length; i++)
        {
            double sum = 0;
            for (int k = 0; k < kernel.Length; k++)
            {
                sum += kernel[k] * across[i + (k * Width)];
            }

            field[i] = (float)sum;
        }
    }

    /// <summary>Several fields.</summary>
    /// <param name="count">How many.</param>
    /// <param name="threads">Degree of parallelism; 0 = all cores. The fields do not depend on it.</param>
    /// <param name="cancel">Stops between fields.</param>
    public float[][] Realisations(int count, int threads = 0, CancellationToken cancel = default)
    {
        float[][] fields = [.. Enumerable.Range(0, count).Select(_ => new float[Height * Width])];
        Rows.For(count, threads, new OneField(this, fields), cancel);
        return fields;
    }

    /// <summary>The kernel whose square sums to 1 and that gives neighbours the correlation exp(−1/2L²); for short lengths, where sampling changes a Gaussian, its deviation is a little above L/√2.</summary>
    private static double[] KernelFor(double length)
    {
        if (length == 0)
        {
            return [1];
        }

        double wanted = Math.Exp(-0.5 / (length * length)), low = 0, high = Math.Max(1, length);
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            double[] trial = Gaussian(middle);
            double neighbours = Enumerable.Range(1, trial.Length - 1).Sum(k => trial[k] * trial[k - 1]);
            (low, high) = neighbours < wanted ? (middle, high) : (low, middle);
        }

        return Gaussian(high);
    }

    private static double[] Gaussian(double sigma)
    {
        int radius = (int)Math.Ceiling(5 * sigma);
        double[] samples = [.. Enumerable.Range(-radius, (2 * radius) + 1).Select(i => Math.Exp(-0.5 * i * i / (sigma * sigma)))];
        double norm = Math.Sqrt(samples.Sum(k => k * k));
        return [.. samples.Select(k => k / norm)];
    }

    private readonly struct OneField(CorrelatedNoise source, float[][] fields) : IRowOperation
    {
        public void Invoke(int row) => source.Realise(row, fields[row]);
    }
}
