namespace Stria.Numerics.Statistics;

/// <summary>Random numbers that repeat: xoshiro256** (Blackman and Vigna, ACM Trans. Math. Softw. 2021) started by splitmix64 from a seed.</summary>
public sealed class SeededRandom
{
    private ulong s0, s1, s2, s3;
    private double spare = double.NaN;

    /// <summary>Starts the sequence.</summary>
    public SeededRandom(long seed)
    {
        ulong x = unchecked((ulong)seed);
        s0 = SplitMix(ref x);
        s1 = SplitMix(ref x);
        s2 = SplitMix(ref x);
        s3 = SplitMix(ref x);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [low, high).</summary>
    public double Uniform(double low, double high) => low + ((high - low) * Uniform());

    /// <summary>A whole number in 0 … count − 1.</summary>
    public int Below(int count) => (int)(Uniform() * count);

    /// <summary>Standard normal (polar method of Marsaglia).</summary>
    public double Normal()
    {
        if (!double.IsNaN(spare))
        {
            double kept = spare;
            spare = double.NaN;
            return kept;
        }

        double u, v, s;
        do
        {
            u = (2 * Uniform()) - 1;
            v = (2 * Uniform()) - 1;
            s = (u * u) + (v * v);
        }
        while (s >= 1 || s == 0);
        double factor = Math.Sqrt(-2 * Math.Log(s) / s);
        spare = v * factor;
        return u * factor;
    }

    /// <summary>A Poisson count of the given mean (Knuth below 30; PTRS of Hörmann, 1993, above).</summary>
    /// <param name="mean">The mean, zero or positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mean is negative or not finite.</exception>
    public double Poisson(double mean)
    {
        if (!(mean >= 0 && double.IsFinite(mean)))
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "A Poisson mean must be zero or positive and finite.");
        }

        if (mean < 30)
        {
            double limit = Math.Exp(-mean), product = Uniform();
            int k = 0;
            while (product > limit)
            {
                product *= Uniform();
                k++;
            }

            return k;
        }

        double b = 0.931 + (2.53 * Math.Sqrt(mean)), a = -0.059 + (0.02483 * b), logMean = Math.Log(mean);
        double inverseAlpha = 1.1239 + (1.1328 / (b - 3.4)), vr = 0.9277 - (3.6224 / (b - 2));
        while (true)
        {
            double u = Uniform() - 0.5, v = Uniform(), us = 0.5 - Math.Abs(u);
            double k = Math.Floor((((2 * a / us) + b) * u) + mean + 0.43);
            if (us >= 0.07 && v <= vr)
            {
                return k;
            }

            if (k >= 0 && !(us < 0.013 && v > us)
                && Math.Log(v) + Math.Log(inverseAlpha) - Math.Log((a / (us * us)) + b) <= (k * logMean) - mean - LogFactorial(k))
            {
                return k;
            }
        }
    }

    private static double LogFactorial(double k)
    {
        // Stirling with two correction terms: better than 1e-8 for k ≥ 10, which a mean above 30 practically never undercuts.
        double n = k + 1;
        return ((n - 0.5) * Math.Log(n)) - n + (0.5 * Math.Log(2 * Math.PI)) + (1 / (12 * n)) - (1 / (360 * n * n * n));
    }

    private static ulong SplitMix(ref ulong x)
    {
        unchecked
        {
            ulong z = x += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    private ulong Next()
    {
        unchecked
        {
            ulong result = ulong.RotateLeft(s1 * 5, 7) * 9;
            ulong t = s1 << 17;
            s2 ^= s0;
            s3 ^= s1;
            s1 ^= s2;
            s0 ^= s3;
            s2 ^= t;
            s3 = ulong.RotateLeft(s3, 45);
            return result;
        }
    }
}
