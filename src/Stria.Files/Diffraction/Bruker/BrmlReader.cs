using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Stria.Files;

/// <summary>Bruker .brml of DIFFRAC.SUITE: an archive whose DataContainer.xml lists one RawDataN.xml per scan; each scan names its own columns.</summary>
public sealed partial class BrmlReader : IDiffractionReader
{
    /// <inheritdoc/>
    public string Name => "Bruker .brml";

    /// <inheritdoc/>
    public bool Recognises(string path) => ZippedParts.Holds(path, name => RawData().IsMatch(name));

    /// <inheritdoc/>
    public DiffractionRecord Read(string path, DiffractionReadOptions options) => ZippedParts.Use(path, parts =>
    {
        var ranges = new PatternRanges(path, options);
        (string[] members, XElement? container) = Members(path, parts);
        foreach (string member in members)
        {
            (XElement root, IReadOnlyList<string> open) = PatternXml.Parse(path, parts.Text(member));
            if (open.Count > 0)
            {
                ranges.Say(Remark.Warning($"{member} breaks off within <{open[0]}>: it is still being written, or was packed wrongly."));
            }

            foreach (XElement route in Routes(root, ranges))
            {
                new BrmlRoute(path, root, route, container).AddTo(ranges);
            }
        }

        return ranges.Record("Bruker BRML");
    });

    // In the order of the container; by number where there is none.
    private static (string[] Members, XElement? Container) Members(string path, ZippedParts parts)
    {
        XElement? container = parts.Names.FirstOrDefault(n => n.EndsWith("DataContainer.xml", StringComparison.OrdinalIgnoreCase)) is { } name ? PatternXml.Parse(path, parts.Text(name)).Root : null;
        string[] listed = container?.Deep("RawDataReferenceList") is { } list ? [.. list.Elements().Select(e => e.Value.Trim().Replace('\\', '/')).Where(v => v.Length > 0)] : [];
        string[] found = listed.Length > 0 ? listed : [.. parts.Names.Where(n => RawData().IsMatch(n)).Order(NaturalOrder.Instance)];
        return found.Length > 0 ? (found, container) : throw new DataException("holds no RawDataN.xml. Perhaps it was saved before anything was measured.", path);
    }

    // What was measured, and not what was worked out of it; older files have no routes.
    private static XElement[] Routes(XElement root, PatternRanges ranges)
    {
        XElement[] routes = [.. root.One("DataRoutes")?.All("DataRoute") ?? []];
        XElement[] measured = [.. routes.Where(r => r.Word("RouteFlag") == "Measured")];
        XElement[] taken = measured.Length > 0 ? measured : [.. routes.Take(1)];
        if (taken.Length < routes.Length)
        {
            ranges.Say(Remark.Note($"A scan has {routes.Length} sets of data; that which was measured is read ({string.Join(", ", routes.Except(taken).Select(r => $"'{r.Word("Description") ?? r.Word("RouteFlag")}'"))} left out)."));
        }

        return taken.Length > 0 ? taken : [root];
    }

    [GeneratedRegex(@"(^|/)RawData\d+\.xml$", RegexOptions.IgnoreCase)]
    private static partial Regex RawData();
}
