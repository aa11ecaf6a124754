using System.IO.Compression;
using System.Text;
using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

public sealed class AthenaProjectTests : IDisposable
{
    private const string Group = "$old_group = 'abc';\n@args = ('label','It\\'s a \\\\ foil','bkg_e0','5465.1','bkg_eshift','0.5','xdi_scan',{'edge' => '5(4,6'},'is_nor',0,'bkg_z','V');\n"
        + "@x = ('5460','5461.5','5463');\n@y = ('0.1','0.2','0.4');\n@stddev = ('0.01','0.02','0.03');\n[record]   # create object\n\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Write(string text, bool compress)
    {
        string path = folder.Path("made.prj");
        if (!compress)
        {
            File.WriteAllText(path, text);
            return path;
        }

        using FileStream file = File.Create(path);
        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        gzip.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_group_gives_spectrum_deviation_and_what_Athena_knew(bool compress)
    {
        AbsorptionRecord record = Assert.Single(AbsorptionReaders.Read(Write("# Athena project file -- made\n" + Group + "@journal = ();\n1;\n", compress)));
        Assert.Equal("It's a \\ foil", record.Spectrum.Name);
        Assert.Equal([5460.5, 5462, 5463.5], record.Spectrum.PhotonEnergies_eV);
        Assert.Equal([0.1, 0.2, 0.4], record.Spectrum.Values);
        Assert.Equal([0.01, 0.02, 0.03], record.StandardDeviation!);
        Assert.Equal(("V", 5465.1, false), (record.Element, record.E0_eV, record.IsNormalised));
        Assert.Contains("energy shift of 0.5 eV", Assert.Single(record.Remarks).Text, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public void A_real_project_gives_its_two_groups()
    {
        IReadOnlyList<AbsorptionRecord> groups = AbsorptionReaders.Read(SharedData.Path("xas/athena/LaCoO3.prj"));
        Assert.Equal(["LaCoO3 sample 1", "LaCoO3 sample 2"], groups.Select(g => g.Spectrum.Name));
        Assert.Equal([405, 333], groups.Select(g => g.Spectrum.Values.Length));
        Assert.Equal((5282.999, 0.154650868050634, "La", "L3"), (groups[0].Spectrum.PhotonEnergies_eV[0], groups[0].Spectrum.Values[0], groups[0].Element, groups[0].Edge));
        Assert.Equal(5487.6009, groups[0].E0_eV);
        Assert.Equal(33.9117191, groups[0].Normalisation!.EdgeStep);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(11)]
    public void A_project_of_a_few_bytes_is_refused(int length)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.Path("tiny.prj"), [0x1F, 0x8B, .. new byte[length - 2]]);
        Assert.Throws<DataException>(() => new AthenaProjectReader().Read(folder.Path("tiny.prj")));
    }

    [SharedDataFact]
    public void Columns_that_Athena_writes_open_as_spectra()
    {
        Scan scan = StackReaders.Read(SharedData.Path("xas/athena/FeF2.nor"));
        Assert.Equal(["norm", "bkg_norm", "der_norm", "stddev"], scan.Regions.Select(r => r.Name));
        Assert.Equal(451, scan.Regions[0].Axes[0].Points.Length);
        Assert.Equal(6962.8524, scan.Regions[0].Axes[0].Points[0]);
        Assert.Equal(0.15114116E-02f, scan.Regions[0].Values[0]);
    }

    [SharedDataFact]
    public void A_real_project_that_was_cut_is_refused()
    {
        byte[] whole = File.ReadAllBytes(SharedData.Path("xas/athena/LaCoO3.prj"));
        foreach (double part in (double[])[0.2, 0.6, 0.95])
        {
            string path = folder.Path("cut.prj");
            File.WriteAllBytes(path, whole[..(int)(whole.Length * part)]);
            Assert.Contains("Perhaps the file was cut", Assert.Throws<DataException>(() => AbsorptionReaders.Read(path)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("'5460','5461.5','5463'", "'5460','x','5463'", "group 'It's a \\ foil', @x, entry 2: 'x' is no finite number")]
    [InlineData("'5460','5461.5','5463'", "'5460','5463','5461'", "does not follow 5463 eV upwards")]
    [InlineData("'0.1','0.2','0.4'", "'0.1','0.2'", "has 3 energies and 2 values")]
    [InlineData("'0.1','0.2','0.4')", "'0.1','0.2','0.4", "line 5 holds a text without its closing quote")]
    [InlineData("[record]", "", "is not ended by [record]")]
    public void Damage_is_named_with_its_group(string old, string instead, string expected)
    {
        string path = Write("# Athena project file -- made\n" + Group.Replace(old, instead, StringComparison.Ordinal), compress: false);
        Assert.Contains(expected, Assert.Throws<DataException>(() => AbsorptionReaders.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_programs_project_is_refused()
    {
        Assert.Contains("does not begin with '# Athena project file'", Assert.Throws<DataException>(() => AbsorptionReaders.Read(Write("hello", true))).Message, StringComparison.Ordinal);
        Assert.Contains("holds no group", Assert.Throws<DataException>(() => AbsorptionReaders.Read(Write("# Athena project file\n", true))).Message, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public void Athenas_exported_columns_give_the_normalised_spectrum_with_its_deviation()
    {
        AbsorptionRecord record = Assert.Single(AbsorptionReaders.Read(SharedData.Path("xas/athena/FeF2.nor")));
        Assert.Equal(("norm", true, "FeF2"), (record.Signal, record.IsNormalised, record.Spectrum.Name));
        Assert.Equal(0.0015114116, record.Spectrum.Values[0], 1e-12);
        Assert.Equal(0.00015359520, record.StandardDeviation![0], 1e-12);
    }

    [SharedDataFact]
    public void Projects_and_XDI_open_as_scans_too()
    {
        Scan scan = StackReaders.Read(SharedData.Path("xas/athena/LaCoO3.prj"));
        Assert.Equal(2, scan.Regions.Count);
        Assert.Equal("XDI", StackReaders.Read(SharedData.Path("xas/xasdatalibrary/V2O5.xdi")).Format);
    }
}
