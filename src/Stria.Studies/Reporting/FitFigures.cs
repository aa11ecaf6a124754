using Stria.Core;
using Stria.Figures;
using Stria.Matter;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>Figures of calibration and fit: references, energy shift, residuals, amounts, the paths side by side.</summary>
internal static class FitFigures
{
    /// <summary>The figures, as far as their nouns were made.</summary>
    public static IEnumerable<NamedFigure> Of(StudyContext context)
    {
        if (!context.TryGet("standards", out ReferenceFitResult? fit))
        {
            yield break;
        }

        yield return References(context);
        if (context.Get<CalibrationResult>().Curve is { } curve)
        {
            yield return Shift(context.Get<CalibrationResult>(), curve);
        }

        yield return Residuals(context, fit);
        if (context.TryGet("", out UnexplainedStructure? unexplained))
        {
            yield return UnexplainedFigure.Of(context.Get<OpticalDensityStack>("sample"), unexplained);
        }

        yield return WorstPixels.Figure(context, fit);
        if (context.TryGet("", out PointSpread? beam) && EdgeProfile.Of(beam) is { } profile)
        {
            yield return Beam(beam, profile);
        }

        ScaledReferences references = context.Get<ScaledReferences>();
        yield return Amounts([.. references.References.Select((r, i) => new ScalarField(fit.Grid, fit.Amounts[i], r.Name, references.Unit))]);
        if (context.TryGet("", out DrawnMaps? _))
        {
            DirectInversionResult direct = context.Get<DirectInversionResult>();
            yield return Paths(
                context.Get<DrawnMaps>("standards").Composition,
                context.TryGet("clusters", out DrawnMaps? clusters) ? clusters.Composition : null,
                DirectComposition.Of(direct, references),
                $"{direct.NegativeShare:p0} of the weights of the direct inversion are negative.");
        }
    }

    private static NamedFigure Beam(PointSpread beam, EdgeProfile profile)
    {
        double pixel = beam.Seen.Grid.PixelSizeX * 1e9;
        string nanometres = double.IsFinite(pixel) ? $" (full width at half maximum {beam.Fwhm_px * pixel:f0} ± {beam.Fwhm_px * pixel * beam.Deviation_px / beam.Width_px:f0} nm, 10 to 90 % of an edge {beam.TenToNinety_px * pixel:f0} nm)" : "";
        return NamedFigure.Of(
            "beam",
            "Outlines and the width of the beam",
            $"The sharp image, blurred by {beam.Width_px:f3} ± {beam.Deviation_px:f3} px{nanometres}, runs through what is measured across {profile.Places} places of the outlines; a tail beside the sample would be a halo.",
            new Figure(new LinePanel(new Axis("distance from the outline [px]"), new Axis("absorbed light, of the step"), [
                new Series("measured, median", profile.Distances_px, profile.Seen) { Style = SeriesStyle.Markers, Sd = profile.Spread, Errors = ErrorStyle.Bars },
                new Series("sharp image, blurred", profile.Distances_px, profile.Model),
            ]) { Levels = [new HorizontalMark(0.1, "10 %"), new HorizontalMark(0.9, "90 %")] }) { Width = 420 });
    }

    private static NamedFigure References(StudyContext context)
    {
        ScaledReferences references = context.Get<ScaledReferences>();
        context.TryGet("", out HostMaterial? host);
        Series[] series = [.. references.References.Select(r => new Series(r.Name, r.Source.Spectrum.PhotonEnergies_eV, [.. r.Source.Spectrum.Values.Select(v => (r.Scale * v) + r.Offset)]))];
        double low = references.References.Min(r => r.Lowest_eV), high = references.References.Max(r => r.Highest_eV);
        VerticalSpan[] spans = host is null || !references.IsMolar ? [] : [.. host.ScalingWindows
            .Select(w => (From: Math.Max(w.From_eV, low), To: Math.Min(w.To_eV, high)))
            .Where(w => w.To > w.From)
            .Select((w, i) => new VerticalSpan(w.From, w.To, i == 0 ? "scaled here" : null))];
        return NamedFigure.Of(
            "references",
            "References on their common scale",
            "Equal heights before and after the edges; differences between the references only at the edges.",
            new Figure(new LinePanel(new Axis("photon energy [eV]"), new Axis(references.IsMolar ? "molar attenuation [m²/mol]" : "reference"), series) { Spans = spans }) { Width = 420 });
    }

    private static NamedFigure Shift(CalibrationResult calibration, ShiftCurve curve) => NamedFigure.Of(
        "energy-shift",
        "Energy shift",
        "One deep minimum inside the range; a second one nearly as deep, or a minimum at the end, means that the shift is not to be trusted.",
        new Figure(new LinePanel(new Axis("shift: stack minus references [eV]"), new Axis("root mean square residual"), [
            new Series("", curve.Shifts_eV, [.. curve.MeanSquares.Select(Math.Sqrt)]),
        ]) { Marks = [new VerticalMark(calibration.Shift_eV, $"{calibration.Shift_eV:f3} eV")] }) { Width = 380 });

    private static NamedFigure Residuals(StudyContext context, ReferenceFitResult fit)
    {
        OpticalDensityStack od = context.Get<OpticalDensityStack>("sample");
        double[] e = od.PhotonEnergies_eV, mean = OpticalDensity.MeanSpectrum(od, context.Get<FoundParticles>().Mask.Inside);
        ReferenceDesign design = context.Get<ReferenceDesign>();
        double[] fitted = [.. mean.Select((m, i) => design.Used[i] ? m - fit.MeanResidual[i] : double.NaN)];
        double[] residual = [.. fit.MeanResidual.Select((r, i) => design.Used[i] ? r : double.NaN)];
        return NamedFigure.Of(
            "residuals",
            "Fit and residual spectra",
            "Residuals scattered round zero; a structure at an edge is what the references do not explain.",
            new Figure([
                new LinePanel(new Axis("photon energy [eV]"), new Axis("optical density"), [
                    new Series("measured (mean)", e, mean) { Style = SeriesStyle.Markers, MarkerRadius = 1.3 }, new Series("fitted (mean)", e, fitted),
                ]) { Title = "mean over the sample" },
                new LinePanel(new Axis("photon energy [eV]"), new Axis("measured − fitted"), [
                    new Series("mean ± scatter of the pixels", e, residual) { Sd = fit.ResidualDeviation },
                ]) { Title = "residual", Levels = [new HorizontalMark(0)] },
                new MapPanel(new ScalarField(fit.Grid, fit.ResidualRms, "residual", "1")) { Title = "residual per pixel", Label = "root mean square OD", Colours = ColourMap.Cividis },
                new MapPanel(new ScalarField(fit.Grid, fit.ReducedChiSquare, "χ²", "1")) { Title = "reduced χ²", Label = "χ²", Colours = ColourMap.Cividis },
            ]) { Columns = 2, PanelLetters = true },
            $"Median reduced χ² {fit.MedianReducedChiSquare:f2}.");
    }

    /// <summary>The amounts of the references, each a map with the reference's name as its symbol.</summary>
    public static NamedFigure Amounts(IReadOnlyList<ScalarField> amounts)
    {
        double highest = amounts.Max(a => Numerics.Statistics.Quantiles.Of(a.Values, 0.995));
        return NamedFigure.Of(
            "amounts",
            "Amount of each reference",
            "All on one scale: references that are not in the sample stay dark.",
            new Figure([.. amounts.Select(a => new MapPanel(a)
            {
                Title = a.Symbol,
                Label = a.Unit == "1" ? "weight" : $"n [{a.Unit}]",
                Limits = (0, highest > 0 ? highest : 1),
                Colours = ColourMap.Grey,
            })]) { Columns = Math.Min(3, amounts.Count) });
    }

    /// <summary>The compositions that the paths found.</summary>
    public static NamedFigure Paths(ScalarField standards, ScalarField? clusters, ScalarField direct, string caption)
    {
        (double Min, double Max) limits = ResultFigures.CompositionLimits(standards);
        var panels = new List<Panel> { new MapPanel(standards) { Title = "standards, weighted NNLS", Label = "x", Limits = limits } };
        if (clusters is not null)
        {
            panels.Add(new MapPanel(clusters) { Title = "cluster spectra", Label = "x", Limits = limits });
        }

        panels.Add(new MapPanel(direct) { Title = "direct inversion (SVD)", Label = "x", Limits = limits });
        return NamedFigure.Of(
            "paths",
            "The paths side by side",
            "The same picture by all paths; where they differ, look at the residuals before you believe one.",
            new Figure(panels) { Columns = panels.Count, PanelLetters = true },
            caption);
    }
}
