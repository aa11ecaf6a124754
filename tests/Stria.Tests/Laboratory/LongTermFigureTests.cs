using Stria.Core;
using Stria.Figures;
using Stria.Figures.Drawing;
using Stria.Figures.Layout;
using Stria.Files;
using Stria.Measurement.Cycling;
using Stria.Studies;
using Stria.Tests.Files;
using Stria.Tests.Measurement.Cycling;

namespace Stria.Tests.Laboratory;

/// <summary>Figures of slippage and self-discharge, and labels that curves leave room for.</summary>
public sealed class LongTermFigureTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StudyContext context;

    public LongTermFigureTests() => context = new StudyContext(new TimescalesScenario(), RunFolder.Create(folder.Path("run"), false));

    public void Dispose() => folder.Dispose();

    private CycledTrace Cell(CyclerTrace trace, double? mass = null) =>
        new("cell", new CyclerRecord("cell.csv", "made", trace), CellFacts.Of(null, new CellSheet { ActiveMass = mass }, null, context)) { Slippage = EndPointSlippage.Of(trace), Cycles = CyclingAnalysis.Run(trace) };

    // A rest of four hours in which the potential relaxes and then falls by 1.2 mV an hour.
    private static CyclerTrace Decaying(int step = 60)
    {
        double[] time = [.. Enumerable.Range(0, 1 + ((5 * 3600) / step)).Select(i => i * (double)step)];
        return new CyclerTrace(time, [.. time.Select(t => t is > 0 and <= 3600 ? 1e-3 : 0)], [.. time.Select(t => t <= 3600 ? 3.5 + (t / 7200) : 3.9 - (1.2e-3 * (t - 3600) / 3600) + (0.1 * Math.Exp(-(t - 3600) / 600)))]);
    }

    private static TracePhase Rest(CyclerTrace trace) => TracePhases.Find(trace).Last(p => p.Kind == PhaseKind.Rest);

    [Fact]
    public void Ends_are_drawn_against_the_cycle_with_the_line_whose_slope_is_their_slippage()
    {
        CycledTrace cell = Cell(CycledCells.Cycles([10, 10.2, 10, 10.2, 10, 10.2], 1e-3), 2e-6);
        NamedFigure figure = Assert.Single(LongTermFigures.Of([cell], CapacityScale.Of(cell.Facts)));
        Assert.Equal("slippage", figure.Name);
        LinePanel[] panels = [.. figure.Report.Figure.Panels.Cast<LinePanel>()];
        Assert.Equal(["cell, ends of charge", "cell, ends of discharge"], panels.Select(p => p.Title));
        foreach (LinePanel panel in panels)
        {
            Assert.Equal([1.0, 2, 3], panel.Series[0].X);
            double slope = (panel.Series[1].Y[1] - panel.Series[1].Y[0]) / 2;
            Assert.Equal(0.2 / 3.6 / 2e-3, slope, 0.3);
            Assert.All(panel.Series[0].Y.Zip([0, 0.5, 1]), p => Assert.Equal(panel.Series[1].Y[0] + (2 * p.Second * slope), p.First, 0.3));
            Assert.Contains("mAh/g per cycle", panel.Series[1].Name, StringComparison.Ordinal);
            Assert.Equal("charge passed [mAh/g]", panel.Y.Label);
        }
    }

    [Fact]
    public void Two_ends_of_a_kind_are_no_creep_and_without_a_long_rest_no_decay_is_drawn() =>
        Assert.Empty(LongTermFigures.Of([Cell(CycledCells.Cycles([10, 10.2, 10, 10.2], 1e-3))], CapacityScale.Of([])));

    [Fact]
    public void A_decay_is_drawn_with_the_line_over_the_last_half_of_its_rest()
    {
        CyclerTrace trace = Decaying();
        CycledTrace cell = Cell(trace) with { Rests = [(SelfDischarge.From(trace, Rest(trace)), null)] };
        NamedFigure figure = Assert.Single(LongTermFigures.Of([cell], CapacityScale.Of(cell.Facts)));
        Assert.Equal("self-discharge", figure.Name);
        LinePanel panel = Assert.IsType<LinePanel>(Assert.Single(figure.Report.Figure.Panels));
        Assert.Equal("at 1.0 h: -1.2 ± 1.2e-05 mV/h"[..16], panel.Series[0].Name[..16]);
        Assert.Equal([2.0, 4.0], panel.Series[1].X);
        Assert.Equal(3.9 - 2.4e-3, panel.Series[1].Y[0], 1e-5);
        Assert.Equal(3.9 - 4.8e-3, panel.Series[1].Y[1], 1e-5);
        Assert.InRange(panel.Series[0].X.Length, 200, 600);
    }

    [Fact]
    public void A_rest_without_potentials_tells_no_rate_and_is_told_so_beforehand()
    {
        CyclerTrace trace = Decaying(600), bare = new(trace.Times, trace.Currents, [.. trace.Potentials.Select((u, i) => trace.Times[i] > 9000 ? double.NaN : u)]);
        Assert.True(SelfDischarge.IsTold(trace, Rest(trace)));
        Assert.False(SelfDischarge.IsTold(bare, Rest(bare)));
        Assert.Throws<DataException>(() => SelfDischarge.From(bare, Rest(bare)));
        Assert.Equal(3.9 - 2.4e-3, SelfDischarge.From(trace, Rest(trace)).Level, 1e-4);
    }

    [Fact]
    public void The_label_of_a_level_goes_where_no_curve_crosses_it()
    {
        var plot = new Rect(0, 0, 200, 100);
        Point[] rising = [.. Enumerable.Range(0, 201).Select(i => new Point(i, 100 - (i / 2.0)))], low = [.. rising.Select(p => new Point(p.X, 90))];
        Assert.Equal(198, LineDrawing.LevelLabel(low, plot, 20, 40).End, 1e-9);
        double end = LineDrawing.LevelLabel(rising, plot, 20, 40).End;
        Assert.InRange(end, 42, 160);
        Assert.DoesNotContain(rising, p => p.X > end - 40 && p.X < end && p.Y > 10 && p.Y < 18);

        // Below the level where a curve runs close above it all along, unless the plot ends there; where everything is crossed the label stays inside.
        Point[] above = [.. Enumerable.Range(0, 201).Select(i => new Point(i, 15))], both = [.. above, .. above.Select(p => new Point(p.X, 26))];
        Assert.Equal((198.0, true), LineDrawing.LevelLabel(above, plot, 20, 40));
        Assert.False(LineDrawing.LevelLabel([.. above.Select(p => new Point(p.X, 90))], plot, 95, 40).IsBelow);
        Assert.InRange(LineDrawing.LevelLabel(both, plot, 20, 40).End, 42, 198);
    }
}
