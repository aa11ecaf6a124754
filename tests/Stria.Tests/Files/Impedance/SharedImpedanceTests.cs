using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Impedance;

/// <summary>Real impedance files of many instruments.</summary>
public sealed class SharedImpedanceTests
{
    public static TheoryData<string, string, int, int, double, double, double> Files => new()
    {
        // file, format, spectra, points of the first, its first frequency [Hz], real and imaginary part [Ω]
        { "eis/eclab_pairs/geis.issue_149.mpr", "EC-Lab binary", 4, 21, 199998.14, 10.078821, 2.1745603 },
        { "eis/eclab_pairs/geis.issue_149.mpt", "EC-Lab text", 4, 21, 199998.14, 10.078821, 2.1745603 },
        { "eis/eclab_pairs/peis.mpr", "EC-Lab binary", 1, 32, 199998.14, 10.512296, -0.73047662 },
        { "eis/eclab_pairs/peis.mpt", "EC-Lab text", 1, 32, 199998.14, 10.512296, -0.73047662 },
        { "eis/eclab_pairs/vsp_peis_with.mpr", "EC-Lab binary", 32, 70, 1000018.6, 10.578955, 17.952957 },
        { "eis/eclab_pairs/vsp_peis_with.mpt", "EC-Lab text", 32, 70, 1000018.6, 10.578955, 17.952957 },
        { "eis/li_ion/LIB_data_2.txt", "three columns", 1, 100, 999.040405, 0.109553248, 0.00347053236 },
        { "eis/porous_electrode_tlm/G_EIS(26).txt", "three columns", 1, 85, 794326.782226563, 8.06803041376924, 1.37173119206392 },
        { "eis/vendor_formats/exampleData.csv", "three columns", 1, 66, 0.0031623, 0.0494998977640506, -0.0204386985444189 },
        { "eis/vendor_formats/exampleDataAutolab.txt", "Autolab", 1, 41, 10000, 0.013785863964281, 0.007191946305823 },
        { "eis/vendor_formats/exampleDataBioLogic.mpt", "EC-Lab text", 1, 43, 1000.3201, 65.470886, -0.38998979 },
        { "eis/vendor_formats/exampleDataCHInstruments.txt", "CH Instruments", 1, 73, 99610, 98.91, -2.748 },
        { "eis/vendor_formats/exampleDataGamry.DTA", "Gamry", 1, 72, 200015.6, 825.8584, -1367.239 },
        { "eis/vendor_formats/exampleDataParstat.txt", "table", 1, 31, 10000, -0.00049816280376104, 0.0175143479976367 },
        { "eis/vendor_formats/exampleDataPowersuite.txt", "table", 1, 30, 0.1, 423929.46, -49014.063 },
        { "eis/vendor_formats/exampleDataVersaStudio.par", "VersaStudio", 1, 61, 100000, 55.31571, 4.575431 },
        { "eis/vendor_formats/exampleDataZPlot.z", "ZPlot", 1, 21, 300000, 147.77, -11.335 },
    };

    [SharedDataTheory]
    [MemberData(nameof(Files))]
    public void Every_file_opens_by_itself(string relative, string format, int spectra, int points, double frequency, double real, double imaginary)
    {
        ImpedanceRecord record = ImpedanceReaders.Read(SharedData.Path(relative));
        Assert.Equal((format, spectra, points), (record.Format, record.Spectra.Count, record.Spectra[0].Count));
        Assert.Equal(frequency, record.Spectra[0].Frequencies[0], 1e-7 * frequency);
        Assert.Equal(real, record.Spectra[0].Impedances[0].Real, 1e-7 * Math.Abs(real));
        Assert.Equal(imaginary, record.Spectra[0].Impedances[0].Imaginary, 1e-7 * Math.Abs(imaginary));
        Assert.Contains(record.Remarks, remark => remark.Text.Contains("negative for a capacitor", StringComparison.Ordinal));

        // Every one of these cells is capacitive at its slowest point.
        ImpedanceSpectrum last = record.Spectra[^1];
        int slowest = Array.IndexOf(last.Frequencies, last.Frequencies.Min());
        Assert.True(last.Impedances[slowest].Imaginary < 0);
    }

    [SharedDataFact]
    public void Loops_and_cycles_become_spectra_with_their_times()
    {
        ImpedanceRecord record = ImpedanceReaders.Read(SharedData.Path("eis/eclab_pairs/vsp_peis_with.mpr"));
        Assert.Equal(Enumerable.Range(1, 32).Select(cycle => $"cycle {cycle}"), record.Spectra.Select(s => s.Name));
        Assert.All(record.Spectra, s => Assert.Equal(70, s.Count));
        Assert.True(record.Spectra[1].Times![0] > record.Spectra[0].Times![^1]);
        Assert.Equal(0.317e-4, record.Cell.ElectrodeArea!.Value, 1e-12);
    }

    [SharedDataFact]
    public void An_aborted_run_gives_its_points_and_a_warning()
    {
        ImpedanceRecord record = ImpedanceReaders.Read(SharedData.Path("eis/vendor_formats/exampleDataZPlot.z"));
        Assert.Contains(record.Remarks, r => r.Kind == RemarkKind.Warning && r.Text.Contains("56 points were planned and 21 are there", StringComparison.Ordinal));
    }

    [SharedDataFact]
    public void Rows_of_direct_current_are_left_out_and_told()
    {
        ImpedanceRecord record = ImpedanceReaders.Read(SharedData.Path("eis/vendor_formats/exampleDataParstat.txt"));
        Assert.Contains(record.Remarks, r => r.Text.StartsWith("781 of 812 rows", StringComparison.Ordinal));
        Assert.Equal(3.5003, record.Spectra[0].Potential, 1e-4);
    }

    [SharedDataFact]
    public void A_cycling_file_is_no_spectrum_and_says_what_it_is()
    {
        DataException e = Assert.Throws<DataException>(() => ImpedanceReaders.Read(SharedData.Path("echem/eclab_pairs/mb.issue_95.mpr")));
        Assert.Contains("holds no impedance but Modulo Bat", e.Message, StringComparison.Ordinal);
    }
}
