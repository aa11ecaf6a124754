using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Diffraction;

public sealed class InstrumentFileTests : IDisposable
{
    // As GSAS-II reads the file: lines without #, item and value parted by the first colon, numbers where they are numbers (GSASIIfiles.py, ReadInstprm).
    private const string AsGsas2 = """
        import sys
        items = {}
        for line in open(sys.argv[1]):
            if line.startswith('#') or ':' not in line: continue
            item, value = line.strip().split(':', 1)
            try: items[item] = float(value)
            except ValueError: items[item] = value
        need = ['Type','Bank','Zero','Polariz.','U','V','W','X','Y','Z','SH/L','Azimuth']
        missing = [n for n in need if n not in items] + ([] if 'Lam' in items or ('Lam1' in items and 'Lam2' in items and 'I(L2)/I(L1)' in items) else ['Lam'])
        assert not missing, missing
        print(open(sys.argv[1]).readline().startswith('#GSAS-II'), items['Type'], *[repr(items[n]) for n in ('Zero','U','V','W','X','Y','SH/L')])
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static InstrumentProfile Made => new()
    {
        Radiation = Radiation.Doublet(1.54059, 1.54443, 0.48), Zero_deg = -0.0123, U = 1.5, V = -2.25, W = 3, X = 0.4, Y = 0.7, Z = 0.1, AxialDivergence = 0.035, Polarisation = 0.5, Azimuth_deg = 90,
    };

    [Fact]
    public void An_instrument_that_was_written_is_read_back_alike()
    {
        string path = folder.Path("i.instprm");
        InstrumentFile.Write(path, Made);
        InstrumentProfile back = InstrumentFile.Read(path);
        Assert.Equal(Made.Radiation.Lines, back.Radiation.Lines);
        Assert.Equal(Made with { Radiation = back.Radiation }, back);
        InstrumentFile.Write(path, Made with { Radiation = Radiation.Monochromatic(0.24117) });
        Assert.Equal(0.24117, Assert.Single(InstrumentFile.Read(path).Radiation.Lines).Wavelength_angstrom);
    }

    [PythonFact]
    public void GSAS_II_s_own_way_of_reading_finds_every_item()
    {
        string path = folder.Path("i.instprm");
        InstrumentFile.Write(path, Made);
        Assert.Equal("True PXC -0.0123 1.5 -2.25 3.0 0.4 0.7 0.035", ForeignTools.RunPython(AsGsas2, path));
    }

    [SharedDataFact]
    public void GSAS_files_of_laboratory_instruments_are_read()
    {
        InstrumentProfile profile = InstrumentFile.Read(SharedData.Path("xrd/fluorapatite_lab/INST_XRY.PRM"));
        Assert.Equal([1.5405, 1.5443], profile.Radiation.Lines.Select(l => l.Wavelength_angstrom));
        Assert.Equal((2, -2, 5, 0.02), (profile.U, profile.V, profile.W, profile.AxialDivergence));
    }

    [Theory]
    [InlineData("Type:PNC\nLam:1.5\n", "PNC")]
    [InlineData("Lam:1.5\n", "no line Type")]
    [InlineData("Type:PXC\nZero:0\n", "wavelength is missing")]
    [InlineData("Type:PXC\nLam:one\n", "'one' is no number")]
    public void A_file_of_another_kind_is_refused_with_the_item(string text, string said) =>
        Assert.Contains(said, Assert.Throws<DataException>(() => InstrumentFile.Read(folder.Write("bad.instprm", text))).Message, StringComparison.Ordinal);
}

/// <summary>A fact that a Python program judges; skipped where there is no Python.</summary>
public sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        if (!File.Exists(ForeignTools.Python))
        {
            Skip = "python3 is not on this machine.";
        }
    }
}
