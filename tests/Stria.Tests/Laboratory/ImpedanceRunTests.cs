using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;
using Stria.Core;
using Stria.Files;
using Stria.Measurement.Impedance;
using Stria.Tests.Chain;
using Stria.Tests.Files;
using Stria.Tests.Measurement.Impedance;

namespace Stria.Tests.Laboratory;

/// <summary>What 'stria eis' leaves behind, from files to numbers.</summary>
public sealed class ImpedanceRunTests(ImpedanceRunTests.Once once) : IClassFixture<ImpedanceRunTests.Once>
{
    private const string CellSheet = """
        name: blocked cell
        area: 1.26677 cm2
        area_sd: 0.01 cm2
        thickness: 7.51 um
        thickness_sd: 0.1 um
        porosity: 0.45
        porosity_sd: 0.01
        conductivity: 0.05 S/m
        conductivity_sd: 0.001 S/m
        electrodes: 2

        """;

    private static string Text(ImpedanceSpectrum z)
    {
        var text = new StringBuilder("freq/Hz,Re(Z)/Ohm,-Im(Z)/Ohm\n");
        for (int i = 0; i < z.Count; i++)
        {
            text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{z.Frequencies[i]:R},{z.Impedances[i].Real:R},{-z.Impedances[i].Imaginary:R}"));
        }

        return text.ToString();
    }

    private static JsonNode First(string run) => LabScene.Json(run, "eis.json")["spectra"]![0]!;

    [Fact]
    public void The_folder_holds_eis_json_tables_zview_texts_and_figures()
    {
        Assert.Equal(
            ["correlations.csv", "compared.csv", "kramers-kronig.csv", "parameters.csv", "relaxation-times.csv", "spectra.csv"],
            Directory.GetFiles(Path.Combine(once.Run, "tables")).Select(p => Path.GetFileName(p)!).OrderBy(n => n == "compared.csv" ? "correlations.csw" : n, StringComparer.Ordinal));
        Assert.Equal(
            ["bode", "kramers-kronig", "nyquist", "relaxation-times", "residuals"],
            Directory.GetFiles(Path.Combine(once.Run, "figures"), "*.png").Select(p => Path.GetFileNameWithoutExtension(p)!).Order(StringComparer.Ordinal));
        Assert.Equal(["blocked-fit.z", "blocked.z"], Directory.GetFiles(Path.Combine(once.Run, "zview")).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal));
        Assert.Empty(LabScene.Undocumented(once.Run));
    }

    [Fact]
    public void A_blocked_cell_with_an_electronic_rail_gives_its_tortuosity_with_the_interval_that_holds_it()
    {
        double truth = SpectraForFits.SymmetricTruth[4] * 1.26677e-4 * 0.05 * 0.45 / (2 * 7.51e-6);
        JsonNode tau = First(once.Run)["blocked_cell"]!["tortuosity"]!;
        Assert.Equal(truth, (double)tau["value"]!, 0.04 * truth);
        double relative = Math.Sqrt(Math.Pow(0.01 / 1.26677, 2) + Math.Pow(0.1 / 7.51, 2) + Math.Pow(0.01 / 0.45, 2) + Math.Pow(0.001 / 0.05, 2));
        Assert.InRange((double)tau["sd"]! / truth, relative, 1.4 * relative);
        Assert.InRange(Math.Abs((double)tau["value"]! - truth), 0, 2 * (double)tau["sd"]!);
    }

    [Fact]
    public void That_the_rails_cannot_be_told_apart_is_said_in_words_and_K_is_given_both_ways()
    {
        JsonNode cell = First(once.Run)["blocked_cell"]!;
        double ion = (double)cell["ionic_resistance_ohm"]!["value"]!, el = (double)cell["electronic_resistance_ohm"]!["value"]!;
        Assert.Equal((ion + el) / (3 * ion), (double)cell["k"]!, 1e-9);
        JsonNode other = cell["rails_exchanged"]!;
        Assert.Equal(el, (double)other["ionic_resistance_ohm"]!["value"]!, 1e-12);
        Assert.Equal((ion + el) / (3 * el), (double)other["k"]!, 1e-9);
        Assert.Equal((double)cell["tortuosity"]!["value"]! * el / ion, (double)other["tortuosity"]!["value"]!, 1e-9);
        string remark = Assert.Single(StriaCommand.Remarks(once.Run), r => r.Contains("rails change places", StringComparison.Ordinal));
        Assert.StartsWith("assumed", remark, StringComparison.Ordinal);
        Assert.Contains($"K = {(double)other["k"]!:f3}", remark, StringComparison.Ordinal);
    }

    [Fact]
    public void Asked_for_the_smaller_rail_the_two_change_places()
    {
        string run = LabScene.Run(once.Folder, "smaller", "eis", once.File, "--blocking", "--circuit", SymmetricCell.ContactAndRail, "--ionic-rail", "smaller");
        Assert.Equal(StriaCommand.Number(once.Run, "electronic_resistance"), StriaCommand.Number(run, "ionic_resistance"), 1e-6);
        Assert.True(StriaCommand.Number(run, "rail_coefficient") > 1);
    }

    [Fact]
    public void ZView_texts_are_read_back_by_the_reader_and_to_the_digits_by_a_plain_parser()
    {
        ImpedanceSpectrum written = SpectraForFits.SymmetricCell(1), read = Assert.Single(ImpedanceReaders.Read(Path.Combine(once.Run, "zview", "blocked.z")).Spectra);
        Assert.Equal(written.Count, read.Count);
        string[] lines = File.ReadAllLines(Path.Combine(once.Run, "zview", "blocked.z"));
        string[][] rows = [.. lines.SkipWhile(l => l != "End Comments").Skip(1).Select(l => l.Split('\t'))];
        Assert.Equal(written.Count, rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            Complex z = written.Impedances[i];
            Assert.Equal(9, rows[i].Length);
            Assert.Equal(written.Frequencies[i], double.Parse(rows[i][0], CultureInfo.InvariantCulture), 1e-8 * written.Frequencies[i]);
            Assert.True(Complex.Abs(z - new Complex(double.Parse(rows[i][4], CultureInfo.InvariantCulture), double.Parse(rows[i][5], CultureInfo.InvariantCulture))) < 1e-8 * z.Magnitude);
            Assert.True(Complex.Abs(z - read.Impedances[i]) < 1e-8 * z.Magnitude);
        }
    }

    [PythonFact]
    public void ZView_texts_are_read_by_a_reader_of_another_language()
    {
        // What impedance.py does: everything after "End Comments", columns 0, 4 and 5.
        const string program = """
            import sys
            lines = open(sys.argv[1]).readlines()
            start = next(i for i, l in enumerate(lines) if 'End Comments' in l) + 1
            rows = [l.split() for l in lines[start:]]
            print(len(rows), repr(sum(float(r[4]) for r in rows)), repr(sum(float(r[5]) for r in rows)))
            """;
        string[] answer = ForeignTools.RunPython(program, Path.Combine(once.Run, "zview", "blocked.z")).Split(' ');
        ImpedanceSpectrum z = SpectraForFits.SymmetricCell(1);
        Assert.Equal(z.Count, int.Parse(answer[0], CultureInfo.InvariantCulture));
        Assert.Equal(z.Impedances.Sum(v => v.Real), double.Parse(answer[1], CultureInfo.InvariantCulture), 1e-6 * z.Impedances.Sum(v => v.Magnitude));
        Assert.Equal(z.Impedances.Sum(v => v.Imaginary), double.Parse(answer[2], CultureInfo.InvariantCulture), 1e-6 * z.Impedances.Sum(v => v.Magnitude));
    }

    [Fact]
    public void The_scenario_that_a_run_wrote_is_sound_and_repeats_it_to_the_last_digit()
    {
        string scenario = Path.Combine(once.Run, "scenario.yaml");
        Assert.Contains("kind eis", StriaCommand.Succeed("check", scenario).Output, StringComparison.Ordinal);
        string again = LabScene.Run(once.Folder, "again", "run", scenario);
        Assert.All((string[])["summary.json", "eis.json", "tables/parameters.csv"], name => Assert.Equal(File.ReadAllText(Path.Combine(once.Run, name)), File.ReadAllText(Path.Combine(again, name))));
    }

    [Fact]
    public void Without_area_or_porosity_no_tortuosity_is_given_and_the_warning_names_them()
    {
        string bare = once.Folder.Write("bare.csv", Text(SpectraForFits.SymmetricCell(2)));
        string run = LabScene.Run(once.Folder, "bare", "eis", bare, "--blocking", "--circuit", SymmetricCell.ContactAndRail, "--cell", "none", "--thickness", "7.51 um", "--no-relaxation-times");
        Assert.Null(StriaCommand.Summary(run)["tortuosity"]);
        Assert.Contains(StriaCommand.Remarks(run), r => r.StartsWith("warning", StringComparison.Ordinal) && r.Contains("'area', 'porosity', 'conductivity'", StringComparison.Ordinal));
        Assert.True(StriaCommand.Number(run, "ionic_resistance") > 100);
    }

    [Fact]
    public void A_series_gives_its_trend()
    {
        var circuit = Circuit.Parse("R0-p(R1,C1)");
        string[] files = [.. Enumerable.Range(1, 5).Select(k => once.Folder.Write($"series{k}.csv", Text(SpectraForFits.Made(circuit, [10, 20.0 * k, 1e-5], 0.002, k, (1, 1e5, 6)))))];
        string run = LabScene.Run(once.Folder, "series", ["eis", .. files, "--circuit", "R0-p(R1,C1)", "--cell", "none"]);
        IReadOnlyDictionary<string, string>[] rows = LabScene.Table(run, "trend.csv");
        Assert.Equal(5, rows.Length);
        Assert.All(rows, r => Assert.Equal(20 * LabScene.Number(r, "number"), LabScene.Number(r, "R1 [Ω]"), 0.02 * 20 * LabScene.Number(r, "number")));
        Assert.All(rows, r => Assert.InRange(LabScene.Number(r, "sd of R1 [Ω]"), 1e-4, 1));
        Assert.True(File.Exists(Path.Combine(run, "figures", "trend.png")));
        Assert.Empty(LabScene.Undocumented(run));
    }

    [Fact]
    public void A_cell_that_changed_while_it_was_measured_is_called_inconsistent()
    {
        ImpedanceSpectrum still = SpectraForFits.Made(Circuit.Parse("R0-p(R1,C1)"), [10, 50, 1e-4], 0.001, 3, (1, 1e5, 6));
        var drifting = new ImpedanceSpectrum(still.Frequencies, [.. still.Impedances.Select((z, i) => z * (1 + (0.15 * i / still.Count * i / still.Count)))]);
        string run = LabScene.Run(once.Folder, "drifting", "eis", once.Folder.Write("drifting.csv", Text(drifting)), "--cell", "none");
        Assert.Equal(0, StriaCommand.Number(run, "consistent"));
        Assert.Contains(StriaCommand.Remarks(run), r => r.StartsWith("warning: drifting is not consistent", StringComparison.Ordinal));
    }

    [Fact]
    public void Bounds_and_fixed_values_are_kept()
    {
        string file = once.Folder.Write("rc.csv", Text(SpectraForFits.Made(Circuit.Parse("R0-p(R1,CPE1)"), [10, 50, 1e-4, 0.9], 0.002, 4, (1, 1e5, 6))));
        string run = LabScene.Run(once.Folder, "bounds", "eis", file, "--circuit", "R0-p(R1,CPE1)", "--parameter", "CPE1.alpha=0.9!", "R1=1:30", "--cell", "none", "--no-relaxation-times");
        JsonArray found = First(run)["fit"]!["parameters"]!.AsArray();
        Assert.Equal(0.9, (double)found[3]!["value"]!);
        Assert.True((bool)found[3]!["fixed"]!);
        Assert.Equal(30, (double)found[1]!["value"]!, 1e-6);
        Assert.True((bool)found[1]!["at_bound"]!);
        Assert.Contains(StriaCommand.Remarks(run), r => r.Contains("R1 ended at the limit", StringComparison.Ordinal));
    }

    /// <summary>One run that several tests look at.</summary>
    public sealed class Once : IDisposable
    {
        public Once()
        {
            File = Folder.Write("blocked.csv", Text(SpectraForFits.SymmetricCell(1)));
            Folder.Write("blocked.cell.yaml", CellSheet);
            Run = LabScene.Run(Folder, "run", "eis", File, "--blocking", "--circuit", SymmetricCell.ContactAndRail, "--zview");
        }

        internal TemporaryFolder Folder { get; } = new();

        internal string File { get; }

        internal string Run { get; }

        public void Dispose() => Folder.Dispose();
    }
}
