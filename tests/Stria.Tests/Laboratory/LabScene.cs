using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Stria.Core;
using Stria.Files;
using Stria.Tests.Chain;
using Stria.Tests.Files;
using Stria.Tests.Measurement.Cycling;

namespace Stria.Tests.Laboratory;

/// <summary>Files and runs of the laboratory's tests.</summary>
internal static class LabScene
{
    /// <summary>The sheet of the made cell: 2 mg of V₂O₅ as it was charged, so that x begins at 0.</summary>
    public const string Sheet = """
        name: made cell
        formula: LixV2O5
        start_composition: 0
        active_mass: 2 mg
        active_mass_sd: 0.02 mg
        area: 1.2 cm2
        nominal_specific_capacity: 147 mAh/g
        electrolyte: 1 M LiPF6 in EC:DMC

        """;

    /// <summary>A trace as the table that a cycler exports.</summary>
    public static string Text(CyclerTrace trace, string head = "time/s,<I>/mA,Ewe/V", double sign = 1, int decimals = 9)
    {
        var text = new StringBuilder(head + "\n");
        for (int i = 0; i < trace.Count; i++)
        {
            text.AppendLine(string.Join(',', new[] { trace.Times[i], sign * trace.Currents[i] * 1e3, trace.Potentials[i] }.Select(v => v.ToString($"F{decimals}", CultureInfo.InvariantCulture))));
        }

        return text.ToString();
    }

    /// <summary>Three cycles of the made cell: discharges of 1.00, 0.96 and 0.92 C·…, charges that give back 97 %.</summary>
    public static CyclerTrace ThreeCycles(double scale = 1) => CycledCells.Cycles([.. new[] { 1.0, 0.97, 0.96, 0.9312, 0.92, 0.8924 }.Select(q => q * scale)], 1e-4);

    /// <summary>One cycle of the made cell, every fifth line: enough for what does not need more.</summary>
    public static CyclerTrace OneCycle()
    {
        CyclerTrace whole = CycledCells.Cycles([1.0, 0.97], 1e-4);
        int[] lines = [.. Enumerable.Range(0, whole.Count).Where(i => i % 5 == 0 || i == whole.Count - 1)];
        return new CyclerTrace([.. lines.Select(i => whole.Times[i])], [.. lines.Select(i => whole.Currents[i])], [.. lines.Select(i => whole.Potentials[i])]);
    }

    /// <summary>A table of a run.</summary>
    public static IReadOnlyDictionary<string, string>[] Table(string run, string name)
    {
        IReadOnlyList<IReadOnlyList<string>> rows = CsvTable.Read(Path.Combine(run, "tables", name));
        return [.. rows.Skip(1).Select(r => rows[0].Zip(r).ToDictionary(p => p.First, p => p.Second))];
    }

    /// <summary>A number of a row, NaN for an empty cell.</summary>
    public static double Number(IReadOnlyDictionary<string, string> row, string column) => row[column].Length == 0 ? double.NaN : double.Parse(row[column], CultureInfo.InvariantCulture);

    /// <summary>Runs a command that must come to its end, in a folder, and gives the run's folder.</summary>
    public static string Run(TemporaryFolder folder, string name, params string[] arguments)
    {
        string run = folder.Path(name);
        StriaCommand.Succeed([.. arguments, "--out", run]);
        return run;
    }

    /// <summary>Runs a command that must fail with exit code 1 and leave nothing under its final name; gives its message.</summary>
    public static string Refused(TemporaryFolder folder, params string[] arguments)
    {
        StriaAnswer answer = StriaCommand.Run([.. arguments, "--out", folder.Path("refused")]);
        Assert.Equal(1, answer.Code);
        Assert.False(Directory.Exists(folder.Path("refused")));
        Assert.DoesNotContain("Unexpected", answer.Error, StringComparison.Ordinal);
        return answer.Error;
    }

    /// <summary>The names of a run's summary that docs/outputs.md does not explain; a name may stand there with a word in capitals for its varying part.</summary>
    public static string[] Undocumented(string run)
    {
        string page = File.ReadAllText(Path.Combine(SharedData.Repository, "docs", "outputs.md"));
        bool Known(string name) => page.Contains($"`{name}`", StringComparison.Ordinal)
            || (name.StartsWith("parameter_", StringComparison.Ordinal) && page.Contains("`parameter_NAME`", StringComparison.Ordinal))
            || page.Contains($"`{name.TrimEnd('1', '2', '3', '4')}N`", StringComparison.Ordinal);
        return [.. StriaCommand.Summary(run).Select(p => p.Key).Where(n => !Known(n))];
    }

    /// <summary>A JSON file of a run.</summary>
    public static JsonNode Json(string run, string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(run, name)))!;
}
