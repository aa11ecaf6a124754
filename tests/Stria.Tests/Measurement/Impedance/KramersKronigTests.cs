using System.Numerics;
using Stria.Core;
using Stria.Measurement.Impedance;

namespace Stria.Tests.Measurement.Impedance;

public sealed class KramersKronigTests
{
    private static readonly Circuit Cell = Circuit.Parse("R0-p(R1,CPE1)-Wo1");
    private static readonly double[] Truth = [5, 40, 3e-5, 0.85, 25, 10];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_circuit_with_noise_is_consistent_and_its_noise_is_found(long seed)
    {
        KramersKronigResult found = KramersKronig.Test(SpectraForFits.Made(Cell, Truth, 0.003, seed, (1e-2, 1e5, 10)));
        Assert.True(found.Consistent, $"{found.RootMeanSquare} {found.Noise} {found.Offending.Count}");
        Assert.InRange(found.Noise, 0.002, 0.0045);
        Assert.InRange(found.RootMeanSquare, 0.0015, 0.0045);
        Assert.Null(found.Drift);
    }

    [SharedDataFact]
    public void A_blocked_electrode_is_consistent_with_a_capacitor()
    {
        KramersKronigResult found = KramersKronig.Test(SpectraForFits.Blocking());
        Assert.True(found.WithCapacitor);
        Assert.True(found.Consistent, $"{found.RootMeanSquare} {found.Noise} {found.Offending.Count}");
        Assert.InRange(found.Noise, 0.003, 0.007);
    }

    [Fact]
    public void A_spectrum_that_obeys_no_causality_is_not_consistent()
    {
        ImpedanceSpectrum good = SpectraForFits.Made(Cell, Truth, 0.002, 1, (1e-2, 1e5, 10));

        // The imaginary part of the arc is scaled alone: no linear system has it.
        var bad = new ImpedanceSpectrum(good.Frequencies, [.. good.Impedances.Select((z, i) => new Complex(z.Real, z.Imaginary * (1 + (0.15 * Math.Exp(-Math.Pow(Math.Log10(good.Frequencies[i] / 100), 2))))))]);
        KramersKronigResult found = KramersKronig.Test(bad);
        Assert.False(found.Consistent);
        Assert.NotEmpty(found.Offending);
    }

    [Fact]
    public void A_drift_is_found_with_its_size_and_none_where_there_is_none()
    {
        ImpedanceSpectrum steady = Timed(0.002, 0), drifting = Timed(0.002, 0.05);
        KramersKronigResult none = KramersKronig.Test(steady), some = KramersKronig.Test(drifting);
        Assert.False(none.Drifts, $"{none.Drift}");
        Assert.True(some.Drifts, $"{some.Drift}");
        Assert.InRange(some.Drift!.Value.Value, 0.03, 0.07);
    }

    [Fact]
    public void Few_points_are_refused() =>
        Assert.Contains("3 points are too few", Assert.Throws<DataException>(() => KramersKronig.Test(new ImpedanceSpectrum([1, 2, 3], [1, 1, 1]))).Message, StringComparison.Ordinal);

    // Each point takes two periods and a second; the whole impedance grows in proportion to the time.
    private static ImpedanceSpectrum Timed(double noise, double drift)
    {
        ImpedanceSpectrum still = SpectraForFits.Made(Cell, Truth, noise, 7, (1e-2, 1e5, 10));
        double[] times = new double[still.Count];
        for (int i = 1; i < times.Length; i++)
        {
            times[i] = times[i - 1] + 1 + (2 / still.Frequencies[i]);
        }

        return new ImpedanceSpectrum(still.Frequencies, [.. still.Impedances.Select((z, i) => z * (1 + (drift * times[i] / times[^1])))]) { Times = times };
    }
}
