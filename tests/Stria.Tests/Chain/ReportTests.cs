using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Stria.Tests.Figures;

namespace Stria.Tests.Chain;

/// <summary>The report of a run: whole, alone, and with all that a reader needs to trust it or not.</summary>
public sealed class ReportTests(DemoRun demo) : IClassFixture<DemoRun>
{
    private string Html => File.ReadAllText(Path.Combine(demo.Folder, "report.html"));

    [Fact]
    public void The_report_is_well_formed()
    {
        XDocument page = XDocument.Parse(Html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        XNamespace xhtml = "http://www.w3.org/1999/xhtml";
        string[] ids = [.. page.Descendants().Attributes("id").Select(a => a.Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        string[] anchors = [.. page.Descendants(xhtml + "a").Attributes("href").Select(a => a.Value).Where(h => h.StartsWith('#')).Select(h => h[1..])];
        Assert.NotEmpty(anchors);
        Assert.Empty(anchors.Except(ids));
    }

    [Fact]
    public void The_report_loads_nothing_from_elsewhere()
    {
        Assert.DoesNotContain(Regex.Matches(Html, """(src|href)\s*=\s*"(?!#|data:|https://doi\.org/)[^"]*"""), _ => true);
        Assert.DoesNotContain("<script", Html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", Html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(http", Html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_holds_the_numbers_the_remarks_the_methods_and_the_sources()
    {
        string text = System.Net.WebUtility.HtmlDecode(Regex.Replace(Html, "<[^>]+>", ""));
        foreach (string name in StriaCommand.Summary(demo.Folder).Select(p => p.Key))
        {
            Assert.Contains(name, text, StringComparison.Ordinal);
        }

        var record = StriaCommand.Record(demo.Folder);
        Assert.All(record["remarks"]!.AsArray(), r => Assert.Contains((string)r!["text"]!, text, StringComparison.Ordinal));
        Assert.All(record["methods"]!.AsArray(), m => Assert.Contains((string)m!, text, StringComparison.Ordinal));
        Assert.All(record["sources"]!.AsArray(), s => Assert.Contains(((string)s!).Split(", doi")[0], text, StringComparison.Ordinal));
        Assert.All(record["inputs"]!.AsArray(), i => Assert.Contains((string)i!["sha256"]!, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Remarks_and_methods_tell_the_energy_shift_that_the_results_hold()
    {
        var record = StriaCommand.Record(demo.Folder);
        double shift = (double)StriaCommand.Summary(demo.Folder)["energy_shift"]!["value"]!;
        string[] methods = [.. record["methods"]!.AsArray().Select(m => (string)m!).Where(m => Regex.IsMatch(m, @"energy shift.*\d eV\."))];
        string[] axis = [.. record["remarks"]!.AsArray().Select(r => (string)r!["text"]!).Where(r => r.Contains("energy axis reads", StringComparison.Ordinal))];
        Assert.Contains(shift.ToString("f4", CultureInfo.InvariantCulture), Assert.Single(methods), StringComparison.Ordinal);
        Assert.Contains(Math.Abs(shift).ToString("f4", CultureInfo.InvariantCulture), Assert.Single(axis), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_figure_is_there_as_a_PNG_and_as_an_SVG()
    {
        string[] figures = [.. StriaCommand.Record(demo.Folder)["figures"]!.AsArray().Select(f => Path.Combine(demo.Folder, "figures", (string)f!["file"]!))];
        Assert.True(figures.Length >= 12);
        foreach (string png in figures)
        {
            var image = PngImage.Read(File.ReadAllBytes(png));
            Assert.InRange(image.Width, 200, 6000);
            XDocument svg = XDocument.Load(Path.ChangeExtension(png, ".svg"));
            Assert.Equal("svg", svg.Root!.Name.LocalName);
            Assert.True(svg.Descendants().Count() > 20, png);
        }

        Assert.Equal(2 * figures.Length, Directory.GetFiles(Path.Combine(demo.Folder, "figures")).Length);
    }
}
