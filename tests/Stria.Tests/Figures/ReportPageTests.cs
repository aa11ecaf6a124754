using System.Xml;
using System.Xml.Linq;
using Stria.Core;
using Stria.Figures;

namespace Stria.Tests.Figures;

public sealed class ReportPageTests
{
    private const string Nasty = "<script>alert(1)</script> & \"quoted\" 'text' \0 µ";

    private static readonly Figure Plot = new(new LinePanel(new Axis("photon energy [eV]"), new Axis("optical density"), [Drawn.Peak("core", 518)]));

    private static readonly ReportPage Full = new("Composition of particle 3")
    {
        Summary = "What came out.",
        Headlines = [new("mean x", 0.3124, "1") { Sd = 0.0141, Verdict = Verdict.Good, Note = "truth 0.300" }, new("thickness", 84.213, "nm") { Sd = 3.21 }, new("phases", double.NaN, "") { Text = "α, ε" }],
        Remarks = [Remark.Note("a note"), Remark.Warning("a warning"), Remark.Assumed("an assumption")],
        Figures = [new("Registration", Plot, "Smooth curves.") { Caption = "As it should be." }, new("Pixels", Plot, "The same.") { AsPng = true }],
        Tables = [new("Shifts", ["frame", "shift [px]", "remark"], [.. Enumerable.Range(0, 30).Select(i => (string[])[$"{i}", NumberText.Of(-0.1 * i), "ok"])])],
        Methods = ["First paragraph.", "Second paragraph."],
        Citations = [new("Somebody, A journal, 2020.") { Doi = "10.1000/182", For = "the method" }],
        Provenance = new("Stria 0.1.0 (abc)") { Seed = 7, Command = "stria run scenario.yaml", Inputs = [new("stack.hdf5", "9f86d081")], Timings = [new("read", 1.234)], Scenario = "stack: stack.hdf5" },
    };

    [Fact]
    public void The_page_is_well_formed_and_has_its_blocks_in_order()
    {
        XElement html = Parse(Full.ToHtml());
        Assert.Equal(
            ["results", "remarks", "quality", "figure-1", "figure-2", "tables", "methods", "provenance"],
            html.Descendants().Attributes("id").Select(a => a.Value));
        Assert.Equal(["Results", "Warnings and assumptions", "Quality, step by step", "Tables", "Methods", "Provenance"], Elements(html, "h2").Select(h => h.Value));
    }

    [Fact]
    public void Drawn_figures_are_asked_for_when_their_place_comes_and_the_page_is_the_same()
    {
        var written = new StringWriter();
        var before = new List<int>();
        byte[] svg = FigureRenderer.ToSvg(Plot);
        ReportFigure Asked(string heading) => new(heading, Plot with { Panels = [] }, "As before.")
        {
            Svg = () =>
            {
                before.Add(written.ToString().Split("</figure>").Length - 1);
                return svg;
            },
        };
        ReportPage page = Full with { Figures = [Asked("a"), Asked("b")] };
        page.Write(written);
        Assert.Equal([0, 1], before);
        Assert.Equal((Full with { Figures = [new("a", Plot, "As before."), new("b", Plot, "As before.")] }).ToHtml(), written.ToString());
    }

    [Fact]
    public void Every_link_of_the_contents_leads_somewhere()
    {
        XElement html = Parse(Full.ToHtml());
        string[] targets = [.. Elements(html, "nav").Descendants().Attributes("href").Select(a => a.Value.TrimStart('#'))];
        Assert.Equal(8, targets.Length);
        Assert.Subset(html.Descendants().Attributes("id").Select(a => a.Value).ToHashSet(), targets.ToHashSet());
    }

    [Fact]
    public void The_page_fetches_nothing_and_runs_nothing()
    {
        string text = Full.ToHtml();
        XElement html = Parse(text);
        Assert.Empty(Elements(html, "script"));
        Assert.Empty(Elements(html, "link"));
        Assert.DoesNotContain("@import", text, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
        Assert.All(html.Descendants().Attributes("src"), a => Assert.StartsWith("data:", a.Value, StringComparison.Ordinal));
        Assert.DoesNotContain(html.Descendants().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
    }

    [Fact]
    public void Figures_are_inside_as_drawing_or_as_pixels()
    {
        XElement html = Parse(Full.ToHtml());
        Assert.Contains(html.Descendants().Where(e => e.Name.LocalName == "text"), t => t.Value == "photon energy [eV]");
        string data = Assert.Single(Elements(html, "img")).Attribute("src")!.Value;
        Assert.Equal(1020, PngImage.Read(Convert.FromBase64String(data["data:image/png;base64,".Length..])).Width);
    }

    [Fact]
    public void Whatever_people_write_is_shown_as_text_and_never_as_markup()
    {
        var page = new ReportPage(Nasty)
        {
            Summary = Nasty, Headlines = [new(Nasty, 1, Nasty) { Note = Nasty }, new(Nasty, 1, "") { Text = Nasty }], Remarks = [Remark.Warning(Nasty)],
            Figures = [new(Nasty, Plot with { Title = Nasty }, Nasty) { Caption = Nasty }, new(Nasty, Plot with { Title = Nasty }, Nasty) { AsPng = true }],
            Tables = [new(Nasty, [Nasty], [[Nasty]]) { Note = Nasty }], Methods = [Nasty],
            Citations = [new(Nasty) { Doi = Nasty, For = Nasty }],
            Provenance = new(Nasty) { Started = Nasty, Command = Nasty, Inputs = [new(Nasty, Nasty)], Timings = [new(Nasty, 1)], Scenario = Nasty },
        };
        XElement html = Parse(page.ToHtml());
        Assert.Empty(Elements(html, "script"));
        string shown = Nasty.Replace('\0', '\ufffd');
        Assert.Equal(shown, Elements(html, "h1").Single().Value);
        Assert.True(html.DescendantNodes().OfType<XText>().Count(t => t.Value.Contains(shown, StringComparison.Ordinal)) >= 20);
    }

    [Fact]
    public void Numbers_stand_with_their_errors_and_units()
    {
        string[] values = [.. Parse(Full.ToHtml()).Descendants().Where(e => (string?)e.Attribute("class") == "value").Select(e => e.Value)];
        Assert.Equal(["0.312 ± 0.014", "84.2 ± 3.2 nm", "α, ε"], values);
    }

    [Fact]
    public void Warnings_come_before_assumptions_and_notes()
    {
        IEnumerable<string> kinds = Parse(Full.ToHtml()).Descendants().Where(e => (string?)e.Attribute("class") == "kind").Select(e => e.Value);
        Assert.Equal(["warning", "assumed", "note"], kinds);
    }

    [Fact]
    public void Columns_of_numbers_are_aligned_to_the_right_and_words_are_not()
    {
        XElement head = Elements(Parse(Full.ToHtml()), "thead").First();
        Assert.Equal(["number", "number", null], head.Descendants().Where(e => e.Name.LocalName == "th").Select(e => (string?)e.Attribute("class")));
    }

    [Fact]
    public void A_row_with_too_few_cells_is_refused()
    {
        var page = new ReportPage("t") { Tables = [new("Shifts", ["a", "b"], [["1"]])] };
        Assert.Contains("'Shifts' has 2 columns, but a row of 1 cells", Assert.Throws<ArgumentException>(page.ToHtml).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_report_has_only_its_title()
    {
        XElement html = Parse(new ReportPage("Nothing yet").ToHtml());
        Assert.Equal("Nothing yet", Elements(html, "h1").Single().Value);
        Assert.Empty(Elements(html, "section"));
    }

    [Theory]
    [InlineData(0.3124, 0.0141, "0.312 ± 0.014")]
    [InlineData(-0.35214, 0.00321, "−0.3521 ± 0.0032")]
    [InlineData(84.21, 3.21, "84.2 ± 3.2")]
    [InlineData(1234.5, 56.7, "1234 ± 57")]
    [InlineData(0.5, 0.0996, "0.50 ± 0.10")]
    [InlineData(2.5e-9, 3e-11, "(2.500 ± 0.030) × 10⁻⁹")]
    [InlineData(3.14159e7, 2.2e5, "(3.142 ± 0.022) × 10⁷")]
    [InlineData(5, 0, "5.000 ± 0")]
    [InlineData(2.374, double.NaN, "2.37")]
    [InlineData(double.NaN, 1, "–")]
    public void The_error_has_two_digits_and_the_value_ends_with_it(double value, double sd, string text) => Assert.Equal(text, NumberText.WithSd(value, sd));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.04300001, "0.04300")]
    [InlineData(99999.6, "100000")]
    [InlineData(-1.5e-7, "−1.500 × 10⁻⁷")]
    [InlineData(double.NegativeInfinity, "−∞")]
    public void A_number_alone_has_the_digits_asked_for(double value, string text) => Assert.Equal(text, NumberText.Of(value));

    private static XElement Parse(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader);
    }

    private static IEnumerable<XElement> Elements(XElement html, string name) => html.Descendants().Where(e => e.Name.LocalName == name);
}
