using Stria.Matter;

namespace Stria.Tests.Matter.Crystals;

public sealed class CellChangeTests
{
    private static readonly UnitCell Triclinic = UnitCell.FromAngstroms(5.1, 6.2, 7.3, 81, 97, 112), Other = UnitCell.FromAngstroms(5.3, 6.1, 7.5, 84, 95, 110);

    [Fact]
    public void A_cell_that_grows_evenly_stretches_alike_in_all_directions()
    {
        UnitCell grown = UnitCell.FromAngstroms(5.1 * 1.01, 6.2 * 1.01, 7.3 * 1.01, 81, 97, 112);
        TransformationStretch none = TransformationStretch.Between(Triclinic, Triclinic), even = TransformationStretch.Between(Triclinic, grown);
        Assert.All(none.PrincipalStretches, l => Assert.Equal(1, l, 1e-10));
        Assert.Equal(0, none.GreenStrainNorm, 1e-9);
        Assert.All(even.PrincipalStretches, l => Assert.Equal(1.01, l, 1e-10));
        Assert.Equal((1.01 * 1.01 * 1.01) - 1, even.VolumeChange, 1e-9);
        Assert.Equal(Math.Sqrt(3) * ((1.01 * 1.01) - 1) / 2, even.GreenStrainNorm, 1e-9);
        Assert.Equal(0.01, even.MiddleStretchLessOne, 1e-9);
    }

    [Fact]
    public void Stretches_of_right_angled_cells_are_the_ratios_of_their_axes_in_order()
    {
        TransformationStretch stretch = TransformationStretch.Between(UnitCell.FromAngstroms(4, 5, 6), UnitCell.FromAngstroms(4.4, 4.9, 6.06));
        double[] expected = [0.98, 1.01, 1.1];
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(expected[i], stretch.PrincipalStretches[i], 1e-10));
        Assert.Equal(1.1, stretch.Matrix[0], 1e-10);
        Assert.Equal(0.98, stretch.Matrix[4], 1e-10);
        Assert.Equal(1.01, stretch.Matrix[8], 1e-10);
    }

    [Fact]
    public void A_shear_between_two_equal_axes_leaves_the_third_and_stretches_by_the_cosine()
    {
        TransformationStretch shear = TransformationStretch.Between(UnitCell.FromAngstroms(4, 4, 4), UnitCell.FromAngstroms(4, 4, 4, 90, 95));
        double cosine = Math.Abs(Math.Cos(95 * Math.PI / 180));
        Assert.Equal(Math.Sqrt(1 - cosine), shear.PrincipalStretches[0], 1e-10);
        Assert.Equal(1, shear.PrincipalStretches[1], 1e-10);
        Assert.Equal(Math.Sqrt(1 + cosine), shear.PrincipalStretches[2], 1e-10);
        Assert.Equal(Math.Sin(95 * Math.PI / 180) - 1, shear.VolumeChange, 1e-10);
    }

    [Fact]
    public void The_way_back_has_the_reciprocal_stretches_and_volumes_go_with_the_cells()
    {
        TransformationStretch there = TransformationStretch.Between(Triclinic, Other), back = TransformationStretch.Between(Other, Triclinic);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(1, there.PrincipalStretches[i] * back.PrincipalStretches[2 - i], 1e-9);
            Assert.Equal(there.Matrix[(i * 3) + ((i + 1) % 3)], there.Matrix[((i + 1) % 3 * 3) + i], 1e-12);
        }

        Assert.Equal((Other.Volume_angstrom3 / Triclinic.Volume_angstrom3) - 1, there.VolumeChange, 1e-9);
        Assert.Equal(there.PrincipalStretches.Sum(), there.Matrix[0] + there.Matrix[4] + there.Matrix[8], 1e-9);
    }

    [Fact]
    public void Lattice_planes_keep_their_distance_in_other_axes()
    {
        CellTransformation change = CellTransformation.ParseAxes("a+b,b-a,c+a");
        UnitCell turned = change.Apply(Triclinic);
        for (int i = 1; i < 27; i++)
        {
            var h = new MillerIndices((i / 9) - 1, (i / 3 % 3) - 1, (i % 3) + 1);
            MillerIndices image = change.Apply(h)!.Value;
            Assert.Equal(1, turned.Spacing_angstrom(image) / Triclinic.Spacing_angstrom(h), 1e-9);
        }

        Assert.Equal(2, change.VolumeRatio, 1e-12);
        Assert.Equal(2, turned.Volume_angstrom3 / Triclinic.Volume_angstrom3, 1e-9);
    }

    [Fact]
    public void Half_an_axis_keeps_only_planes_of_even_index()
    {
        CellTransformation half = CellTransformation.ParseAxes("a/2,b,c");
        Assert.Null(half.Apply(new MillerIndices(1, 0, 0)));
        Assert.Equal(new MillerIndices(1, 3, -1), half.Apply(new MillerIndices(2, 3, -1)));
    }

    [Fact]
    public void Axes_and_coordinates_turn_against_each_other()
    {
        double[] axes = CellTransformation.ParseAxes("a+b,b-a,c").Matrix.ToArray(), coordinates = CellTransformation.ParseCoordinates("x/2+y/2,y/2-x/2,z").Matrix.ToArray();
        Assert.Equal([1.0, -1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 1.0], axes);
        Assert.All(Enumerable.Range(0, 9), i => Assert.Equal(axes[i], coordinates[i], 1e-12));
    }

    [Theory]
    [InlineData("a,b", "needs three parts, parted by commas.")]
    [InlineData("a+1/2,b,c", "has a constant: axes are sums of a, b and c.")]
    [InlineData("a,b,a+b", "The three new axes lie in a plane (the determinant is 0).")]
    public void Axes_are_refused_with_the_reason(string axes, string said) =>
        Assert.Contains(said, Assert.Throws<FormatException>(() => CellTransformation.ParseAxes(axes)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_primitive_cell_of_a_centred_lattice_has_one_point_and_a_lower_symmetry_is_refused()
    {
        CellTransformation primitive = CellTransformation.ParseAxes("b/2+c/2,a/2+c/2,a/2+b/2");
        SpaceGroup group = SpaceGroups.Find("F m -3 m").Transformed(primitive);
        Assert.Equal(0.25, primitive.VolumeRatio, 1e-12);
        Assert.Equal(1, group.LatticePoints);
        Assert.Equal(48, group.Operations.Count);
        ArgumentException e = Assert.Throws<ArgumentException>(() => SpaceGroups.Find("P m -3 m").Transformed(CellTransformation.ParseAxes("2a,b,c")));
        Assert.Contains("The new cell does not have the symmetry of the old one", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reduced_cell_is_short_has_angles_of_one_kind_and_reduces_to_itself()
    {
        UnitCell skew = CellTransformation.ParseAxes("a+2b,b-c,c").Apply(Triclinic);
        (UnitCell reduced, CellTransformation change) = NiggliReduction.Of(skew);
        double[] g = reduced.Metric_angstrom2(), again = NiggliReduction.Of(reduced).Reduced.Metric_angstrom2(), made = change.Apply(skew).Metric_angstrom2();
        Assert.True(g[0] <= g[1] + 1e-6 && g[1] <= g[2] + 1e-6);
        Assert.True(2 * Math.Abs(g[3]) <= g[1] + 1e-6 && 2 * Math.Abs(g[4]) <= g[0] + 1e-6 && 2 * Math.Abs(g[5]) <= g[0] + 1e-6);
        Assert.True((g[3] > 0 && g[4] > 0 && g[5] > 0) || (g[3] <= 1e-6 && g[4] <= 1e-6 && g[5] <= 1e-6));
        Assert.All(Enumerable.Range(0, 6), i => Assert.Equal(g[i], again[i], 1e-6));
        Assert.All(Enumerable.Range(0, 6), i => Assert.Equal(g[i], made[i], 1e-9));
        Assert.Equal(1, reduced.Volume_angstrom3 / skew.Volume_angstrom3, 1e-9);
    }

    [Fact]
    public void Errors_of_right_angled_axes_reach_volume_and_spacings_as_relative_squares()
    {
        var cell = MeasuredCell.WithStandardDeviations(UnitCell.FromAngstroms(4, 5, 8), [0.004, 0.01, 0.008], [0, 0, 0]);
        double relative = Math.Sqrt((1e-3 * 1e-3) + (2e-3 * 2e-3) + (1e-3 * 1e-3));
        Assert.Equal(160 * relative, cell.StandardDeviations()[6], 1e-9);
        (double d, double sigma) = cell.Spacing_angstrom(new MillerIndices(0, 2, 0));
        Assert.Equal(2.5, d, 1e-10);
        Assert.Equal(0.005, sigma, 1e-10);
        Assert.Equal(cell.Spacing_angstrom(new MillerIndices(1, 2, -3)), cell.Spacing_angstrom(new MillerIndices(-1, -2, 3)));
    }

    [Fact]
    public void A_cell_without_covariance_is_exact_and_a_metric_of_no_cell_is_refused()
    {
        var cell = MeasuredCell.FromReciprocalMetric(Triclinic.ReciprocalMetric_angstrom2(), new double[36]);
        Assert.All(cell.StandardDeviations(), s => Assert.Equal(0, s, 1e-15));
        Assert.Equal(Triclinic.Volume_angstrom3, cell.Cell.Volume_angstrom3, 1e-8);
        const string Said = "is not positive definite: it belongs to no cell.";
        Assert.Contains(Said, Assert.Throws<ArgumentException>(() => MeasuredCell.FromReciprocalMetric([1, 1, 1, 0, 0, 2], new double[36])).Message, StringComparison.Ordinal);
        Assert.Contains(Said, Assert.Throws<ArgumentException>(() => UnitCell.FromMetric_angstrom2([1, 1, 1, 0, 0, 2])).Message, StringComparison.Ordinal);
        Assert.Contains(Said, Assert.Throws<ArgumentException>(() => UnitCell.FromReciprocalMetric_angstrom2([1, 1, -1, 0, 0, 0])).Message, StringComparison.Ordinal);
    }
}
