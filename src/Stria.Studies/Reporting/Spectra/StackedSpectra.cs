using Stria.Core;
using Stria.Figures;
using Stria.Measurement.Spectra;

namespace Stria.Studies;

/// <summary>Spectra stacked from bottom to top by composition: all energies, and, where they have the main peak of V L₃, zooms of V L₃ and O K.</summary>
internal static class StackedSpectra
{
    private const double Offset = 0.6;

    /// <summary>The panels.</summary>
    /// <param name="spectra">The spectra in their order, the lowest first.</param>
    /// <param name="byComposition">Whether that order is one of x.</param>
    public static IReadOnlyList<LinePanel> Panels(IReadOnlyList<Spectrum> spectra, bool byComposition = true)
    {
        double low = spectra.Max(s => s.PhotonEnergies_eV[0]), high = spectra.Min(s => s.PhotonEnergies_eV[^1]);
        double? main = VanadiumPeaks.MainPeak(spectra[0]);
        var axis = new Axis(byComposition ? "absorption (stacked by x)" : "absorption (stacked)") { ShowTicks = false };
        return [Panel(spectra, (low, high), "all", axis), .. main is { } m ? (LinePanel[])[Panel(spectra, (m - 5, m + 4), "V L₃", axis), Panel(spectra, (m + 8.5, m + 17), "O K", axis)] : []];
    }

    private static LinePanel Panel(IReadOnlyList<Spectrum> spectra, (double From, double To) window, string title, Axis axis)
    {
        IEnumerable<Series> series = spectra.Select((s, k) =>
        {
            int[] inside = [.. Enumerable.Range(0, s.PhotonEnergies_eV.Length).Where(i => s.PhotonEnergies_eV[i] >= window.From && s.PhotonEnergies_eV[i] <= window.To && double.IsFinite(s.Values[i]))];
            double[] v = [.. inside.Select(i => s.Values[i])];
            double least = v.DefaultIfEmpty(0).Min(), span = Math.Max(v.DefaultIfEmpty(1).Max() - least, 1e-12);
            return new Series(s.Name, [.. inside.Select(i => s.PhotonEnergies_eV[i])], [.. v.Select(x => (x - least) / span)]) { Offset = Offset * k, Colour = Palette.Categorical(k) };
        });
        return new LinePanel(new Axis("photon energy [eV]") { Limits = window }, axis, [.. series]) { Title = title, DirectLabels = true, Aspect = 1.1 };
    }
}
