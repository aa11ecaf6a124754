using Stria.Core;
using Stria.Measurement.Synthesis;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

/// <summary>The papers' own test set (Santos et al., Patterns 2022, Fig. 3 and S8–S12): image × spectrum with three regions, α-Li₀.₁, a mixture of 30 % α-Li₀.₁ and
/// 70 % ε-Li₀.₄₅, and ε-Li₀.₄₅, core–shell; and the copy with −0.4 eV and Gaussian noise.</summary>
internal static class PapersTestSet
{
    public const int Height = 48, Width = 60;

    /// <summary>Region of a pixel: 0 core, 1 mixture, 2 shell, −1 outside.</summary>
    public static int Region(int row, int column)
    {
        double radius = Math.Sqrt((Math.Pow(row - 23.5, 2) / 400) + (Math.Pow(column - 29.5, 2) / 729));
        return radius >= 1 ? -1 : radius < 0.5 ? 0 : radius < 0.72 ? 1 : 2;
    }

    /// <summary>Share of the shell's phase in the amount of a region.</summary>
    public static double Shell(int region) => region switch { 0 => 0, 1 => 0.7, _ => 1 };

    /// <summary>Composition of a region.</summary>
    public static double Composition(int region) => 0.1 + (0.35 * Shell(region));

    /// <summary>The particle's pixels.</summary>
    public static PixelMask Particle { get; } = Made.Mask(Height, Width, (r, c) => Region(r, c) >= 0);

    /// <summary>Amount of substance on the area of a pixel [mol/m²]: a wedge of 50 to 150 nm.</summary>
    public static double Amount(int row, int column) => (50 + (100.0 * column / (Width - 1)) + (0 * row)) * SpectraMade.PerNanometre(0.3);

    /// <summary>The stack, as optical densities.</summary>
    /// <param name="shift_eV">What its energy axis reads too high.</param>
    /// <param name="noise">Standard deviation of Gaussian noise on the optical density.</param>
    public static OpticalDensityStack Stack(double shift_eV, double noise)
    {
        double[] energies = CoreShellScene.EnergyGrid();
        double[][] spectra = [.. SpectraMade.TwoMolar.References.Select(r => r.At(energies))];
        var random = new SeededRandom(71);
        return Made.OpticalDensities([.. energies.Select(e => e + shift_eV)], Height, Width, (f, r, c) =>
        {
            int region = Region(r, c);
            double shell = Shell(region), od = region < 0 ? 0 : Amount(r, c) * (((1 - shell) * spectra[0][f]) + (shell * spectra[1][f]));
            return od + (noise > 0 ? noise * random.Normal() : 0);
        }, 1, new NoiseModel(0, 0));
    }

    /// <summary>Root mean square error of x = Σ nᵢxᵢ/Σ nᵢ over the particle.</summary>
    public static double CompositionError(float[][] amounts, double[] compositions)
    {
        double square = 0;
        int n = 0;
        for (int p = 0; p < Height * Width; p++)
        {
            if (Particle.Inside[p])
            {
                double total = amounts.Sum(a => (double)a[p]), moment = amounts.Zip(compositions, (a, x) => a[p] * x).Sum();
                square += Math.Pow((moment / total) - Composition(Region(p / Width, p % Width)), 2);
                n++;
            }
        }

        return Math.Sqrt(square / n);
    }
}
