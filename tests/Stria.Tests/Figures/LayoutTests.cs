using Stria.Core;
using Stria.Figures;
using Stria.Figures.Drawing;
using Stria.Figures.Layout;

namespace Stria.Tests.Figures;

public sealed class LayoutTests
{
    public static TheoryData<string> Names => [.. Gallery.Keys];

    private static readonly Dictionary<string, Figure> Gallery = new()
    {
        ["maps"] = new([Map("Lithium content"), Map("Standard deviation, with a heading that is too long for one line of this column"), Map("c"), Map(null)])
        {
            Columns = 2, PanelLetters = true, Title = "Composition of a particle",
        },
        ["spectra"] = new([Lines(LegendPlace.Auto), Lines(LegendPlace.Outside), Stacked(), Lines(LegendPlace.None)]) { Columns = 2, PanelLetters = true },
        ["three columns"] = new([Map("map"), Lines(LegendPlace.Auto), Histogram()]) { Columns = 3, PanelLetters = true },
        ["narrow"] = new([Lines(LegendPlace.Auto), Map("map"), Scatter(300)]) { Width = 250 },
        ["points"] = new([Scatter(900), Scatter(6000), Histogram(), Scree()]) { Columns = 2 },
        ["classes"] = new([Labels(), Composite()]) { Columns = 2 },
        ["fixed height"] = new([Lines(LegendPlace.Auto), Scree()]) { Columns = 2, Height = 220, ColumnWidths = [2, 1] },
        ["many columns"] = new([Map("a"), Map("b"), Lines(LegendPlace.Auto), Map("d"), Labels(), Composite(), Map("g"), Map("h")]) { Columns = 4, PanelLetters = true },
        ["line scan"] = new([new MapPanel(Drawn.Field(1, 300, (_, c) => c)) { Title = "Line" }, Map("map")]),
        ["extremes"] = new([Extreme(1e-9), Extreme(1e12), Far(1e9, 1), Far(853, 1e-5)]) { Columns = 2 },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_text_lies_on_the_page(string name)
    {
        Size page = Drawn.Layout(Gallery[name]).Page;
        IReadOnlyList<(string Text, Rect Box)> texts = Drawn.TextBoxes(Gallery[name]);
        Assert.NotEmpty(texts);
        Assert.All(texts, t =>
        {
            Assert.True(t.Box.X >= 0 && t.Box.Right <= page.Width, $"'{t.Text}' from {t.Box.X:F1} to {t.Box.Right:F1} on a page {page.Width} wide");
            Assert.True(t.Box.Y >= 0 && t.Box.Bottom <= page.Height, $"'{t.Text}' from {t.Box.Y:F1} to {t.Box.Bottom:F1} on a page {page.Height:F1} high");
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_two_texts_overlap(string name)
    {
        IReadOnlyList<(string Text, Rect Box)> texts = Drawn.TextBoxes(Gallery[name]);
        for (int i = 0; i < texts.Count; i++)
        {
            for (int k = i + 1; k < texts.Count; k++)
            {
                Assert.False(Overlap(texts[i].Box, texts[k].Box), $"'{texts[i].Text}' {texts[i].Box} and '{texts[k].Text}' {texts[k].Box}");
            }
        }
    }

    [Fact]
    public void Plots_of_a_column_share_both_sides_and_plots_of_a_row_share_top_and_bottom()
    {
        IReadOnlyList<PlacedPanel> p = Drawn.Layout(Gallery["points"]).Panels;
        Assert.Equal(p[0].Plot.X, p[2].Plot.X, 6);
        Assert.Equal(p[0].Plot.Right, p[2].Plot.Right, 6);
        Assert.Equal(p[0].Plot.Y, p[1].Plot.Y, 6);
        Assert.Equal(p[2].Plot.Bottom, p[3].Plot.Bottom, 6);
    }

    [Fact]
    public void Equal_maps_are_drawn_at_equal_size()
    {
        var wide = new MapPanel(Drawn.Field(30, 40, (r, c) => 1e-4 * r)) { Label = "a label that is much longer than the image is high, so that it takes several lines" };
        IReadOnlyList<PlacedPanel> p = Drawn.Layout(new Figure([Map("a"), wide]) { Columns = 2 }).Panels;
        Rect[] images = [.. p.Select(q => ((MapDrawing)q.Drawing).Frame.Fit(q.Plot))];
        Assert.Equal(images[0].Width, images[1].Width, 6);
        Assert.Equal(images[0].Height, images[1].Height, 6);
    }

    [Fact]
    public void A_given_height_is_kept() => Assert.Equal(220, Drawn.Layout(Gallery["fixed height"]).Page.Height);

    [Fact]
    public void Panel_letters_run_from_a() =>
        Assert.Superset(new HashSet<string> { "(a)", "(b)", "(c)", "(d)" }, Drawn.Texts(Gallery["spectra"]).Select(t => t[..Math.Min(3, t.Length)]).ToHashSet());

    [Fact]
    public void A_legend_inside_hides_no_point_of_a_curve()
    {
        var panel = new LinePanel(new Axis("x"), new Axis("y"), [Drawn.Peak("first", 515), Drawn.Peak("second", 517)]);
        PlacedPanel placed = Drawn.Layout(new Figure(panel)).Panels[0];
        Rect[] legend = [.. Drawn.TextBoxes(new Figure(panel)).Where(t => t.Text is "first" or "second").Select(t => t.Box)];
        Assert.Equal(2, legend.Length);
        Assert.All(legend, box => Assert.True(placed.Plot.Contains(new Point(box.CentreX, box.CentreY))));
        var frame = ((LineDrawing)placed.Drawing).Frame;
        frame.Open(placed.Plot);
        Assert.All(panel.Series.SelectMany(s => Curves.Trace(frame, s)), p => Assert.DoesNotContain(legend, box => box.Contains(p)));
    }

    [Theory]
    [InlineData(0, 510)]
    [InlineData(2, 10)]
    public void A_figure_that_cannot_be_is_refused(int columns, double width) =>
        Assert.Throws<ArgumentException>(() => FigureRenderer.ToSvg(new Figure(Map("m")) { Columns = columns, Width = width }));

    [Fact]
    public void A_figure_without_panels_is_refused() => Assert.Throws<ArgumentException>(() => FigureRenderer.ToPng(new Figure([])));

    private static bool Overlap(Rect a, Rect b) => a.X < b.Right && b.X < a.Right && a.Y < b.Bottom && b.Y < a.Bottom;

    private static MapPanel Map(string? title) => new(Drawn.Field(30, 40, (r, c) => r < 3 ? double.NaN : 0.01 * (r + c)))
    {
        Title = title,
        Outlines = [MapOutline.Of("particle", new PixelMask(30, 40, [.. Enumerable.Range(0, 1200).Select(i => i / 40 > 8 && i % 40 > 8)]))],
        Points = [new MapPoint("core", 15, 20)],
    };

    private static LinePanel Lines(LegendPlace legend) =>
        new(new Axis("photon energy [eV]"), new Axis("optical density"), [Drawn.Peak("cluster 1", 518), Drawn.Peak("cluster 2 of the shell", 526), Drawn.Peak("third", 532)])
        {
            Title = "Spectra", Legend = legend, Marks = [new(518, "V L₃"), new(519, "shifted V L₃"), new(526, "V L₂"), new(529, "O K")], Spans = [new(509, 512, "pre-edge")],
            Levels = [new(0), new(1, "limit")],
        };

    private static LinePanel Stacked() => new(
        new Axis("photon energy [eV]"),
        new Axis("optical density, shifted") { ShowTicks = false },
        [.. Enumerable.Range(0, 6).Select(k => Drawn.Peak($"x = {k / 5.0:F1}", 518 + k) with { Offset = 0.02 * k })]) { Title = "References", DirectLabels = true };

    private static HistogramPanel Histogram() => new(new Axis("x in LiₓV₂O₅"), [new("core", Drawn.Energies), new("shell", [.. Drawn.Energies.Select(e => e + 3)])])
    {
        Title = "Composition", Marks = [new(520, "α | ε")],
    };

    private static ScatterPanel Scatter(int n) => new(
        new Axis("PC 1"), new Axis("PC 2"), [.. Enumerable.Range(0, n).Select(i => Math.Sin(i))], [.. Enumerable.Range(0, n).Select(i => Math.Cos(1.7 * i))])
    {
        Class = [.. Enumerable.Range(0, n).Select(i => i % 2)], Classes = [new("one"), new("two")], Title = "Scores",
    };

    private static BarPanel Scree() => new(new Axis("component"), new Axis("fraction of variance"), [0.7, 0.2, 0.06, 0.04]) { Cumulative = [0.7, 0.9, 0.96, 1], Chosen = 2, Name = "variance" };

    private static LabelPanel Labels() => new(new ImageGrid(20, 30), [.. Enumerable.Range(0, 600).Select(i => (i % 4) - 1)], [new("α-V₂O₅"), new("a mixture of α and ε"), new("ε-V₂O₅")])
    {
        Title = "Phases", ShowShares = true,
    };

    private static CompositePanel Composite() => new([new("α", Drawn.Field(20, 30, (r, c) => r), new Rgb(255, 0, 0)), new("ε", Drawn.Field(20, 30, (r, c) => c), new Rgb(0, 128, 255))]);

    private static LinePanel Extreme(double scale) => new(new Axis("q [1/m]"), new Axis("intensity [counts]"), [new("", [scale, 2 * scale, 3 * scale], [scale, 5 * scale, 2 * scale])]);

    private static LinePanel Far(double from, double span) => new(new Axis("time [s]"), new Axis("energy [eV]"), [new("", [from, from + span], [from, from + span])]);
}
