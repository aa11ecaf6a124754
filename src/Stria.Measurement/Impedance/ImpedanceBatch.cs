using Stria.Core;
using Stria.Numerics;

namespace Stria.Measurement.Impedance;

/// <summary>One circuit fitted to many spectra of a series.</summary>
/// <remarks>
/// The first spectrum is fitted from many starting points; the others begin at its parameters and are tried from as many points only where that ends badly
/// (scatter more than twice the first's). No fit depends on its neighbour, so that the result is the same for any number of threads.
/// </remarks>
public static class ImpedanceBatch
{
    private const double Worse = 4; // in squares

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

        Rows.For(results.Length - 1, threads, new FitOne(spectra, circuit, options with { Settings = settings, Starts = 1 }, options, results), cancel);
        return results;
    }

    /// <summary>A parameter along the series.</summary>
    /// <param name="fits">The fits.</param>
    /// <param name="parameter">Its name.</param>
    public static MeasuredValue[] Trend(IReadOnlyList<ImpedanceFitResult> fits, string parameter) => [.. fits.Select(f => f[parameter].Measured)];

    private readonly struct FitOne(IReadOnlyList<ImpedanceSpectrum> spectra, Circuit circuit, ImpedanceFitOptions near, ImpedanceFitOptions wide, ImpedanceFitResult[] results) : IRowOperation
    {
        public void Invoke(int row)
        {
            ImpedanceFitResult found = ImpedanceFit.Run(spectra[row + 1], circuit, near);
            if (found.ReducedChiSquare > Worse * results[0].ReducedChiSquare)
            {
                ImpedanceFitResult other = ImpedanceFit.Run(spectra[row + 1], circuit, wide);
                found = other.SumOfSquares < found.SumOfSquares ? other : found;
            }

            results[row + 1] = found;
        }
    }
}
