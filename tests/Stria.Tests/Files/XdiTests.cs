using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

public sealed class XdiTests : IDisposable
{
    private const string Head = "# XDI/1.0 Made/1\n# Column.1: energy eV\n# Column.2: mutrans\n# Element.symbol: V\n# Element.edge: K\n# ///\n# a comment: with.dots\n#---\n# energy mutrans\n";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private AbsorptionRecord Read(string text) => Assert.Single(AbsorptionReaders.Read(folder.Write("made.xdi", text)));

    private string Refused(string text) => Assert.Throws<DataException>(() => AbsorptionReaders.Read(folder.Write("made.xdi", text))).Message;

    [Fact]
    public void A_file_gives_its_spectrum_element_and_edge()
    {
        AbsorptionRecord record = Read(Head + "5460 0.1\n5461 0.2\n5462.5 1.5\n");
        Assert.Equal([5460, 5461, 5462.5], record.Spectrum.PhotonEnergies_eV);
        Assert.Equal([0.1, 0.2, 1.5], record.Spectrum.Values);
        Assert.Equal(("V", "K", "mutrans", "made"), (record.Element, record.Edge, record.Signal, record.Spectrum.Name));
        Assert.Empty(record.Remarks);
    }

    [Fact]
    public void A_column_without_a_name_before_its_description_is_numbered()
    {
        AbsorptionRecord record = Read("# XDI/1.0\n# Column.1: energy eV\n# Column.2: || transmission\n# Column.3: mutrans\n# Element.symbol: V\n# Element.edge: K\n#---\n5460 1 0.1\n5461 2 0.2\n");
        Assert.Equal([0.1, 0.2], record.Spectrum.Values);
    }

    [Fact]
    public void Angles_become_energies_by_the_lattice_spacing()
    {
        // Si(111), 2d sin θ = hc/E: 12398.42 eV Å / (2 × 3.13553 Å × sin 14.0°) = 8172.4 eV, and at 13.9° 8230.0 eV.
        AbsorptionRecord record = Read("# XDI/1.0\n# Column.1: angle degrees\n# Column.2: mu\n# Mono.d_spacing: 3.13553\n# Element.symbol: Cu\n# Element.edge: K\n#---\n14.0 0.5\n13.9 0.6\n");
        Assert.Equal([8172.4, 8230.0], record.Spectrum.PhotonEnergies_eV, (x, y) => Math.Abs(x - y) < 0.1);
        Assert.Equal([0.5, 0.6], record.Spectrum.Values);
    }

    [Fact]
    public void Kiloelectronvolts_and_intensities_are_turned_into_a_spectrum()
    {
        AbsorptionRecord record = Read("# XDI/1.0\n# Column.1: energy keV\n# Column.2: i0\n# Column.3: itrans\n# Element.symbol: V\n# Element.edge: K\n#---\n5.46 1000 500\n5.47 1000 250\n");
        Assert.Equal([5460, 5470], record.Spectrum.PhotonEnergies_eV, (x, y) => Math.Abs(x - y) < 1e-9);
        Assert.Equal(Math.Log(2), record.Spectrum.Values[0], 1e-12);
        Assert.Contains("ln(i0/itrans)", Assert.Single(record.Remarks).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5460 0.1\n5461\n", "line 11: 1 columns where the rows before have 2")]
    [InlineData("5460 0.1\n5461 x\n", "line 11, column 2: 'x' is no finite number")]
    [InlineData("", "holds no row of numbers")]
    public void Damage_is_named_with_its_line(string rows, string expected) => Assert.Contains(expected, Refused(Head + rows), StringComparison.Ordinal);

    [Fact]
    public void A_closed_shutter_and_columns_without_absorption_are_refused()
    {
        string head = Head.Replace("mutrans", "i0", StringComparison.Ordinal).Replace("# Element.symbol", "# Column.3: itrans\n# Element.symbol", StringComparison.Ordinal);
        Assert.Contains("row 2 of the data", Refused(head + "5460 100 50\n5461 100 0\n"), StringComparison.Ordinal);
        Assert.Contains("no column is absorption", Refused(Head.Replace("mutrans", "temperature", StringComparison.Ordinal) + "5460 300\n5461 301\n"), StringComparison.Ordinal);
    }

    // What the authors of the format say of their malformed files (BadFiles.txt): these give a message …
    [SharedDataTheory]
    [InlineData("bad_01", "where an XDI file begins with '# XDI/1.0'")]
    [InlineData("bad_13", "line 31: 3 columns where the rows before have 4")]
    [InlineData("bad_14", "columns where the rows before have")]
    [InlineData("bad_15", "line 29, column 2: 'nan' is no finite number")]
    [InlineData("bad_16", "line 30, column 2: 'STRING' is no finite number")]
    [InlineData("bad_17", "'1.2.3")]
    [InlineData("bad_18", "'Family.key:' is no header field 'Family.key: value': it has no value")]
    [InlineData("bad_19", "it has no ':'")]
    [InlineData("bad_20", "is no header field")]
    [InlineData("bad_21", "are not parted by '.'")]
    [InlineData("bad_22", "it has two '.'")]
    [InlineData("bad_24", "its family begins with a digit")]
    [InlineData("bad_12", "the first column is an angle, and Mono.d_spacing is missing")]
    [InlineData("nonxafs_2d", "is a scan of two dimensions (Outer.name x2d)")]
    public void A_malformed_file_is_refused_with_its_reason(string name, string reason)
    {
        string path = SharedData.Path($"xas/xdi_malformed/{name}.xdi");
        if (File.Exists(path))
        {
            Assert.Contains(reason, Assert.Throws<DataException>(() => AbsorptionReaders.Read(path)).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains(name, (string[])["bad_14", "bad_17", "bad_20"]); // listed by the authors, not among the files at hand
        }
    }

    // … and these are read, with a warning or without.
    [SharedDataTheory]
    [InlineData("bad_00", null)]
    [InlineData("bad_03", "Element.symbol is missing")]
    [InlineData("bad_04", "Element.edge 'Foo' is no edge")]
    [InlineData("bad_06", "no line of dashes ends the header")]
    [InlineData("bad_07", "the line above the data does: energy, i0, itrans, mutrans")]
    [InlineData("bad_09", "Column.5 name columns that the data do not have")]
    [InlineData("bad_10", "column 4 has no name and is called col4")]
    [InlineData("bad_25", null)]
    [InlineData("bad_27", null)]
    [InlineData("bad_28", "is no ISO 8601 time")]
    [InlineData("bad_30", "Element.symbol 'Foo' is no symbol")]
    [InlineData("bad_31", "Mono.d_spacing 'three point one")]
    [InlineData("bad_33", "Sample.temperature '300.0a K'")]
    [InlineData("bad_34", "Facility.energy '7.00 missing units'")]
    public void A_flaw_of_the_description_is_a_warning(string name, string? warning)
    {
        AbsorptionRecord record = Assert.Single(AbsorptionReaders.Read(SharedData.Path($"xas/xdi_malformed/{name}.xdi")));
        Assert.Equal(8779.0, record.Spectrum.PhotonEnergies_eV[0]);
        string[] warnings = [.. record.Remarks.Where(r => r.Kind == RemarkKind.Warning).Select(r => r.Text)];
        Assert.True(warning is null ? warnings.Length == 0 : Array.Exists(warnings, w => w.Contains(warning, StringComparison.Ordinal)), string.Join('\n', warnings));
    }

    [SharedDataFact]
    public void The_public_library_of_spectra_opens_and_its_edges_are_where_they_belong()
    {
        // Edges of the elements: V 5465, Mn 6539, Fe 7112, Co 7709, Ni 8333 eV (Bearden and Burr, Rev. Mod. Phys. 39, 125, 1967).
        var edges = new Dictionary<string, double> { ["V"] = 5465, ["Mn"] = 6539, ["Fe"] = 7112, ["Co"] = 7709, ["Ni"] = 8333 };
        string[] files = Directory.GetFiles(SharedData.Path("xas/xasdatalibrary"), "*.xdi");
        Assert.Equal(12, files.Length);
        foreach (string file in files)
        {
            AbsorptionRecord record = Assert.Single(AbsorptionReaders.Read(file));
            Assert.InRange(Stria.Measurement.Spectra.EdgeNormalisation.FindEdge(record.Spectrum) - edges[record.Element!], -10, 20);
        }
    }
}
