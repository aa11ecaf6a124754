using Stria.Files;
using Stria.Measurement.Synthesis;
using Stria.Tests.Chain;
using Stria.Tests.Files;
using Stria.Tests.Measurement.FewEnergies;

namespace Stria.Tests.Studies.FewEnergies;

public sealed class FewRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Out => folder.Path("run");

    public void Dispose() => folder.Dispose();

    private SyntheticTruth Write(double[] energies, long seed = 1) => FewImages.Write(folder.Path("few.hdf5"), folder.Path("library.csv"), energies, seed);

    [Fact]
    public void Three_images_of_two_wires_with_drift_and_noise_give_x_to_thirteen_thousandths()
    {
        SyntheticTruth truth = Write(TwoWires.Three_eV);
        StriaCommand.Succeed("few", folder.Path("few.hdf5"), "--references", folder.Path("library.csv"), "--material", "v2o5-alpha", "--bounds", "0.1:0.3", "--out", Out);
        double byFit = FewImages.Error(Out, "/composition/x", truth), byRatio = FewImages.Error(Out, "/few/x_by_ratio", truth);
        Assert.True(byFit <= 0.013, $"RMSE {byFit:f4}");
        Assert.True(byFit < byRatio, $"fit {byFit:f4}, ratio {byRatio:f4}");
        Assert.Contains("composition", string.Join(' ', Directory.GetFiles(Path.Combine(Out, "figures"))), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Out, "figures", "few-ratio.png")));
        Assert.True(StriaCommand.Number(Out, "largest_shift") > 1);
        Assert.DoesNotContain(StriaCommand.Remarks(Out), r => r.StartsWith("warning:", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_images_are_enough_and_eleven_belong_to_map()
    {
        SyntheticTruth truth = Write([515.6, 555]);
        StriaCommand.Succeed("few", folder.Path("few.hdf5"), "--references", folder.Path("library.csv"), "--material", "v2o5-alpha", "--out", Out);
        Assert.True(FewImages.Error(Out, "/composition/x", truth) < 0.03);
        Assert.Contains(StriaCommand.Remarks(Out), r => r.StartsWith("assumed: The ratio is scaled between the outermost standards", StringComparison.Ordinal));
        Write([.. Enumerable.Range(0, 11).Select(i => 514.0 + (4 * i))]);
        StriaAnswer many = StriaCommand.Run("few", folder.Path("few.hdf5"), "--references", folder.Path("library.csv"), "--out", folder.Path("many"));
        Assert.NotEqual(0, many.Code);
        Assert.Contains("stria map", many.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bounds_come_from_a_linear_combination_of_the_spectrum()
    {
        Write(TwoWires.Three_eV);
        double[] e = [.. Enumerable.Range(0, 520).Select(i => 505 + (0.1 * i))];
        CsvTable.Write(folder.Path("spectrum.csv"), new CsvColumn("energy", "eV", e), new CsvColumn("mu", "1", e.Select(v => (0.4 * ModelSpectra.OpticalDensity(v, 0.1)) + (0.6 * ModelSpectra.OpticalDensity(v, 0.3)))));
        StriaCommand.Succeed("lcf", folder.Path("spectrum.csv"), "--library", folder.Path("library.csv"), "--form", "mu", "--most", "2", "--out", folder.Path("lcf"));
        StriaCommand.Succeed("few", folder.Path("few.hdf5"), "--references", folder.Path("library.csv"), "--material", "v2o5-alpha", "--lcf", folder.Path("lcf"), "--out", Out);
        using var maps = new MapFile(Path.Combine(Out, "maps.h5"));
        float[] x = [.. maps.Map("/few/x_by_ratio").Values.Where(float.IsFinite)];
        Assert.Equal((0.1, 0.3), (Math.Round(x.Min(), 4), Math.Round(x.Max(), 4)));
    }

    [Fact]
    public void Wrong_energies_and_missing_standards_are_refused()
    {
        Write(TwoWires.Three_eV);
        StriaAnswer none = StriaCommand.Run("few", folder.Path("few.hdf5"), "--out", Out);
        Assert.Contains("--references", none.Error, StringComparison.Ordinal);
        StriaAnswer wrong = StriaCommand.Run("few", folder.Path("few.hdf5"), "--references", folder.Path("library.csv"), "--resonance", "530", "--out", Out);
        Assert.NotEqual(0, wrong.Code);
        Assert.Contains("515.6, 518.4, 555.0", wrong.Error, StringComparison.Ordinal);
    }
}
