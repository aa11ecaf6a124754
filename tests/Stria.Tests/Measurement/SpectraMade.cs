using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

/// <summary>Optical densities of known amounts of the model's standards.</summary>
internal static class SpectraMade
{
    /// <summary>All standards of the model on the molar scale of the host.</summary>
    public static ScaledReferences Molar { get; } = MolarScale.Apply(ModelSpectra.Library(), Made.V2O5);

    /// <summary>Two standards on the molar scale: x = 0.1 and 0.45.</summary>
    public static ScaledReferences TwoMolar { get; } = MolarScale.Apply([.. ModelSpectra.Library().Where(r => r.Composition is 0.1 or 0.45)], Made.V2O5);

    /// <summary>Amount of substance on an area of a thickness of 1 nm at a composition [mol/m²].</summary>
    public static double PerNanometre(double x) => 1e-9 / Made.V2O5.MolarVolume(x);

    /// <summary>Transmission at the true energies of amounts [mol/m²] of standards.</summary>
    public static double[] Transmission(double[] energies, params (double X, double Nanometres)[] amounts)
    {
        double[][] spectra = [.. amounts.Select(a => Molar.References.First(r => r.Composition == a.X).At(energies))];
        return [.. energies.Select((_, e) => Math.Exp(-Enumerable.Range(0, amounts.Length).Sum(i => amounts[i].Nanometres * PerNanometre(amounts[i].X) * spectra[i][e])))];
    }

    /// <summary>A counted stack of many pixels, each with its own amounts, whose energy axis reads wrong by an offset.</summary>
    public static OpticalDensityStack Counted(int height, int width, double offset_eV, double incident, long seed, Func<int, double[]> transmissionOfPixel)
    {
        double[] energies = CoreShellScene.EnergyGrid();
        var random = new SeededRandom(seed);
        double[][] transmissions = [.. Enumerable.Range(0, height * width).Select(transmissionOfPixel)];
        return Made.OpticalDensities(
            [.. energies.Select(e => e + offset_eV)],
            height,
            width,
            (f, r, c) => Math.Log(incident / Math.Max(0.5, incident > 1e8 ? incident * transmissions[(r * width) + c][f] : random.Poisson(incident * transmissions[(r * width) + c][f]))),
            incident,
            NoiseModel.Poisson);
    }

    /// <summary>No change of the noise by resampling.</summary>
    public static double[] NoFactors(OpticalDensityStack od) => [.. od.PhotonEnergies_eV.Select(_ => 1.0)];
}
