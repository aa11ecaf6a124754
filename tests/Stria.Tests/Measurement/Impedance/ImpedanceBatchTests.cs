using Stria.Core;
using Stria.Measurement;
using Stria.Measurement.Impedance;

namespace Stria.Tests.Measurement.Impedance;

public sealed class ImpedanceBatchTests
{
    private static readonly Circuit Cell = Circuit.Parse("R0-p(R1,CPE1)");

    [Fact]
    public void A_series_shows_its_trend_and_does_not_depend_on_threads()
    {
        ImpedanceSpectrum[] spectra = [.. Enumerable.Range(0, 12).Select(i => SpectraForFits.Made(Cell, [5, 40 * Math.Pow(1.3, i), 3e-5, 0.85], 0.003, i + 1, (1, 1e5, 8)))];
        ImpedanceFitResult[] one = ImpedanceBatch.Run(spectra, Cell, threads: 1), three = ImpedanceBatch.Run(spectra, Cell, threads: 3);
        MeasuredValue[] trend = ImpedanceBatch.Trend(one, "R1");
        for (int i = 0; i < spectra.Length; i++)
        {
            Assert.InRange(trend[i].Value / (40 * Math.Pow(1.3, i)), 0.98, 1.02);
            Assert.Equal(one[i].Parameters.Select(p => p.Value), three[i].Parameters.Select(p => p.Value));
        }
    }
}
