using Stria.Core;
using Stria.Matter;
using Stria.Numerics.Statistics;
using Stria.Studies;

namespace Stria.Tests.Measurement;

/// <summary>Small stacks made for one test each.</summary>
internal static class Made
{
    /// <summary>The host of the papers.</summary>
    public static HostMaterial V2O5 { get; } = MaterialLibrary.Shipped.Find("v2o5-alpha");

    /// <summary>Energies first, first + step, …</summary>
    public static double[] Energies(int count, double first = 510, double step = 1) => [.. Enumerable.Range(0, count).Select(i => first + (i * step))];

    /// <summary>A stack from a function of frame, row and column.</summary>
    public static SpectralStack Stack(double[] energies, int height, int width, Func<int, int, int, double> value)
    {
        int pixels = height * width;
        var counts = new float[energies.Length * pixels];
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = (float)value(i / pixels, i % pixels / width, i % width);
        }

        return new SpectralStack(energies, new ImageGrid(height, width), counts, Provenance.Of("made"));
    }

    /// <summary>Optical densities from a function of frame, row and column.</summary>
    public static OpticalDensityStack OpticalDensities(double[] energies, int height, int width, Func<int, int, int, double> value, double incident = 1000, NoiseModel noise = default)
    {
        SpectralStack values = Stack(energies, height, width, value);
        return new OpticalDensityStack(energies, values.Grid, values.Counts, All(height, width), [.. energies.Select(_ => incident)], noise);
    }

    /// <summary>Every pixel.</summary>
    public static PixelMask All(int height, int width) => new(height, width, [.. Enumerable.Repeat(true, height * width)]);

    /// <summary>The pixels for which a condition holds.</summary>
    public static PixelMask Mask(int height, int width, Func<int, int, bool> inside) =>
        new(height, width, [.. Enumerable.Range(0, height * width).Select(i => inside(i / width, i % width))]);

    /// <summary>Root mean square of (found − planted) about its mean, which moves no frame against another.</summary>
    public static double Scatter(double[] found, double[] planted)
    {
        double[] difference = [.. found.Zip(planted, (a, b) => a - b)];
        double mean = difference.Average();
        return Math.Sqrt(difference.Average(d => (d - mean) * (d - mean)));
    }

    /// <summary>A soft-edged elliptic particle with a thickness wedge and a core whose absorption changes on its own, moved and exposed with counting noise.</summary>
    public static SpectralStack DriftingParticle(double[] rows, double[] columns, double counts, long seed, bool contrastChanges)
    {
        const int Height = 72, Width = 96;
        var random = new SeededRandom(seed);
        return Stack(Energies(rows.Length), Height, Width, (f, r, c) =>
        {
            double phase = 3.0 * f / rows.Length, y = r - rows[f] - 35.2, x = c - columns[f] - 46.8;
            double shell = Soft(1 - Math.Sqrt((y * y / 400) + (x * x / 900)), 20), core = Soft(1 - Math.Sqrt((y * y / 60) + ((x - 6) * (x - 6) / 160)), 8);
            double outer = contrastChanges ? 0.35 + (0.3 * Math.Sin(phase)) : 0.5, inner = contrastChanges ? 0.6 * Math.Cos(1.3 * phase) : 0.3;
            return random.Poisson(counts * Math.Exp(-(shell * (outer * (1 + (x / 90)))) - (0.5 * core * (inner + 0.6))));
        });
    }

    private static double Soft(double inside, double scale) => 1 / (1 + Math.Exp(-inside * scale * 1.3));
}
