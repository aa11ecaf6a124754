using Stria.Core;

namespace Stria.Measurement.Spectra;

/// <summary>The peaks that the literature of LiₓV₂O₅ reads: d_xy and d_xz/yz of V L₃, V L₂, t₂g and e_g* of O K.</summary>
/// <remarks>
/// Positions are sought relative to the main peak of V L₃, because calibrations of beamlines differ by up to 2.6 eV (Patterns 2022 has d_xy at
/// 518.2 eV, Mater. Horiz. 2020 at 515.6 eV). The distances from it are those of V₂O₅ in Mater. Horiz. 2020: d_xy 2.7 eV below, V L₂ 6.7, t₂g
/// 10.9 and e_g* 13.0 eV above.
/// </remarks>
public static class VanadiumPeaks
{
    private const double Lowest_eV = 513, Highest_eV = 523;

    /// <summary>The main peak of V L₃ in a spectrum [eV]; null when the spectrum has none, being of another element or range.</summary>
    public static double? MainPeak(Spectrum spectrum)
    {
        double[] e = spectrum.PhotonEnergies_eV, v = spectrum.Values;
        int[] inside = [.. Enumerable.Range(0, e.Length).Where(i => e[i] is >= Lowest_eV and <= Highest_eV)];
        if (inside.Length < 10 || e[0] > Lowest_eV || e[^1] < Highest_eV + 13)
        {
            return null;
        }

        int top = inside.MaxBy(i => v[i]);
        return top > inside[0] && top < inside[^1] ? e[top] : null;
    }

    /// <summary>Whether a peak of the model is one resonance, whose height changes with the direction of the polarisation, and not what many states share.</summary>
    /// <param name="name">The peak's name.</param>
    public static bool IsPolarised(string name) => name is "V L3 d_xy" or "V L3 between" or "V L3 d_xz/yz" or "O K t2g" or "O K e_g*";

    /// <summary>The model of peaks and steps for a spectrum.</summary>
    /// <param name="main_eV">Its main peak of V L₃ [eV].</param>
    /// <param name="steps">Shape of the steps.</param>
    public static PeakModel Model(double main_eV, StepShape steps) => new(
        [
            new PeakGuess("V L3 d_xy", main_eV - 2.7, 1) { Width_eV = 1, Widths_eV = (0.3, 2) },
            new PeakGuess("V L3 between", main_eV - 1.4, 0.6) { Width_eV = 1.2, Widths_eV = (0.4, 2.5) },
            new PeakGuess("V L3 d_xz/yz", main_eV, 0.6) { Width_eV = 1.9, Widths_eV = (0.6, 3.5) },
            new PeakGuess("V L2", main_eV + 6.7, 1.2) { Width_eV = 2.6, Widths_eV = (1, 5) },
            new PeakGuess("O K t2g", main_eV + 10.9, 1) { Width_eV = 1.3, Widths_eV = (0.5, 2.5) },
            new PeakGuess("O K e_g*", main_eV + 13, 1.2) { Width_eV = 1.7, Widths_eV = (0.6, 3.5) },
            new PeakGuess("O K above", main_eV + 19.2, 2) { Width_eV = 5, Widths_eV = (2, 9) },
        ],
        [
            new StepGuess("V L3", main_eV - 1.5, 0) { Shape = steps, Width_eV = 1 },
            new StepGuess("V L2", main_eV + 5.6, 0) { Shape = steps, Width_eV = 1.4 },
            new StepGuess("O K", main_eV + 12.3, 0) { Shape = steps, Width_eV = 1.2 },
        ])
    {
        Window_eV = (main_eV - 9, main_eV + 20),
    };
}
