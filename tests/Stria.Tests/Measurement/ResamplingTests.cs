using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Images;

namespace Stria.Tests.Measurement;

public sealed class ResamplingTests
{
    [Fact]
    public void Frames_lie_on_each_other_afterwards_on_the_field_that_all_of_them_show()
    {
        double[] dy = [0, 1.4, -2.3], dx = [0, -0.6, 3];
        SpectralStack stack = Made.Stack(Made.Energies(3), 60, 70, (f, r, c) => Scene(r - dy[f], c - dx[f]));
        AlignedStack aligned = Resampling.Align(stack, new RegistrationResult(dy, dx, 0, 0, 0));
        ImageGrid grid = aligned.Stack.Grid;
        Assert.Equal((3, 1, 55, 66), (grid.OriginRow, grid.OriginColumn, grid.Height, grid.Width));
        for (int f = 0; f < 3; f++)
        {
            for (int p = 0; p < grid.Count; p++)
            {
                int r = p / grid.Width, c = p % grid.Width;
                if (Math.Min(Math.Min(r, grid.Height - 1 - r), Math.Min(c, grid.Width - 1 - c)) >= 6)
                {
                    Assert.Equal(Scene(r + 3, c + 1), aligned.Stack.Frame(f)[p], 0.02);
                }
            }
        }
    }

    [Fact]
    public void Frames_that_did_not_move_keep_their_bits()
    {
        SpectralStack stack = Made.Stack(Made.Energies(2), 12, 12, (f, r, c) => r == 3 && c == 4 ? double.NaN : Scene(r, c) + f);
        AlignedStack aligned = Resampling.Align(stack, RegistrationResult.None(2));
        Assert.Equal(stack.Counts, aligned.Stack.Counts);
        Assert.Equal([1, 1], aligned.NoiseFactors);
        Assert.Equal((0, 0), (aligned.Stack.Grid.OriginRow, aligned.Stack.Grid.OriginColumn));
    }

    [Fact]
    public void A_hole_spoils_the_pixels_less_than_one_pixel_from_its_new_place_and_no_others()
    {
        double[] dy = [0, 0.3], dx = [0, -1.6];
        SpectralStack stack = Made.Stack(Made.Energies(2), 30, 30, (f, r, c) => f == 1 && r == 10 && c == 12 ? double.NaN : Scene(r, c));
        AlignedStack aligned = Resampling.Align(stack, new RegistrationResult(dy, dx, 0, 0, 0));
        ImageGrid grid = aligned.Stack.Grid;
        // The hole comes to (9.7, 13.6) of the full frame.
        (int, int)[] spoilt = [.. Enumerable.Range(0, grid.Count).Where(p => float.IsNaN(aligned.Stack.Frame(1)[p])).Select(p => ((p / grid.Width) + grid.OriginRow, (p % grid.Width) + grid.OriginColumn))];
        Assert.Equal([(9, 13), (9, 14), (10, 13), (10, 14)], spoilt);
        Assert.DoesNotContain(aligned.Stack.Frame(0).ToArray(), float.IsNaN);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Frames_that_are_given_away_are_resampled_in_their_own_place_to_the_same_bits(int threads)
    {
        var shifts = new RegistrationResult([0, 0.3, -2.6, 1], [0, -1.6, 0.4, 2], 0, 0, 0);
        SpectralStack Stack() => Made.Stack(Made.Energies(4), 30, 34, (f, r, c) => (f + r + c) % 61 == 0 ? double.NaN : Scene(r, c) + f);
        SpectralStack given = Stack();
        AlignedStack copied = Resampling.Align(Stack(), shifts), moved = Resampling.TakeOver(given, shifts, threads);
        Assert.Equal((copied.Stack.Grid.OriginRow, copied.Stack.Grid.Height, copied.Stack.Grid.Width), (moved.Stack.Grid.OriginRow, moved.Stack.Grid.Height, moved.Stack.Grid.Width));
        for (int f = 0; f < 4; f++)
        {
            Assert.Equal(copied.Stack.Frame(f).ToArray(), moved.Stack.Frame(f).ToArray());
            Assert.Equal(moved.Stack.Frame(f).ToArray(), given.Frame(f)[..moved.Stack.Grid.Count].ToArray());
        }
    }

    [Fact]
    public void The_change_of_the_noise_is_the_product_of_both_axes()
    {
        SpectralStack stack = Made.Stack(Made.Energies(2), 30, 30, (_, r, c) => Scene(r, c));
        AlignedStack aligned = Resampling.Align(stack, new RegistrationResult([0, 0.5], [0, 0.25], 0, 0, 0));
        Assert.Equal([1, SplineShift.NoiseFactor(0.5) * SplineShift.NoiseFactor(0.25)], aligned.NoiseFactors);
    }

    [Fact]
    public void The_stage_positions_move_with_the_crop()
    {
        var grid = new ImageGrid(40, 40) { PixelSizeY = 2e-8, PixelSizeX = 3e-8, FirstY = 1e-6, FirstX = 5e-6 };
        var stack = new SpectralStack([510, 511], grid, new float[3200], Provenance.Of("made"));
        ImageGrid cropped = Resampling.Align(stack, new RegistrationResult([0, -4], [0, -2.5], 0, 0, 0)).Stack.Grid;
        Assert.Equal(1e-6 + (4 * 2e-8), cropped.FirstY, 1e-15);
        Assert.Equal(5e-6 + (3 * 3e-8), cropped.FirstX, 1e-15);
    }

    [Fact]
    public void Frames_without_a_common_field_are_refused_with_the_displacement()
    {
        SpectralStack stack = Made.Stack(Made.Energies(2), 20, 20, (_, _, _) => 1);
        string message = Assert.Throws<DataException>(() => Resampling.Align(stack, new RegistrationResult([0, 17], [0, 0], 0, 0, 0))).Message;
        Assert.Contains("no common field: displacements reach 17.0 px in frames of 20 × 20", message);
    }

    private static double Scene(double y, double x) => 500 + (200 * Math.Sin(y / 4) * Math.Cos(x / 5)) + (3 * x);
}
