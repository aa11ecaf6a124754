namespace Stria.Files;

/// <summary>XAS Data Interchange (.xdi): energies or angles of the monochromator with absorption or intensities.</summary>
public sealed class XdiReader : IAbsorptionReader
{
    private const double PlanckTimesLight_eVA = 12398.4198; // h c [eV Å]

    /// <inheritdoc/>
    public string Name => "XDI";

    /// <inheritdoc/>
    public bool Recognises(string path) =>
        Path.GetExtension(path).Equals(".xdi", StringComparison.OrdinalIgnoreCase) || XdiFile.IsFirstLine(PlainText.Decode(FileStart.Of(path, 64)).Split('\n')[0].Trim());

    /// <inheritdoc/>
    public IReadOnlyList<AbsorptionRecord> Read(string path)
    {
        XdiFile file = XdiFile.Read(path);
        if (file.Field("Outer.name") is { } outer)
        {
            throw new DataException($"is a scan of two dimensions (Outer.name {outer}), not one spectrum. Perhaps one file for each value of {outer} can be exported.", path);
        }

        double[] energies = Energies(file, path);
        string name = file.Field("Sample.name") is { Length: > 0 } sample ? sample : Path.GetFileNameWithoutExtension(path);
        AbsorptionRecord record = SignalColumns.Record(energies, [.. file.Labels.Skip(1)], [.. Enumerable.Range(1, file.Labels.Count - 1).Select(file.Column)], (name, path));
        return
        [
            record with
            {
                Element = file.Field("Element.symbol"),
                Edge = file.Field("Element.edge"),
                Remarks = [.. file.Remarks, .. record.Remarks],
            },
        ];
    }

    private static double[] Energies(XdiFile file, string path)
    {
        double[] first = file.Column(0);
        string label = file.Labels[0].ToUpperInvariant(), unit = file.Units[0].ToUpperInvariant();
        if (label == "ENERGY")
        {
            return unit switch
            {
                "" or "EV" => first,
                "KEV" => [.. first.Select(e => 1000 * e)],
                _ => throw new DataException($"the energies are in '{file.Units[0]}', which is no unit of photon energies.", path),
            };
        }

        if (label != "ANGLE")
        {
            throw new DataException($"the first column is '{file.Labels[0]}', where XDI has energy or angle.", path);
        }

        double spacing = file.Number("Mono.d_spacing") is { } d and > 0 ? d
            : throw new DataException("the first column is an angle, and Mono.d_spacing is missing or no number, so that there are no photon energies. Add '# Mono.d_spacing: 3.1356' [Å] to the header.", path);
        double inRadian = unit.StartsWith("RAD", StringComparison.Ordinal) ? 1 : Math.PI / 180;
        return [.. first.Select(a => PlanckTimesLight_eVA / (2 * spacing * Math.Sin(a * inRadian)))];
    }
}
