using Stria.Core;
using Stria.Figures;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>Figures of the stack: field and masks, displacements, incident intensity, noise.</summary>
internal static class StackFigures
{
    /// <summary>The figures, as far as their nouns were made.</summary>
    public static IEnumerable<NamedFigure> Of(StudyContext context)
    {
        SpectralStack stack = context.Get<AlignedStack>().Stack;
        if (context.TryGet("", out FoundParticles? particles))
        {
            yield return Field(particles.MeanImage, particles.Mask, context.Get<IncidentSpectrum>().OpenArea);
        }

        RegistrationResult shifts = context.Get<RegistrationResult>();
        string pairs = shifts.PairCount > 0 ? $"{shifts.PairCount} pairs of frames agree to {shifts.PairResidual:f3} px (root mean square); {shifts.RejectedPairs} were outvoted." : "The frames were left as they are.";
        yield return Displacements((shifts.Rows, shifts.Columns), context.TryGet("", out PlantedTruth? truth) ? truth : null, pairs);
        if (context.TryGet("", out IncidentSpectrum? incident))
        {
            yield return Intensity(context, stack, incident);
        }

        NoiseReport noise = context.Get<NoiseReport>();
        if (noise.Intensities.Length > 0)
        {
            yield return Noise(noise);
        }
    }

    /// <summary>The mean image with the outlines of sample and open area.</summary>
    public static NamedFigure Field(ScalarField mean, PixelMask sample, PixelMask? open)
    {
        var outlines = new List<MapOutline> { MapOutline.Of("sample", sample) with { Colour = Rgb.Parse("#D55E00") } };
        if (open is not null)
        {
            outlines.Add(MapOutline.Of("open area (I₀)", open) with { Colour = Rgb.Parse("#56B4E9") });
        }

        return NamedFigure.Of(
            "field",
            "Field of view, sample and open area",
            "The outline of the sample follows what you see, and the open area holds no sample.",
            new Figure(new MapPanel(mean) { Title = "mean optical density", Label = "OD", Colours = ColourMap.Grey, Outlines = outlines }) { Width = 400 });
    }

    /// <summary>The displacements of the frames, beside the planted ones where there are any.</summary>
    public static NamedFigure Displacements((double[] Rows, double[] Columns) shifts, PlantedTruth? truth, string caption)
    {
        double[] frames = [.. Enumerable.Range(0, shifts.Rows.Length).Select(i => (double)i)];
        var series = new List<Series>
        {
            new("down", frames, shifts.Rows) { Style = SeriesStyle.LineAndMarkers, MarkerRadius = 1.2 },
            new("right", frames, shifts.Columns) { Style = SeriesStyle.LineAndMarkers, MarkerRadius = 1.2 },
        };
        if (truth is not null)
        {
            series.Add(new Series("planted", frames, truth.Rows) { Dashed = true, Colour = Rgb.Black, LineWidth = 0.7 });
            series.Add(new Series("", frames, truth.Columns) { Dashed = true, Colour = Rgb.Black, LineWidth = 0.7 });
        }

        return NamedFigure.Of(
            "displacements",
            "Registration",
            "Smooth drift and a few clear jumps; a single frame far off the others is registered wrongly.",
            new Figure(new LinePanel(new Axis("frame, in order of energy") { Whole = true }, new Axis("displacement of the sample [px]"), series)) { Width = 420 },
            caption);
    }

    private static NamedFigure Intensity(StudyContext context, SpectralStack stack, IncidentSpectrum incident)
    {
        double[] e = stack.PhotonEnergies_eV;
        var panels = new List<Panel>
        {
            new LinePanel(new Axis("photon energy [eV]"), new Axis("incident intensity I₀ [counts]") { Limits = (0, 1.08 * incident.Values.Max()) }, [new Series("", e, incident.Values)]) { Title = incident.Origin },
        };
        if (context.TryGet("", out OpticalDensityStack? od))
        {
            double[] mean = OpticalDensity.MeanSpectrum(od, context.Get<FoundParticles>().Mask.Inside);
            panels.Add(new LinePanel(new Axis("photon energy [eV]"), new Axis("optical density"), [new Series("", e, mean)]) { Title = "mean over the sample" });
        }

        return NamedFigure.Of(
            "intensity",
            "Incident intensity and mean spectrum",
            "I₀ without edges of the sample's elements; a mean spectrum with the pre-edge, peaks and post-edge you expect.",
            new Figure(panels) { Columns = panels.Count, PanelLetters = panels.Count > 1 });
    }

    private static NamedFigure Noise(NoiseReport noise)
    {
        double[] line = [.. noise.Intensities.Select(noise.Model.Variance)];
        return NamedFigure.Of(
            "noise",
            "Noise of the intensities",
            "Points on a straight line: gain is its slope (1 for counted photons), floor its intercept.",
            new Figure(new LinePanel(new Axis("intensity [counts]"), new Axis("variance [counts²]"), [
                new Series("measured, in classes of intensity", noise.Intensities, noise.Variances) { Style = SeriesStyle.Markers },
                new Series($"gain {noise.Model.Gain:g3}, floor {noise.Model.Floor:g3}", noise.Intensities, line),
                new Series("counted photons", noise.Intensities, noise.Intensities) { Dashed = true, Colour = Rgb.Parse("#888888") },
            ])) { Width = 380 });
    }
}
