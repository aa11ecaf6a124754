using System.Globalization;
using System.Numerics;
using System.Text.Json.Serialization;

namespace Stria.Files;

/// <summary>What is in a file of the laboratory (cycler, impedance analyser, curvature sensor), in words: the answer of <c>stria inspect</c>. Plain data, ready for JSON.</summary>
/// <param name="Path">The file.</param>
/// <param name="Kind">What it holds: "cycler trace", "impedance spectra", "curvature record", "profiles".</param>
/// <param name="Format">The format's name.</param>
/// <param name="Facts">What it holds, name by name.</param>
/// <param name="Remarks">What was assumed, odd, or worth knowing, each beginning with its kind.</param>
public sealed record LabSummary(string Path, string Kind, string Format, IReadOnlyDictionary<string, string> Facts, IReadOnlyList<string> Remarks)
{
    private const int MostSpectra = 12;

    /// <summary>Every file that was read.</summary>
    public IReadOnlyList<string> Files { get; init; } = [Path];

    /// <summary>The remarks as they are.</summary>
    [JsonIgnore]
    public IReadOnlyList<Remark> Said { get; init; } = [];

    /// <summary>Summarises a cycler's trace.</summary>
    public static LabSummary Of(CyclerRecord record)
    {
        CyclerTrace trace = record.Trace;
        var facts = new Dictionary<string, string>
        {
            ["lines"] = Text($"{trace.Count}"),
            ["time"] = Text($"{trace.Times[0] / 3600:g6} … {trace.Times[^1] / 3600:g6} h"),
            ["potential"] = Range(trace.Potentials, 1, "V"),
            ["current"] = Range(trace.Currents, 1e3, "mA") + " (positive on charge)",
        };
        if (trace.Charges is { } charges)
        {
            facts["charge"] = Range(charges, 1 / 3.6, "mAh") + " (as the instrument counted it)";
        }

        Count(facts, "cycles", trace.Cycles);
        Count(facts, "steps", trace.Steps);
        Columns(facts, trace.Further);
        Head(facts, record.Cell, trace.Start);
        return Made(record.Path, "cycler trace", record.Format, facts, record.Remarks) with { Files = record.Files };
    }

    /// <summary>Summarises impedance spectra.</summary>
    public static LabSummary Of(ImpedanceRecord record)
    {
        var facts = new Dictionary<string, string> { ["spectra"] = Text($"{record.Spectra.Count}") };
        foreach ((ImpedanceSpectrum spectrum, int i) in record.Spectra.Take(MostSpectra).Select((s, i) => (s, i)))
        {
            double[] sizes = [.. spectrum.Impedances.Select(Complex.Abs)];
            string at = double.IsFinite(spectrum.Potential) ? Text($", at {spectrum.Potential:g4} V") : "", times = spectrum.Times is null ? ", no times of the points" : "";
            facts[spectrum.Name.Length > 0 ? spectrum.Name : Text($"spectrum {i + 1}")] =
                Text($"{spectrum.Count} points, {spectrum.Frequencies.Max():g4} … {spectrum.Frequencies.Min():g4} Hz, |Z| {sizes.Min():g4} … {sizes.Max():g4} Ω{at}{times}");
        }

        if (record.Spectra.Count > MostSpectra)
        {
            facts["…"] = Text($"and {record.Spectra.Count - MostSpectra} more");
        }

        Columns(facts, record.Spectra[0].Further);
        Head(facts, record.Cell, null);
        return Made(record.Path, "impedance spectra", record.Format, facts, record.Remarks);
    }

    /// <summary>Summarises a record of a curvature sensor.</summary>
    public static LabSummary Of(CurvatureRecord record)
    {
        var facts = new Dictionary<string, string> { ["lines"] = Text($"{record.Times.Length}"), ["time"] = Text($"{record.Times[0] / 3600:g6} … {record.Times[^1] / 3600:g6} h") };
        if (record.Spacings is { } spacings)
        {
            facts["spot spacing"] = Range(spacings, 1, record.SpacingUnit);
        }

        if (record.Curvatures is { } curvatures)
        {
            facts["curvature"] = Range(curvatures, 1, "1/m");
        }

        Columns(facts, record.Further);
        Head(facts, new CellInformation(), record.Start);
        return Made(record.Path, "curvature record", "table", facts, record.Remarks);
    }

    /// <summary>Summarises profiles of a plate.</summary>
    public static LabSummary Of(SubstrateProfiles profiles)
    {
        var facts = new Dictionary<string, string> { ["points"] = Text($"{profiles.Positions.Length}"), ["position"] = Range(profiles.Positions, 1e3, "mm") };
        profiles.Heights.ToList().ForEach(h => facts[$"height {h.Name}"] = Range(h.Values, 1e6, "µm"));
        return Made(profiles.Path, "profiles", "table", facts, profiles.Remarks);
    }

    /// <summary>The summary as lines of text.</summary>
    public IReadOnlyList<string> Lines() => [Path, $"  {"format",-15} {Format}, {Kind}", .. Facts.Select(f => $"  {f.Key,-15} {f.Value}"), .. Remarks.Select(r => $"  {r}")];

    private static LabSummary Made(string path, string kind, string format, Dictionary<string, string> facts, IReadOnlyList<Remark> remarks) =>
        new(path, kind, format, facts, [.. remarks.Select(r => $"{r.Kind.ToString().ToLowerInvariant()}: {r.Text}")]) { Said = remarks };

    private static void Count(Dictionary<string, string> facts, string name, int[]? numbers)
    {
        if (numbers is { Length: > 0 })
        {
            facts[name] = Text($"{numbers.Distinct().Count()} (numbered {numbers.Min()} … {numbers.Max()})");
        }
    }

    private static void Columns(Dictionary<string, string> facts, IReadOnlyList<TraceColumn> further)
    {
        if (further.Count > 0)
        {
            facts["further columns"] = string.Join(", ", further.Select(c => c.Unit is "1" or "" ? c.Name : $"{c.Name} [{c.Unit}]"));
        }
    }

    private static void Head(Dictionary<string, string> facts, CellInformation cell, DateTimeOffset? start)
    {
        (string Name, string Value)[] told =
        [
            ("began", (start ?? cell.Start) is { } moment ? moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : ""),
            ("cell", cell.Name), ("technique", cell.Technique), ("instrument", cell.Instrument), ("electrode", cell.ElectrodeMaterial), ("electrolyte", cell.Electrolyte),
            ("active mass", cell.ActiveMass is { } mass ? Text($"{mass * 1e6:g5} mg") : ""),
            ("area", cell.ElectrodeArea is { } area ? Text($"{area * 1e4:g5} cm²") : ""),
            ("capacity", cell.NominalCapacity is { } capacity ? Text($"{capacity / 3.6:g5} mAh, nominal") : ""),
        ];
        foreach ((string name, string value) in told.Where(t => t.Value.Length > 0))
        {
            facts[name] = value;
        }
    }

    private static string Range(double[] values, double factor, string unit)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        return finite.Length == 0 ? "none" : Text($"{finite.Min() * factor:g5} … {finite.Max() * factor:g5} {unit}");
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
