using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Impedance;

/// <summary>Made files: signs, units, restarts of the sweep, and what is wrong with files.</summary>
public sealed class ImpedanceTextTests
{
    [Fact]
    public void Every_reader_is_in_the_catalogue_once()
    {
        IEnumerable<string> implementing = typeof(IImpedanceReader).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IImpedanceReader))).Select(t => t.Name);
        Assert.Equal(implementing.Order(), ImpedanceReaders.All.Select(r => r.GetType().Name).Order());
    }

    [Theory]
    [InlineData("freq/Hz;Re(Z)/Ohm;Im(Z)/Ohm\n100;5,5;-1,5\n10;6,5;-2,5\n", null)]
    [InlineData("freq/Hz;Re(Z)/Ohm;-Im(Z)/Ohm\n100;5,5;1,5\n10;6,5;2,5\n", null)]
    [InlineData("Frequency (kHz),Z' (mOhm),Z'' (mOhm)\n0.1,5500,-1500\n0.01,6500,-2500\n", null)]
    [InlineData("100 5.5 1.5\n10 6.5 2.5\n", null)]
    [InlineData("# f_Hz,Re_ohm,-Im_ohm\n100,5.5,1.5\n10,6.5,2.5\n", null)]
    [InlineData("n\ta\tb\tc\n1\t100\t5.5\t1.5\n2\t10\t6.5\t2.5\n", "f=a [Hz], ReZ=b [Ohm], -ImZ=c [Ohm]")]
    [InlineData("f\t|Z|\tphi\n100\t5.70087712549569\t-15.2551187030578\n10\t6.96419413859206\t-21.0375110254218\n", "f=f [Hz], |Z|=|Z| [Ohm], phase=phi [deg]")]
    public void Units_signs_decimal_marks_and_maps_lead_to_one_spectrum(string text, string? map)
    {
        using var folder = new TemporaryFolder();
        var options = new ImpedanceReadOptions { Map = map is null ? null : ColumnMap.Parse(map) };
        ImpedanceSpectrum spectrum = Assert.Single(ImpedanceReaders.Read(folder.Write("a.txt", text), options).Spectra);
        Assert.Equal([100, 10], spectrum.Frequencies);
        Assert.Equal([5.5, 6.5], spectrum.Impedances.Select(z => Math.Round(z.Real, 12)));
        Assert.Equal([-1.5, -2.5], spectrum.Impedances.Select(z => Math.Round(z.Imaginary, 12)));
    }

    [Fact]
    public void A_stated_sign_outranks_the_judgement()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("inductor.txt", "100 5.5 1.5\n10 6.5 2.5\n");
        ImpedanceRecord record = ImpedanceReaders.Read(path, new ImpedanceReadOptions { Sign = ImaginarySign.Imaginary });
        Assert.Equal(2.5, record.Spectra[0].Impedances[1].Imaginary);
        Assert.DoesNotContain(record.Remarks, r => r.Text.Contains("sign", StringComparison.Ordinal) && r.Kind == RemarkKind.Assumed);
    }

    [Fact]
    public void A_sweep_that_begins_again_is_another_spectrum()
    {
        using var folder = new TemporaryFolder();
        string sweep = string.Concat(Enumerable.Range(0, 6).Select(i => $"{Math.Pow(10, 5 - i)},{i + 1},-1\n"));
        ImpedanceRecord record = ImpedanceReaders.Read(folder.Write("a.csv", "freq (Hz),Re(Z),Im(Z)\n" + sweep + sweep + sweep));
        Assert.Equal(["sweep 1", "sweep 2", "sweep 3"], record.Spectra.Select(s => s.Name));
        Assert.All(record.Spectra, s => Assert.Equal(6, s.Count));
    }

    [Fact]
    public void A_spectrum_of_three_points_is_read_as_it_is()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(3, ImpedanceReaders.Read(folder.Write("three.csv", "freq/Hz,Re(Z)/Ohm,-Im(Z)/Ohm\n100,1,1\n10,2,1\n1,3,1\n")).Spectra[0].Count);
    }

    [Theory]
    [InlineData("freq/Hz,Re(Z)/Ohm,-Im(Z)/Ohm\n100,1,1\n10,two,1\n1,3,1\n", "line 3, column 'Re(Z)/Ohm': 'two' is no number")]
    [InlineData("freq/Hz,Re(Z)/furlong,-Im(Z)/Ohm\n100,1,1\n10,2,1\n", "has no column that could be the real part")]
    [InlineData("freq (Hz),Re(Z) (Ohm),Zimag (Ohm cm2)\n100,1,1\n10,2,1\n", "divide by the area")]
    [InlineData("freq (Hz),Z' (Ohm),Z'' (furlong)\n100,1,1\n10,2,1\n", "the unit 'furlong' is unknown")]
    [InlineData("freq/Hz,Re(Z)/Ohm,-Im(Z)/Ohm\n-100,1,1\n-10,2,1\n", "line 2: a frequency of -100 Hz")]
    [InlineData("freq/Hz,Re(Z)/Ohm,-Im(Z)/Ohm\n0,1,1\n0,2,1\n", "holds no point")]
    [InlineData("ZPLOT2 ASCII\n  Freq(Hz)\tAmpl\tBias\tTime(Sec)\tZ'(a)\tZ''(b)\n", "no line 'End Comments'")]
    [InlineData("EXPLAIN\nTAG\tCV\nCURVE\tTABLE\n\tPt\tT\n", "no table ZCURVE")]
    [InlineData("<Application>\nName=VersaStudio\n</Application>\n", "no segment with frequencies")]
    public void What_is_wrong_is_told_with_its_place(string text, string reason)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("bad.txt", text);
        DataException e = Assert.Throws<DataException>(() => reason.Contains("could be", StringComparison.Ordinal) ? new ImpedanceTableReader().Read(path, ImpedanceReadOptions.Default) : ImpedanceReaders.Read(path));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
        Assert.Contains("Perhaps", e.Message, StringComparison.Ordinal);
    }
}
