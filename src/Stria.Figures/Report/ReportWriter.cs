using System.Globalization;
using System.Text;
using Stria.Core;
using Stria.Figures.Drawing;

namespace Stria.Figures;

/// <summary>Writes the page block by block.</summary>
internal sealed class ReportWriter(ReportPage page, TextWriter to)
{
    private const int LongTable = 14;
    private readonly StringBuilder html = new();

    internal void Write()
    {
        html.Append("<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        html.Append($"<title>{T(page.Title)}</title>\n<style>{ReportStyle.Css}</style>\n</head>\n<body>\n");
        WriteNavigation();
        html.Append($"<main>\n<header>\n<h1>{T(page.Title)}</h1>\n");
        html.Append(page.Summary is null ? "" : $"<p class=\"lead\">{T(page.Summary)}</p>\n");
        html.Append("</header>\n");
        WriteHeadlines();
        WriteRemarks();
        WriteFigures();
        WriteTables();
        WriteMethods();
        WriteProvenance();
        html.Append("</main>\n</body>\n</html>\n");
        Hand();
    }

    // What has been put together is handed on, and forgotten.
    private void Hand()
    {
        foreach (ReadOnlyMemory<char> chunk in html.GetChunks())
        {
            to.Write(chunk.Span);
        }

        html.Clear();
    }

    private static string T(string text) => Markup.Escape(text);

    private void WriteNavigation()
    {
        html.Append("<nav aria-label=\"Contents\">\n<ul>\n");
        Link("results", "Results", page.Headlines.Count > 0);
        Link("remarks", "Warnings and assumptions", page.Remarks.Count > 0);
        Link("quality", "Quality, step by step", page.Figures.Count > 0);
        for (int i = 0; i < page.Figures.Count; i++)
        {
            html.Append($"<li class=\"sub\"><a href=\"#figure-{i + 1}\">{T(page.Figures[i].Heading)}</a></li>\n");
        }

        Link("tables", "Tables", page.Tables.Count > 0);
        Link("methods", "Methods", page.Methods.Count > 0 || page.Citations.Count > 0);
        Link("provenance", "Provenance", page.Provenance is not null);
        html.Append("</ul>\n</nav>\n");
    }

    private void Link(string id, string text, bool present) => html.Append(present ? $"<li><a href=\"#{id}\">{text}</a></li>\n" : "");

    private void WriteHeadlines()
    {
        if (page.Headlines.Count == 0)
        {
            return;
        }

        html.Append("<section id=\"results\">\n<h2>Results</h2>\n<div class=\"cards\">\n");
        foreach (HeadlineNumber n in page.Headlines)
        {
            string unit = n.Text is null && n.Unit is not ("" or "1") && !double.IsNaN(n.Value) ? $" <span class=\"unit\">{T(n.Unit)}</span>" : "";
            html.Append($"<div class=\"card {Name(n.Verdict)}\">\n<div class=\"name\">{T(n.Name)}</div>\n");
            html.Append($"<div class=\"value\"><span class=\"figures\">{T(n.Text ?? NumberText.WithSd(n.Value, n.Sd))}</span>{unit}</div>\n");
            html.Append(n.Note is null ? "" : $"<div class=\"note\">{T(n.Note)}</div>\n");
            html.Append(n.Verdict == Verdict.None ? "" : $"<div class=\"verdict\">{Name(n.Verdict)}</div>\n");
            html.Append("</div>\n");
        }

        html.Append("</div>\n</section>\n");
    }

    private static string Name(Verdict verdict) => verdict switch { Verdict.Good => "good", Verdict.Doubtful => "doubtful", Verdict.Bad => "bad", _ => "plain" };

    private void WriteRemarks()
    {
        if (page.Remarks.Count == 0)
        {
            return;
        }

        html.Append("<section id=\"remarks\">\n<h2>Warnings and assumptions</h2>\n<ul class=\"remarks\">\n");
        foreach (Remark remark in page.Remarks.OrderBy(r => r.Kind switch { RemarkKind.Warning => 0, RemarkKind.Assumed => 1, _ => 2 }))
        {
            string kind = remark.Kind switch { RemarkKind.Warning => "warning", RemarkKind.Assumed => "assumed", _ => "note" };
            html.Append($"<li class=\"is-{kind}\"><span class=\"kind\">{kind}</span><span>{T(remark.Text)}</span></li>\n");
        }

        html.Append("</ul>\n</section>\n");
    }

    private void WriteFigures()
    {
        if (page.Figures.Count == 0)
        {
            return;
        }

        html.Append("<section id=\"quality\">\n<h2>Quality, step by step</h2>\n");
        for (int i = 0; i < page.Figures.Count; i++)
        {
            ReportFigure f = page.Figures[i];
            html.Append($"<article id=\"figure-{i + 1}\">\n<h3>{T(f.Heading)}</h3>\n<p class=\"look\"><span>Look for</span> {T(f.LookFor)}</p>\n<figure>\n");
            Hand();
            to.Write(f.AsPng ? Pixels(f) : Encoding.UTF8.GetString(f.Svg?.Invoke() ?? FigureRenderer.ToSvg(f.Figure)));
            html.Append(f.Caption is null ? "" : $"<figcaption>{T(f.Caption)}</figcaption>\n");
            html.Append("</figure>\n</article>\n");
        }

        html.Append("</section>\n");
    }

    private static string Pixels(ReportFigure f) =>
        $"<img alt=\"{T(FigureRenderer.Describe(f.Figure))}\" src=\"data:image/png;base64,{Convert.ToBase64String(FigureRenderer.ToPng(f.Figure))}\"/>\n";

    private void WriteTables()
    {
        if (page.Tables.Count == 0)
        {
            return;
        }

        html.Append("<section id=\"tables\">\n<h2>Tables</h2>\n");
        foreach (ReportTable table in page.Tables)
        {
            html.Append($"<h3>{T(table.Heading)}</h3>\n");
            WriteTable(table);
            html.Append(table.Note is null ? "" : $"<p class=\"note\">{T(table.Note)}</p>\n");
        }

        html.Append("</section>\n");
    }

    private void WriteTable(ReportTable table)
    {
        foreach (IReadOnlyList<string> row in table.Rows.Where(r => r.Count != table.Columns.Count))
        {
            throw new ArgumentException($"Table '{table.Heading}' has {table.Columns.Count} columns, but a row of {row.Count} cells.");
        }

        string[] alignment = [.. table.Columns.Select((_, c) => table.Rows.Count > 0 && table.Rows.All(r => IsNumber(r[c])) ? " class=\"number\"" : "")];
        html.Append(table.Rows.Count > LongTable ? "<div class=\"scroll long\" tabindex=\"0\">" : "<div class=\"scroll\">");
        html.Append("<table>\n<thead><tr>");
        html.AppendJoin("", table.Columns.Select((name, c) => $"<th scope=\"col\"{alignment[c]}>{T(name)}</th>"));
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            html.Append("<tr>").AppendJoin("", row.Select((cell, c) => $"<td{alignment[c]}>{T(cell)}</td>")).Append("</tr>\n");
        }

        html.Append("</tbody>\n</table></div>\n");
    }

    /// <summary>Whether a cell is to be aligned as a number: it begins with one, or says that there is none.</summary>
    private static bool IsNumber(string cell)
    {
        string text = cell.TrimStart('(', '−', '-', '+', '±', ' ');
        return text.Length > 0 ? char.IsAsciiDigit(text[0]) || text[0] is '∞' : cell.Length == 0 || cell.Trim() is "-" or "−";
    }

    private void WriteMethods()
    {
        if (page.Methods.Count == 0 && page.Citations.Count == 0)
        {
            return;
        }

        html.Append("<section id=\"methods\">\n<h2>Methods</h2>\n");
        if (page.Methods.Count > 0)
        {
            html.Append("<p class=\"note\">Ready to paste; one click selects all of it.</p>\n<div class=\"methods\">\n");
            html.AppendJoin("", page.Methods.Select(p => $"<p>{T(p)}</p>\n")).Append("</div>\n");
        }

        if (page.Citations.Count > 0)
        {
            html.Append("<h3>Sources</h3>\n<ol class=\"sources\">\n");
            foreach (Citation c in page.Citations)
            {
                string doi = c.Doi is null ? "" : $" <a href=\"https://doi.org/{T(c.Doi)}\">doi:{T(c.Doi)}</a>";
                html.Append($"<li>{T(c.Text)}{doi}{(c.For is null ? "" : $" <span class=\"for\">{T(c.For)}</span>")}</li>\n");
            }

            html.Append("</ol>\n");
        }

        html.Append("</section>\n");
    }

    private void WriteProvenance()
    {
        if (page.Provenance is not ReportProvenance p)
        {
            return;
        }

        html.Append("<section id=\"provenance\">\n<h2>Provenance</h2>\n<dl>\n");
        Item("Program", p.Version);
        Item("Started", p.Started);
        Item("Seed", p.Seed?.ToString(CultureInfo.InvariantCulture));
        Item("Repeat with", p.Command);
        html.Append("</dl>\n");
        if (p.Inputs.Count > 0)
        {
            html.Append("<h3>Inputs</h3>\n<ul class=\"inputs\">\n");
            html.AppendJoin("", p.Inputs.Select(i => $"<li>{T(i.Path)}<br/><code>SHA-256 {T(i.Sha256)}</code></li>\n")).Append("</ul>\n");
        }

        if (p.Timings.Count > 0)
        {
            html.Append("<h3>Times</h3>\n");
            WriteTable(new ReportTable("Times", ["step", "time [s]"], [.. p.Timings.Select(t => (string[])[t.Step, t.Seconds.ToString("F2", CultureInfo.InvariantCulture)])]));
        }

        html.Append(p.Scenario is null ? "" : $"<h3>Scenario</h3>\n<pre>{T(p.Scenario)}</pre>\n");
        html.Append("</section>\n");
    }

    private void Item(string name, string? value) => html.Append(value is null ? "" : $"<dt>{name}</dt><dd>{T(value)}</dd>\n");
}
