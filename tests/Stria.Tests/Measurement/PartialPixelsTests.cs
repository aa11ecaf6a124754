using Stria.Measurement.Stxm;
using Stria.Numerics.Images;

namespace Stria.Tests.Measurement;

/// <summary>Pixels that a blurred edge gives matter that is hardly there.</summary>
public sealed class PartialPixelsTests
{
    private const int Side = 40;

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    public void A_blurred_wire_keeps_its_width(double blur)
    {
        float[] wire = GaussianFilter.Smooth([.. Enumerable.Range(0, Side * Side).Select(p => p / Side is >= 15 and < 25 ? 80f : 0f)], Side, Side, blur);
        bool[] partial = PartialPixels.Of(wire, Side, Side);
        int[] whole = [.. Enumerable.Range(0, Side).Where(r => wire[(r * Side) + 20] > 1 && !partial[(r * Side) + 20])];
        int seen = Enumerable.Range(0, Side).Count(r => wire[(r * Side) + 20] > 1);
        Assert.Equal(Enumerable.Range(15, 10), whole);
        Assert.True(seen > 10);
    }

    [Fact]
    public void A_slope_in_thickness_is_no_edge_and_nothing_is_no_part()
    {
        float[] wedge = [.. Enumerable.Range(0, Side * Side).Select(p => p / Side < 4 ? float.NaN : 20f + (2 * (p / Side)))];
        Assert.All(PartialPixels.Of(wedge, Side, Side), Assert.False);
    }

    [Fact]
    public void A_thin_particle_apart_from_a_thick_one_is_whole()
    {
        float[] two = [.. Enumerable.Range(0, Side * Side).Select(p => (p % Side) switch { < 10 => 200f, > 15 and < 25 => 20f, _ => float.NaN })];
        bool[] partial = PartialPixels.Of(two, Side, Side);
        Assert.All(partial, Assert.False);
    }

    [Fact]
    public void Faint_neighbours_of_a_thick_particle_are_parts_of_it_at_the_border_of_the_image_too()
    {
        float[] edge = [.. Enumerable.Range(0, Side * Side).Select(p => (p % Side) == 0 ? 10f : (p % Side) < 5 ? 100f : float.NaN)];
        bool[] partial = PartialPixels.Of(edge, Side, Side);
        Assert.All(Enumerable.Range(0, Side * Side), p => Assert.Equal(p % Side == 0, partial[p]));
    }
}
