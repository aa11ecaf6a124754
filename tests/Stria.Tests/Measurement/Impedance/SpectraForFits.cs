using System.Numerics;
using Stria.Core;
using Stria.Measurement.Impedance;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.Impedance;

/// <summary>Spectra with a known truth, and the measured ones of the acceptance.</summary>
public static class SpectraForFits
{
    /// <summary>The parameters of the generated symmetric cell with contact arc and electronic rail: R0, R1, CPE1.Q, CPE1.alpha, GTLM1.Rion, GTLM1.Rel, CPE2.Q, CPE2.alpha.</summary>
    public static readonly double[] SymmetricTruth = [8, 12, 2e-6, 0.9, 160, 20, 4e-4, 0.95];

    /// <summary>A spectrum of a circuit with relative noise on real and imaginary part.</summary>
    public static ImpedanceSpectrum Made(Circuit circuit, double[] parameters, double noise, long seed, (double Low, double High, int PerDecade) grid)
    {
        int n = (int)Math.Round(Math.Log10(grid.High / grid.Low) * grid.PerDecade) + 1;
        double[] f = [.. Enumerable.Range(0, n).Select(i => grid.High * Math.Pow(10, -i / (double)grid.PerDecade))];
        var random = new SeededRandom(seed);
        return new ImpedanceSpectrum(f, [.. circuit.Impedance(f, parameters).Select(z => z + (z.Magnitude * noise * new Complex(random.Normal(), random.Normal())))]);
    }

    /// <summary>A symmetric cell with contact arc, electronic rail and 0.3 % noise, 1 MHz to 10 mHz.</summary>
    public static ImpedanceSpectrum SymmetricCell(long seed) =>
        Made(Circuit.Parse(Stria.Measurement.Impedance.SymmetricCell.ContactAndRail), SymmetricTruth, 0.003, seed, (1e-2, 1e6, 10));

    /// <summary>The noisy blocking spectrum of the references: R0 = 8, Rion = 120, Q = 1e-4, alpha = 0.94, 0.5 % noise.</summary>
    public static ImpedanceSpectrum Blocking() => Of(ElectrodeReferences.Table("eis_blocking_noisy.csv"));

    /// <summary>The example of impedance.py: a lithium-ion cell.</summary>
    public static ImpedanceSpectrum Example() => Of(ElectrodeReferences.Numbers(SharedData.Path("eis/vendor_formats/exampleData.csv")));

    private static ImpedanceSpectrum Of(double[][] rows) => new([.. rows.Select(r => r[0])], [.. rows.Select(r => new Complex(r[1], r[2]))]);
}
