using System.Globalization;
using System.Text;
using Stria.Measurement.Curvature;
using Stria.Tests.Chain;
using Stria.Tests.Files;
using Stria.Tests.Measurement.Curvature;

namespace Stria.Tests.Laboratory;

/// <summary>What 'stria curvature' leaves behind, from files to numbers.</summary>
public sealed class CurvatureRunTests(CurvatureRunTests.Once once) : IClassFixture<CurvatureRunTests.Once>
{
    private const string Sheet = """
        name: bent plate
        formula: LixV2O5
        active_mass: 2 mg
        start_composition: 0
        thickness: 42.3 um
        thickness_sd: 0.5 um
        substrate:
          material: stainless steel
          youngs_modulus: 203 GPa
          youngs_modulus_sd: 2 GPa
          poissons_ratio: 0.29
          poissons_ratio_sd: 0.01
          thickness: 0.736 mm
          thickness_sd: 2 um
          incidence: 0.17 rad
          camera_distance: 0.5 m

        """;

    [Fact]
    public void The_folder_holds_stress_csv_and_figures_and_every_number_is_documented()
    {
        Assert.Equal(["curvature.csv", "stress-cycles.csv", "stress.csv"], Directory.GetFiles(Path.Combine(once.Run, "tables")).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal));
        Assert.Equal(["curvature", "stress-composition", "stress-cycles", "stress-time"], Directory.GetFiles(Path.Combine(once.Run, "figures"), "*.png").Select(p => Path.GetFileNameWithoutExtension(p)!).Order(StringComparer.Ordinal));
        Assert.Empty(LabScene.Undocumented(once.Run));
        Assert.Contains("tension", File.ReadAllText(Path.Combine(once.Run, "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Stress_is_within_2_percent_of_what_was_planted_although_the_optics_drifted()
    {
        IReadOnlyDictionary<string, string>[] rows = LabScene.Table(once.Run, "stress.csv");
        double[] error = [.. rows.Select(r => LabScene.Number(r, "stress [MPa]") - (BentPlate.Stress(LabScene.Number(r, "time [s]")) / 1e6))];
        Assert.True(Math.Sqrt(error.Average(e => e * e)) < 0.02 * 8, $"{Math.Sqrt(error.Average(e => e * e)):g3} MPa");
        IReadOnlyDictionary<string, string>[] cycles = LabScene.Table(once.Run, "stress-cycles.csv");
        Assert.Equal(2, cycles.Length);
        Assert.Equal(8, LabScene.Number(cycles[0], "change in the first half [MPa]"), 0.16);
        Assert.Equal(2, LabScene.Number(cycles[1], "accumulated since the beginning [MPa]"), 0.2);
        Assert.True(LabScene.Number(cycles[1], "sd of accumulated [MPa]") > 0);
    }

    [Fact]
    public void Stress_is_joined_to_potential_and_composition()
    {
        IReadOnlyDictionary<string, string>[] rows = LabScene.Table(once.Run, "stress.csv");
        Assert.Equal(BentPlate.Trace.Count, rows.Length);
        double perUnit = 2e-6 / 0.1818798 * 96485.33212;
        Assert.Equal(36 / perUnit, rows.Max(r => LabScene.Number(r, "x")), 0.02 * 36 / perUnit);
        Assert.All(rows.Take(50), r => Assert.Equal(3.4, LabScene.Number(r, "potential [V]"), 1e-9));
    }

    [Fact]
    public void The_factor_of_the_plate_has_its_uncertainty()
    {
        double factor = (double)StriaCommand.Summary(once.Run)["stress_per_curvature"]!["value"]!, sd = (double)StriaCommand.Summary(once.Run)["stress_per_curvature"]!["sd"]!;
        Assert.Equal(Stoney.StressPerCurvature(BentPlate.Plate, BentPlate.Electrode.Thickness).Value / 1e6, factor, 1e-6);
        Assert.Equal(Stoney.StressPerCurvature(BentPlate.Plate, BentPlate.Electrode.Thickness).Sigma / 1e6, sd, 1e-6);
        Assert.Contains(StriaCommand.Remarks(once.Run), r => r.Contains("as thick as the substrate, not thin", StringComparison.Ordinal));
    }

    [Fact]
    public void The_scenario_that_a_run_wrote_is_sound_and_repeats_it_to_the_last_digit()
    {
        string scenario = Path.Combine(once.Run, "scenario.yaml");
        Assert.Contains("kind curvature", StriaCommand.Succeed("check", scenario).Output, StringComparison.Ordinal);
        string again = LabScene.Run(once.Folder, "again", "run", scenario);
        Assert.All((string[])["summary.json", "tables/stress.csv"], name => Assert.Equal(File.ReadAllText(Path.Combine(once.Run, name)), File.ReadAllText(Path.Combine(again, name))));
    }

    [Fact]
    public void A_clock_that_runs_behind_is_told_by_an_offset()
    {
        string run = LabScene.Run(once.Folder, "offset", "curvature", once.Folder.Write("late.csv", once.Record(-600)), "--trace", once.Trace, "--cell", once.Folder.Path("bent.cell.yaml"), "--clock-offset", "10 min");
        Assert.Equal(StriaCommand.Number(once.Run, "stress_span_first"), StriaCommand.Number(run, "stress_span_first"), 1e-6);
    }

    [Fact]
    public void Profiles_give_curvature_and_with_plate_and_film_the_stress()
    {
        var text = new StringBuilder("x [mm],before [µm],after [µm]\n");
        for (int i = -100; i <= 100; i++)
        {
            double x = i * 0.2e-3;
            text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{x * 1e3:R},{-0.5 * 0.01 * x * x * 1e6:R},{0.5 * 0.02 * x * x * 1e6:R}"));
        }

        string file = once.Folder.Write("wafer.csv", text.ToString());
        string run = LabScene.Run(once.Folder, "wafer", "curvature", file, "--cell", once.Folder.Path("bent.cell.yaml"));
        Assert.Equal(-0.01, StriaCommand.Number(run, "curvature_1"), 1e-9);
        Assert.Equal(0.02, StriaCommand.Number(run, "curvature_2"), 1e-9);
        Assert.DoesNotContain(StriaCommand.Remarks(run), r => r.Contains("not bent alike", StringComparison.Ordinal));
        Assert.Equal(0.03 * 610.2414, StriaCommand.Number(run, "stress"), 1e-3);
        Assert.Empty(LabScene.Undocumented(run));
        string bare = LabScene.Run(once.Folder, "bare-wafer", "curvature", file, "--cell", "none");
        Assert.Null(StriaCommand.Summary(bare)["stress"]);
        Assert.Contains(StriaCommand.Remarks(bare), r => r.StartsWith("warning", StringComparison.Ordinal) && r.Contains("'substrate'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_plate_that_is_not_bent_alike_everywhere_is_warned_of()
    {
        string rows = string.Concat(Enumerable.Range(-20, 41).Select(i => FormattableString.Invariant($"{i},{(0.1 * i * i) + (0.01 * i * i * i)}\n")));
        string run = LabScene.Run(once.Folder, "uneven", "curvature", once.Folder.Write("uneven.csv", "x [mm],after [µm]\n" + rows), "--cell", "none");
        Assert.Contains(StriaCommand.Remarks(run), r => r.StartsWith("warning", StringComparison.Ordinal) && r.Contains("not bent alike everywhere", StringComparison.Ordinal));
        Assert.Equal(0.2, StriaCommand.Number(run, "curvature_1"), 1e-6);
    }

    [Theory]
    [InlineData("camera_distance: 0.5 m", "substrate.camera_distance")]
    [InlineData("youngs_modulus: 203 GPa", "substrate.youngs_modulus")]
    [InlineData("thickness: 42.3 um", "thickness")]
    [InlineData("poissons_ratio: 0.29", "substrate.poissons_ratio")]
    public void What_a_stress_needs_and_the_sheet_lacks_is_named(string entry, string word)
    {
        string name = word.Replace('.', '-');
        string sheet = string.Join('\n', Sheet.Split('\n').Where(l => l.Trim() != entry && !l.Trim().StartsWith(entry.Split(':')[0] + "_sd", StringComparison.Ordinal))) + "\n";
        string message = LabScene.Refused(once.Folder, "curvature", once.File, "--trace", once.Trace, "--cell", once.Folder.Write($"lacks-{name}.yaml", sheet));
        Assert.Contains($"'{word}'", message, StringComparison.Ordinal);
        Assert.Contains("Nothing is assumed", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_without_a_trace_and_one_of_another_time_are_refused()
    {
        Assert.Contains("--trace", LabScene.Refused(once.Folder, "curvature", once.File, "--cell", once.Folder.Path("bent.cell.yaml")), StringComparison.Ordinal);
        Assert.Contains("clocks differ", LabScene.Refused(once.Folder, "curvature", once.File, "--trace", once.Trace, "--cell", once.Folder.Path("bent.cell.yaml"), "--clock-offset", "100 d"), StringComparison.Ordinal);
    }

    /// <summary>One run that several tests look at.</summary>
    public sealed class Once : IDisposable
    {
        private readonly double[] spacings = BentPlate.Spacings(2e-5, 0.002, 1);

        public Once()
        {
            File = Folder.Write("bent.csv", Record(0));
            Trace = Folder.Write("cycler.csv", LabScene.Text(BentPlate.Trace));
            Folder.Write("bent.cell.yaml", Sheet);
            Run = LabScene.Run(Folder, "run", "curvature", File, "--trace", Trace);
        }

        internal TemporaryFolder Folder { get; } = new();

        internal string File { get; }

        internal string Trace { get; }

        internal string Run { get; }

        internal string Record(double shift)
        {
            var text = new StringBuilder("time [s],spacing [px]\n");
            for (int i = 0; i < spacings.Length; i++)
            {
                text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{BentPlate.Trace.Times[i] + shift:R},{spacings[i]:R}"));
            }

            return text.ToString();
        }

        public void Dispose() => Folder.Dispose();
    }
}
