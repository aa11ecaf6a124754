using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Diffraction;

/// <summary>Measured files of diffractometers, and that every file of diffraction that lies there is opened or refused with its reason.</summary>
public sealed class SharedVendorTests
{
    private const string Folder = "xrd/vendor_formats/", Refused = "refused: ";

    [SharedDataTheory]
    [InlineData("TiO2.raw", "Bruker RAW 4", 1647, 10.0, 10 + (1646 * 0.036477), 557, 328, "Cu")]
    [InlineData("TiOF.brml", "Bruker BRML", 2469, 9.998839261, 60.012776015, 4471, 692, "Cu")]
    [InlineData("CG20396_jdb12-1.xrdml", "XRDML 1.5", 7181, 5.00835563, 124.99526689, 1678, 113, "Cu")]
    [InlineData("Scan_C1.xrdml", "XRDML 1.5", 7181, 5.00475563, 124.99166689, 374, 158, "Cu")]
    public void Measured_files_are_read_whole(string name, string format, int points, double first, double last, double firstCount, double lastCount, string anode)
    {
        DiffractionRecord record = DiffractionReaders.Read(SharedData.Path(Folder + name));
        Diffractogram pattern = Assert.Single(record.Patterns);
        Assert.Equal((format, points, anode), (record.Format, pattern.Count, pattern.Further["anode"]));
        Assert.Equal(first, pattern.Positions[0], 8);
        Assert.Equal(last, pattern.Positions[^1], 6);
        Assert.Equal((firstCount, lastCount), (pattern.Counts[0], pattern.Counts[^1]));
        Assert.Equal(Math.Sqrt(firstCount), pattern.Sigmas[0], 9);
        Assert.Equal(0.5, pattern.Radiation!.Lines[1].Weight);
        Assert.InRange(pattern.Radiation.Wavelength_angstrom, 1.5405, 1.5407);
        Assert.NotNull(pattern.Start);
        Assert.DoesNotContain(record.Remarks, r => r.Kind == RemarkKind.Warning);
    }

    [SharedDataFact]
    public void Every_file_of_the_folder_of_diffraction_is_opened_as_what_it_is()
    {
        var opened = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(SharedData.Path("xrd"), "*", SearchOption.AllDirectories))
        {
            string name = Path.GetFileName(path);
            opened[name] = Path.GetExtension(path) switch
            {
                ".md" => "words",
                ".PRM" => InstrumentFile.Read(path).Radiation.Wavelength_angstrom > 0 ? "instrument" : "",
                ".cif" => CrystalRecord.ReadCif(path).Count > 0 ? "structure" : "",
                ".ndax" => CyclerReaders.Read(path).Trace.Count > 0 ? "cycler" : "",
                ".zip" => PatternArchive.Read(path).Patterns.Count > 0 ? "pattern" : "",
                _ => Try(path),
            };
        }

        Assert.DoesNotContain(opened, o => o.Value.Length == 0);
        (string Name, string Reason)[] refused =
        [
            ("CrFeVO_q.npy", "is the axis of patterns, not a pattern"), // read beside its patterns
            ("FAP.EXP", "is none of the formats"), // GSAS-I's experiment: no pattern in it
            ("log_operando_coincell8_LDE2_reduced.csv", "is none of the formats"), // read with --log
            ("sticks.csv", "is no row of 5 numbers"), // a table of reflections
        ];
        Assert.Equal(refused.Select(r => r.Name), opened.Where(o => o.Value.StartsWith(Refused, StringComparison.Ordinal)).Select(o => o.Key));
        Assert.All(refused, r => Assert.Contains(r.Reason, opened[r.Name], StringComparison.Ordinal));
    }

    private static string Try(string path)
    {
        try
        {
            return DiffractionReaders.Read(path).Patterns.Count > 0 ? "pattern" : "";
        }
        catch (DataException e)
        {
            return Refused + e.Message;
        }
    }
}
