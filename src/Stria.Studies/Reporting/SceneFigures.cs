using Stria.Core;
using Stria.Figures;
using Stria.Matter;
using Stria.Measurement.Synthesis;

namespace Stria.Studies;

/// <summary>Figures of a made measurement: what is planted, and what the instrument made of it.</summary>
internal static class SceneFigures
{
    /// <summary>The figures.</summary>
    public static IEnumerable<NamedFigure> Of(StudyContext context)
    {
        SyntheticStack made = context.Get<SyntheticStack>();
        SyntheticTruth truth = made.Truth;
        yield return NamedFigure.Of(
            "planted",
            "What is planted",
            "Composition, thickness and phases as a perfect instrument would map them at the first frame.",
            new Figure([.. PlantedPanels(truth, context.Get<HostMaterial>())]) { Columns = 2, PanelLetters = true });
        yield return NamedFigure.Of(
            "frames",
            "Frames as measured",
            "The particles move, their contrast changes across the edges, and the counts follow the ring.",
            new Figure([.. Chosen(made.Stack).Select(f => FramePanel(made.Stack, f))]) { Columns = 2, PanelLetters = true });
        double[] frames = [.. Enumerable.Range(0, truth.Rows.Length).Select(i => (double)i)];
        yield return NamedFigure.Of(
            "measurement",
            "Beam and stage",
            "A filling of the ring, a dip of the optics; drift and jumps of the stage.",
            new Figure([
                new LinePanel(new Axis("true photon energy [eV]"), new Axis("incident intensity [counts]") { Limits = (0, 1.08 * truth.Incident.Max()) }, [new Series("", TrueEnergies(made), truth.Incident)]) { Title = "incident counts" },
                new LinePanel(new Axis("frame, in order of energy") { Whole = true }, new Axis("displacement of the sample [px]"), [
                    new Series("down", frames, truth.Rows) { Style = SeriesStyle.LineAndMarkers, MarkerRadius = 1.2 },
                    new Series("right", frames, truth.Columns) { Style = SeriesStyle.LineAndMarkers, MarkerRadius = 1.2 },
                ]) { Title = "stage" },
            ]) { Columns = 2, PanelLetters = true });
    }

    private static IEnumerable<Panel> PlantedPanels(SyntheticTruth truth, HostMaterial host)
    {
        yield return new MapPanel(truth.Composition) { Title = "composition", Label = "x", Limits = ResultFigures.CompositionLimits(truth.Composition) };
        yield return new MapPanel(truth.Thickness) { Title = "thickness", Colours = ColourMap.Cividis };
        if (host.Phases.Count > 0)
        {
            int[] labels = [.. truth.Composition.Values.Select(x => Array.FindIndex([.. host.Phases], p => p.Holds(x)))];
            yield return new LabelPanel(truth.Composition.Grid, labels, [.. host.Phases.Select((p, i) => new ClassStyle(p.Name, Rgb.Parse(ResultFigures.PhaseColours[i % ResultFigures.PhaseColours.Length])))])
            {
                Title = "phases",
                ShowShares = true,
            };
        }

        if (truth.CarbonFilm is { } film)
        {
            yield return new MapPanel(film) { Title = "carbon film", Colours = ColourMap.Grey };
        }
    }

    // Before the edge, at the highest absorption, and at the end.
    private static int[] Chosen(SpectralStack stack)
    {
        double[] means = [.. Enumerable.Range(0, stack.FrameCount).Select(f => (double)System.Numerics.Tensors.TensorPrimitives.Sum(stack.Frame(f)))];
        int first = 1, last = stack.FrameCount - 2, third = stack.FrameCount / 4;
        int darkest = Enumerable.Range(third, third).MinBy(f => means[f] / ((means[third - 2] + means[2 * third]) / 2));
        return [first, darkest, stack.FrameCount / 2, last];
    }

    private static MapPanel FramePanel(SpectralStack stack, int frame) =>
        new(new ScalarField(stack.Grid, stack.Frame(frame).ToArray(), "counts", "1")) { Title = $"{stack.PhotonEnergies_eV[frame]:f2} eV", Label = "counts", Colours = ColourMap.Grey, Limits = Limits(stack.Frame(frame)) };

    // Hot pixels must not darken the picture.
    private static (double Min, double Max) Limits(ReadOnlySpan<float> frame)
    {
        float[] values = frame.ToArray();
        return (Numerics.Statistics.Quantiles.Of(values, 0.001), Numerics.Statistics.Quantiles.Of(values, 0.995));
    }

    private static double[] TrueEnergies(SyntheticStack made)
    {
        double stretch = made.Truth.Disturbances.FirstOrDefault(d => d.Name == "energy_stretch")?.Value ?? 0;
        double[] shown = [.. made.Stack.PhotonEnergies_eV.Select(e => e - made.Truth.EnergyOffset_eV)];
        double middle = (shown[0] + shown[^1]) / 2;
        return [.. shown.Select(e => middle + ((e - middle) / (1 + stretch)))];
    }
}
