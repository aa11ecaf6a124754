using Stria.Core;

namespace Stria.Measurement.Spectra;

/// <summary>In which form spectra are compared.</summary>
public enum SpectrumForm
{
    /// <summary>As measured: μ, or optical density.</summary>
    Mu,

    /// <summary>Normalised by the edge step.</summary>
    Normalised,

    /// <summary>Normalised, and flattened above the edge.</summary>
    Flattened,

    /// <summary>Derivative of the normalised spectrum [1/eV].</summary>
    Derivative,
}

/// <summary>A spectrum in the form in which it is compared.</summary>
/// <param name="Values">The spectrum in that form, under its own name.</param>
/// <param name="Normalisation">How it was normalised; null when it was not, or came so from its file.</param>
public sealed record FormedSpectrum(Spectrum Values, EdgeNormalisation? Normalisation)
{
    /// <summary>Standard deviation of each value, in the unit of the form; null when unknown.</summary>
    public double[]? StandardDeviation { get; init; }

    /// <summary>Brings a spectrum into a form.</summary>
    /// <param name="spectrum">The spectrum.</param>
    /// <param name="form">The form.</param>
    /// <param name="options">How to normalise; null when the values are normalised already.</param>
    /// <param name="deviation">Standard deviation of its values, or null.</param>
    /// <exception cref="DataException">It cannot be normalised.</exception>
    public static FormedSpectrum Of(Spectrum spectrum, SpectrumForm form, NormalisationOptions? options, double[]? deviation = null)
    {
        if (form == SpectrumForm.Mu)
        {
            return new FormedSpectrum(spectrum, null) { StandardDeviation = deviation };
        }

        EdgeNormalisation? edge = options is null ? null : EdgeNormalisation.Of(spectrum, options);
        Spectrum normalised = edge is null ? spectrum : form == SpectrumForm.Flattened ? edge.Flattened() : edge.Normalised();
        if (form != SpectrumForm.Derivative)
        {
            return new FormedSpectrum(normalised, edge) { StandardDeviation = deviation is null ? null : [.. deviation.Select(d => d / (edge?.EdgeStep ?? 1))] };
        }

        double[] slope = EdgeNormalisation.Derivative(normalised.PhotonEnergies_eV, normalised.Values);
        return new FormedSpectrum(new Spectrum(normalised.PhotonEnergies_eV, slope, spectrum.Name, "1/eV"), edge);
    }
}
