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
}
