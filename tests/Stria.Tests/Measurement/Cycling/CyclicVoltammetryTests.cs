using Stria.Core;
using Stria.Measurement.Cycling;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement.Cycling;

public sealed class CyclicVoltammetryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Peaks_of_sweeps_are_found_with_their_polarisation(long seed)
    {
        IReadOnlyList<VoltammetryPeak> peaks = CyclicVoltammetry.Peaks(Voltammogram(seed));
        Assert.Equal([false, false, true, true, false, false, true, true], peaks.Select(p => p.Rising));
        foreach (VoltammetryPeak peak in peaks)
        {
            double truth = new[] { 3.14, 3.34 }.MinBy(p => Math.Abs(p + (peak.Rising ? 0.12 : 0) - peak.Potential.Value)) + (peak.Rising ? 0.12 : 0);
            Assert.InRange(Math.Abs(peak.Potential.Value - truth), 0, Math.Max(2e-3, 4 * peak.Potential.Sigma));
            Assert.InRange(peak.Potential.Sigma, 1e-5, 3e-3);
            Assert.InRange(Math.Abs(peak.Current.Value), 0.9e-3, 1.2e-3);
            Assert.Equal(peak.Rising, peak.Current.Value > 0);
        }

        Assert.All(CyclicVoltammetry.Polarisation(peaks), p => Assert.Equal(0.12, p.Separation.Value, 3e-3));
        Assert.Equal(4, CyclicVoltammetry.Polarisation(peaks).Count);
    }

    [Fact]
    public void Noise_alone_has_no_peaks()
    {
        var random = new SeededRandom(3);
        CyclerTrace full = Voltammogram(1);
        var flat = new CyclerTrace(full.Times, [.. full.Times.Select(_ => 1e-5 * random.Normal())], full.Potentials);
        Assert.Empty(CyclicVoltammetry.Peaks(flat));
    }

    [Fact]
    public void What_is_no_voltammogram_is_refused() =>
        Assert.Contains("no voltammogram", Assert.Throws<DataException>(() => CyclicVoltammetry.Peaks(new CyclerTrace([0, 1, 2], [1, 1, 1], [3, 3.1, 3.2]))).Message, StringComparison.Ordinal);

    // Two cycles between 4.0 and 2.8 V at 0.1 mV/s, begun downwards, with two pairs of peaks and scatter of potential and current.
    private static CyclerTrace Voltammogram(long seed)
    {
        const int Lines = 1200;
        var random = new SeededRandom(seed);
        double[] time = [.. Enumerable.Range(0, 4 * Lines).Select(i => i * 10.0)];
        bool Rising(int i) => i / Lines % 2 == 1;
        double Swept(int i) => Rising(i) ? 2.8 + (1e-3 * (i % Lines)) : 4 - (1e-3 * (i % Lines));
        double Current(int i)
        {
            double u = Swept(i), shift = Rising(i) ? 0.12 : 0, sign = Rising(i) ? 1 : -1;
            return (sign * 1e-3 * (Math.Exp(-Math.Pow((u - 3.14 - shift) / 0.03, 2)) + Math.Exp(-Math.Pow((u - 3.34 - shift) / 0.03, 2)))) + (sign * 5e-5);
        }

        return new CyclerTrace(time, [.. time.Select((_, i) => Current(i) + (1e-5 * random.Normal()))], [.. time.Select((_, i) => Swept(i) + (1e-4 * random.Normal()))]);
    }
}
