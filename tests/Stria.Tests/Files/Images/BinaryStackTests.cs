using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>aXis2000 and Stony Brook stacks made here, whole, turned and cut.</summary>
public sealed class BinaryStackTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(10.0, 0.3, 0.2)]
    [InlineData(-1.0, 0.3, 0.2)]
    public void An_aXis_stack_reads_with_its_scale_energies_and_dwell(double scale, double lastX, double lastY)
    {
        Scan scan = StackReaders.Read(Axis(scale, (0, lastX), (0, lastY)));
        ScanRegion region = scan.Regions.Single();
        Assert.Equal("aXis2000", scan.Format);
        Assert.Equal(SampleFormula.Energies_eV, region.Axes[0].Points);
        Assert.Equal(0.05e-6, ScanStacks.Grid(region.Axes[1], region.Axes[2]).PixelSizeX, 15);
        Assert.Equal(2e-3, region.Dwells![3]);
        Assert.Equal(SampleFormula.Stack().Counts, region.Values);
        Assert.Equal(2, scan.Files.Count);
    }

    [Fact]
    public void An_aXis_stack_whose_axes_run_downwards_is_turned_and_says_so()
    {
        Scan scan = StackReaders.Read(Axis(10, (0.3, 0), (0.2, 0)));
        ScanRegion region = scan.Regions.Single();
        Assert.Equal([0, 0.05, 0.1, 0.15, 0.2], region.Axes[1].Points.Select(p => Math.Round(p, 12)));
        for (int y = 0; y < 5; y++)
        {
            for (int x = 0; x < 7; x++)
            {
                Assert.Equal(SampleFormula.Value(2, 4 - y, 6 - x), region.Values[(((2 * 5) + y) * 7) + x]);
            }
        }

        Assert.Equal(2, scan.Remarks.Count(remark => remark.Text.Contains("downwards", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("a.ncb", 200, "2 frames are missing or cut")]
    [InlineData("a.ncb", 0, "is empty")]
    [InlineData("a.dat", 40, "line")]
    [InlineData("a.dat", 34, "ends before line 3")]
    public void An_aXis_stack_that_was_cut_is_refused_with_what_is_missing(string file, int length, string reason)
    {
        string path = Axis(10, (0, 0.3), (0, 0.2));
        Cut(folder.Path(file), length);
        Assert.Contains(reason, Assert.Throws<DataException>(() => StackReaders.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_file_of_an_aXis_stack_asks_for_the_other()
    {
        string path = Axis(10, (0, 0.3), (0, 0.2));
        File.Move(folder.Path("a.dat"), folder.Path("b.dat"));
        Assert.Contains("(.dat)", Assert.Throws<DataException>(() => StackReaders.Read(path)).Message, StringComparison.Ordinal);
        Assert.Contains("(.ncb)", Assert.Throws<DataException>(() => StackReaders.Read(folder.Path("b.dat"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Stony_Brook_stack_reads_with_its_positions_and_is_refused_when_cut()
    {
        string path = StonyBrook();
        Scan scan = StackReaders.Read(path);
        SampleFormula.AssertHoldsAtEveryIndex(scan.Regions.Single());
        Assert.Equal(1e-3, scan.Regions[0].Dwells![0]);
        Cut(path, 500);
        Assert.Contains("2 frames are missing or cut", Assert.Throws<DataException>(() => StackReaders.Read(path)).Message, StringComparison.Ordinal);
        byte[] swapped = File.ReadAllBytes(path);
        (swapped[0], swapped[3]) = (swapped[3], swapped[0]);
        File.WriteAllBytes(path, swapped);
        Assert.Contains("Perhaps", Assert.Throws<DataException>(() => StackReaders.Read(path)).Message, StringComparison.Ordinal);
    }

    private static void Cut(string path, int length) => File.WriteAllBytes(path, File.ReadAllBytes(path)[..length]);

    private string Axis(double scale, (double First, double Last) x, (double First, double Last) y)
    {
        (string header, byte[] data) = MadeStacks.AxisParts(scale, x, y);
        folder.Write("a.dat", header);
        File.WriteAllBytes(folder.Path("a.ncb"), data);
        return folder.Path("a.ncb");
    }

    private string StonyBrook()
    {
        File.WriteAllBytes(folder.Path("a.stk"), MadeStacks.StonyBrookBytes());
        return folder.Path("a.stk");
    }
}
