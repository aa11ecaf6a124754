using System.Globalization;
using Stria.Files;
using Stria.Tests;
using Stria.Tests.Chain;
using Stria.Tests.Files;

namespace Stria.Verification;

/// <summary>Scenarios of the gallery, as people run them, against what the papers show and closed forms say.</summary>
[Collection(VerificationCollection.Name)]
public sealed class PhaseFieldScenarioVerification : IDisposable
{
    private const string Section = "Phase field: scenarios of the gallery", Striped = "Phase field: stripes of a bent wire";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Change_of_volume()
    {
        string run = Run("004-fig2-volume-change-sweep");
        foreach ((string name, string part, double low, double high) in new[] { ("1 %", "01", 0.1484, 0.8516), ("5 %", "02", 0.2922, 0.7078), ("20 %", "03", 0.5, 0.5) })
        {
            string one = Path.Combine(run, "runs", part);
            double least = StriaCommand.Number(one, "lowest_composition"), largest = StriaCommand.Number(one, "highest_composition");
            if (high > low)
            {
                VerificationRecord.AtLeast(Section, $"volume change of {name}: largest minus smallest c after 3 s by that of the coherent binodals", 0.95, (largest - least) / (high - low));
            }
            else
            {
                VerificationRecord.AtMost(Section, $"volume change of {name}, χ_eff = −3.4: largest minus smallest c after 3 s, from noise of ± 0.02", 1e-3, largest - least);
            }

            Closed($"volume change of {name}", [one]);
        }
    }

    [Fact]
    public void Stripes()
    {
        string run = Run("001-fig4-kappa-sweep", "--threads", "1");
        IReadOnlyList<IReadOnlyList<string>> table = CsvTable.Read(Path.Combine(run, "tables", "sweep.csv"));
        int seed = Column(table, "seed"), period = Column(table, "dominant_period [nm]");
        foreach (var one in table.Skip(1).GroupBy(r => r[seed]))
        {
            double[] periods = [.. one.Select(r => double.Parse(r[period], CultureInfo.InvariantCulture))];
            VerificationRecord.AtLeast(Striped, $"seed {one.Key}: number of gradient energies", 6, periods.Length);
            VerificationRecord.AtLeast(Striped, $"seed {one.Key}: smallest ratio of the periods of neighbouring κ (2 apart)", 1.001, periods.Zip(periods.Skip(1), (a, b) => b / a).Min());
        }

        // Those of the fastest waves grow as √κ, 001 eq. 2 as its fourth root.
        var means = table.Skip(1).GroupBy(r => r[1]).Select(g => g.Average(r => double.Parse(r[period], CultureInfo.InvariantCulture))).ToArray();
        VerificationRecord.Between(Striped, "power of κ with which the mean period grows from the smallest to the largest", 0.25, 0.5, Math.Log(means[^1] / means[0]) / Math.Log(32));
        string[] runs = Directory.GetDirectories(Path.Combine(run, "runs"));
        VerificationRecord.AtLeast(Striped, "all runs: fewest quadratic cells across a border", 2.8, runs.Min(r => StriaCommand.Number(r, "cells_across_interface")));

        // Stripes join in steps, each seed at its own times: that the order does not hang on when one looks is asked of the mean.
        double[][] courses = [.. runs.Order(StringComparer.Ordinal).GroupBy(r => Path.GetFileName(r)[..2]).Select(g => MeanCourse([.. g]))];
        int pictures = courses.Min(c => c.Length);
        VerificationRecord.AtLeast(Striped, "pictures of the second half: smallest ratio of the mean periods of neighbouring κ", 1.001, courses.Zip(courses.Skip(1), (a, b) => Enumerable.Range(1, pictures).Min(i => b[^i] / a[^i])).Min());
        Closed("all runs", runs, Striped);
    }

    [Theory]
    [InlineData("3e-14")]
    [InlineData("6e-14")]
    public void Mesh_of_the_stripes(string kappa)
    {
        string shipped = File.ReadAllText(Path.Combine(SharedData.Repository, "scenarios", "001-fig4-slender-wire.yaml"));
        double Period(string cells)
        {
            string file = folder.Path($"{kappa}-{cells}.yaml");
            File.WriteAllText(file, Changed(shipped, ("gradient_energy: 1.2e-13 J", $"gradient_energy: {kappa} J"), ("cells_across_interface: 3", $"cells_across_interface: {cells}"), ("end: 40 s", "end: 6 s")));
            StriaCommand.Succeed("run", file, "--threads", "1", "--out", folder.Path($"{kappa}-{cells}"));
            return StriaCommand.Number(folder.Path($"{kappa}-{cells}"), "dominant_period");
        }

        VerificationRecord.Add("Phase field: mesh of the stripes", $"κ = {kappa} J m²/mol, the same noise, after 6 s: period with 3 cells across a border by that with 4.5", 1, Period("3") / Period("4.5"), 0.02);
    }

    [Fact]
    public void Bend()
    {
        const double MiddleArc_nm = 175 * Math.PI / 2;
        var runs = new List<string>();
        foreach ((string bend, int sign) in new[] { ("-2e5", 1), ("-5e5", 1), ("2e5", -1) })
        {
            foreach (int seed in new[] { 1, 2 })
            {
                string run = Held(bend, seed);
                VerificationRecord.Add(Section, $"held wire, bend of {bend} 1/m, seed {seed}: length of the border by the middle arc", 1, StriaCommand.Number(run, "interface_length") / MiddleArc_nm, 0.03);
                VerificationRecord.AtLeast(Section, $"held wire, bend of {bend} 1/m, seed {seed}: c of the stretched half less that of the other", 0.4, sign * Outer(run));
                runs.Add(run);
            }
        }

        Closed("held wire, all runs", runs);

        VerificationRecord.AtLeast(Section, "held wire without a bend, seed 1: length of the borders by the middle arc", 1.2, StriaCommand.Number(Held("0", 1), "interface_length") / MiddleArc_nm);
    }

    [Fact]
    public void Film()
    {
        // −E η/(1 − ν) c, whatever the phases do.
        const double Full = -43e9 * 2.415e-6 * 18531 / 3 / (1 - 0.3);
        string run = Run("film-on-substrate");
        IReadOnlyList<IReadOnlyList<string>> table = CsvTable.Read(Path.Combine(run, "tables", "measures.csv"));
        int time = Column(table, "time [s]"), stress = Column(table, "mean stress xx [Pa]"), strain = Column(table, "mean strain xx");
        double[][] rows = [.. table.Skip(1).Select(r => new[] { r[time], r[stress], r[strain] }.Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray())];
        VerificationRecord.AtMost(Section, "film on a substrate: largest difference of the mean stress from −Eη c/(1 − ν), relative", 1e-9, rows.Max(r => Math.Abs((r[1] / (Full * (0.05 + (0.02 * r[0])))) - 1)));
        VerificationRecord.AtMost(Section, "film on a substrate: largest mean strain along it", 1e-15, rows.Max(r => Math.Abs(r[2])));
        VerificationRecord.AtLeast(Section, "film on a substrate: pictures with two phases", 5, table.Skip(1).Count(r => r[Column(table, "interface length [m]")].Length > 0));
    }

    private static int Column(IReadOnlyList<IReadOnlyList<string>> table, string name) => table[0].ToList().IndexOf(name);

    private static void Closed(string name, IReadOnlyCollection<string> runs, string section = Section)
    {
        VerificationRecord.AtMost(section, $"{name}: change of the mass in all", 1e-11, runs.Max(r => StriaCommand.Number(r, "mass_drift")));
        VerificationRecord.AtMost(section, $"{name}: steps with which the energy rose", 0, runs.Sum(r => StriaCommand.Number(r, "energy_rises")));
    }

    // Mean c of the nodes outside the middle line less that of the nodes inside it.
    private static double Outer(string run)
    {
        MeshContent end = MeshFormats.Read(Path.Combine(run, "final.vtu"));
        double[] c = end.Fields.First(f => f.Symbol == "c").Values;
        double Mean(bool outer) => Enumerable.Range(0, c.Length).Where(n => double.Hypot(end.Mesh.Points[2 * n], end.Mesh.Points[(2 * n) + 1]) > 175e-9 == outer).Average(n => c[n]);
        return Mean(true) - Mean(false);
    }

    private string Held(string bend, int seed)
    {
        string text = File.ReadAllText(Path.Combine(SharedData.Repository, "scenarios", "001-fig4-held-wire.yaml"));
        string name = $"held{bend}-{seed}", file = folder.Path(name + ".yaml");
        File.WriteAllText(file, text.Replace("bending_curvature: -1e5 1/m", $"bending_curvature: {bend} 1/m", StringComparison.Ordinal).Replace("snapshots: 20", "snapshots: 1, animation: false", StringComparison.Ordinal) + $"\nseed: {seed}\n");
        StriaCommand.Succeed("run", file, "--out", folder.Path(name));
        return folder.Path(name);
    }

    // The mean over runs of the mean period of each picture of their second half.
    private static double[] MeanCourse(string[] runs)
    {
        double[][] each = [.. runs.Select(r =>
        {
            IReadOnlyList<IReadOnlyList<string>> measures = CsvTable.Read(Path.Combine(r, "tables", "measures.csv"));
            int period = Column(measures, "mean period [m]");
            return measures.Skip(1 + (measures.Count / 2)).Select(row => double.Parse(row[period], CultureInfo.InvariantCulture)).ToArray();
        })];
        return [.. Enumerable.Range(0, each[0].Length).Select(i => each.Average(e => e[i]))];
    }

    // A text that no longer holds what is to be changed would be run unchanged.
    private static string Changed(string text, params (string From, string To)[] changes)
    {
        foreach ((string from, string to) in changes)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return text;
    }

    // The runs are kept where the variable names a folder: figures of the gallery are those that were verified.
    private string Run(string scenario, params string[] options)
    {
        string run = Environment.GetEnvironmentVariable("STRIA_KEEP_RUNS") is { Length: > 0 } kept ? Path.Combine(kept, scenario) : folder.Path(scenario);
        StriaCommand.Succeed(["run", Path.Combine(SharedData.Repository, "scenarios", scenario + ".yaml"), .. options, "--out", run]);
        return run;
    }
}
