using System.Text.Json.Nodes;
using Stria.Core;
using Stria.Measurement.Cycling;
using Stria.Tests.Chain;
using Stria.Tests.Files;
using Stria.Tests.Measurement.Cycling;

namespace Stria.Tests.Laboratory;

/// <summary>What 'stria cycling' leaves behind, from files to numbers.</summary>
public sealed class CyclingRunTests(CyclingRunTests.Once once) : IClassFixture<CyclingRunTests.Once>
{
    [Fact]
    public void The_folder_holds_tables_figures_and_a_report_with_methods()
    {
        string[] tables = [.. Directory.GetFiles(Path.Combine(once.Run, "tables")).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)];
        Assert.Equal(["cycles.csv", "dqdu.csv", "dudq-peaks.csv", "dudq.csv", "peaks.csv", "profiles.csv", "rates.csv", "retention.csv", "slippage.csv"], tables);
        string[] figures = [.. Directory.GetFiles(Path.Combine(once.Run, "figures"), "*.png").Select(p => Path.GetFileNameWithoutExtension(p)!).Order(StringComparer.Ordinal)];
        Assert.Equal(["capacity", "composition", "dqdu", "dudq", "profiles", "slippage", "trace"], figures);
        string report = File.ReadAllText(Path.Combine(once.Run, "report.html"));
        Assert.Contains("positive while the cell is charged", report, StringComparison.Ordinal);
        Assert.Contains("LixV2O5", report, StringComparison.Ordinal);
        Assert.Contains("mAh/g", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Capacities_per_mass_efficiencies_and_compositions_are_those_of_the_made_cell()
    {
        IReadOnlyDictionary<string, string>[] rows = LabScene.Table(once.Run, "cycles.csv");
        Assert.Equal(3, rows.Length);
        Assert.Equal(1 / 3.6 / 2e-3, LabScene.Number(rows[0], "specific discharge capacity [mAh/g]"), 0.02 / 3.6 / 2e-3);
        Assert.Equal(0.97, LabScene.Number(rows[0], "coulombic efficiency"), 0.003);
        Assert.Equal(0.03, LabScene.Number(rows[0], "capacity difference dQ (eq. 18)"), 0.003);
        Assert.Equal(0.92, LabScene.Number(rows[2], "discharge capacity [mAh]") / LabScene.Number(rows[0], "discharge capacity [mAh]"), 0.002);
        Assert.Equal(0.9 / 0.97 * 0.97, LabScene.Number(rows[0], "charge capacity at constant current [mAh]") / LabScene.Number(rows[0], "charge capacity [mAh]"), 0.02);
        double perUnit = 2e-6 / 0.1818798 * HostAmount.Faraday;
        Assert.Equal(1 / perUnit, LabScene.Number(rows[0], "x after discharge"), 0.01 / perUnit);
        Assert.Equal(1 / perUnit, LabScene.Number(rows[0], "ions per formula, discharge"), 0.01 / perUnit);
        Assert.Equal(0.97 / perUnit, LabScene.Number(rows[0], "ions per formula, charge"), 0.01 / perUnit);
        Assert.Equal(0.03 / perUnit, LabScene.Number(rows[0], "x after charge"), 0.01 / perUnit);
        Assert.Equal(0.1 / (147 * 2e-3), LabScene.Number(rows[0], "discharge C-rate [1/h]"), 1e-3);
        Assert.Equal(0.96 / 0.97, LabScene.Number(rows[1], "discharge over the charge before it"), 0.003);
    }

    [Fact]
    public void The_summary_has_every_number_with_its_unit_and_each_is_documented()
    {
        JsonObject summary = StriaCommand.Summary(once.Run);
        Assert.Equal("mAh/g", (string)summary["discharge_capacity_first"]!["unit"]!);
        Assert.Equal(0.03, (double)summary["capacity_difference_first"]!["value"]!, 0.003);
        Assert.Equal(0.92, (double)summary["retention"]!["value"]!, 0.002);
        Assert.Empty(LabScene.Undocumented(once.Run));
    }

    [Fact]
    public void The_scenario_that_a_run_wrote_is_sound_and_repeats_it_to_the_last_digit()
    {
        string scenario = Path.Combine(once.Run, "scenario.yaml");
        Assert.Contains("kind cycling", StriaCommand.Succeed("check", scenario).Output, StringComparison.Ordinal);
        string again = LabScene.Run(once.Folder, "again", "run", scenario);
        foreach (string name in (string[])["summary.json", "tables/cycles.csv", "tables/dqdu.csv", "tables/retention.csv", "scenario.yaml"])
        {
            Assert.Equal(File.ReadAllText(Path.Combine(once.Run, name)), File.ReadAllText(Path.Combine(again, name)));
        }
    }

    [Fact]
    public void Without_a_mass_capacities_stand_in_mAh_and_a_warning_says_so()
    {
        string trace = once.Folder.Write("bare.csv", LabScene.Text(LabScene.OneCycle()));
        string run = LabScene.Run(once.Folder, "bare", "cycling", trace, "--cell", "none");
        Assert.Equal("mAh", (string)StriaCommand.Summary(run)["discharge_capacity_first"]!["unit"]!);
        Assert.Equal(1 / 3.6, StriaCommand.Number(run, "discharge_capacity_first"), 0.01);
        Assert.Contains(StriaCommand.Remarks(run), r => r.StartsWith("warning", StringComparison.Ordinal) && r.Contains("mass of the active material is not known", StringComparison.Ordinal));
        Assert.All(LabScene.Table(run, "cycles.csv"), r => Assert.Equal("", r["specific discharge capacity [mAh/g]"]));
    }

    [Fact]
    public void Replicates_give_mean_and_standard_deviation()
    {
        string[] files = [.. new[] { 1.0, 1.1, 0.9 }.Select((s, i) => once.Folder.Write($"replicate{i}.csv", LabScene.Text(LabScene.ThreeCycles(s))))];
        string run = LabScene.Run(once.Folder, "replicates", ["cycling", .. files, "--replicates", "--cell", "none", "--mass", "2 mg"]);
        IReadOnlyDictionary<string, string>[] rows = LabScene.Table(run, "retention.csv");
        double mean = 1 / 3.6 / 2e-3;
        Assert.Equal(mean, LabScene.Number(rows[0], "discharge capacity [mAh/g]"), 0.02 * mean);
        Assert.Equal(0.1 * mean, LabScene.Number(rows[0], "sd of discharge capacity [mAh/g]"), 0.01 * mean);
        Assert.Equal(0.92, LabScene.Number(rows[2], "retention"), 0.002);
        Assert.InRange(LabScene.Number(rows[2], "sd of retention"), 0, 0.002);
        Assert.Equal(3, StriaCommand.Number(run, "cells"));
        Assert.Equal(0.1 * mean, (double)StriaCommand.Summary(run)["discharge_capacity_first"]!["sd"]!, 0.01 * mean);
    }

    [Fact]
    public void Continued_files_are_one_cell()
    {
        CyclerTrace whole = LabScene.ThreeCycles();
        int cut = whole.Count / 2;
        CyclerTrace Part(int from, int to) => new(whole.Times[from..to], whole.Currents[from..to], whole.Potentials[from..to]);
        string first = once.Folder.Write("part1.csv", LabScene.Text(Part(0, cut))), second = once.Folder.Write("part2.csv", LabScene.Text(Part(cut, whole.Count)));
        string run = LabScene.Run(once.Folder, "joined", "cycling", first, second, "--cell", "none");
        Assert.Equal(3, LabScene.Table(run, "cycles.csv").Length);
        Assert.Contains(StriaCommand.Remarks(run), r => r.Contains("part2.csv", StringComparison.Ordinal));
        Assert.Equal(1 / 3.6, StriaCommand.Number(run, "discharge_capacity_first"), 0.01);
    }

    [Fact]
    public void The_two_plateaus_of_a_noisy_trace_are_found_within_5_millivolts_and_none_is_invented()
    {
        string trace = once.Folder.Write("plateaus.csv", LabScene.Text(CycledCells.Discharge(CycledCells.Plateaus, 2e-4, 5)));
        string run = LabScene.Run(once.Folder, "plateaus", "cycling", trace, "--cell", "none");
        double[] found = [.. LabScene.Table(run, "peaks.csv").Select(r => LabScene.Number(r, "potential [V]")).Order()];
        Assert.Equal(2, found.Length);
        Assert.Equal(3.19, found[0], 0.005);
        Assert.Equal(3.38, found[1], 0.005);
    }

    [Fact]
    public void A_trace_swept_in_potential_is_told_to_be_a_voltammogram()
    {
        // Two sweeps down and up at 0.1 mV/s with peaks at 3.14 V (reduction) and 3.26 V (oxidation) on a capacitive current.
        double[] time = [.. Enumerable.Range(0, 3201).Select(i => i * 10.0)];
        double U(double t) => (t / 8000) % 2 is var phase && phase < 1 ? 3.6 - (0.8 * phase) : 2.8 + (0.8 * (phase - 1));
        double I(double t) => ((t / 8000) % 2) < 1 ? -2e-5 - (1e-3 * Math.Exp(-Math.Pow((U(t) - 3.14) / 0.02, 2))) : 2e-5 + (8e-4 * Math.Exp(-Math.Pow((U(t) - 3.26) / 0.02, 2)));
        string trace = once.Folder.Write("cv.csv", LabScene.Text(new CyclerTrace(time, [.. time.Select(I)], [.. time.Select(U)])));
        string run = LabScene.Run(once.Folder, "cv", "cycling", trace, "--cell", "none", "--area", "1 cm2");
        IReadOnlyDictionary<string, string>[] peaks = LabScene.Table(run, "peaks.csv");
        Assert.Equal(4, peaks.Length);
        Assert.All(peaks, p => Assert.Equal(p["direction"] == "oxidation" ? 3.26 : 3.14, LabScene.Number(p, "potential [V]"), 0.002));
        Assert.Equal(0.12, StriaCommand.Number(run, "polarisation"), 0.003);
        Assert.Equal(0.1, StriaCommand.Number(run, "sweep_rate"), 0.001);
        Assert.True(File.Exists(Path.Combine(run, "figures", "voltammogram.png")));
        Assert.Empty(LabScene.Undocumented(run));
    }

    [Fact]
    public void A_held_potential_without_a_slope_and_a_discharge_of_nothing_are_no_obstacle()
    {
        // A charge whose potential hardly moves, then a discharge that passes almost nothing.
        double[] time = [.. Enumerable.Range(0, 201).Select(i => i * 10.0)];
        double[] current = [.. time.Select(t => t is > 0 and <= 1000 ? 1e-3 : t > 1900 ? -2e-5 : 0)], potential = [.. time.Select(t => 4.1 + (1e-6 * (t % 7)))];
        string run = LabScene.Run(once.Folder, "held", "cycling", once.Folder.Write("held.csv", LabScene.Text(new CyclerTrace(time, current, potential))), "--cell", "none");
        Assert.Equal(1e-3 / 3.6, StriaCommand.Number(run, "charge_capacity_first") / 1e3, 1e-5);
        Assert.Empty(LabScene.Table(run, "peaks.csv"));
    }

    [Fact]
    public void A_galvanostatic_trace_is_no_voltammogram()
    {
        Assert.False(TraceTechnique.IsSwept(LabScene.ThreeCycles()));
        Assert.False(TraceTechnique.IsSwept(CycledCells.Discharge(CycledCells.Plateaus, 1e-4, 1)));
    }

    /// <summary>One run that several tests look at; its cell sheet lies beside the trace.</summary>
    public sealed class Once : IDisposable
    {
        public Once()
        {
            string trace = Folder.Write("cell7.csv", LabScene.Text(LabScene.ThreeCycles()));
            Folder.Write("cell7.cell.yaml", LabScene.Sheet);
            Run = LabScene.Run(Folder, "run", "cycling", trace);
        }

        internal TemporaryFolder Folder { get; } = new();

        internal string Run { get; }

        public void Dispose() => Folder.Dispose();
    }
}
