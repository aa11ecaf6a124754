namespace Stria.Files;

/// <summary>Powder patterns in CIF (pdCIF): blocks with a loop of measured, processed or calculated intensities.</summary>
public sealed class CifPatternReader : IDiffractionReader
{
    /// <inheritdoc/>
    public string Name => "powder CIF (.cif)";

    /// <inheritdoc/>
    public bool Recognises(string path)
    {
        string beginning = LabText.Beginning(path, 1 << 20);
        return beginning.Contains("data_", StringComparison.OrdinalIgnoreCase)
            && CifPowderBlock.Intensities.Any(n => beginning.Contains(n.Name, StringComparison.OrdinalIgnoreCase) || beginning.Contains(Dotted(n.Name), StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public DiffractionRecord Read(string path, DiffractionReadOptions options)
    {
        var patterns = new List<Diffractogram>();
        var remarks = new List<Remark>();
        CifPowderBlock[] blocks = [.. CifFile.Read(path).Blocks.Select(b => new CifPowderBlock(b)).Where(b => b.HasIntensities)];
        foreach (CifPowderBlock block in blocks)
        {
            PatternPoints points = block.Points();
            points.Name += blocks.Length > 1 ? $" {block.Name}" : "";
            patterns.Add(points.Make(options));
            remarks.AddRange(points.Remarks);
        }

        return patterns.Count > 0 ? new DiffractionRecord(path, "powder CIF", patterns) { Remarks = [.. remarks.Distinct()] }
            : throw new DataException($"has no loop with counts ({string.Join(", ", CifPowderBlock.Intensities.Select(n => n.Name))}). Perhaps it is the CIF of a structure: give that with --phases.", path);
    }

    // _pd_meas.counts_total in the newer dictionary.
    private static string Dotted(string name) => $"{name[..name.IndexOf('_', 4)]}.{name[(name.IndexOf('_', 4) + 1)..]}";
}
