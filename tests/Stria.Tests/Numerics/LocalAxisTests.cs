using Stria.Core;
using Stria.Numerics.Geometry;

namespace Stria.Tests.Numerics;

public sealed class LocalAxisTests
{
    private const double Degree = Math.PI / 180;

    /// <summary>A mask of the places (x to the right, y upwards, from the middle) that a shape holds.</summary>
    private static bool[] Mask(int height, int width, Func<double, double, bool> holds) =>
        [.. Enumerable.Range(0, height * width).Select(i => holds((i % width) - (width / 2.0) + 0.13, (height / 2.0) - (i / width) + 0.21))];

    private static (double X, double Y) Place(int i, int height, int width) => ((i % width) - (width / 2.0) + 0.13, (height / 2.0) - (i / width) + 0.21);

    /// <summary>Difference of two directions without sign [°], 0 … 90.</summary>
    private static double Apart(double a, double b) => Math.Abs(Math.IEEERemainder(a - b, Math.PI)) / Degree;

    [Theory]
    [InlineData(12)]
    [InlineData(24)]
    [InlineData(33)]
    [InlineData(60)]
    public void The_axis_follows_a_bent_wire_within_three_degrees_up_to_half_a_width_from_its_ends(double w)
    {
        double radius = 5 * w, span = 2;
        int n = (int)(2.2 * (radius + w));
        double Along(double x, double y) => (((Math.Atan2(y, x) - 0.3) % (2 * Math.PI)) + (2 * Math.PI)) % (2 * Math.PI);
        bool[] mask = Mask(n, n, (x, y) => Math.Abs(double.Hypot(x, y) - radius) < w / 2 && Along(x, y) < span);
        AxisField field = LocalAxis.Of(mask, n, n);
        double worst = 0, worstOffset = 0, worstWidth = 0;
        for (int i = 0; i < mask.Length; i++)
        {
            (double x, double y) = Place(i, n, n);
            double fromEnd = Math.Min(Along(x, y), span - Along(x, y)) * radius;
            if (mask[i] && fromEnd > w / 2)
            {
                worst = Math.Max(worst, Apart(field.Angle[i], Math.Atan2(y, x) + (Math.PI / 2)));

                // Counter-clockwise round the centre ξ points to the left at the top, so that here it is turned and η points outwards.
                worstOffset = Math.Max(worstOffset, Math.Abs(field.Offset[i] - (double.Hypot(x, y) - radius)));
                worstWidth = Math.Max(worstWidth, Math.Abs(field.LocalWidth[i] - w));
                Assert.True(field.Coherence[i] > 0.5);
            }
        }

        Assert.InRange(worst, 1e-6, 3);
        Assert.InRange(worstOffset, 1e-6, 0.5);
        Assert.InRange(worstWidth, 1e-6, 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(45)]
    [InlineData(90)]
    [InlineData(-60)]
    public void The_axis_of_a_straight_wire_is_its_long_side(double degrees)
    {
        (double sin, double cos) = Math.SinCos(degrees * Degree);
        bool[] mask = Mask(130, 130, (x, y) => Math.Abs((x * cos) + (y * sin)) < 48 && Math.Abs((y * cos) - (x * sin)) < 7);
        AxisField field = LocalAxis.Of(mask, 130, 130);
        double[] errors = [.. Enumerable.Range(0, mask.Length).Where(i => mask[i] && Ends(i) > 7).Select(i => Math.Abs(Math.IEEERemainder(field.Angle[i] - (degrees * Degree), 2 * Math.PI)) / Degree)];
        Assert.InRange(errors.Max(), 0, 3);
        Assert.InRange(errors.Average(), 0, 0.5);

        double Ends(int i)
        {
            (double x, double y) = Place(i, 130, 130);
            return 48 - Math.Abs((x * cos) + (y * sin));
        }
    }

    [Fact]
    public void An_ellipse_has_its_long_axis_and_a_disk_has_none()
    {
        (double sin, double cos) = Math.SinCos(25 * Degree);
        bool[] ellipse = Mask(100, 100, (x, y) => Squared(((x * cos) + (y * sin)) / 42) + Squared(((y * cos) - (x * sin)) / 18) < 1);
        AxisField longer = LocalAxis.Of(ellipse, 100, 100), round = LocalAxis.Of(Mask(100, 100, (x, y) => double.Hypot(x, y) < 35), 100, 100);
        double[] angles = [.. longer.Angle.Where(a => !double.IsNaN(a))];
        Assert.Equal(25, angles.Average() / Degree, 1.0);
        Assert.InRange(angles.Average(a => Apart(a, 25 * Degree)), 0, 10);
        Assert.InRange(longer.Coherence.Where((_, i) => ellipse[i]).Average(), 0.6, 1);
        Assert.InRange(round.Coherence.Max(), 0, 0.1);

        static double Squared(double v) => v * v;
    }

    [Fact]
    public void The_sign_is_continuous_along_a_closed_ring()
    {
        bool[] mask = Mask(120, 120, (x, y) => Math.Abs(double.Hypot(x, y) - 45) < 5);
        AxisField field = LocalAxis.Of(mask, 120, 120);
        int circulating = 0;
        for (int i = 0; i < mask.Length; i++)
        {
            (double x, double y) = Place(i, 120, 120);
            circulating += mask[i] ? Math.Sign((x * Math.Sin(field.Angle[i])) - (y * Math.Cos(field.Angle[i]))) : 0;
        }

        Assert.Equal(mask.Count(m => m), Math.Abs(circulating));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(20)]
    public void One_limb_of_a_hairpin_does_not_disturb_the_other(double radius)
    {
        // Two limbs of width 10, six pixels apart or more, joined at the right by a half ring.
        bool[] mask = Mask(80, 140, (x, y) => x < 30 ? x > -60 && Math.Abs(Math.Abs(y) - radius) < 5 : Math.Abs(double.Hypot(x - 30, y) - radius) < 5);
        AxisField field = LocalAxis.Of(mask, 80, 140);
        double upper = 0, lower = 0;
        for (int i = 0; i < mask.Length; i++)
        {
            (double x, double y) = Place(i, 80, 140);
            if (mask[i] && x is > -50 and < 15)
            {
                Assert.InRange(Apart(field.Angle[i], 0), 0, 3);
                (upper, lower) = y > 0 ? (upper + Math.Cos(field.Angle[i]), lower) : (upper, lower + Math.Cos(field.Angle[i]));
            }
        }

        // Along the wire ξ goes out on one limb and back on the other, where the bend is wide enough to have a direction.
        Assert.True(upper * lower < 0 || radius < 10);
    }

    [Fact]
    public void A_wire_that_the_image_cuts_goes_on_beyond_it()
    {
        bool[] mask = Mask(40, 50, (_, y) => Math.Abs(y) < 6.2);
        AxisField field = LocalAxis.Of(mask, 40, 50);
        for (int i = 0; i < mask.Length; i++)
        {
            Assert.Equal(mask[i], !double.IsNaN(field.Angle[i]));
            if (mask[i])
            {
                Assert.Equal(0, field.Angle[i], 0.02);
                Assert.Equal(Place(i, 40, 50).Y, field.Offset[i], 0.5);
            }
        }
    }

    [Fact]
    public void Between_pixels_directions_are_averaged_by_twice_their_angle()
    {
        bool[] mask = Mask(60, 60, (x, y) => Math.Abs(x) < 4 && Math.Abs(y) < 25);
        AxisField field = LocalAxis.Of(mask, 60, 60);
        var plane = new ImagePlane(new ImageGrid(60, 60) { PixelSizeX = 5e-9, PixelSizeY = 5e-9 });
        AxisSample sample = field.At(plane, plane.X(30.4), plane.Y(29.7));
        Assert.Equal(Math.PI / 2, sample.Angle, 0.02);
        Assert.Equal(8, sample.LocalWidth, 0.5);

        // The wire holds the columns 26 … 33. η of an upright wire points to the left: to the right of the middle the offset is negative.
        Assert.Equal(29.5 - 30.4, sample.Offset, 0.05);
        Assert.True(double.IsNaN(field.At(2, 2).Angle));
    }

    [Fact]
    public void Particles_do_not_know_of_each_other_and_specks_have_no_direction()
    {
        bool[] one = Mask(50, 80, (x, y) => Math.Abs(x + 10) < 25 && Math.Abs(y - 8) < 5), both = Mask(50, 80, (x, y) => (Math.Abs(x + 10) < 25 && Math.Abs(y - 8) < 5) || (Math.Abs(x + 10) < 9 && Math.Abs(y + 8) < 9) || (x > 37.2 && y > 23.2));
        AxisField alone = LocalAxis.Of(one, 50, 80), among = LocalAxis.Of(both, 50, 80);
        Assert.All(Enumerable.Range(0, one.Length).Where(i => one[i]), i => Assert.Equal(alone.Angle[i], among.Angle[i]));
        Assert.True(both[79]);
        Assert.Equal(0, among.Coherence[79]);
        Assert.All(LocalAxis.Of(new bool[12], 3, 4).Angle, a => Assert.True(double.IsNaN(a)));
        Assert.All(LocalAxis.Of(Enumerable.Repeat(true, 100).ToArray(), 10, 10).Coherence, c => Assert.Equal(0, c));
        Assert.Throws<ArgumentException>(() => LocalAxis.Of(new bool[5], 2, 3));
    }
}
