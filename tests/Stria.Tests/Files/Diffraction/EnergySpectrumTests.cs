using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Diffraction;

public sealed class EnergySpectrumTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Channels_become_energies_by_the_calibration_of_their_element_in_the_file()
    {
        DiffractionRecord record = Read(MadePatternTexts.Spectrum());
        Assert.Equal(("MCA", 2), (record.Format, record.Patterns.Count));
        Diffractogram first = record.Patterns[0], second = record.Patterns[1];

        // Element 1: −0.05 + 0.035 n keV, so that channels 0 and 1 lie below zero. Element 2: 0.1 + 0.04 n + 0.001 n² keV.
        Assert.Equal([20, 55, 90], first.Positions.Select(e => Math.Round(e, 9)));
        Assert.Equal([9, 16, 25], first.Counts);
        Assert.Equal([3, 4, 5], first.Sigmas);
        Assert.Equal([100, 141, 184, 229, 276], second.Positions.Select(e => Math.Round(e, 9)));
        Assert.Equal((DiffractionAxis.Energy, 2.29, 2.31), (first.Axis, first.FixedTwoTheta_deg, second.FixedTwoTheta_deg));
        Assert.Equal(("58.2", "60"), (first.Further["live time [s]"], first.Further["real time [s]"]));
        Assert.Equal(new DateTimeOffset(2010, 4, 15, 14, 3, 30, TimeSpan.Zero), first.Start);
    }

    [Fact]
    public void A_calibration_that_a_person_gives_goes_before_the_file_s()
    {
        DiffractionRecord record = DiffractionReaders.Read(folder.Write("a.mca", MadePatternTexts.Spectrum()), new DiffractionReadOptions { EnergyCalibration = (-10, 100, 0), FixedTwoTheta_deg = 3 });
        Assert.Equal([90, 190, 290, 390], record.Patterns[0].Positions);
        Assert.Equal([4, 9, 16, 25], record.Patterns[0].Counts);
        Assert.Equal(3, record.Patterns[0].FixedTwoTheta_deg);
        Assert.Contains(record.Remarks, r => r.Text.Contains("1 channels lie at or below zero energy", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_without_calibration_says_how_to_give_one()
    {
        string message = Assert.Throws<DataException>(() => Read(MadePatternTexts.Spectrum().Replace("0.035 0.04", "0 0", StringComparison.Ordinal))).Message;
        Assert.Contains("CAL_SLOPE is 0. Give one with --calibration", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_file_gives_its_channels_and_a_broken_row_its_line()
    {
        string whole = MadePatternTexts.Spectrum();
        DiffractionRecord record = Read(whole[..^4]);
        Assert.Equal([9, 16], record.Patterns[0].Counts);
        Assert.Equal([9], Read(whole[..^7]).Patterns[0].Counts); // "16 3" without its end could be "16 31"
        Assert.Contains(record.Remarks, r => r.Text.Contains("5 channels and 4 are there", StringComparison.Ordinal));
        Assert.Contains("line 14: '9 x' is no row of 2 counts", Assert.Throws<DataException>(() => Read(whole.Replace("9 4", "9 x", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        Assert.Contains("no line DATA:", Assert.Throws<DataException>(() => Read(whole[..whole.IndexOf("DATA:", StringComparison.Ordinal)])).Message, StringComparison.Ordinal);
    }

    private DiffractionRecord Read(string text) => DiffractionReaders.Read(folder.Write("a.mca", text));
}
