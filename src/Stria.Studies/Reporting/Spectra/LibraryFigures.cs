using Stria.Core;
using Stria.Figures;
using Stria.Matter;
using Stria.Measurement.Spectra;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>Figures of a library.</summary>
internal static class LibraryFigures
{
    /// <summary>The spectra stacked by composition, their scale, and the fit of their peaks.</summary>
    public static IEnumerable<NamedFigure> Of(LibraryCheck check)
    {
        yield return Stacked(check);
        if (check.Host is { } host && check.Scaled.IsMolar)
        {
            yield return Scale(check, host);
        }

        if (check.Peaks.Any(p => p is not null))
        {
            yield return Peaks(check);
        }

        if (check.Purities.Count > 0)
        {
            yield return Purity(check.Purities);
        }
    }

    private static NamedFigure Stacked(LibraryCheck check)
    {
        IEnumerable<ScaledReference> order = check.Scaled.References.OrderBy(r => r.Composition);
        IReadOnlyList<LinePanel> panels = StackedSpectra.Panels([.. order.Select(r => new Spectrum(r.Source.Spectrum.PhotonEnergies_eV, r.At(r.Source.Spectrum.PhotonEnergies_eV), r.Name))]);
        return NamedFigure.Of(
            "standards",
            "The standards, by composition",
            "Peaks that move and change in order with x; a standard out of order is mixed, miscalibrated or mislabelled.",
            new Figure([.. panels]) { Columns = panels.Count, PanelLetters = panels.Count > 1 });
    }

    private static NamedFigure Scale(LibraryCheck check, HostMaterial host)
    {
        ScaledReference first = check.Scaled.References[0], last = check.Scaled.References[^1];
        IEnumerable<Series> Both(ScaledReference r, int k)
        {
            double[] e = r.Source.Spectrum.PhotonEnergies_eV, molar = r.At(e);
            double perMolar = 10 / host.Formula.MolarMass(r.Composition); // m²/mol to cm²/g
            yield return new Series(r.Name, e, [.. molar.Select(v => v * perMolar)]) { Colour = Palette.Categorical(k) };
            yield return new Series($"table, x = {r.Composition:0.##}", e, host.MassAttenuation(check.Table, r.Composition, e)) { Colour = Palette.Categorical(k), Dashed = true };
        }

        return NamedFigure.Of(
            "mass-absorption",
            "Mass-absorption scale",
            "Standards on the table in the grey windows, before and behind the edges; inside the edges the table of free atoms knows no peaks.",
            new Figure(new LinePanel(new Axis("photon energy [eV]"), new Axis("μ/ρ [cm²/g]"), [.. Both(first, 0), .. ReferenceEquals(first, last) ? [] : Both(last, 1)])
            {
                Spans = [.. host.ScalingWindows.Select(w => new VerticalSpan(Math.Max(w.From_eV, first.Lowest_eV), Math.Min(w.To_eV, first.Highest_eV)))],
            }) { Width = 420 },
            $"Table: {check.Table.Name}.");
    }

    private static NamedFigure Purity(IReadOnlyList<CheckedPurity> purities)
    {
        var panels = new List<Panel>();
        foreach (CheckedPurity p in purities.Take(4))
        {
            ComponentMaps c = p.Purity.Components;
            panels.Add(new LabelPanel(c.Grid, c.LabelMap(), [.. c.ClusterSpectra.Select((_, k) => new ClassStyle($"cluster {k + 1}", Palette.Categorical(k)))]) { Title = p.Standard, ShowShares = true });
            panels.Add(new LinePanel(new Axis("photon energy [eV]"), new Axis("optical density / mean"), [
                .. c.ClusterSpectra.Select((s, k) => new Series($"cluster {k + 1}{(p.Clusters.FirstOrDefault(a => a.Cluster == k) is { } a ? $", x = {a.Composition:f2}" : "")}", p.Od.PhotonEnergies_eV, [.. s.Select(v => v / s.Average())]) { Colour = Palette.Categorical(k) }),
            ]) { Title = $"change from place to place {p.Purity.Spread:p1}" });
        }

        return NamedFigure.Of(
            "purity",
            "Purity of the standards by their own stacks",
            "Two spectra on top of each other and clusters without shape: one phase. Two spectra with peaks of their own, in places of their own: two phases.",
            new Figure(panels) { Columns = 2, PanelLetters = true });
    }

    private static NamedFigure Peaks(LibraryCheck check)
    {
        LinePanel Panel(PeakFit fit, string title) => new(new Axis("photon energy [eV]"), new Axis("absorption"), [
            new Series("data", fit.PhotonEnergies_eV, fit.Data) { Style = SeriesStyle.Markers, MarkerRadius = 1.1, Colour = Palette.Categorical(6) },
            new Series("fit", fit.PhotonEnergies_eV, fit.Fitted) { Colour = Palette.Categorical(0) },
            new Series("steps and background", fit.PhotonEnergies_eV, fit.Baseline) { Colour = Palette.Categorical(1), Dashed = true },
            .. fit.Peaks.Select((p, k) => new Series("", fit.PhotonEnergies_eV, Above(p.Curve, fit.Baseline)) { Colour = Palette.Categorical(5), LineWidth = 0.6 }),
        ]) { Title = title };
        (PeakFit Fit, string Name)[] fitted = [.. check.Peaks.Zip(check.References, (f, r) => (f, r.Name)).Where(p => p.f is not null).Select(p => (p.f!, p.Name))];
        return NamedFigure.Of(
            "peaks",
            "Peaks of the standards",
            "A fit along the data; where it leaves them the model of peaks does not suit, and positions there mean little.",
            new Figure([.. fitted.Take(6).Select(f => Panel(f.Fit, f.Name))]) { Columns = Math.Min(2, fitted.Length), PanelLetters = true });
    }

    // A peak on its baseline, where there is anything of it.
    private static double[] Above(double[] curve, double[] baseline)
    {
        double least = 0.01 * curve.Max();
        return [.. curve.Zip(baseline, (c, b) => c > least ? c + b : double.NaN)];
    }
}
