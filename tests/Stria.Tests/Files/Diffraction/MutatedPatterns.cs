using System.Text;
using Stria.Files;

namespace Stria.Tests.Files.Diffraction;

/// <summary>Mutants of each format of diffraction patterns, for the few of the first tier and the many of the second.</summary>
public static class MutatedPatterns
{
    private static readonly double[][] Rows = [[96, 1, 10, 5, 25, 100], [96, 1, 10.02, 5.01, 26, 144], [96, 1, 10.04, 5.02, 27, 169]];

    /// <summary>The formats.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["raw1", "raw2", "raw3", "raw4", "brml", "rasx", "xrdml", "ras", "cif", "mca", "gsas", "xye"];

    /// <summary>Reads mutants of one format with its own reader, so that damage to what it is known by does not end the matter.</summary>
    /// <returns>How many were read, and how many refused.</returns>
    public static (int Read, int Refused) Read(string format, int count, int seed)
    {
        using var folder = new TemporaryFolder();
        (IDiffractionReader reader, byte[][] seeds) = Seeds(format);
        string path = folder.Path("a." + format);
        return Mutation.Watch(seeds, count, seed, bytes =>
        {
            File.WriteAllBytes(path, bytes);
            reader.Recognises(path);
            reader.Read(path, DiffractionReadOptions.Default);
        });
    }

    private static (IDiffractionReader Reader, byte[][] Seeds) Seeds(string format) => format switch
    {
        "raw1" => (new BrukerRawReader(), [MadeBruker.Raw1(), MadeBruker.Raw1(repeatsTag: false)]),
        "raw2" => (new BrukerRawReader(), [MadeBruker.Raw2()]),
        "raw3" => (new BrukerRawReader(), [MadeBruker.Raw3()]),
        "raw4" => (new BrukerRawReader(), [MadeBruker.Raw4(), MadeBruker.Raw4(8, "Detector Scan", 300)]),
        "brml" => (new BrmlReader(), [MadeBruker.Brml(MadeBruker.RawData(Rows))]),
        "rasx" => (new RasxReader(), [MadePatternTexts.RasxBytes(("10\t100\t1\n10.02\t144\t1\n10.04\t169\t1", "TwoThetaTheta"))]),
        "xrdml" => (new XrdmlReader(), [Text(MadePatternTexts.Xrdml("2.0", MadePatternTexts.XrdmlScan("<positions axis=\"2Theta\"><listPositions>10 10.1 10.3</listPositions></positions><commonCountingTime>4</commonCountingTime><counts>1 9 4</counts>")))]),
        "ras" => (new RasReader(), [Text(MadePatternTexts.RasText(MadePatternTexts.RasScan("10.00 100 1\n10.02 144 1\n10.04 169 1"), MadePatternTexts.RasScan("20 4 1\n20.5 9 1")))]),
        "cif" => (new CifPatternReader(), [Text("data_p\n_diffrn_radiation_wavelength 0.5\nloop_\n_pd_meas_2theta_scan\n_pd_meas_counts_total\n10 100\n10.1 121\n10.2 .\n10.3 144\n")]),
        "mca" => (new EnergySpectrumReader(), [Text(MadePatternTexts.Spectrum())]),
        "gsas" => (new GsasPatternReader(), [Text("made\nBANK 1 4 1 CONST 1000 2 0 0 STD\n     100 4   100  123456     -12\n"), Text("made\nBANK 1 3 3 CONST 1000 2 0 0 FXYE\n 1000 100.5 10\n 1002 101.5 11\n 1004 99.0 9\n")]),
        _ => (new PatternTextReader(), [Text("# wavelength = 0.5\n1 5 1\n2 6 1\n3 7 1\n4 8 1\n")]),
    };

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
