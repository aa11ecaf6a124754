using Stria.Core;
using Stria.Numerics;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Impedance;

/// <summary>One circuit fitted to many spectra of a series.</summary>
/// <remarks>
/// The first spectrum is fitted from many starting points; the others begin at its parameters. Then those whose scatter is more than twice that of the best tenth
/// of all, the first among them, are tried from many points too; so are those that leave more than 3 % where the first did not find its minimum for certain.
/// No fit depends on its neighbour, so that the result is the same for any number of threads.
/// </remarks>
public static class ImpedanceBatch
{
    private const double Worse = 4, Good = 0.1, Poor = 0.03; // Worse in squares

    /// <summary>Fits all spectra.</summary>
    /// <param name="spectra">The spectra, at least one.</param>
    /// <param name="circuit">The circuit.</param>
    /// <param name="options">Weights, limits, starts.</param>
    /// <param name="threads">Degree of parallelism; 0 = all cores.</param>
    /// <param name="cancel">Stops between spectra.</param>
    /// <returns>One fit per spectrum, in their order.</returns>
    /// <exception cref="DataException">A spectrum has too few points.</exception>
    public static ImpedanceFitResult[] Run(IReadOnlyList<ImpedanceSpectrum> spectra, Circuit circuit, ImpedanceFitOptions? options = null, int threads = 1, CancellationToken cancel = default)
    {
        options ??= new ImpedanceFitOptions();
        var results = new ImpedanceFitResult[spectra.Count];
        if (results.Length == 0)
        {
            return results;
        }

        results[0] = ImpedanceFit.Run(spectra[0], circuit, options, cancel);
        var settings = new Dictionary<string, ParameterSetting>(options.Settings);
        foreach (ParameterEstimate found in results[0].Parameters.Where(p => !p.Fixed))
        {
            settings[found.Name] = (settings.GetValueOrDefault(found.Name) ?? new ParameterSetting()) with { Start = found.Value };
        }

        Rows.For(results.Length - 1, threads, new FitNear(spectra, circuit, options with { Settings = settings, Starts = 1 }, results), cancel);
        double[] scatters = [.. results.Select(Scatter)];
        double limit = Worse * Quantiles.Of(scatters, Good);
        bool isDoubtful = results[0].Starts is { Agreeing: 1, Tried: > 1 };
        int[] bad = [.. Enumerable.Range(0, results.Length).Where(i => scatters[i] > limit || (isDoubtful && results[i].RelativeRootMeanSquare > Poor))];
        Rows.For(bad.Length, threads, new FitWide(spectra, circuit, options, bad, results), cancel);
        return results;
    }

    // Absolute deviations go with the impedance of a spectrum: they are compared relative to it.
    private static double Scatter(ImpedanceFitResult fit) => fit.Weighting == ImpedanceWeighting.Unit ? fit.RelativeRootMeanSquare * fit.RelativeRootMeanSquare : fit.ReducedChiSquare;

    /// <summary>A parameter along the series.</summary>
    /// <param name="fits">The fits.</param>
    /// <param name="parameter">Its name.</param>
    public static MeasuredValue[] Trend(IReadOnlyList<ImpedanceFitResult> fits, string parameter) => [.. fits.Select(f => f[parameter].Measured)];

    private readonly struct FitNear(IReadOnlyList<ImpedanceSpectrum> spectra, Circuit circuit, ImpedanceFitOptions near, ImpedanceFitResult[] results) : IRowOperation
    {
        public void Invoke(int row) => results[row + 1] = ImpedanceFit.Run(spectra[row + 1], circuit, near);
    }

    private readonly struct FitWide(IReadOnlyList<ImpedanceSpectrum> spectra, Circuit circuit, ImpedanceFitOptions wide, int[] bad, ImpedanceFitResult[] results) : IRowOperation
    {
        public void Invoke(int row)
        {
            int i = bad[row];

            // The first was begun at the same points before: others are drawn for it.
            ImpedanceFitResult other = ImpedanceFit.Run(spectra[i], circuit, i == 0 ? wide with { Seed = wide.Seed + 1 } : wide);
            results[i] = other.SumOfSquares < results[i].SumOfSquares ? other : results[i];
        }
    }
}
