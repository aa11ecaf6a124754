using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Stria.Files;

/// <summary>PANalytical .xrdml of versions 1.0 to 2.x: every scan of every measurement along 2θ.</summary>
public sealed partial class XrdmlReader : IDiffractionReader
{
    /// <inheritdoc/>
    public string Name => "PANalytical .xrdml";

    /// <inheritdoc/>
    public bool Recognises(string path) => LabText.Beginning(path, 8192).Contains("<xrdMeasurements", StringComparison.Ordinal);

    /// <inheritdoc/>
    public DiffractionRecord Read(string path, DiffractionReadOptions options)
    {
        (XElement root, IReadOnlyList<string> open) = PatternXml.Parse(path, LabText.Read(path).Text);
        if (root.Name.LocalName != "xrdMeasurements")
        {
            throw new DataException($"its outermost element is <{root.Name.LocalName}>; that of .xrdml is <xrdMeasurements>.", path);
        }

        var ranges = new PatternRanges(path, options);
        if (open.Count > 0)
        {
            ranges.Say(Remark.Warning($"The file breaks off within <{open[0]}>: it was cut, or is still being written."));
        }

        XElement? cut = open.Contains("scan") ? root.Descendants().LastOrDefault(e => e.Name.LocalName == "scan") : null;
        foreach (XElement measurement in root.All("xrdMeasurement"))
        {
            foreach (XElement scan in measurement.All("scan"))
            {
                new XrdmlScan(path, root, measurement, scan).AddTo(ranges, isCut: scan == cut);
            }
        }

        string version = Version().Match(root.Name.NamespaceName) is { Success: true } match ? " " + match.Groups[1].Value : "";
        return ranges.Record("XRDML" + version);
    }

    [GeneratedRegex(@"/(\d+\.\d+)/?$")]
    private static partial Regex Version();
}
