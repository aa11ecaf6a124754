using Stria.Core;
using Stria.Measurement.Particles;

namespace Stria.Tests.Measurement.Particles;

public sealed class MissingBackgroundTests
{
    private const float Gap = float.NaN;

    [Fact]
    public void What_a_map_leaves_out_falls_by_half_from_pixel_to_pixel_and_ends() =>
        Assert.Equal([8, 4, 16, 8, 4, 2, 0, 0], Filled(8, Gap, 16, Gap, Gap, Gap, Gap, Gap));

    [Fact]
    public void A_hole_is_closed_from_the_least_of_its_neighbours()
    {
        float[] values = [.. Enumerable.Repeat(40f, 25)];
        values[6] = 10;
        values[12] = Gap;
        float[] filled = MissingBackground.Filled(new ScalarField(new ImageGrid(5, 5), values, "thickness", "nm"));
        Assert.Equal(5, filled[12]);
        Assert.Equal(values.Where(float.IsFinite), filled.Where((_, p) => p != 12));
    }

    [Fact]
    public void A_background_below_zero_goes_on_where_nothing_is_near() => Assert.Equal(-3, Filled(-3, Gap, Gap, Gap, Gap, Gap)[^1]);

    [Fact]
    public void Nothing_is_altered_where_nothing_is_missing() => Assert.Equal([1, 2, 3], Filled(1, 2, 3));

    [Fact]
    public void Where_nothing_is_known_nothing_is_made_up() => Assert.All(Filled(Gap, Gap, Gap), v => Assert.True(float.IsNaN(v)));

    private static float[] Filled(params float[] row) => MissingBackground.Filled(new ScalarField(new ImageGrid(1, row.Length), row, "thickness", "nm"));
}
