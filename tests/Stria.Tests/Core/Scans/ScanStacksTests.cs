using Stria.Core;

namespace Stria.Tests.Core.Scans;

/// <summary>From what a file holds to the stack that the chain works on: every number keeps its place and its unit.</summary>
public sealed class ScanStacksTests
{
    private static readonly ScanAxis Energy = new("energy", "eV", [512, 510, 511]), Y = new("sample_y", "µm", [1, 1.05, 1.1]), X = new("sample_x", "µm", [-2, -1.97]);
    private static readonly float[] Values = [.. Enumerable.Range(0, 18).Select(i => (float)i)];

    [Fact]
    public void A_stack_keeps_the_order_of_the_file_its_dwells_and_its_frame_names()
    {
        var region = new ScanRegion(ScanKind.ImageStack, [Energy, Y, X], Values) { Dwells = [1, 2, 3], FrameNames = ["000", "002", "003"] };
        SpectralStack stack = Scan(region).ToStack();
        Assert.Equal([512.0, 510, 511], stack.PhotonEnergies_eV);
        Assert.Equal(Values, stack.Counts);
        Assert.Equal([1.0, 2, 3], stack.Dwells!);
        Assert.Equal(["000", "002", "003"], stack.FrameNames);
        Assert.Equal(("f.h5", 3, 2), (stack.Provenance.Source, stack.Grid.Height, stack.Grid.Width));
    }

    [Fact]
    public void One_dwell_counts_for_all_frames_and_frames_without_names_are_numbered()
    {
        SpectralStack stack = Scan(new ScanRegion(ScanKind.ImageStack, [Energy, Y, X], Values) { Dwells = [4] }).ToStack();
        Assert.Equal([4.0, 4, 4], stack.Dwells!);
        Assert.Equal(["0", "1", "2"], stack.FrameNames);
    }

    [Fact]
    public void An_image_is_a_stack_of_one_frame()
    {
        SpectralStack stack = Scan(new ScanRegion(ScanKind.Image, [Y, X], Values[..6]) { PhotonEnergy_eV = 525 }).ToStack();
        Assert.Equal([525.0], stack.PhotonEnergies_eV);
        Assert.Equal(Values[..6], stack.Frame(0).ToArray());
    }

    [Fact]
    public void The_energies_of_the_stack_are_its_own()
    {
        Scan scan = Scan(new ScanRegion(ScanKind.ImageStack, [Energy, Y, X], Values));
        scan.ToStack().PhotonEnergies_eV[0] = 0;
        Assert.Equal(512, scan.Regions[0].Axes[0].Points[0]);
    }

    [Theory]
    [InlineData("m", 1.0)]
    [InlineData("mm", 1e-3)]
    [InlineData("µm", 1e-6)]
    [InlineData("μm", 1e-6)]
    [InlineData("um", 1e-6)]
    [InlineData("Microns", 1e-6)]
    [InlineData("nm", 1e-9)]
    public void Positions_in_any_unit_of_length_become_metres(string unit, double factor)
    {
        ImageGrid grid = ScanStacks.Grid(new ScanAxis("sample_y", unit, [5, 5.5, 6]), new ScanAxis("sample_x", unit, [0, 2]));
        Assert.Equal(0.5 * factor, grid.PixelSizeY, 1e-12 * factor);
        Assert.Equal(2 * factor, grid.PixelSizeX, 1e-12 * factor);
        Assert.Equal(5 * factor, grid.FirstY, 1e-12 * factor);
    }

    [Theory]
    [InlineData("", new[] { 0.0, 1 })]
    [InlineData("px", new[] { 0.0, 1 })]
    [InlineData("furlong", new[] { 0.0, 1 })]
    [InlineData("µm", new[] { 3.0 })]
    [InlineData("µm", new[] { 3.0, 3 })]
    public void A_pitch_that_cannot_be_known_is_not_invented(string unit, double[] points)
    {
        ImageGrid grid = ScanStacks.Grid(new ScanAxis("sample_y", unit, points), new ScanAxis("sample_x", "µm", [0, 1]));
        Assert.True(double.IsNaN(grid.PixelSizeY));
        Assert.False(grid.HasPixelSize);
        Assert.Equal(1e-6, grid.PixelSizeX, 1e-15);
    }

    [Fact]
    public void A_pitch_is_positive_also_where_the_stage_runs_backwards() =>
        Assert.Equal(50e-9, ScanStacks.Grid(new ScanAxis("sample_y", "nm", [100, 50, 0]), X).PixelSizeY, 1e-15);

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_region_that_is_not_there_is_named_with_their_number(int region)
    {
        var e = Assert.Throws<DataException>(() => Scan(new ScanRegion(ScanKind.Image, [Y, X], Values[..6])).ToStack(region));
        Assert.Equal($"f.h5: region {region} was asked for, but the file has 1 (numbered from 0).", e.Message);
    }

    [Theory]
    [InlineData(ScanKind.PointSpectrum)]
    [InlineData(ScanKind.LineSpectrum)]
    [InlineData(ScanKind.Focus)]
    [InlineData(ScanKind.Other)]
    public void What_is_no_image_is_refused_by_its_kind(ScanKind kind)
    {
        var e = Assert.Throws<DataException>(() => Scan(new ScanRegion(kind, [Energy], Values[..3])).ToStack());
        Assert.Contains($"a scan of kind {kind}; a composition map needs an image stack", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_whose_values_do_not_fill_its_axes_is_refused() => Assert.Contains(
        "17 values for axes of 3 × 3 × 2 points",
        Assert.Throws<ArgumentException>(() => new ScanRegion(ScanKind.ImageStack, [Energy, Y, X], Values[..17])).Message,
        StringComparison.Ordinal);

    private static Scan Scan(ScanRegion region) => new("f.h5", "made", [region]);
}
