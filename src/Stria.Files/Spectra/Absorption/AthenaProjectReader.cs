using System.Globalization;
using System.IO.Compression;

namespace Stria.Files;

/// <summary>Project files of Athena and Larch (.prj): compressed Perl, with one group of @args, @x, @y and perhaps @stddev for each spectrum.</summary>
public sealed class AthenaProjectReader : IAbsorptionReader
{
    /// <inheritdoc/>
    public string Name => "Athena project (.prj)";

    /// <inheritdoc/>
    public bool Recognises(string path) =>
        Path.GetExtension(path).Equals(".prj", StringComparison.OrdinalIgnoreCase) || PlainText.Decode(FileStart.Of(path, 32)).StartsWith("# Athena project file", StringComparison.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<AbsorptionRecord> Read(string path)
    {
        string text = Text(path);
        if (!text.StartsWith("# Athena project file", StringComparison.Ordinal))
        {
            throw new DataException("does not begin with '# Athena project file'. Perhaps it is a project of another program.", path);
        }

        var records = new List<AbsorptionRecord>();
        var group = new Dictionary<string, IReadOnlyList<string>>();
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            if (line.StartsWith('@') && line.IndexOf('=', StringComparison.Ordinal) is var equal and > 0)
            {
                group[line[1..equal].Trim()] = Entries(line, number, path);
            }
            else if (line.StartsWith("[record]", StringComparison.Ordinal))
            {
                records.AddRange(Record(group, path));
                group = [];
            }
        }

        if (group.ContainsKey("x"))
        {
            throw new DataException($"the last group ('{Facts(group).GetValueOrDefault("label", "?")}') is not ended by [record]. Perhaps the file was cut.", path);
        }

        return records.Count > 0 ? records : throw new DataException("holds no group with a spectrum.", path);
    }

    private static string Text(string path)
    {
        byte[] bytes = PlainText.Bytes(path);
        if (!bytes.AsSpan().StartsWith([(byte)0x1F, (byte)0x8B]))
        {
            return PlainText.Decode(bytes);
        }

        try
        {
            using var stream = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var whole = new MemoryStream();
            stream.CopyTo(whole);

            // A stream that was cut decompresses without complaint; its last four bytes tell the length that it should have.
            const int ShortestStream = 18; // head and tail of gzip
            return bytes.Length >= ShortestStream && BitConverter.ToUInt32(bytes.AsSpan(^4)) == (uint)whole.Length
                ? PlainText.Decode(whole.ToArray())
                : throw new DataException($"decompresses to {whole.Length} bytes and not to the length it states. Perhaps the file was cut.", path);
        }
        catch (InvalidDataException e)
        {
            throw new DataException($"cannot be decompressed: {e.Message} Perhaps the file was cut.", path, e);
        }
    }

    private static IReadOnlyList<string> Entries(string line, int number, string path)
    {
        try
        {
            return PerlList.Entries(line);
        }
        catch (FormatException e)
        {
            throw new DataException($"line {number} holds {e.Message}. Perhaps the file was cut.", path, e);
        }
    }

    private static IEnumerable<AbsorptionRecord> Record(Dictionary<string, IReadOnlyList<string>> group, string path)
    {
        Dictionary<string, string> facts = Facts(group);
        if (!group.TryGetValue("x", out IReadOnlyList<string>? x) || !group.TryGetValue("y", out IReadOnlyList<string>? y) || facts.GetValueOrDefault("is_chi") == "1")
        {
            yield break; // plots, notes, and χ(k), which has no energies
        }

        string label = facts.GetValueOrDefault("label", "group");
        double[] e = Numbers(x, "x", label, path), mu = Numbers(y, "y", label, path);
        double shift = Number(facts, "bkg_eshift") ?? 0;
        if (e.Length != mu.Length || e.Length < 2)
        {
            throw new DataException($"group '{label}' has {e.Length} energies and {mu.Length} values.", path);
        }

        if (Enumerable.Range(1, e.Length - 1).FirstOrDefault(i => !(e[i] > e[i - 1])) is var bad and > 0)
        {
            throw new DataException($"group '{label}': energy {bad + 1} ({e[bad]} eV) does not follow {e[bad - 1]} eV upwards.", path);
        }

        double[]? sd = group.TryGetValue("stddev", out IReadOnlyList<string>? s) && s.Count == e.Length ? Numbers(s, "stddev", label, path) : null;
        yield return new AbsorptionRecord(new Spectrum([.. e.Select(v => v + shift)], mu, label))
        {
            Signal = facts.GetValueOrDefault("is_nor") == "1" ? "normalised by its source" : "xmu",
            IsNormalised = facts.GetValueOrDefault("is_nor") == "1",
            StandardDeviation = sd,
            Element = facts.GetValueOrDefault("bkg_z"),
            Edge = facts.GetValueOrDefault("fft_edge")?.ToUpperInvariant(),
            E0_eV = Number(facts, "bkg_e0"),
            Normalisation = Normalisation(facts),
            Remarks = shift == 0 ? [] : [Remark.Note($"{Path.GetFileName(path)}: the project's own energy shift of {shift:g4} eV was added to group '{label}'.")],
        };
    }

    private static ProjectNormalisation? Normalisation(Dictionary<string, string> facts) =>
        (Number(facts, "bkg_pre1"), Number(facts, "bkg_pre2"), Number(facts, "bkg_nor1"), Number(facts, "bkg_nor2"), Number(facts, "bkg_nnorm"), Number(facts, "bkg_step"))
            is ({ } a, { } b, { } c, { } d, { } terms, { } step)
            ? new ProjectNormalisation((a, b), (c, d), Math.Clamp((int)terms - 1, 0, 3), step)
            : null;

    // @args is a list of names and values in turn.
    private static Dictionary<string, string> Facts(Dictionary<string, IReadOnlyList<string>> group)
    {
        var facts = new Dictionary<string, string>();
        IReadOnlyList<string> args = group.GetValueOrDefault("args") ?? [];
        for (int i = 0; i + 1 < args.Count; i += 2)
        {
            facts[args[i]] = args[i + 1];
        }

        return facts;
    }

    private static double? Number(Dictionary<string, string> facts, string name) =>
        facts.TryGetValue(name, out string? text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    private static double[] Numbers(IReadOnlyList<string> entries, string array, string label, string path) =>
        [.. entries.Select((t, i) => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out double v) && double.IsFinite(v)
            ? v
            : throw new DataException($"group '{label}', @{array}, entry {i + 1}: '{t}' is no finite number.", path))];
}
