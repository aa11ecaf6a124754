using Stria.Matter;
using Stria.Measurement.Stxm;
using Stria.Numerics.Interpolation;

namespace Stria.Measurement.Synthesis;

/// <summary>Linear attenuation of a scene's components at the true energies, as the beamline's resolution shows it.</summary>
internal sealed class SceneSpectra
{
    private const double Step_eV = 0.05, Reach_eV = 1.5, FilmDensity = 2000;

    private SceneSpectra(double[][] attenuation, double[][] dichroism, double[] film) => (Attenuation, Dichroism, Film) = (attenuation, dichroism, film);

    /// <summary>Linear attenuation [1/m] of each component at each energy.</summary>
    public double[][] Attenuation { get; }

    /// <summary>What full dichroism adds for a wire along the rows [1/m], and takes away for one across them.</summary>
    public double[][] Dichroism { get; }

    /// <summary>Linear attenuation of amorphous carbon [1/m].</summary>
    public double[] Film { get; }

    /// <summary>The attenuation of components at energies.</summary>
    public static SceneSpectra Of(HostMaterial host, IReadOnlyList<SceneComponent> components, double[] energies, double broadening)
    {
        int points = (int)Math.Ceiling((energies[^1] - energies[0] + (2 * Reach_eV)) / Step_eV) + 1;
        double[] fine = [.. Enumerable.Range(0, points).Select(i => energies[0] - Reach_eV + (i * Step_eV))];
        double[][] attenuation = new double[components.Count][], dichroism = new double[components.Count][];
        for (int c = 0; c < components.Count; c++)
        {
            double x = components[c].Composition, perMole = host.MolarVolume(x);
            ScaledReference scaled = MolarScale.Apply([components[c].Spectrum ?? ModelSpectra.Standard(x)], host).References[0];
            attenuation[c] = Seen([.. scaled.At(fine).Select(v => v / perMole)], fine, energies, broadening);
            dichroism[c] = components[c].Spectrum is null
                ? Seen([.. fine.Select(e => scaled.Scale * ModelSpectra.Dichroism(e, x) / perMole)], fine, energies, broadening)
                : new double[energies.Length];
        }

        ChemicalFormula carbon = ChemicalFormula.Parse("C");
        return new SceneSpectra(attenuation, dichroism, [.. energies.Select(e => AttenuationTable.Henke.LinearAttenuation(carbon, FilmDensity, e))]);
    }

    private static double[] Seen(double[] values, double[] fine, double[] energies, double broadening)
    {
        double[] blurred = values;
        if (broadening > 0)
        {
            int reach = (int)Math.Ceiling(4.5 * broadening / Step_eV);
            double[] kernel = [.. Enumerable.Range(-reach, (2 * reach) + 1).Select(k => Math.Exp(-0.5 * Math.Pow(k * Step_eV / broadening, 2)))];
            double sum = kernel.Sum();
            blurred = [.. values.Select((_, i) => Enumerable.Range(-reach, kernel.Length).Sum(k => kernel[k + reach] * values[Math.Clamp(i + k, 0, values.Length - 1)]) / sum)];
        }

        return new CubicSpline(fine, blurred).At(energies);
    }
}
