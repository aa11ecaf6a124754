using Stria.Core;
using Stria.Figures;
using Stria.Measurement;
using Stria.Measurement.Cycling;

namespace Stria.Studies;

/// <summary>Figures of what is lost slowly: ends that creep from cycle to cycle, and open circuits that decay.</summary>
internal static class LongTermFigures
{
    private const int MostCells = 4, MostRests = 8, LinesPerRest = 600;

    /// <summary>Those that there is data for: slippage from three ends of a kind on, self-discharge where a long rest was found.</summary>
    public static IEnumerable<NamedFigure> Of(IReadOnlyList<CycledTrace> cells, CapacityScale scale)
    {
        CycledTrace[] creeping = [.. cells.Where(c => c.Slippage is { } s && Math.Max(s.ChargeEnds.Length, s.DischargeEnds.Length) > 2).Take(MostCells)];
        if (creeping.Length > 0)
        {
            yield return Slippage(creeping, scale);
        }

        CycledTrace[] resting = [.. cells.Where(c => c.Rests.Count > 0).Take(MostCells)];
        if (resting.Length > 0)
        {
            yield return SelfDischarge(resting);
        }
    }

    private static NamedFigure Slippage(CycledTrace[] cells, CapacityScale scale) => NamedFigure.Of(
        "slippage",
        "Ends of charge and discharge along the axis of charge",
        "Steady creep lies on the lines; an end far off its line belongs to a cycle that was not complete or had another current, and tilts the line.",
        new Figure([.. cells.SelectMany(c => new[]
        {
            Panel(c, "charge", c.Slippage!.ChargeEnds, scale, 0),
            Panel(c, "discharge", c.Slippage!.DischargeEnds, scale, 1),
        })]) { Columns = 2, PanelLetters = true },
        $"Charge passed since the beginning of the record at the end of each whole half cycle ({Words.Sign}), and the straight line whose slope is the slippage.");

    private static LinePanel Panel(CycledTrace cell, string kind, double[] ends, CapacityScale scale, int colour)
    {
        double[] number = [.. ends.Select((_, i) => i + 1.0)];
        var series = new List<Series>
        {
            new($"ends of {kind}", number, [.. ends.Select(e => scale.Value(e, cell.Facts))]) { Style = SeriesStyle.Markers, Colour = Palette.Categorical(colour) },
        };
        (double first, MeasuredValue slope) = EndPointSlippage.Line(ends);
        if (double.IsFinite(first))
        {
            double perCycle = scale.Value(slope.Value, cell.Facts), sd = scale.Value(slope.Sigma, cell.Facts);
            series.Add(new Series($"{perCycle:g3}{(double.IsFinite(sd) ? $" ± {sd:g2}" : "")} {scale.Unit} per cycle", [number[0], number[^1]], [scale.Value(first, cell.Facts), scale.Value(first + (slope.Value * (ends.Length - 1)), cell.Facts)])
            {
                Colour = Rgb.Black,
                LineWidth = 0.8,
                Dashed = true,
            });
        }

        return new LinePanel(new Axis("cycle") { Whole = true }, new Axis(scale.Unit == "mAh" ? "charge passed [mAh]" : $"charge passed [{scale.Unit}]"), series) { Title = $"{cell.Name}, ends of {kind}" };
    }

    private static NamedFigure SelfDischarge(CycledTrace[] cells) => NamedFigure.Of(
        "self-discharge",
        "Open-circuit decay in long rests",
        "The line over the last half of each rest follows the potential; where the potential still bends away from it, the electrode still relaxes and the rate is no self-discharge.",
        new Figure([.. cells.Select(c => (Panel)Decay(c))]) { Columns = Math.Min(2, cells.Length), PanelLetters = cells.Length > 1, Width = cells.Length > 1 ? 510 : 400 },
        string.Join(" ", cells.Where(c => c.Rests.Count > MostRests).Select(c => $"{c.Name}: {MostRests} of {c.Rests.Count} rests are drawn; rests.csv has all.")));

    private static LinePanel Decay(CycledTrace cell)
    {
        (SelfDischarge Decay, double? _)[] rests = [.. Chosen(cell.Rests)];
        var series = new List<Series>();
        for (int k = 0; k < rests.Length; k++)
        {
            SelfDischarge decay = rests[k].Decay;
            CyclerTrace trace = cell.Record.Trace;
            int every = 1 + ((decay.Rest.Last - decay.Rest.First) / LinesPerRest);
            int[] lines = [.. Enumerable.Range(decay.Rest.First, decay.Rest.Last - decay.Rest.First + 1).Where((i, n) => (n % every == 0 || i == decay.Rest.Last) && double.IsFinite(trace.Potentials[i]))];
            double Hours(double time) => (time - decay.Rest.StartTime) / 3600;
            series.Add(new Series($"at {decay.Rest.StartTime / 3600:f1} h: {decay.Rate.Value * 3.6e6:g3} ± {decay.Rate.Sigma * 3.6e6:g2} mV/h", [.. lines.Select(i => Hours(trace.Times[i]))], [.. lines.Select(i => trace.Potentials[i])])
            {
                Colour = rests.Length == 1 ? Palette.Categorical(0) : ColourMap.Viridis[0.85 * k / (rests.Length - 1.0)],
            });
            double end = decay.Level + (decay.Rate.Value * (decay.Rest.EndTime - decay.FitStart));
            series.Add(new Series("", [Hours(decay.FitStart), Hours(decay.Rest.EndTime)], [decay.Level, end]) { Colour = Rgb.Black, LineWidth = 0.8, Dashed = true });
        }

        return new LinePanel(new Axis("time since the beginning of the rest [h]"), new Axis("potential [V]"), series) { Title = cell.Name };
    }

    // All, or some over the whole record.
    private static IEnumerable<T> Chosen<T>(IReadOnlyList<T> all) => all.Count <= MostRests
        ? all
        : Enumerable.Range(0, MostRests).Select(k => all[(int)Math.Round(k * (all.Count - 1.0) / (MostRests - 1))]);
}
