using System.Text;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Stria.Core;
using Stria.Figures;
using Stria.Figures.Drawing;
using Stria.Figures.Layout;

namespace Stria.Tests.Figures;

public sealed class PanelTests
{
    private static readonly Axis X = new("photon energy [eV]"), Y = new("µ/ρ [cm²/g]");

    [Fact]
    public void Svg_holds_its_words_as_text_in_any_script()
    {
        var figure = new Figure(new LinePanel(X, Y, [Drawn.Peak("α-Li₀.₁V₂O₅ <&\"'>", 518)]) { Title = "Å × 10⁻⁹" }) { Title = "σ(x)", Description = "a < b" };
        string[] texts = [.. Drawn.Texts(figure)];
        Assert.Superset(new HashSet<string> { "photon energy [eV]", "µ/ρ [cm²/g]", "α-Li₀.₁V₂O₅ <&\"'>", "Å × 10⁻⁹", "σ(x)" }, texts.ToHashSet());
        Assert.Equal("a < b", (string?)Drawn.Svg(figure).Attribute("aria-label"));
    }

    [Fact]
    public void Two_svg_can_stand_in_one_page_because_no_element_has_an_identifier()
    {
        XElement svg = Drawn.Svg(new Figure([new LinePanel(X, Y, [Drawn.Peak("a", 518)]), new MapPanel(Drawn.Field(4, 4, (r, c) => r))]));
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), a => a.Name.LocalName == "id" || a.Value.Contains("url(", StringComparison.Ordinal));
    }

    [Fact]
    public void Characters_that_xml_may_not_hold_are_replaced()
    {
        var figure = new Figure(new LinePanel(X, Y, []) { Title = "a\0b\ud800c" });
        Assert.Contains("a\ufffdb\ufffdc", Drawn.Texts(figure));
    }

    [Fact]
    public void The_same_figure_gives_the_same_bytes()
    {
        var figure = new Figure(new LinePanel(X, Y, [Drawn.Peak("a", 518)]));
        Assert.Equal(FigureRenderer.ToPng(figure), FigureRenderer.ToPng(figure));
        Assert.Equal(FigureRenderer.ToSvg(figure), FigureRenderer.ToSvg(figure));
    }

    [Fact]
    public void A_png_has_the_size_of_the_page_times_the_scale()
    {
        var figure = new Figure(new LinePanel(X, Y, [Drawn.Peak("a", 518)])) { Width = 300, Height = 200 };
        PngImage png = PngImage.Read(FigureRenderer.ToPng(figure, 3));
        Assert.Equal((900, 600), (png.Width, png.Height));
        Assert.Equal(Rgb.White, png[0, 0]);
    }

    [Fact]
    public void Every_letter_that_figures_use_has_a_width_of_its_own_in_the_font()
    {
        using var ruler = new TextRuler();
        double missing = ruler.Width("\uf8ff\uf8fe", 10) / 2;
        foreach (string letter in "αβγδεκλμνρσχψωΔ₀₁₂₃₅ₓ⁰¹²³⁻×µÅ−±°".Select(c => c.ToString()))
        {
            Assert.True(ruler.Width(letter, 10) > 0, letter);
            Assert.NotEqual(missing, ruler.Width(letter, 10), 3);
        }
    }

    [Fact]
    public void A_line_stops_at_a_missing_value_and_goes_on_behind_it()
    {
        var series = new Series("", [1, 2, 3, 4, 5], [1, 2, double.NaN, 2, 1]);
        Assert.Equal(2, Drawn.Svg(new Figure(new LinePanel(X, Y, [series]))).Descendants().Count(e => e.Name.LocalName == "polyline"));
    }

    [Fact]
    public void An_offset_moves_the_curve_and_not_the_data()
    {
        double[] y = [1, 2, 3];
        var panel = new LinePanel(X, Y with { Limits = (0, 10) }, [new Series("", [1, 2, 3], y) { Offset = 5 }]);
        PlacedPanel placed = Drawn.Layout(new Figure(panel)).Panels[0];
        string points = Drawn.Svg(new Figure(panel)).Descendants().Single(e => e.Name.LocalName == "polyline").Attribute("points")!.Value;
        double first = double.Parse(points.Split(' ')[0].Split(',')[1], System.Globalization.CultureInfo.InvariantCulture);
        // SVG has two decimals.
        Assert.Equal(placed.Plot.Bottom - (0.6 * placed.Plot.Height), first, 0.006);
        Assert.Equal([1, 2, 3], y);
    }

    [Fact]
    public void Series_of_unequal_lengths_are_refused_by_name()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => FigureRenderer.ToPng(new Figure(new LinePanel(X, Y, [new Series("broken", [1, 2], [1])]))));
        Assert.Contains("'broken': 2 abscissae, 1 ordinates", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5000, 0)]
    [InlineData(5001, 1)]
    public void More_than_5000_points_become_one_image(int n, int images)
    {
        double[] values = [.. Enumerable.Range(0, n).Select(i => Math.Sin(i))];
        XElement svg = Drawn.Svg(new Figure(new ScatterPanel(X, Y, values, [.. values.Reverse()])));
        Assert.Equal(images, svg.Descendants().Count(e => e.Name.LocalName == "image"));
        Assert.Equal(images == 1 ? 0 : n, svg.Descendants().Count(e => e.Name.LocalName == "circle"));
    }

    [Fact]
    public void A_point_of_a_cloud_lies_where_its_values_say()
    {
        var cloud = PointCloud.Draw(new Rect(100, 50, 20, 10), [(new Point(105, 58), new Rgb(255, 0, 0))], 0.5, 1);
        Assert.Equal((80, 40), (cloud.Width, cloud.Height));
        Assert.Equal(0xffff0000u, cloud.Pixels[(32 * 80) + 20]);
        Assert.Equal(0u, cloud.Pixels[(32 * 80) + 40]);
    }

    [Fact]
    public void A_histogram_counts_every_value_inside_once() =>
        Prop.ForAll<int[]>(values =>
        {
            double[] v = [.. values.Select(i => i / 3.0), double.NaN];
            double[] edges = [-10, -5, 0, 5, 10];
            Assert.Equal(v.Count(d => d is >= -10 and <= 10), HistogramBins.Count(v, edges, density: false).Sum());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_density_has_area_one() => Assert.Equal(1, HistogramBins.Count([0.1, 0.2, 0.9, 2], [0, 0.5, 1, 1.5, 2], density: true).Sum() * 0.5, 12);

    [Fact]
    public void Labels_are_pushed_apart_in_order_and_no_further_than_needed() =>
        Prop.ForAll(Gen.Choose(0, 100).Select(i => (double)i).ListOf().Select(l => l.Take(10).Order().ToArray()).ToArbitrary(), wished =>
        {
            double[] places = LabelSpread.Apart(wished, 9, 0, 100);
            for (int i = 1; i < places.Length; i++)
            {
                Assert.True(places[i] - places[i - 1] >= 9 - 1e-9);
            }

            Assert.All(places, p => Assert.InRange(p, -1e-9, 100 + 1e-9));
            bool roomy = Enumerable.Range(1, Math.Max(0, wished.Length - 1)).All(i => wished[i] - wished[i - 1] >= 9);
            Assert.True(!roomy || wished.SequenceEqual(places));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_phase_map_gives_each_class_its_colour_and_share()
    {
        var panel = new LabelPanel(new ImageGrid(1, 4), [0, 0, 1, -1], [new("α", new Rgb(255, 0, 0)), new("ε", new Rgb(0, 0, 255))]) { ShowShares = true };
        var figure = new Figure(panel) { Width = 200 };
        Assert.Contains("α  66.7 %", Drawn.Texts(figure));
        Assert.Contains("ε  33.3 %", Drawn.Texts(figure));
        PlacedPanel placed = Drawn.Layout(figure).Panels[0];
        PngImage png = PngImage.Read(FigureRenderer.ToPng(figure, 1));
        double width = Math.Min(placed.Plot.Width, placed.Plot.Height / 0.25);
        string[] row = [.. Enumerable.Range(0, 4).Select(c => png[(int)(placed.Plot.Y + (width / 8)), (int)(placed.Plot.X + ((c + 0.5) * width / 4))].Hex)];
        Assert.Equal(["#ff0000", "#ff0000", "#0000ff", Palette.NoValue.Hex], row);
    }

    [Fact]
    public void A_label_without_class_is_refused() =>
        Assert.Throws<ArgumentException>(() => FigureRenderer.ToPng(new Figure(new LabelPanel(new ImageGrid(1, 1), [3], [new("only")]))));

    [Fact]
    public void A_composite_adds_its_lights()
    {
        CompositeLayer Layer(string name, Rgb colour) => new(name, Drawn.Field(1, 1, (_, _) => 1), colour) { Limits = (0, 1) };
        var figure = new Figure(new CompositePanel([Layer("r", new Rgb(200, 0, 0)), Layer("g", new Rgb(100, 255, 0))])) { Width = 150 };
        PlacedPanel placed = Drawn.Layout(figure).Panels[0];
        Assert.Equal("#ffff00", PngImage.Read(FigureRenderer.ToPng(figure, 1))[(int)placed.Plot.CentreY, (int)placed.Plot.CentreX].Hex);
    }

    public static TheoryData<string, Panel> Odd => new()
    {
        { "NaN only", new MapPanel(Drawn.Field(3, 3, (_, _) => double.NaN)) },
        { "constant", new MapPanel(Drawn.Field(3, 3, (_, _) => 7)) },
        { "zero", new MapPanel(Drawn.Field(3, 3, (_, _) => 0)) },
        { "infinite", new MapPanel(Drawn.Field(3, 3, (r, _) => r == 0 ? double.PositiveInfinity : r == 1 ? double.NegativeInfinity : 1)) },
        { "huge", new MapPanel(Drawn.Field(3, 3, (r, _) => r * 1e37)) },
        { "one row", new MapPanel(Drawn.Field(1, 500, (_, c) => c)) },
        { "one column", new MapPanel(Drawn.Field(500, 1, (r, _) => r)) },
        { "no series", new LinePanel(X, Y, []) },
        { "empty series", new LinePanel(X, Y, [new("none", [], [])]) },
        { "one point", new LinePanel(X, Y, [new("one", [1], [1])]) },
        { "constant line", new LinePanel(X, Y, [new("c", [1, 2], [5, 5])]) },
        { "NaN line", new LinePanel(X, Y, [new("n", [1, 2], [double.NaN, double.NaN]) { Sd = [1, 1] }]) { DirectLabels = true } },
        { "negative on log", new LinePanel(X, Y with { Logarithmic = true }, [new("n", [1, 2], [-1, 0])]) },
        { "error below zero on log", new LinePanel(X, Y with { Logarithmic = true }, [new("n", [1, 2], [1, 10]) { Sd = [2, 3] }]) },
        { "empty scatter", new ScatterPanel(X, Y, [], []) },
        { "NaN scatter", new ScatterPanel(X, Y, [double.NaN], [1]) { Values = [double.NaN] } },
        { "empty histogram", new HistogramPanel(X, [new("e", [])]) },
        { "constant histogram", new HistogramPanel(X, [new("e", [2, 2, 2])]) },
        { "no bars", new BarPanel(X, Y, []) },
        { "NaN bar", new BarPanel(X, Y, [double.NaN, 1]) },
        { "unlabelled", new LabelPanel(new ImageGrid(2, 2), [-1, -1, -1, -1], []) { ShowShares = true } },
        { "dark composite", new CompositePanel([new("z", Drawn.Field(2, 2, (_, _) => double.NaN), Rgb.White)]) },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public void Odd_data_are_drawn_without_invented_numbers(string name, Panel panel)
    {
        var figure = new Figure(panel with { Title = name });
        Assert.True(PngImage.Read(FigureRenderer.ToPng(figure, 1)).Width == 510);
        string svg = Encoding.UTF8.GetString(FigureRenderer.ToSvg(figure));
        Assert.DoesNotContain("NaN", svg.Replace("NaN only", "", StringComparison.Ordinal).Replace($">{name}<", "", StringComparison.Ordinal).Replace($"\"{name}\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", svg, StringComparison.Ordinal);
    }
}
