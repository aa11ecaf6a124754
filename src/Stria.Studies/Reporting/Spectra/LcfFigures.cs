using Stria.Figures;
using Stria.Measurement.Spectra;

namespace Stria.Studies;

/// <summary>Figures of linear combinations.</summary>
internal static class LcfFigures
{
    private const int MostDrawn = 24;

    /// <summary>The figures: weights of all spectra, the best fit of each, and how they were normalised.</summary>
    public static IEnumerable<NamedFigure> Of(StudyContext context)
    {
        IReadOnlyList<FittedSpectrum> fitted = context.Get<IReadOnlyList<FittedSpectrum>>();
        FormedSpectra formed = context.Get<FormedSpectra>();
        if (fitted.Count > 1)
        {
            yield return Weights(fitted, formed.Standards);
        }

        IReadOnlyDictionary<string, string> slugs = LcfTables.Slugs(fitted.Select(f => f.Name));
        foreach (FittedSpectrum f in fitted.Take(MostDrawn))
        {
            yield return Fit(f, formed.Form, slugs[f.Name]);
        }

        yield return Ranking(fitted[0]);
        if (formed.Spectra.FirstOrDefault(s => s.Normalisation is not null)?.Normalisation is { } edge)
        {
            yield return Normalisation(edge);
        }
    }

    private static NamedFigure Fit(FittedSpectrum fitted, SpectrumForm form, string slug)
    {
        CombinationFit f = fitted.Best;
        double[] e = f.PhotonEnergies_eV, gaps = Gaps(fitted), span = [e[0] - (0.02 * (e[^1] - e[0])), e[^1] + (0.02 * (e[^1] - e[0]))];
        var x = new Axis("photon energy [eV]") { Limits = (span[0], span[1]) };
        string y = form switch
        {
            SpectrumForm.Mu => "absorption as measured",
            SpectrumForm.Derivative => "derivative of normalised absorption [1/eV]",
            SpectrumForm.Flattened => "flattened normalised absorption",
            _ => "normalised absorption",
        };
        double[] Curve(double[] values) => [.. values.Select((v, i) => v + gaps[i])];
        Series[] parts = [.. f.Standards.Select((s, k) => new Series($"{f.Weights[k]:f3} × {s.Name}", e, Curve(f.Parts[k])) { Colour = Palette.Categorical(k + 1), Dashed = true })];
        return NamedFigure.Of(
            $"lcf-{slug}",
            $"{fitted.Name}: data, fit and weighted standards",
            "Residuals scattered round zero; a structure at an edge is what the standards do not explain, and a wiggle with the sign of a slope is a wrong energy scale.",
            new Figure([
                new LinePanel(x, new Axis(y), [
                    new Series(fitted.Name, e, f.Data) { Style = SeriesStyle.Markers, MarkerRadius = 1.3, Colour = Palette.Categorical(6) },
                    new Series("fit", e, Curve(f.Fitted)) { Colour = Palette.Categorical(0), LineWidth = 1.5 },
                    .. parts,
                ]) { Title = fitted.Name, Aspect = 0.5 },
                new LinePanel(x, new Axis("data − fit"), [
                    new Series("residual", e, Curve(f.Residuals)) { Colour = Palette.Categorical(6) },
                ]) { Levels = [new HorizontalMark(0)], Legend = LegendPlace.None, Aspect = 0.2 },
            ]) { Width = 420 },
            $"R = {NumberText.Of(f.RFactor, 3)} (Σ(d−f)²/Σd²), {NumberText.Of(f.RFactorAboutMean, 3)} about the mean; reduced χ² {NumberText.Of(f.ReducedChiSquare, 3)}{(f.NoiseIsKnown ? "" : " with the noise taken as 1")}; {f.Data.Length} points.");
    }

    // NaN at the first point of each further window, so that no line is drawn across what was not compared.
    private static double[] Gaps(FittedSpectrum fitted)
    {
        double[] all = fitted.Spectrum.Values.PhotonEnergies_eV;
        int[] places = [.. fitted.Best.PhotonEnergies_eV.Select(e => Array.BinarySearch(all, e))];
        return [.. places.Select((p, i) => i > 0 && p != places[i - 1] + 1 ? double.NaN : 0)];
    }

    private static NamedFigure Weights(IReadOnlyList<FittedSpectrum> fitted, IReadOnlyList<CombinationStandard> standards)
    {
        double[] index = [.. Enumerable.Range(1, fitted.Count).Select(i => (double)i)];
        Series[] series = [.. standards.Select((s, k) => (Standard: s, Index: k)).Where(s => fitted.Any(f => Of(f.Best, s.Standard, f.Best.Weights) is { } w && w != 0)).Select(s =>
            new Series(s.Standard.Name, [.. index.Select(i => i + (0.06 * (s.Index - ((standards.Count - 1) / 2.0))))], [.. fitted.Select(f => Of(f.Best, s.Standard, f.Best.Weights) ?? double.NaN)])
            {
                Style = SeriesStyle.Markers,
                Sd = [.. fitted.Select(f => Of(f.Best, s.Standard, f.Best.Deviations) ?? double.NaN)],
                Errors = ErrorStyle.Bars,
                Colour = Palette.Categorical(s.Index + 1),
                MarkerRadius = 2.6,
            })];
        return NamedFigure.Of(
            "weights",
            "Weights of the standards in every spectrum",
            "Standards that come and go from one spectrum to the next without reason are interchangeable: look at the ranking.",
            new Figure(new LinePanel(new Axis("spectrum") { Whole = true }, new Axis("weight"), series) { Levels = [new HorizontalMark(0)] }) { Width = 420 },
            string.Join(", ", fitted.Select((f, i) => $"{i + 1}: {f.Name}")));
    }

    private static double? Of(CombinationFit fit, CombinationStandard standard, double[] values)
    {
        int k = fit.Standards.ToList().FindIndex(s => s.Name == standard.Name);
        return k < 0 ? null : values[k];
    }

    private static NamedFigure Ranking(FittedSpectrum fitted)
    {
        double[] rank = [.. Enumerable.Range(1, fitted.Ranked.Count).Select(i => (double)i)];
        return NamedFigure.Of(
            "ranking",
            $"Combinations by rank: {fitted.Name}",
            "A clear step after the first combinations; where the curve is flat the data do not tell the combinations apart.",
            new Figure(new LinePanel(new Axis("rank") { Whole = true }, new Axis("R-factor Σ(d−f)²/Σd²") { Logarithmic = fitted.Ranked.All(f => f.RFactor > 0) }, [
                new Series("", rank, [.. fitted.Ranked.Select(f => f.RFactor)]) { Style = SeriesStyle.LineAndMarkers },
            ])) { Width = 320 },
            string.Join("; ", fitted.Ranked.Take(5).Select((f, i) => $"{i + 1}: {string.Join(" + ", f.Standards.Select((s, k) => $"{f.Weights[k]:f3} {s.Name}"))}")));
    }

    private static NamedFigure Normalisation(EdgeNormalisation edge)
    {
        double[] e = edge.Source.PhotonEnergies_eV;
        return NamedFigure.Of(
            "normalisation",
            $"Normalisation: {edge.Source.Name}",
            "A pre-edge line along the data before the edge, a post-edge curve through the middle of the oscillations; E₀ on the rise.",
            new Figure(new LinePanel(new Axis("photon energy [eV]"), new Axis("absorption as measured"), [
                new Series(edge.Source.Name, e, edge.Source.Values) { Colour = Palette.Categorical(6) },
                new Series("pre-edge", e, [.. e.Select(edge.Pre)]) { Colour = Palette.Categorical(0), Dashed = true },
                new Series("post-edge", e, [.. e.Select(v => v >= edge.E0_eV ? edge.Pre(v) + edge.Post(v) : double.NaN)]) { Colour = Palette.Categorical(1), Dashed = true },
            ])
            {
                Marks = [new VerticalMark(edge.E0_eV, "E₀")],
                Spans = [new VerticalSpan(edge.PreWindow_eV.Low, edge.PreWindow_eV.High), new VerticalSpan(edge.PostWindow_eV.Low, edge.PostWindow_eV.High)],
            }) { Width = 420 },
            $"E₀ = {edge.E0_eV:f2} eV, edge step {NumberText.Of(edge.EdgeStep)}; post-edge polynomial of degree {edge.Degree}.");
    }
}
