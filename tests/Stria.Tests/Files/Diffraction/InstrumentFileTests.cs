using System.Globalization;
using Stria.Core;
using Stria.Files;
using Stria.Matter;
using Stria.Measurement;

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

    // Widths by GSAS-II's published formulas: sig = U tan²θ + V tanθ + W in centidegrees², gam = X/cosθ + Y tanθ + Z in centidegrees, joined after Thompson, Cox and Hastings.
    private const string WidthsAsGsas2 = """
        import math, sys
        items = dict(line.strip().split(':', 1) for line in open(sys.argv[1]) if ':' in line and not line.startswith('#'))
        v = {k: float(x) for k, x in items.items() if k != 'Type'}
        out = []
        for tth in (20, 65, 130):
            t, c = math.tan(math.radians(tth / 2)), math.cos(math.radians(tth / 2))
            s = math.sqrt(8 * math.log(2) * (v['U'] * t * t + v['V'] * t + v['W']))
            g = v['X'] / c + v['Y'] * t + v['Z']
            out.append((s**5 + 2.69269*s**4*g + 2.42843*s**3*g**2 + 4.47163*s**2*g**3 + 0.07842*s*g**4 + g**5) ** 0.2 / 100)
        print(*['%.9f' % w for w in out])
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static InstrumentProfile Made => new()
    {
        Radiation = Radiation.Doublet(1.54059, 1.54443, 0.48), Zero_deg = -0.0123, U = 1.5, V = -2.25, W = 3, X = 0.4, Y = 0.7, Z = 0.1, AxialDivergence = 0.035, Polarisation = 0.5, Azimuth_deg = 90,
    };

    [Fact]
    public void An_instrument_for_GSAS_is_read_back_alike_and_one_that_it_cannot_hold_is_not_written()
    {
        string path = folder.Path("i.prm");
        InstrumentProfile plain = Made with { Z = 0, Azimuth_deg = 0 };
        Assert.True(InstrumentFile.WritePrm(path, plain));
        InstrumentProfile back = InstrumentFile.Read(path);
        Assert.Equal(plain.Radiation.Lines, back.Radiation.Lines);
        Assert.Equal(plain with { Radiation = back.Radiation }, back);
        Assert.All(File.ReadAllLines(path), line => Assert.Equal(80, line.Length)); // GSAS reads records of 80 characters
        Assert.True(InstrumentFile.WritePrm(path, plain with { Radiation = Radiation.Monochromatic(0.24117) }));
        Assert.Equal(0.24117, Assert.Single(InstrumentFile.Read(path).Radiation.Lines).Wavelength_angstrom);
        Assert.False(InstrumentFile.WritePrm(folder.Path("none.prm"), Made));
        Assert.False(File.Exists(folder.Path("none.prm")));
    }

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

    [PythonFact]
    public void Widths_by_GSAS_II_s_formulas_from_the_file_are_those_of_the_model()
    {
        string path = folder.Path("w.instprm");
        InstrumentFile.Write(path, Made);
        double[] theirs = [.. ForeignTools.RunPython(WidthsAsGsas2, path).Split(' ').Select(w => double.Parse(w, CultureInfo.InvariantCulture))];
        double[] x = [.. Enumerable.Range(0, 1400).Select(i => 10 + (0.1 * i))];
        var cell = UnitCell.FromAngstroms(4.156826, 4.156826, 4.156826);
        ReflectionSet set = ReflectionSet.Of(new CrystalPhase("LaB6", SpaceGroups.Find("P m -3 m"), cell), 0.8, 5);
        var model = new PatternModel(x, new PeakPlace(DiffractionAxis.TwoTheta, 1), Made.Radiation, [set], []) { LeastVariance = 1e-12 };
        (int Parameter, double Value)[] terms = [(FitParameters.U, Made.U), (FitParameters.V, Made.V), (FitParameters.W, Made.W), (FitParameters.X, Made.X), (FitParameters.Y, Made.Y), (FitParameters.Z, Made.Z)];
        foreach ((int parameter, double value) in terms)
        {
            model.Parameters.Values[parameter] = value;
        }

        double[] angles = [20, 65, 130];
        for (int k = 0; k < angles.Length; k++)
        {
            // A cell whose first line stands at the angle.
            double a = Made.Radiation.Wavelength_angstrom / (2 * Math.Sin(angles[k] * Math.PI / 360));
            model.Parameters.Values[model.Parameters.Cell(0)] = 1 / (a * a);
            Assert.Equal(angles[k], model.PositionOf(0, 0), 1e-9);
            Assert.Equal(theirs[k], model.WidthOf(0, 0), 1e-7);
        }
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
