using Stria.Numerics.Statistics;

namespace Stria.Bench;

/// <summary>Spectra that are mixtures of all references in sparse random shares (Dirichlet, 0.4), with normal noise.</summary>
internal sealed class PlantedMixtures
{
    private const double Concentration = 0.4;

    /// <summary>Makes as many spectra as the image has pixels.</summary>
    public PlantedMixtures(BenchOptions options, double noise)
    {
        var random = new SeededRandom(options.Seed);
        (Energies, Count) = (options.Energies, checked(options.Rows * options.Columns));
        References = PlantedSpectra.References(PlantedSpectra.Energies(Energies));
        double[][] amounts = [.. Enumerable.Range(0, Count).Select(_ => Shares(References.Length, random))];
        Values = new float[checked(Energies * Count)];
        for (int e = 0; e < Energies; e++)
        {
            for (int p = 0; p < Count; p++)
            {
                double value = noise * random.Normal();
                for (int r = 0; r < References.Length; r++)
                {
                    value += amounts[p][r] * References[r][e];
                }

                Values[(e * Count) + p] = (float)value;
            }
        }
    }

    /// <summary>Number of photon energies.</summary>
    public int Energies { get; }

    /// <summary>Number of spectra.</summary>
    public int Count { get; }

    /// <summary>Optical density of a unit of each reference.</summary>
    public double[][] References { get; }

    /// <summary>Optical densities [energy, spectrum].</summary>
    public float[] Values { get; }

    // A Dirichlet variate is a set of gamma variates over their sum.
    private static double[] Shares(int count, SeededRandom random)
    {
        double[] shares = [.. Enumerable.Range(0, count).Select(_ => Gamma(Concentration, random))];
        double thickness = random.Uniform(0.3, 1.2), sum = Math.Max(shares.Sum(), double.Epsilon);
        return [.. shares.Select(s => thickness * s / sum)];
    }

    // Marsaglia and Tsang (ACM Trans. Math. Softw. 2000) for shape + 1, and a power of a uniform number to come down to a shape below 1.
    private static double Gamma(double shape, SeededRandom random)
    {
        double d = shape + 1 - (1.0 / 3), c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = random.Normal(), v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - random.Uniform()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v * Math.Pow(1 - random.Uniform(), 1 / shape);
            }
        }
    }
}
