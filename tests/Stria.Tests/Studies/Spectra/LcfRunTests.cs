using System.Globalization;
using Stria.Files;
using Stria.Tests.Chain;
using Stria.Tests.Files;
using Stria.Tests.Measurement.Spectra;

namespace Stria.Tests.Studies.Spectra;

public sealed class LcfRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Out => folder.Path("run");

    public void Dispose() => folder.Dispose();

    // The sample is unknown.dat: gold in cyanobacteria. The weights are those that Larch's documentation gives for its example; the standards are
    // s1 gold foil, s2 Au(III) chloride in water, s3 gold hydroxide, s5 gold sulphide, s6 gold thiosulphate.
    [SharedDataFact]
    public void Gold_in_cyanobacteria_has_the_weights_that_Larch_publishes()
    {
        string data = SharedData.Path("xas/larch_lcf_au_cyanobacteria");
        StriaCommand.Succeed(
            ["lcf", Path.Combine(data, "unknown.dat"), "--standards", .. Enumerable.Range(1, 6).Select(k => Path.Combine(data, $"s{k}.dat")), "--window", "11870:12030", "--out", Out]);
        IReadOnlyList<IReadOnlyList<string>> ranking = CsvTable.Read(Path.Combine(Out, "tables", "lcf-ranking.csv"));
        string[] head = [.. ranking[0]];
        void Published(params (string Standard, double Weight)[] expected)
        {
            string[] names = [.. expected.Select(e => e.Standard)];
            IReadOnlyList<string> row = Assert.Single(ranking.Skip(1), r => Enumerable.Range(2, 6).Where(c => r[c].Length > 0).Select(c => head[c]).SequenceEqual(names));
            Assert.All(expected, e => Assert.Equal(e.Weight, double.Parse(row[Array.IndexOf(head, e.Standard)], CultureInfo.InvariantCulture), 0.01));
        }

        Published(("s1", 0.4707), ("s2", 0.5293));
        Published(("s1", 0.2787), ("s2", 0.5321), ("s5", 0.1892));
        Published(("s1", 0.3031), ("s2", 0.4584), ("s3", 0.0543), ("s5", 0.1843));
        Published(("s1", 0.3279), ("s2", 0.4650), ("s3", 0.0638), ("s6", 0.1432));
        Assert.Equal("unknown", ranking[1][0]);
        Assert.Equal(0.3279, StriaCommand.Number(Out, "weight_s1"), 0.01);
        Assert.Contains(StriaCommand.Remarks(Out), r => r.StartsWith("assumed: Taken as normalised already", StringComparison.Ordinal));
    }

    [Fact]
    public void Many_spectra_give_one_table_with_weights_deviations_and_x()
    {
        Write("a.csv", MadeEdge.Of("a", 5463, 0.2));
        Write("b.csv", MadeEdge.Of("b", 5467, 0.8));
        foreach (int percent in (int[])[10, 40, 80])
        {
            Write($"mix{percent}.csv", MadeEdge.Mix("m", (percent / 100.0, MadeEdge.Of("a", 5463, 0.2)), (1 - (percent / 100.0), MadeEdge.Of("b", 5467, 0.8))));
        }

        StriaCommand.Succeed(
            "lcf", folder.Path("mix10.csv"), folder.Path("mix40.csv"), folder.Path("mix80.csv"), "--standards", folder.Path("a.csv") + ":x=0", folder.Path("b.csv") + ":x=1", "--e0", "5465", "--fewest", "2", "--out", Out);
        IReadOnlyList<IReadOnlyList<string>> table = CsvTable.Read(Path.Combine(Out, "tables", "lcf.csv"));
        Assert.Equal(["mix10", "mix40", "mix80"], table.Skip(1).Select(r => r[0]));
        int x = table[0].ToList().IndexOf("x");
        Assert.Equal([0.9, 0.6, 0.2], table.Skip(1).Select(r => double.Parse(r[x], CultureInfo.InvariantCulture)), (p, q) => Math.Abs(p - q) < 0.005);
        Assert.Contains("sd of a", table[0]);
        Assert.True(File.Exists(Path.Combine(Out, "tables", "lcf-fit-mix40.csv")));
        Assert.True(File.Exists(Path.Combine(Out, "figures", "weights.png")));
        Assert.Equal(0.6, StriaCommand.Number(Out, "x_mix40"), 0.005);
        string report = File.ReadAllText(Path.Combine(Out, "report.html"));
        Assert.Contains("mix80", report, StringComparison.Ordinal);
        System.Xml.Linq.XDocument.Parse(report.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
    }

    [Fact]
    public void The_clusters_of_a_run_are_fitted_as_measured_and_a_saved_scenario_repeats_it()
    {
        Directory.CreateDirectory(folder.Path("earlier/tables"));
        Stria.Core.Spectrum a = MadeEdge.Of("a", 5463, 0.2), b = MadeEdge.Of("b", 5467, 0.8), mixed = MadeEdge.Mix("m", (0.3, a), (0.9, b));
        CsvTable.Write(
            folder.Path("earlier/tables/cluster-spectra.csv"),
            new CsvColumn("photon energy", "eV", MadeEdge.Energies), new CsvColumn("cluster 1", "1", mixed.Values), new CsvColumn("sd of cluster 1", "1", mixed.Values.Select(_ => 0.1)),
            new CsvColumn("cluster 2", "1", b.Values), new CsvColumn("sd of cluster 2", "1", mixed.Values.Select(_ => 0.1)));
        CsvTable.Write(folder.Path("library.csv"), new CsvColumn("energy_eV", "1", MadeEdge.Energies), new CsvColumn("x=0", "1", a.Values), new CsvColumn("x=1", "1", b.Values));
        StriaCommand.Succeed("lcf", folder.Path("earlier"), "--library", folder.Path("library.csv"), "--fewest", "2", "--out", Out);
        Assert.Equal(0.3, StriaCommand.Number(Out, "weight_x=0_cluster_1"), 1e-9);
        Assert.Equal(0.75, StriaCommand.Number(Out, "x_cluster_1"), 1e-9);
        StriaCommand.Succeed("run", Path.Combine(Out, "scenario.yaml"), "--out", folder.Path("again"));
        Assert.Equal(File.ReadAllText(Path.Combine(Out, "tables", "lcf.csv")), File.ReadAllText(folder.Path("again/tables/lcf.csv")));
        StriaCommand.Succeed("check", Path.Combine(Out, "scenario.yaml"));
    }

    [Fact]
    public void What_cannot_be_fitted_is_refused_and_leaves_nothing_that_looks_finished()
    {
        Write("a.csv", MadeEdge.Of("a"));
        Assert.Contains("no tables/cluster-spectra.csv", Refused("lcf", folder.Path("."), "--standards", folder.Path("a.csv")), StringComparison.Ordinal);
        Assert.Contains("there is no such file", Refused("lcf", folder.Path("a.csv"), "--standards", folder.Path("none.csv")) is var m && m.Contains("none.csv", StringComparison.Ordinal) ? "there is no such file" : m, StringComparison.Ordinal);
        Assert.Contains("holds no spectrum 'x'", Refused("lcf", folder.Path("a.csv"), "--standards", folder.Path("a.csv") + ":spectrum=x"), StringComparison.Ordinal);
        Assert.Contains("lie in the windows", Refused("lcf", folder.Path("a.csv"), "--standards", folder.Path("a.csv"), "--window", "100:200"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_spectrum_among_its_own_standards_is_a_warning()
    {
        Write("a.csv", MadeEdge.Of("a"));
        Write("b.csv", MadeEdge.Of("b", 5467));
        StriaCommand.Succeed("lcf", folder.Path("a.csv"), "--standards", folder.Path("a.csv"), folder.Path("b.csv"), "--out", Out);
        Assert.Contains(StriaCommand.Remarks(Out), r => r.StartsWith("warning: 'a' is fitted and is itself among the standards", StringComparison.Ordinal));
    }

    [Fact]
    public void Standards_and_spectra_that_differ_by_a_Greek_letter_or_a_capital_have_numbers_and_files_of_their_own()
    {
        Write("α-V2O5.csv", MadeEdge.Of("a", 5463));
        Write("ζ-V2O5.csv", MadeEdge.Of("b", 5467));
        Write("Mix.csv", MadeEdge.Mix("m", (0.4, MadeEdge.Of("a", 5463)), (0.6, MadeEdge.Of("b", 5467))));
        Write("mix.csv", MadeEdge.Mix("m", (0.7, MadeEdge.Of("a", 5463)), (0.3, MadeEdge.Of("b", 5467))));
        StriaCommand.Succeed("lcf", folder.Path("Mix.csv"), folder.Path("mix.csv"), "--standards", folder.Path("α-V2O5.csv"), folder.Path("ζ-V2O5.csv"), "--fewest", "2", "--form", "mu", "--out", Out);
        Assert.Equal(0.4, StriaCommand.Number(Out, "weight_α_V2O5_Mix"), 1e-6);
        Assert.Equal(0.6, StriaCommand.Number(Out, "weight_ζ_V2O5_Mix"), 1e-6);
        Assert.Equal(0.7, StriaCommand.Number(Out, "weight_α_V2O5_mix_2"), 1e-6);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(Out, "tables"), "lcf-fit-*.csv").Length);
    }

    [Fact]
    public void A_shift_at_the_end_of_its_range_is_a_warning()
    {
        Write("u.csv", MadeEdge.Of("u", 5465, 0.5, 2));
        Write("a.csv", MadeEdge.Of("a"));
        StriaCommand.Succeed("lcf", folder.Path("u.csv"), "--standards", folder.Path("a.csv"), "--shift", "shared", "--shift-range", "0.5", "--out", Out);
        Assert.Contains(StriaCommand.Remarks(Out), r => r.Contains("the energy shift lies at the end of its range", StringComparison.Ordinal));
        Assert.Equal(0.5, StriaCommand.Number(Out, "energy_shift"), 1e-6);
    }

    private string Refused(params string[] line)
    {
        StriaAnswer answer = StriaCommand.Run([.. line, "--out", Out]);
        Assert.Equal(1, answer.Code);
        Assert.False(Directory.Exists(Out));
        return answer.Error;
    }

    private void Write(string name, Stria.Core.Spectrum spectrum) =>
        CsvTable.Write(folder.Path(name), new CsvColumn("photon energy", "eV", spectrum.PhotonEnergies_eV), new CsvColumn("optical density", "1", spectrum.Values));
}
