using Stria.Core;
using Stria.Measurement.Spectra;

namespace Stria.Tests.Measurement.Spectra;

/// <summary>Absorption edges with known line, step and peaks.</summary>
internal static class MadeEdge
{
    /// <summary>Energies from 200 eV below to 700 eV above an edge at 5465 eV, 0.25 eV apart near it.</summary>
    public static double[] Energies { get; } = [.. Points(5265, 5440, 5), .. Points(5440, 5520, 0.25), .. Points(5520, 6165, 5)];

    /// <summary>An edge: an arctangent step of height 1 at E₀, a white line, waves above.</summary>
    public static Spectrum Of(string name, double e0 = 5465, double peak = 0.5, double shift = 0)
    {
        double Value(double at)
        {
            double e = at - shift, x = e - e0, white = peak * Math.Exp(-0.5 * Math.Pow((x - 6) / 2.5, 2));
            return 0.5 + (Math.Atan(x / 1.2) / Math.PI) + white + (x > 0 ? 0.05 * Math.Sin(x / 20) * Math.Exp(-x / 200) : 0);
        }

        return new Spectrum(Energies, [.. Energies.Select(Value)], name);
    }

    /// <summary>A standard ready to be compared as it is.</summary>
    public static CombinationStandard Standard(string name, double e0, double peak, double? x = null) => new(new FormedSpectrum(Of(name, e0, peak), null)) { Composition = x };

    /// <summary>A weighted sum of spectra of the same energies.</summary>
    public static Spectrum Mix(string name, params (double Weight, Spectrum Spectrum)[] parts) =>
        new(Energies, [.. Energies.Select((_, i) => parts.Sum(p => p.Weight * p.Spectrum.Values[i]))], name);

    private static IEnumerable<double> Points(double from, double to, double step)
    {
        for (int i = 0; from + (i * step) < to; i++)
        {
            yield return from + (i * step);
        }
    }
}
