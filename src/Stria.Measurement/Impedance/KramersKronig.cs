using System.Numerics;
using Stria.Core;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Impedance;

/// <summary>The linear Kramers–Kronig test: a chain of RC elements with fixed times obeys the relations by construction; what it cannot fit does not.</summary>
/// <remarks>
/// Times spread evenly in the logarithm between those of the frequencies (Boukamp, J. Electrochem. Soc. 142, 1885, 1995). How many there are, and whether a
/// capacitor stands in series, is what makes the Bayesian information criterion least: too few leave structure, too many fit the noise. An inductance is always
/// there. Weights are 1/|Z|. μ (Schönleber, Klotz and Ivers-Tiffée, Electrochim. Acta 131, 20, 2014) is given beside it. Where the spectrum has times, one more
/// column, (t − mean t) Z, finds a steady drift.
/// </remarks>
public static class KramersKronig
{
    private const double MostPerDecade = 7;
    private const int LeastPoints = 8;

    /// <summary>Tests a spectrum.</summary>
    /// <exception cref="DataException">Fewer than eight points.</exception>
    public static KramersKronigResult Test(ImpedanceSpectrum spectrum)
    {
        if (spectrum.Count < LeastPoints)
        {
            throw new DataException($"{spectrum.Count} points are too few for a Kramers–Kronig test, which needs {LeastPoints}.", spectrum.Origin?.Source);
        }

        int[] order = [.. Enumerable.Range(0, spectrum.Count).OrderByDescending(i => spectrum.Frequencies[i])];
        double[] f = [.. order.Select(i => spectrum.Frequencies[i])];
        Complex[] z = [.. order.Select(i => spectrum.Impedances[i])];
        double[]? times = spectrum.Times is { } t && t.Max() > t.Min() ? [.. order.Select(i => t[i])] : null;
        FittedChain best = Best(f, z) ?? throw new DataException("The frequencies are too close together for a Kramers–Kronig test.", spectrum.Origin?.Source);
        (double[] real, double[] imaginary) = best.Residuals();
        double noise = Math.Sqrt((Scatter(real) + Scatter(imaginary)) / 2);
        double limit = Math.Max(0.01, 4 * noise);
        return new KramersKronigResult(f, real, imaginary)
        {
            Elements = best.Elements,
            Mu = best.Mu,
            WithCapacitor = best.WithCapacitor,
            Noise = noise,
            Offending = [.. Enumerable.Range(0, f.Length).Where(i => Math.Max(Math.Abs(real[i]), Math.Abs(imaginary[i])) > limit).Select(i => f[i])],
            Drift = times is null ? null : new RelaxationChain(f, z, best.WithCapacitor, times).Solve(best.Elements)?.Drift,
        };
    }

    private static FittedChain? Best(double[] f, Complex[] z)
    {
        int most = Math.Min(f.Length - 3, 3 + (int)(MostPerDecade * Math.Log10(f[0] / f[^1])));
        RelaxationChain without = new(f, z, false, null), with = new(f, z, true, null);
        return Enumerable.Range(3, Math.Max(1, most - 2)).SelectMany(m => new[] { without.Solve(m), with.Solve(m) }).Where(c => c is not null).MinBy(c => c!.InformationCriterion);
    }

    // Variance of white noise from second differences, which a smooth course does not raise: Var(a − 2b + c) = 6 σ². Medians keep outliers out.
    private static double Scatter(double[] residuals)
    {
        double[] second = [.. Enumerable.Range(1, residuals.Length - 2).Select(i => Math.Abs(residuals[i - 1] - (2 * residuals[i]) + residuals[i + 1]))];
        double sigma = Quantiles.Median(second) / 0.6744897501960817;
        return sigma * sigma / 6;
    }
}
