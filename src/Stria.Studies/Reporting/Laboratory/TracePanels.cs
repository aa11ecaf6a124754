using Stria.Core;
using Stria.Figures;

namespace Stria.Studies;

/// <summary>A cycler's trace against time, thinned out for drawing.</summary>
internal static class TracePanels
{
    private const int MostPoints = 4000;

    /// <summary>Potential and current against time.</summary>
    public static IEnumerable<Panel> Of(CyclerTrace trace, string name)
    {
        int[] lines = Thinned(trace);
        double[] hours = [.. lines.Select(i => trace.Times[i] / 3600)];
        yield return new LinePanel(new Axis("time [h]"), new Axis("potential [V]"), [new Series("", hours, [.. lines.Select(i => trace.Potentials[i])]) { LineWidth = 0.8 }]) { Title = name };
        yield return new LinePanel(new Axis("time [h]"), new Axis("current [mA]"), [new Series("", hours, [.. lines.Select(i => trace.Currents[i] * 1e3)]) { LineWidth = 0.8, Colour = Palette.Categorical(1) }])
        {
            Title = "current, positive on charge",
            Levels = [new HorizontalMark(0)],
        };
    }

    /// <summary>Lines enough to draw: of each stretch the lowest and the highest potential, so that short pulses stay.</summary>
    public static int[] Thinned(CyclerTrace trace)
    {
        if (trace.Count <= MostPoints)
        {
            return [.. Enumerable.Range(0, trace.Count)];
        }

        int stretch = 1 + (2 * trace.Count / MostPoints);
        return [.. Enumerable.Range(0, trace.Count).Chunk(stretch)
            .SelectMany(c => new[] { c[0], c.MinBy(i => trace.Potentials[i]), c.MaxBy(i => trace.Potentials[i]), c[^1] }.Distinct().Order())];
    }
}
