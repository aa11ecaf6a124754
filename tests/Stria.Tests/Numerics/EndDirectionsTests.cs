using Stria.Numerics.Geometry;

namespace Stria.Tests.Numerics;

/// <summary>Directions near the ends of a wire.</summary>
public sealed class EndDirectionsTests
{
    private const int Height = 110, Width = 160;

    [Theory]
    [InlineData(90, 58, 15)]
    [InlineData(200, 60, 10)]
    public void A_bend_of_even_curvature_goes_on_to_the_ends(double radius, double halfLength, double halfWidth)
    {
        (bool[] mask, double[] truth) = Arc(radius, halfLength, halfWidth);
        AxisField axis = LocalAxis.Of(mask, Height, Width);
        int[] pixels = [.. Enumerable.Range(0, mask.Length).Where(p => mask[p])];
        double[] continued = EndDirections.Continued(axis, pixels);
        double before = Rms(pixels.Select(p => axis.Angle[p] - truth[p])), after = Rms(continued.Select((a, i) => a - truth[pixels[i]]));
        Assert.InRange(after, 0, 0.06);
        Assert.True(after <= before);
    }

    [Fact]
    public void A_part_whose_middle_is_short_keeps_its_directions()
    {
        bool[] small = [.. Enumerable.Range(0, Height * Width).Select(p => p / Width is > 50 and < 56 && p % Width is > 60 and < 70)];
        AxisField axis = LocalAxis.Of(small, Height, Width);
        int[] pixels = [.. Enumerable.Range(0, small.Length).Where(p => small[p])];
        Assert.Equal(pixels.Select(p => axis.Angle[p]), EndDirections.Continued(axis, pixels));
    }

    private static (bool[] Mask, double[] Angle) Arc(double radius, double halfLength, double halfWidth)
    {
        bool[] mask = new bool[Height * Width];
        double[] angle = new double[mask.Length];
        for (int p = 0; p < mask.Length; p++)
        {
            double up = 40 + radius - (p / Width), right = (p % Width) - 80, polar = Math.Atan2(up, right);
            mask[p] = Math.Abs(Math.Sqrt((up * up) + (right * right)) - radius) < halfWidth && Math.Abs(polar - (Math.PI / 2)) * radius < halfLength;
            angle[p] = polar - (Math.PI / 2);
        }

        return (mask, angle);
    }

    private static double Rms(IEnumerable<double> angles) => Math.Sqrt(angles.Average(a => Math.Pow(Math.IEEERemainder(a, Math.PI), 2)));
}
