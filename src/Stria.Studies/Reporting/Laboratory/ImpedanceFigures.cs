using System.Numerics;
using Stria.Core;
using Stria.Figures;
using Stria.Measurement.Impedance;

namespace Stria.Studies;

/// <summary>Figures of impedance spectra: Nyquist with equal axes, Bode with residuals, Kramers–Kronig residuals, relaxation times, trend.</summary>
internal static class ImpedanceFigures
{
    private const int MostSpectra = 8, MostTrends = 8;
    private const string Sign = "Im Z is negative for a capacitor; −Im Z is drawn upwards.";

    /// <summary>The figures, as far as there is something to draw.</summary>
    public static IEnumerable<NamedFigure> Of(IReadOnlyList<AnalysedSpectrum> spectra)
    {
        AnalysedSpectrum[] shown = spectra.Count <= MostSpectra ? [.. spectra] : [.. Enumerable.Range(0, MostSpectra).Select(k => spectra[(int)Math.Round(k * (spectra.Count - 1.0) / (MostSpectra - 1))])];
        yield return Nyquist(shown);
        yield return Bode(shown);
        if (shown.Any(s => s.Fit is not null))
        {
            yield return Residuals(shown);
        }

        if (shown.Any(s => s.Consistency is not null))
        {
            yield return Consistency(shown);
        }

        if (shown.Any(s => s.Relaxation is not null))
        {
            yield return Relaxation(shown);
        }

        if (spectra.Count > 1 && spectra.All(s => s.Fit is not null))
        {
            yield return Trend(spectra);
        }
    }

    private static NamedFigure Nyquist(AnalysedSpectrum[] shown)
    {
        Complex[] all = [.. shown.SelectMany(s => s.Source.Spectrum.Impedances)];
        double high = all.Max(z => Math.Max(z.Real, -z.Imaginary));
        // The arcs at high frequencies vanish beside a blocking tail: they are shown beside it, larger.
        Complex[] inner = [.. shown.SelectMany(s => Arcs(s.Source.Spectrum))];
        double near = inner.Length > 0 ? inner.Max(z => Math.Max(z.Real, -z.Imaginary)) : high;
        var panels = new List<Panel> { Plane(shown, all, near < 0.5 * high ? "all frequencies" : null) };
        if (near < 0.5 * high)
        {
            panels.Add(Plane(shown, inner, "high frequencies"));
        }

        return NamedFigure.Of(
            "nyquist",
            "Nyquist plot",
            "Both axes have one scale, so that arcs are round; the fit goes through the points at all frequencies.",
            new Figure(panels) { Columns = panels.Count, Width = panels.Count > 1 ? 510 : 400, PanelLetters = panels.Count > 1 },
            Sign);
    }

    // The points above the frequency at which −Im Z comes to exceed Re Z for good: without the blocking tail.
    private static IEnumerable<Complex> Arcs(ImpedanceSpectrum spectrum)
    {
        Complex[] byFrequency = [.. Enumerable.Range(0, spectrum.Count).OrderByDescending(i => spectrum.Frequencies[i]).Select(i => spectrum.Impedances[i])];
        int tail = Array.FindLastIndex(byFrequency, z => -z.Imaginary <= z.Real);
        return byFrequency.Take(tail + 1);
    }

    private static LinePanel Plane(AnalysedSpectrum[] shown, Complex[] inside, string? title)
    {
        double[] re = [.. inside.Select(z => z.Real)], im = [.. inside.Select(z => -z.Imaginary)];
        double left = Math.Min(0, re.Min()), right = re.Max(), low = Math.Min(0, im.Min()), high = Math.Max(im.Max(), 0), room = 0.05 * Math.Max(right - left, high - low);
        (double Min, double Max) x = (left - (left < 0 ? room : 0), right + room), y = (low - (low < 0 ? room : 0), high + room);
        // Equal scales: the shorter axis grows until the plot is neither a stripe nor a tower.
        double width = x.Max - x.Min, height = y.Max - y.Min;
        y = height < 0.45 * width ? (y.Min, y.Min + (0.45 * width)) : y;
        x = width < 0.8 * height ? (x.Min, x.Min + (0.8 * height)) : x;
        var series = new List<Series>();
        for (int i = 0; i < shown.Length; i++)
        {
            ImpedanceSpectrum s = shown[i].Source.Spectrum;
            series.Add(new Series(shown.Length == 1 ? "measured" : shown[i].Name, [.. s.Impedances.Select(z => z.Real)], [.. s.Impedances.Select(z => -z.Imaginary)]) { Style = SeriesStyle.Markers, Colour = ColourOf(i, shown.Length), Hollow = true });
            if (shown[i].Fit is { } fit)
            {
                int[] order = [.. Enumerable.Range(0, fit.Used.Count).OrderBy(k => fit.Used.Frequencies[k])];
                series.Add(new Series(shown.Length == 1 ? fit.Circuit.Text : "", [.. order.Select(k => fit.Fitted[k].Real)], [.. order.Select(k => -fit.Fitted[k].Imaginary)]) { Colour = shown.Length == 1 ? Palette.Categorical(1) : ColourOf(i, shown.Length) });
            }
        }

        return new LinePanel(new Axis("Re Z [Ω]") { Limits = x }, new Axis("−Im Z [Ω]") { Limits = y }, series) { Title = title, Aspect = (y.Max - y.Min) / (x.Max - x.Min) };
    }

    private static NamedFigure Bode(AnalysedSpectrum[] shown)
    {
        LinePanel Panel(string label, bool log, Func<Complex, double> of) => new(new Axis("frequency [Hz]") { Logarithmic = true }, new Axis(label) { Logarithmic = log }, [.. shown.SelectMany((s, i) => Pair(s, i, shown.Length, of))]);
        return NamedFigure.Of(
            "bode",
            "Bode plot",
            "Modulus and phase against frequency; a negative phase is capacitive.",
            new Figure([Panel("|Z| [Ω]", true, z => z.Magnitude), Panel("phase [°], capacitor −90°", false, z => z.Phase * 180 / Math.PI)]) { Columns = 2, PanelLetters = true },
            Sign);
    }

    private static IEnumerable<Series> Pair(AnalysedSpectrum one, int index, int count, Func<Complex, double> of)
    {
        ImpedanceSpectrum s = one.Source.Spectrum;
        yield return new Series(count == 1 ? "measured" : one.Name, s.Frequencies, [.. s.Impedances.Select(of)]) { Style = SeriesStyle.Markers, Hollow = true, Colour = ColourOf(index, count) };
        if (one.Fit is { } fit)
        {
            yield return new Series(count == 1 ? "fit" : "", fit.Used.Frequencies, [.. fit.Fitted.Select(of)]) { Colour = count == 1 ? Palette.Categorical(1) : ColourOf(index, count) };
        }
    }

    private static NamedFigure Residuals(AnalysedSpectrum[] shown) => NamedFigure.Of(
        "residuals",
        "What the circuit leaves",
        "Scatter about zero without a course; waves mean that the circuit lacks something.",
        Two(shown.Where(s => s.Fit is not null), s => (s.Fit!.Used.Frequencies, [.. s.Fit.Fitted.Select((z, i) => 100 * (s.Fit.Used.Impedances[i] - z).Real / s.Fit.Used.Impedances[i].Magnitude)], [.. s.Fit.Fitted.Select((z, i) => 100 * (s.Fit.Used.Impedances[i] - z).Imaginary / s.Fit.Used.Impedances[i].Magnitude)])));

    private static NamedFigure Consistency(AnalysedSpectrum[] shown) => NamedFigure.Of(
        "kramers-kronig",
        "Kramers–Kronig test",
        "Residuals within the noise; a course at low frequencies means that the cell changed, at high ones points to the wiring.",
        Two(shown.Where(s => s.Consistency is not null), s => (s.Consistency!.Frequencies, [.. s.Consistency.ResidualsReal.Select(r => 100 * r)], [.. s.Consistency.ResidualsImaginary.Select(r => 100 * r)])),
        shown is [{ Consistency: { } kk }] ? $"{kk.Elements} RC elements, μ = {kk.Mu:f2}; noise {100 * kk.Noise:g2} %." : null);

    private static Figure Two(IEnumerable<AnalysedSpectrum> spectra, Func<AnalysedSpectrum, (double[] F, double[] Real, double[] Imaginary)> of)
    {
        AnalysedSpectrum[] all = [.. spectra];
        LinePanel Panel(string label, Func<(double[] F, double[] Real, double[] Imaginary), double[]> part) => new(
            new Axis("frequency [Hz]") { Logarithmic = true },
            new Axis(label),
            [.. all.Select((s, i) => new Series(all.Length == 1 ? "" : s.Name, of(s).F, part(of(s))) { Style = SeriesStyle.LineAndMarkers, MarkerRadius = 1.4, LineWidth = 0.6, Colour = ColourOf(i, all.Length) })])
        { Levels = [new HorizontalMark(0)] };
        return new Figure([Panel("ΔRe Z/|Z| [%]", p => p.Real), Panel("ΔIm Z/|Z| [%]", p => p.Imaginary)]) { Columns = 2, PanelLetters = true };
    }

    private static NamedFigure Relaxation(AnalysedSpectrum[] shown)
    {
        AnalysedSpectrum[] all = [.. shown.Where(s => s.Relaxation is not null)];
        var panels = new List<Panel>
        {
            new LinePanel(new Axis("relaxation time [s]") { Logarithmic = true }, new Axis("γ [Ω]"), [.. all.Select((s, i) => new Series(all.Length == 1 ? "" : s.Name, s.Relaxation!.Times, s.Relaxation.Distribution) { Colour = ColourOf(i, all.Length) })])
            {
                Title = all.Length == 1 ? $"λ = {all[0].Relaxation!.Lambda:g3}" : null,
            },
        };
        if (all is [{ Relaxation.Tried.Count: > 1 } one])
        {
            RelaxationTimesResult drt = one.Relaxation!;
            panels.Add(new LinePanel(new Axis("λ") { Logarithmic = true }, new Axis("error of prediction [%]") { Logarithmic = true }, [new Series("", [.. drt.Tried.Select(t => t.Lambda)], [.. drt.Tried.Select(t => 100 * t.Error)]) { Style = SeriesStyle.LineAndMarkers }])
            {
                Marks = [new VerticalMark(drt.Lambda, "chosen")],
            });
        }

        return NamedFigure.Of(
            "relaxation-times",
            "Distribution of relaxation times",
            "Each peak is a process; their areas are resistances. λ is the largest that predicts left-out frequencies as well as the best.",
            new Figure(panels) { Columns = panels.Count, Width = panels.Count > 1 ? 510 : 380, PanelLetters = panels.Count > 1 },
            all is [{ Relaxation: { } found }] ? string.Join(" ", found.Peaks.Select(p => $"{p.Resistance:g3} Ω at {p.Time:g2} s.")) : null);
    }

    private static NamedFigure Trend(IReadOnlyList<AnalysedSpectrum> spectra)
    {
        bool byPotential = spectra.All(s => double.IsFinite(s.Source.Spectrum.Potential)) && spectra.Max(s => s.Source.Spectrum.Potential) - spectra.Min(s => s.Source.Spectrum.Potential) > 0.01;
        double[] x = [.. spectra.Select((s, i) => byPotential ? s.Source.Spectrum.Potential : i + 1)];
        string[] names = [.. spectra[0].Fit!.Parameters.Where(p => !p.Fixed).Select(p => p.Name).Where(n => spectra.All(s => s.Fit!.Circuit.IndexOf(n) >= 0)).Take(MostTrends)];
        return NamedFigure.Of(
            "trend",
            "Parameters along the series",
            "Smooth courses; a jump with a large error bar is a fit that ended elsewhere.",
            new Figure([.. names.Select(n => (Panel)new LinePanel(
                new Axis(byPotential ? "potential [V]" : "spectrum") { Whole = !byPotential },
                new Axis(spectra[0].Fit![n].Unit is "1" or "" ? n : $"{n} [{spectra[0].Fit![n].Unit}]"),
                [new Series("", x, [.. spectra.Select(s => s.Fit![n].Value)]) { Style = SeriesStyle.Markers, Sd = [.. spectra.Select(s => Bar(s.Fit![n]))], Errors = ErrorStyle.Bars }]))]) { Columns = 2 });
    }

    // An error bar longer than the value would leave no room for the others.
    private static double Bar(ParameterEstimate p) => double.IsFinite(p.Sigma) ? Math.Min(p.Sigma, Math.Abs(p.Value)) : Math.Abs(p.Value);

    private static Rgb ColourOf(int index, int count) => count == 1 ? Palette.Categorical(0) : count <= 4 ? Palette.Categorical(index) : ColourMap.Viridis[0.9 * index / (count - 1.0)];
}
