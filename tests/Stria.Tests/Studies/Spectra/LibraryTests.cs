using System.Globalization;
using Stria.Core;
using Stria.Files;
using Stria.Measurement.Synthesis;
using Stria.Studies;
using Stria.Tests.Chain;
using Stria.Tests.Files;

namespace Stria.Tests.Studies.Spectra;

public sealed class LibraryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public LibraryTests()
    {
        foreach (double x in (double[])[0, 0.3, 0.9])
        {
            Spectrum s = ModelSpectra.Standard(x).Spectrum;
            CsvTable.Write(folder.Path($"v{(int)(10 * x)}.csv"), new CsvColumn("photon energy", "eV", s.PhotonEnergies_eV), new CsvColumn("optical density", "1", s.Values));
        }
    }

    private string Out => folder.Path("run");

    public void Dispose() => folder.Dispose();

    private string Manifest(string more = "") => folder.Write("library.yaml", $"""
        material: v2o5-alpha
        standards:
          - file: v0.csv
            x: 0
            name: alpha
            formula: V2O5
            source: made
            calibration: by construction
          - file: v3.csv
            x: 0.3
            phase: ε
            density: 3.4 g/cm3
            source: made
            energy_shift: 0.5 eV
          - file: v9.csv
            x: 0.9
            source: made
            calibration: by construction{more}

        """);

    [Fact]
    public void A_manifest_gives_spectra_with_their_facts_and_shifted_energies()
    {
        IReadOnlyList<ReferenceSpectrum> spectra = LibraryManifest.Read(Manifest()).Spectra();
        Assert.Equal([("alpha", 0, null), ("v3", 0.3, "ε"), ("v9", 0.9, null)], spectra.Select(s => (s.Name, s.Composition, s.Phase)));
        Assert.Equal(500.5, spectra[1].Spectrum.PhotonEnergies_eV[0], 1e-9);
        Assert.Equal(3400, LibraryManifest.Read(Manifest()).Standards[1].Density!.Value, 1e-9);
    }

    [Fact]
    public void A_check_writes_scale_and_peaks_and_says_what_is_missing()
    {
        StriaCommand.Succeed("library", "check", Manifest(), "--out", Out);
        IReadOnlyList<IReadOnlyList<string>> peaks = CsvTable.Read(Path.Combine(Out, "tables", "peaks.csv"));
        IReadOnlyList<string> main = peaks.Single(r => r[0] == "alpha" && r[2] == "V L3 d_xz/yz");
        Assert.Equal(518.35, double.Parse(main[3], CultureInfo.InvariantCulture), 0.12);
        Assert.True(double.Parse(main[4], CultureInfo.InvariantCulture) > 0);
        Assert.Equal(1 + (3 * 7), peaks.Count);
        Assert.Contains(StriaCommand.Remarks(Out), r => r.StartsWith("warning: 'v3' does not say how its energies were calibrated", StringComparison.Ordinal));
        Assert.All((string[])["standards", "mass-absorption", "peaks"], f => Assert.True(File.Exists(Path.Combine(Out, "figures", f + ".png")), f));
        Assert.Equal(3, StriaCommand.Number(Out, "standards"));
        Assert.Equal("made", CsvTable.Read(Path.Combine(Out, "tables", "standards.csv"))[1][^1]);
    }

    [Fact]
    public void A_density_far_from_the_materials_and_a_wrong_formula_are_doubted()
    {
        StriaCommand.Succeed("library", "check", Manifest("\n  - { file: v9.csv, x: 0.5, name: odd, formula: TiO2, density: 9 g/cm3, source: made, calibration: c }"), "--out", Out);
        string[] remarks = StriaCommand.Remarks(Out);
        Assert.Contains(remarks, r => r.Contains("'odd' has the density 9000", StringComparison.Ordinal));
        Assert.Contains(remarks, r => r.Contains("'odd' is called TiO2", StringComparison.Ordinal));
    }

    [Fact]
    public void A_linear_combination_takes_the_manifest_as_its_library()
    {
        StriaCommand.Succeed("lcf", folder.Path("v3.csv"), "--library", Manifest(), "--form", "mu", "--shift", "shared", "--fewest", "1", "--out", Out);
        Assert.Equal(1, StriaCommand.Number(Out, "weight_v3"), 1e-3);
        Assert.Equal(-0.5, StriaCommand.Number(Out, "energy_shift"), 1e-3);
    }

    // A specimen measured twice as thick as its spectrum says: weights count specimens, amounts do not.
    [Fact]
    public void Composition_by_specimens_of_unequal_thickness_is_right_with_the_material_and_doubted_without()
    {
        Spectrum a = ModelSpectra.Standard(0).Spectrum, b = ModelSpectra.Standard(0.9).Spectrum;
        CsvTable.Write(folder.Path("two.csv"), new CsvColumn("energy_eV", "1", a.PhotonEnergies_eV), new CsvColumn("x=0", "1", a.Values.Select(v => 2 * v)), new CsvColumn("x=0.9", "1", b.Values));
        CsvTable.Write(folder.Path("mix.csv"), new CsvColumn("photon energy", "eV", a.PhotonEnergies_eV), new CsvColumn("optical density", "1", a.Values.Zip(b.Values, (p, q) => p + q)));
        CsvTable.Write(folder.Path("even.csv"), new CsvColumn("energy_eV", "1", a.PhotonEnergies_eV), new CsvColumn("x=0", "1", a.Values), new CsvColumn("x=0.9", "1", b.Values));
        double X(string library, string run, params string[] more)
        {
            StriaCommand.Succeed(["lcf", folder.Path("mix.csv"), "--library", folder.Path(library), "--form", "mu", "--fewest", "2", .. more, "--out", folder.Path(run)]);
            return StriaCommand.Number(folder.Path(run), "x");
        }

        double right = X("even.csv", "even", "--material", "v2o5-alpha");
        Assert.Equal(right, X("two.csv", "uneven", "--material", "v2o5-alpha"), 1e-6);
        Assert.Equal(0.6, X("two.csv", "plain"), 1e-6);
        Assert.InRange(Math.Abs(right - 0.6), 0.05, 0.3);
        Assert.Contains(StriaCommand.Remarks(folder.Path("plain")), r => r.StartsWith("warning: The standards are optical densities of unknown thickness", StringComparison.Ordinal));
        Assert.DoesNotContain(StriaCommand.Remarks(folder.Path("uneven")), r => r.Contains("unknown thickness", StringComparison.Ordinal));
    }

    [Fact]
    public void The_stack_of_a_mixed_standard_is_found_out()
    {
        string Grains(double column) => folder.Write($"g{(int)column}.csv", string.Join('\n', Enumerable.Range(0, 40).Select(r => string.Join(',', Enumerable.Range(0, 56).Select(c => Math.Pow((r - 20.0) / 13, 2) + Math.Pow((c - column) / 9, 2) < 1 ? 1 : 0)))));
        string yaml = folder.Write("mixed.yaml", $"kind: synthesize\nscene: {{ kind: images, layers: [{{ image: {Grains(16)}, nanometres: 90, x: 0 }}, {{ image: {Grains(39)}, nanometres: 90, x: 0.9 }}] }}\ndisturbances: {{ drift: 1 px, jumps: 0, counts: 4000 }}\n");
        StriaCommand.Succeed("run", yaml, "--out", folder.Path("mixed"));
        StriaCommand.Succeed("library", "check", Manifest($"\n    stack: {folder.Path("mixed/stack.hdf5")}"), "--out", Out);
        IReadOnlyList<string> row = CsvTable.Read(Path.Combine(Out, "tables", "purity.csv"))[1];
        Assert.Equal(("v9", "yes"), (row[0], row[^1]));
        Assert.Contains(StriaCommand.Remarks(Out), r => r.StartsWith("warning: The stack of 'v9' is not of one spectrum", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(Out, "figures", "purity.png")));
    }

    [Theory]
    [InlineData("source: made\n            calibration: by construction", "calibration: by construction", "lacks 'source'")]
    [InlineData("phase: ε", "phases: ε", "Did you mean 'phase'?")]
    [InlineData("3.4 g/cm3", "3.4", "cannot be expressed in kg/m3")]
    public void A_mistake_is_shown_with_its_line(string old, string instead, string expected)
    {
        string path = Manifest();
        string text = File.ReadAllText(path);
        string changed = text.Replace(old.Replace("            ", "    ", StringComparison.Ordinal), instead, StringComparison.Ordinal);
        Assert.NotEqual(text, changed);
        File.WriteAllText(path, changed);
        StriaAnswer answer = StriaCommand.Run("library", "check", path, "--out", Out);
        Assert.Equal(1, answer.Code);
        Assert.Contains(expected, answer.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public void A_file_of_several_spectra_needs_the_name_of_one_and_other_verbs_are_wrong_use()
    {
        CsvTable.Write(folder.Path("two.csv"), new CsvColumn("energy_eV", "1", [510, 511, 512]), new CsvColumn("a", "1", [1, 2, 3]), new CsvColumn("b", "1", [1, 2, 4]));
        string path = folder.Write("two.yaml", "standards: [{ file: two.csv, x: 0, source: s }]\n");
        Assert.Contains("Name one with 'column'", StriaCommand.Run("library", "check", path, "--out", Out).Error, StringComparison.Ordinal);
        Assert.Equal(2, StriaCommand.Run("library", "paint", path).Code);
    }

    [Fact]
    public void A_plot_has_the_spectra_and_their_scale_and_fits_nothing()
    {
        StriaCommand.Succeed("library", "plot", Manifest(), "--attenuation", "chantler", "--out", Out);
        Assert.True(File.Exists(Path.Combine(Out, "figures", "standards.png")));
        Assert.False(File.Exists(Path.Combine(Out, "tables", "peaks.csv")));
        Assert.Contains(StriaCommand.Remarks(Out), r => r.Contains("(Chantler)", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_table_changes_the_scale_by_as_much_as_the_tables_differ()
    {
        StriaCommand.Succeed("library", "plot", Manifest(), "--out", Out);
        StriaCommand.Succeed("library", "plot", Manifest(), "--attenuation", "elam", "--out", folder.Path("elam"));
        double Scale(string run) => double.Parse(CsvTable.Read(Path.Combine(run, "tables", "standards.csv"))[1][5], CultureInfo.InvariantCulture);
        Assert.InRange(Scale(folder.Path("elam")) / Scale(Out), 0.88, 1.12);
        Assert.NotEqual(Scale(folder.Path("elam")), Scale(Out));
    }
}
