using Stria.Core;

namespace Stria.Tests.Core.Imaging;

/// <summary>The nouns of images: what they hold is what they were given, and what cannot be is refused with its numbers.</summary>
public sealed class ImagingNounTests
{
    private static readonly ImageGrid Grid = new(3, 4) { PixelSizeY = 50e-9, PixelSizeX = 30e-9, FirstY = 1e-6, FirstX = -2e-6, OriginRow = 10, OriginColumn = 20 };

    [Fact]
    public void A_part_of_a_grid_knows_its_place_in_the_frame_and_on_the_stage()
    {
        ImageGrid part = Grid.Crop(1, 2, 2, 2);
        Assert.Equal((2, 2, 11, 22), (part.Height, part.Width, part.OriginRow, part.OriginColumn));
        Assert.Equal(1e-6 + 50e-9, part.FirstY, 1e-15);
        Assert.Equal(-2e-6 + 60e-9, part.FirstX, 1e-15);
        Assert.Equal((50e-9, 30e-9), (part.PixelSizeY, part.PixelSizeX));
    }

    [Fact]
    public void A_part_of_a_part_is_the_part_of_the_whole()
    {
        var random = new Random(5);
        var whole = new ImageGrid(40, 50) { PixelSizeY = 20e-9, PixelSizeX = 25e-9, FirstY = 3e-6, FirstX = 4e-6 };
        for (int i = 0; i < 100; i++)
        {
            (int r1, int c1, int r2, int c2) = (random.Next(15), random.Next(20), random.Next(10), random.Next(10));
            ImageGrid twice = whole.Crop(r1, c1, 22, 25).Crop(r2, c2, 9, 8), once = whole.Crop(r1 + r2, c1 + c2, 9, 8);
            Assert.Equal((once.OriginRow, once.OriginColumn, once.Count), (twice.OriginRow, twice.OriginColumn, twice.Count));
            Assert.Equal(once.FirstY, twice.FirstY, 1e-18);
            Assert.Equal(once.FirstX, twice.FirstX, 1e-18);
        }
    }

    [Theory]
    [InlineData(-1, 0, 1, 1)]
    [InlineData(0, -1, 1, 1)]
    [InlineData(2, 0, 2, 1)]
    [InlineData(0, 3, 1, 2)]
    public void A_part_that_reaches_beyond_is_refused(int row, int column, int height, int width) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Grid.Crop(row, column, height, width));

    [Fact]
    public void A_grid_without_pixel_size_says_so()
    {
        Assert.True(Grid.HasPixelSize);
        Assert.False(new ImageGrid(3, 4).HasPixelSize);
        Assert.False((Grid with { PixelSizeX = double.NaN }).HasPixelSize);
        Assert.True(double.IsNaN(new ImageGrid(3, 4).Crop(1, 1, 2, 2).FirstX), "a place that is not known does not become known");
    }

    [Fact]
    public void More_pixels_than_can_be_counted_are_refused() => Assert.Throws<OverflowException>(() => new ImageGrid(100_000, 100_000).Count);

    [Fact]
    public void A_map_gives_back_the_value_of_its_row_and_column()
    {
        float[] values = [.. Enumerable.Range(0, 12).Select(i => (float)i)];
        var map = new ScalarField(Grid, values, "x", "1");
        Assert.Equal((0f, 3f, 4f, 11f), (map[0, 0], map[0, 3], map[1, 0], map[2, 3]));
        var e = Assert.Throws<ArgumentException>(() => new ScalarField(Grid, values[..11], "x", "1"));
        Assert.Contains("11 values for 3 × 4 pixels", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mask_counts_its_pixels_and_its_parts_add_up()
    {
        var random = new Random(2);
        var mask = new PixelMask(6, 8, [.. Enumerable.Range(0, 48).Select(_ => random.Next(3) == 0)]);
        int inQuarters = new[] { (0, 0), (0, 4), (3, 0), (3, 4) }.Sum(q => mask.Crop(q.Item1, q.Item2, 3, 4).Count);
        Assert.Equal(mask.Inside.Count(i => i), mask.Count);
        Assert.InRange(mask.Count, 1, 47);
        Assert.Equal(mask.Count, inQuarters);
        Assert.Equal(mask[4, 5], mask.Crop(3, 4, 3, 4)[1, 1]);
        Assert.Contains("47 flags for 6 × 8 pixels", Assert.Throws<ArgumentException>(() => new PixelMask(6, 8, new bool[47])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stack_gives_its_frames_in_the_order_of_its_energies()
    {
        float[] counts = [.. Enumerable.Range(0, 24).Select(i => (float)i)];
        var stack = new SpectralStack([510, 511], Grid, counts, Provenance.Of("made"));
        Assert.Equal(2, stack.FrameCount);
        Assert.Equal(counts[12..], stack.Frame(1).ToArray());
        Assert.Equal(["0", "1"], stack.FrameNames);
        Assert.Null(stack.Dwells);
        var e = Assert.Throws<ArgumentException>(() => new SpectralStack([510, 511], Grid, counts[1..], Provenance.Of("made")));
        Assert.Contains("23 counts for 2 frames of 3 × 4 pixels", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Optical_densities_need_a_mask_and_an_incident_intensity_of_their_size()
    {
        var usable = new PixelMask(3, 4, [.. Enumerable.Repeat(true, 12)]);
        var stack = new OpticalDensityStack([510, 511], Grid, [.. Enumerable.Range(0, 24).Select(i => (float)i)], usable, [100, 200], NoiseModel.Poisson);
        Assert.Equal((2, 12f), (stack.FrameCount, stack.Frame(1)[0]));
        Assert.Throws<ArgumentException>(() => new OpticalDensityStack([510, 511], Grid, new float[23], usable, [100, 200], NoiseModel.Poisson));
        Assert.Throws<ArgumentException>(() => new OpticalDensityStack([510, 511], Grid, new float[24], usable, [100], NoiseModel.Poisson));
        Assert.Throws<ArgumentException>(() => new OpticalDensityStack([510, 511], Grid, new float[24], new PixelMask(1, 1, [true]), [100, 200], NoiseModel.Poisson));
    }

    // d ln(I₀/I) = −dI/I: the variance of the optical density is that of the intensity over its square.
    [Theory]
    [InlineData(1, 0, 400, 400, 1.0 / 400)]
    [InlineData(2.5, 90, 1000, 2590, 2590e-6)]
    [InlineData(1, 25, -3, 25, 25.0 / 9)]
    public void Noise_follows_gain_and_floor(double gain, double floor, double intensity, double variance, double opticalDensity)
    {
        var noise = new NoiseModel(gain, floor);
        Assert.Equal(variance, noise.Variance(intensity), 1e-9);
        Assert.Equal(opticalDensity, noise.OpticalDensityVariance(intensity), 1e-12);
    }

    [Fact]
    public void Provenance_grows_and_what_it_was_stays()
    {
        var read = Provenance.Of("a.h5");
        Provenance aligned = read.Then("despiked").Then("registered");
        Assert.Empty(read.Steps);
        Assert.Equal(["despiked", "registered"], aligned.Steps);
        Assert.Equal("a.h5", aligned.Source);
    }

    [Theory]
    [InlineData(new[] { 510.0, 510 }, new[] { 1.0, 2 }, "energy 510 eV follows 510 eV")]
    [InlineData(new[] { 511.0, 510 }, new[] { 1.0, 2 }, "energy 510 eV follows 511 eV")]
    [InlineData(new[] { 510.0, double.NaN }, new[] { 1.0, 2 }, "energy NaN eV follows 510 eV")]
    [InlineData(new[] { 510.0 }, new[] { 1.0, 2 }, "1 energies, 2 values")]
    public void A_spectrum_whose_energies_do_not_ascend_is_refused(double[] energies, double[] values, string reason) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => new Spectrum(energies, values, "s")).Message, StringComparison.Ordinal);

    [Fact]
    public void Mistakes_of_people_and_of_files_are_told_as_they_are()
    {
        Assert.Equal("a.h5: is cut off", new DataException("is cut off", "a.h5").Message);
        Assert.Equal("is cut off", new DataException("is cut off").Message);
        Assert.Equal([3.0, 1], new ConvergenceException("does not converge", [3, 1]).Residuals);
        Assert.Equal(
            "The native library Cairo is missing; Stria uses it to draw figures. On Debian or Ubuntu: apt-get install libcairo2",
            new MissingLibraryException("Cairo", "draw figures", "libcairo2").Message);
        Assert.All(
            new Exception[] { new DataException(""), new ScenarioException(""), new ConvergenceException("", []), new MissingLibraryException("", "", "") },
            e => Assert.IsAssignableFrom<StriaException>(e));
    }
}
