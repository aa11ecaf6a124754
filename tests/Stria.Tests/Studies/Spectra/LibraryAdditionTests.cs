using Stria.Core;
using Stria.Files;
using Stria.Measurement.Synthesis;
using Stria.Studies;
using Stria.Tests.Chain;
using Stria.Tests.Files;

namespace Stria.Tests.Studies.Spectra;

public sealed class LibraryAdditionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public LibraryAdditionTests()
    {
        Directory.CreateDirectory(folder.Path("spectra"));
        foreach (double x in (double[])[0, 0.3, 0.9])
        {
            Spectrum s = ModelSpectra.Standard(x).Spectrum;
            CsvTable.Write(folder.Path($"spectra/v{(int)(10 * x)}.csv"), new CsvColumn("photon energy", "eV", s.PhotonEnergies_eV), new CsvColumn("optical density", "1", s.Values));
        }
    }

    private string Library => folder.Path("library.yaml");

    public void Dispose() => folder.Dispose();

    private LibraryStandard Standard(double x, string? name = null) => new() { File = folder.Path($"spectra/v{(int)(10 * x)}.csv"), X = x, Source = "made: by hand", Name = name };

    [Fact]
    public void Standards_added_one_by_one_make_a_library_that_a_map_can_use()
    {
        StriaCommand.Succeed("library", "add", Library, "--file", folder.Path("spectra/v0.csv"), "--x", "0", "--source", "made, 2026", "--material", "v2o5-alpha", "--formula", "V2O5", "--name", "α V2O5");
        StriaAnswer second = StriaCommand.Succeed(
            "library", "add", Library, "--file", folder.Path("spectra/v3.csv"), "--x", "0.3", "--source", "made", "--density", "3.4 g/cm3", "--phase", "ε", "--energy-shift", "-0.25", "--calibration", "none");
        Assert.Contains("2 standards", second.Output, StringComparison.Ordinal);
        LibraryManifest read = LibraryManifest.Read(Library);
        Assert.Equal("v2o5-alpha", read.Material);
        Assert.Equal(("α V2O5", 0, "V2O5", "made, 2026"), (read.Standards[0].Name, read.Standards[0].X, read.Standards[0].Formula, read.Standards[0].Source));
        Assert.Equal((3400, "ε", -0.25, "none"), (read.Standards[1].Density, read.Standards[1].Phase, read.Standards[1].EnergyShift_eV, read.Standards[1].Calibration));
        Assert.Contains("file: spectra/v3.csv", File.ReadAllText(Library), StringComparison.Ordinal);
        StriaCommand.Succeed("library", "plot", Library, "--out", folder.Path("run"));
    }

    [Fact]
    public void What_stands_in_the_file_already_stays_with_its_comments_and_indentation()
    {
        File.WriteAllText(Library, "# ours\nstandards:   # by x\n    - file: spectra/v0.csv\n      x: 0   # no lithium\n      source: made\n\nmaterial: v2o5-alpha\n");
        Assert.Equal(2, LibraryAddition.Add(Library, Standard(0.9, "delta")));
        Assert.Equal(
            "# ours\nstandards:   # by x\n    - file: spectra/v0.csv\n      x: 0   # no lithium\n      source: made\n    - file: spectra/v9.csv\n      name: delta\n      x: 0.9\n      source: \"made: by hand\"\n\nmaterial: v2o5-alpha\n",
            File.ReadAllText(Library));
    }

    [Fact]
    public void A_list_that_is_empty_takes_its_first_standard()
    {
        File.WriteAllText(Library, "standards: []\n");
        Assert.Throws<ScenarioException>(() => LibraryManifest.Read(Library));
        File.Delete(Library);
        Assert.Equal(1, LibraryAddition.Add(Library, Standard(0.3)));
        Assert.Equal("v3", LibraryManifest.Read(Library).Spectra()[0].Name);
    }

    [Fact]
    public void What_cannot_be_added_leaves_the_library_as_it_was()
    {
        LibraryAddition.Add(Library, Standard(0.3));
        string before = File.ReadAllText(Library);
        Assert.Contains("has a standard 'v3' already", Assert.Throws<ScenarioException>(() => LibraryAddition.Add(Library, Standard(0.3))).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => LibraryAddition.Add(Library, new LibraryStandard { File = folder.Path("none.csv"), X = 0, Source = "s" }));
        Assert.Contains("a .yaml file", Assert.Throws<ScenarioException>(() => LibraryAddition.Add(folder.Path("table.csv"), Standard(0))).Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Library));
        File.WriteAllText(Library, "standards: [{ file: spectra/v0.csv, x: 0, source: s }]\n");
        Assert.Contains("one below the other", Assert.Throws<ScenarioException>(() => LibraryAddition.Add(Library, Standard(0.3))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--x", "library add needs --file")]
    [InlineData("--file", "library add needs --x")]
    public void An_addition_says_what_it_lacks(string given, string expected)
    {
        StriaAnswer answer = StriaCommand.Run("library", "add", Library, given, given == "--x" ? "0.3" : folder.Path("spectra/v0.csv"));
        Assert.Equal(2, answer.Code);
        Assert.Contains(expected, answer.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Library));
    }
}
