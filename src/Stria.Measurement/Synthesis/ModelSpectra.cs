using Stria.Core;

namespace Stria.Measurement.Synthesis;

/// <summary>Parametric model spectra of LiₓV₂O₅ at the V L and O K edges: steps and peaks that move and weaken with x. A model, not measurements.</summary>
/// <remarks>Peak positions follow what is published for V₂O₅ (V L₃ d_xy at 515.6 eV, main peak 518.3 eV, V L₂ near 525 eV, O K t₂g 529.2 eV
/// and e_g* 531.3 eV; Santos et al., Mater. Horiz. 2020 and Patterns 2022); widths, heights and their change with x are made up to look alike.
/// Use them to test a chain whose truth must be known, never as a reference library for measured data.</remarks>
public static class ModelSpectra
{
    /// <summary>The compositions x of the model library.</summary>
    public static readonly double[] LibraryCompositions = [0, 0.1, 0.3, 0.45, 0.7, 0.9];

    /// <summary>Optical density of a standard of the model, thickness arbitrary but the same for all x.</summary>
    /// <param name="photonEnergy_eV">Photon energy [eV], 490 … 600.</param>
    /// <param name="x">Lithium content, 0 … 1.</param>
    public static double OpticalDensity(double photonEnergy_eV, double x)
    {
        double e = photonEnergy_eV;
        double background = 0.12 * Math.Pow(e / 510, -2.6);
        double steps = Step(e, 516.8, 0.5, 0.25) + Step(e, 523.9, 0.8, 0.12) + Step(e, 530.6, 0.6, 0.33);
        double vanadium = InPlane(e, x)
            + Peak(e, 516.9 + (0.1 * x), 0.55, 0.5 * (1 - (0.3 * x)))
            + Peak(e, 518.35 - (0.45 * x), 0.85 + (0.1 * x), 1.35)
            + Peak(e, 524.9 - (0.35 * x), 1.15, 0.75);
        double oxygen = TransferTwo(e, x)
            + TransferStar(e, x)
            + Peak(e, 537.5, 2.2, 0.22) + Peak(e, 542.5, 2.6, 0.17 + (0.05 * x));
        return background + steps + vanadium + oxygen;
    }

    /// <summary>What linear dichroism changes: the resonances d_xy of V L₃ and t₂g of O K gain, e_g* loses, where the electric field lies along the wire.</summary>
    /// <param name="photonEnergy_eV">Photon energy [eV].</param>
    /// <param name="x">Lithium content, 0 … 1.</param>
    /// <returns>The change of the optical density of a standard at full strength (a resonance doubled); made up to look like what is measured.</returns>
    public static double Dichroism(double photonEnergy_eV, double x) =>
        InPlane(photonEnergy_eV, x) + TransferTwo(photonEnergy_eV, x) - (0.5 * TransferStar(photonEnergy_eV, x));

    /// <summary>The library of the model on a fine grid, as optical densities of unknown thickness.</summary>
    public static IReadOnlyList<ReferenceSpectrum> Library() => [.. LibraryCompositions.Select(Standard)];

    /// <summary>A standard of any composition on a fine grid, as an optical density of unknown thickness.</summary>
    /// <param name="x">Lithium content, 0 … 1.</param>
    public static ReferenceSpectrum Standard(double x)
    {
        double[] energies = [.. Enumerable.Range(0, 651).Select(i => Math.Round(500 + (0.1 * i), 4))];
        return new ReferenceSpectrum(new Spectrum(energies, [.. energies.Select(e => OpticalDensity(e, x))], $"x={x:0.##}"), x)
        {
            Source = "parametric model spectra of Stria, not measurements",
        };
    }

    // d_xy of V L₃.
    private static double InPlane(double e, double x) => Peak(e, 515.6 + (0.25 * x), 0.42, 0.62 * (1 - (0.75 * x)));

    // t₂g of O K.
    private static double TransferTwo(double e, double x) => Peak(e, 529.2 + (0.15 * x), 0.62, 0.78 * (1 - (0.55 * x)));

    // e_g* of O K.
    private static double TransferStar(double e, double x) => Peak(e, 531.4 + (0.2 * x), 0.8, 0.62 - (0.1 * x));

    private static double Peak(double e, double centre, double sigma, double height)
    {
        double u = (e - centre) / sigma;
        return height * Math.Exp(-0.5 * u * u);
    }

    private static double Step(double e, double centre, double width, double height) =>
        height * ((Math.Atan((e - centre) / width) / Math.PI) + 0.5);
}
