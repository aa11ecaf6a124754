using Stria.Numerics.Geometry;

namespace Stria.Tests.Numerics;

/// <summary>The direction in which a shape is long, by the chords through each pixel.</summary>
public sealed class ChordDirectionsTests
{
    private const int Side = 81, Middle = 40;

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(45)]
    [InlineData(90)]
    [InlineData(-60)]
    public void Along_a_straight_wire_it_is_the_direction_of_the_wire(double degrees)
    {
        bool[] wire = Wire(degrees);
        (float[] cos, float[] sin) = ChordDirections.Of(wire, Side, Side);
        (double mean, int count) = (0, 0);
        for (int p = 0; p < wire.Length; p++)
        {
            if (!wire[p])
            {
                Assert.True(float.IsNaN(cos[p]) && float.IsNaN(sin[p]));
                continue;
            }

            // At the corners the chords across are the longest.
            if (!Inner(degrees, p))
            {
                continue;
            }

            double off = 0.5 * Math.IEEERemainder(Math.Atan2(sin[p], cos[p]) - (2 * degrees * Math.PI / 180), 2 * Math.PI);
            Assert.InRange(Math.Abs(off) * 180 / Math.PI, 0, 18);
            (mean, count) = (mean + Math.Abs(off), count + 1);
            Assert.InRange(Math.Sqrt((cos[p] * cos[p]) + (sin[p] * sin[p])), 0.75, 1.0001);
        }

        // The stairs of a border turn it there by up to 16°, to both sides alike.
        Assert.InRange(mean / count * 180 / Math.PI, 0, 6);
    }

    [Fact]
    public void Where_two_wires_cross_it_is_the_mean_and_beyond_it_is_that_of_each()
    {
        bool[] cross = [.. Wire(0).Zip(Wire(90), (a, b) => a || b)];
        (float[] cos, _) = ChordDirections.Of(cross, Side, Side);
        Assert.Equal(0, cos[(Middle * Side) + Middle], 0.15);
        Assert.InRange(cos[(Middle * Side) + Middle + 25], 0.8, 1);
        Assert.InRange(cos[((Middle + 25) * Side) + Middle], -1, -0.8);
    }

    [Fact]
    public void A_disc_has_no_direction_in_its_middle()
    {
        bool[] disc = Shape((down, right) => (down * down) + (right * right) < 400);
        (float[] cos, float[] sin) = ChordDirections.Of(disc, Side, Side);
        Assert.InRange(Math.Abs(cos[(Middle * Side) + Middle]) + Math.Abs(sin[(Middle * Side) + Middle]), 0, 0.15);
    }

    [Fact]
    public void A_wrong_number_of_flags_is_refused() => Assert.Throws<ArgumentException>(() => ChordDirections.Of(new bool[10], 3, 3));

    private static bool Inner(double degrees, int pixel)
    {
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        return Math.Abs((((pixel % Side) - Middle) * cos) - (((pixel / Side) - Middle) * sin)) < 25;
    }

    private static bool[] Wire(double degrees)
    {
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        return Shape((down, right) => Math.Abs((right * cos) - (down * sin)) < 35 && Math.Abs((right * sin) + (down * cos)) < 4);
    }

    private static bool[] Shape(Func<int, int, bool> inside) => [.. Enumerable.Range(0, Side * Side).Select(p => inside((p / Side) - Middle, (p % Side) - Middle))];
}
