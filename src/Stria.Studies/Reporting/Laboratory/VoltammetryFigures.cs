using Stria.Core;
using Stria.Figures;
using Stria.Measurement.Cycling;

namespace Stria.Studies;

/// <summary>Figures of voltammograms.</summary>
internal static class VoltammetryFigures
{
    private const int MostCells = 4;

    /// <summary>Current against potential with the peaks that were found.</summary>
    public static IEnumerable<NamedFigure> Of(IReadOnlyList<CycledTrace> cells)
    {
        Panel[] panels = [.. cells.Take(MostCells).Select(Voltammogram)];
        yield return NamedFigure.Of(
            "voltammogram",
            "Cyclic voltammetry",
            "Marked peaks stand out of the noise by five standard deviations; no base line is taken off.",
            new Figure(panels) { Columns = Math.Min(2, panels.Length), PanelLetters = panels.Length > 1, Width = panels.Length > 1 ? 510 : 400 },
            string.Join(" ", cells.Select(c => $"{c.Name}: {c.Peaks.Count} peaks in {CyclicVoltammetry.Sweeps(c.Record.Trace).Count} sweeps.")));
        yield return NamedFigure.Of(
            "trace",
            "Potential and current against time",
            "Straight ramps of the potential.",
            new Figure([.. cells.Take(MostCells).SelectMany(c => TracePanels.Of(c.Record.Trace, c.Name))]) { Columns = 2 });
    }

    private static LinePanel Voltammogram(CycledTrace cell)
    {
        CyclerTrace trace = cell.Record.Trace;
        double unit = cell.Facts.Area is { } area ? 1e3 / (area.Value * 1e4) : 1e3;
        (int First, int Last, bool Rising)[] sweeps = [.. CyclicVoltammetry.Sweeps(trace)];
        int cycles = (sweeps.Length + 1) / 2;
        var series = new List<Series>();
        for (int i = 0; i < sweeps.Length; i++)
        {
            int[] lines = [.. Enumerable.Range(sweeps[i].First, sweeps[i].Last - sweeps[i].First + 1)];
            lines = [.. lines.Where((_, k) => k % Math.Max(1, lines.Length / 2000) == 0)];
            bool named = i % 2 == 0 && (cycles <= 6 || i == 0 || i >= sweeps.Length - 2);
            series.Add(new Series(named ? $"cycle {(i / 2) + 1}" : "", [.. lines.Select(l => trace.Potentials[l])], [.. lines.Select(l => trace.Currents[l] * unit)])
            {
                Colour = cycles == 1 ? Palette.Categorical(0) : ColourMap.Viridis[0.85 * (i / 2) / (cycles - 1.0)],
                LineWidth = 0.9,
            });
        }

        if (cell.Peaks.Count > 0)
        {
            series.Add(new Series("peaks", [.. cell.Peaks.Select(p => p.Potential.Value)], [.. cell.Peaks.Select(p => p.Current.Value * unit)]) { Style = SeriesStyle.Markers, Hollow = true, Colour = Rgb.Black, MarkerRadius = 2.6 });
        }

        return new LinePanel(new Axis("potential [V]"), new Axis(cell.Facts.Area is null ? "current [mA]" : "current density [mA/cm²]"), series) { Title = $"{cell.Name} (oxidation positive)", Levels = [new HorizontalMark(0)] };
    }
}
