using Stria.Core;

namespace Stria.Measurement.Stxm;

/// <summary>References as a beamline of worse resolution and a stretched energy axis would have measured them.</summary>
internal static class BroadenedReferences
{
    private const double Step_eV = 0.05, Reach = 4.5;

    /// <summary>References convolved with a Gaussian, their energies stretched about a middle.</summary>
    /// <param name="references">The references.</param>
    /// <param name="variance">Variance of the Gaussian [eV²].</param>
    /// <param name="stretch">Relative error of differences of energy.</param>
    /// <param name="middle_eV">Energy that stays [eV].</param>
    public static ScaledReferences Of(ScaledReferences references, double variance, double stretch, double middle_eV)
    {
        if (variance <= 0 && stretch == 0)
        {
            return references;
        }

        return references with { References = [.. references.References.Select(r => Of(r, variance, stretch, middle_eV))] };
    }

    private static ScaledReference Of(ScaledReference reference, double variance, double stretch, double middle)
    {
        ReferenceSpectrum source = reference.Source;
        (double[] energies, double[] values) = variance > 0 ? Broadened(reference, Math.Sqrt(variance)) : (source.Spectrum.PhotonEnergies_eV, source.Spectrum.Values);
        double[] moved = stretch == 0 ? energies : [.. energies.Select(e => e + (stretch * (e - middle)))];
        return new ScaledReference(source with { Spectrum = new Spectrum(moved, values, source.Spectrum.Name, source.Spectrum.Unit) }, reference.Scale, reference.Offset, reference.MolarVolume);
    }

    // Beyond the ends the end value counts.
    private static (double[] Energies, double[] Values) Broadened(ScaledReference reference, double sigma)
    {
        double low = reference.Lowest_eV, high = reference.Highest_eV;
        int points = Math.Max(2, (int)Math.Ceiling((high - low) / Step_eV) + 1), reach = (int)Math.Ceiling(Reach * sigma / Step_eV);
        double step = (high - low) / (points - 1);
        double[] energies = [.. Enumerable.Range(0, points).Select(i => low + (i * step))], fine = reference.At(energies), kernel = new double[(2 * reach) + 1], padded = new double[points + (2 * reach)];
        double sum = 0;
        for (int k = -reach; k <= reach; k++)
        {
            sum += kernel[k + reach] = Math.Exp(-0.5 * k * step * k * step / (sigma * sigma));
        }

        for (int i = 0; i < padded.Length; i++)
        {
            padded[i] = (fine[Math.Clamp(i - reach, 0, points - 1)] - reference.Offset) / (reference.Scale * sum);
        }

        var values = new double[points];
        for (int k = 0; k < kernel.Length; k++)
        {
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(padded.AsSpan(k, points), kernel[k], values, values);
        }

        return (energies, values);
    }
}
