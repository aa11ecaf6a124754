using Stria.Tests.Chain;
using Stria.Tests.Files;

namespace Stria.Tests.Laboratory;

/// <summary>What 'stria inspect' says of files of the laboratory.</summary>
public sealed class LabInspectTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static string Inspect(string path, params string[] more) => StriaCommand.Succeed(["inspect", path, .. more]).Output;

    private static void Holds(string text, params string[] words) => Assert.All(words, w => Assert.Contains(w, text, StringComparison.Ordinal));

    [Fact]
    public void A_trace_is_told_with_its_ranges_and_its_sign()
    {
        string path = folder.Write("trace.csv", LabScene.Text(LabScene.OneCycle()));
        Holds(Inspect(path), "cycler trace", "lines", "potential", " V", "(positive on charge)", "mA");
        string json = StriaCommand.Succeed("inspect", path, "--json").Output;
        Holds(json, "\"kind\": \"cycler trace\"", "\"facts\"", "\"remarks\"");
        Assert.DoesNotContain("\"said\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Spectra_are_told_one_by_one_with_frequencies_and_sizes()
    {
        string rows = string.Concat(Enumerable.Range(0, 20).Select(i => FormattableString.Invariant($"{1e5 / Math.Pow(10, i / 4.0):g8},{10 + i},{0.5 * i}\n")));
        Holds(Inspect(folder.Write("z.csv", "freq/Hz,Re(Z)/Ohm,-Im(Z)/Ohm\n" + rows)), "impedance spectra", "20 points, 1e+05 … 1.778 Hz", "no times of the points");
        Holds(Inspect(folder.Write("bare.txt", rows.Replace(',', '\t'))), "impedance spectra", "assumed");
    }

    [Fact]
    public void Records_of_curvature_and_profiles_are_told()
    {
        Holds(Inspect(folder.Write("spots.csv", "time [s],spacing [px]\n0,100.5\n10,100.25\n20,100.125\n")), "curvature record", "spot spacing    100.12 … 100.5 px");
        Holds(Inspect(folder.Write("plate.csv", "x [mm],before [µm],after [µm]\n0,0,1\n1,2,3\n2,4,7\n")), "profiles", "0 … 2 mm", "height after", "1 … 7 µm");
    }

    [Fact]
    public void Columns_without_headings_are_no_spectrum_and_a_map_tells_what_they_are()
    {
        string path = folder.Write("bare.csv", string.Concat(Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($"{i * 0.004:f4},{3.2 - (i * 0.01):f3}\n"))));
        StriaAnswer refused = StriaCommand.Run("inspect", path);
        Assert.Equal(1, refused.Code);
        Holds(refused.Error, "bare.csv", "no photon energies", "--map");
        Holds(Inspect(path, "--map", "Q=#1 [mAh], U=#2 [V], I=-17.4 mA"), "cycler trace", "40", "mapped table");
    }

    [SharedDataTheory]
    [InlineData("0.1C.csv")]
    [InlineData("1C.csv")]
    public void A_curve_without_headings_is_no_spectrum_although_its_numbers_are_large(string file)
    {
        StriaAnswer refused = StriaCommand.Run("inspect", SharedData.Path("echem/rate_lto/" + file));
        Assert.Equal(1, refused.Code);
        Holds(refused.Error, file, "without headings", "--map");
    }

    [Fact]
    public void A_map_of_heights_or_frequencies_opens_what_it_names()
    {
        string path = folder.Write("odd.csv", "a,b,c\n1,10,-1\n2,11,-2\n3,12,-3\n");
        Holds(Inspect(path, "--map", "x=a [mm], h=b [µm]"), "profiles", "10 … 12 µm");
        Holds(Inspect(path, "--map", "f=a [Hz], ReZ=b [Ohm], ImZ=c [Ohm]"), "impedance spectra", "3 points");
        Holds(Inspect(path, "--map", "t=a [s], curvature=b [1/m]"), "curvature record", "10 … 12 1/m");
    }

    [SharedDataTheory]
    [InlineData("echem/cycling/jdb11-1_c3_gcpl_5cycles_2V-3p8V_C-24_data_C09.mpr", "cycler trace")]
    [InlineData("echem/cycling/Test25209.csv", "PEC, cycler trace")]
    [InlineData("eis/vendor_formats/exampleDataGamry.DTA", "Gamry")]
    [InlineData("eis/vendor_formats/exampleDataVersaStudio.par", "impedance spectra")]
    [InlineData("eis/li_ion/LIB_data_2.txt", "impedance spectra")]
    [InlineData("curvature/sic_wafer40_0deg.csv", "profiles")]
    public void Real_files_are_told(string file, string words) => Holds(Inspect(SharedData.Path(file)), words);

    [SharedDataFact]
    public void A_file_of_settings_is_refused_with_the_reason()
    {
        StriaAnswer answer = StriaCommand.Run("inspect", SharedData.Path("echem/cycling/jdb11-1_c3_gcpl_5cycles_2V-3p8V_C-24_data.mps"));
        Assert.Equal(1, answer.Code);
        Holds(answer.Error, ".mps", "settings");
    }
}
