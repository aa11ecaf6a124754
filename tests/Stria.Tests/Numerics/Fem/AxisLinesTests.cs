using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Tests.Core.Meshes;

namespace Stria.Tests.Numerics.Fem;

public sealed class AxisLinesTests
{
    private const double Micrometre = 1e-6;

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void Lines_along_a_bent_strip_keep_their_radius_and_stand_abreast(int nodesPerCell)
    {
        TriangleMesh mesh = MadeMesh.Sector(6, 24, nodesPerCell);
        double[] angles = [.. Enumerable.Range(0, mesh.NodeCount).Select(n => Math.Atan2(mesh.Points[(2 * n) + 1], mesh.Points[2 * n]) + (Math.PI / 2) + (n % 2 * Math.PI))];
        var found = AxisLines.Of(mesh, angles, 0.01 * Micrometre, 5);
        Assert.Equal(5, found.Lines.Count);
        Assert.Equal(1, found.Width / Micrometre, 0.03);
        Assert.Single(found.Lines.Select(l => l.Length).Distinct());
        double[] radii = [.. found.Lines.Select(l => Radius(l, 0))];
        foreach ((double[] line, double radius) in found.Lines.Zip(radii))
        {
            Assert.All(Enumerable.Range(0, line.Length / 2), i => Assert.Equal(radius, Radius(line, i), 0.004 * Micrometre));
            Assert.Equal(found.Spacing, double.Hypot(line[2] - line[0], line[3] - line[1]), 1e-12 * Micrometre);
        }

        Assert.Equal(5, radii.Select(r => Math.Round(r / Micrometre, 1)).Distinct().Count());
        // A quarter of the innermost circle, 1.1 µm.
        Assert.Equal(1.1 * Math.PI / 2, found.Lines.Min(l => l.Length) / 2 * found.Spacing / Micrometre, 0.03);
    }

    [Fact]
    public void Few_steps_across_a_bent_body_leave_all_lines_inside_it()
    {
        // Steps of a tenth of the width: the walk across begins on the edge itself.
        TriangleMesh mesh = MadeMesh.Sector(2, 12, 6);
        double[] angles = [.. Enumerable.Range(0, mesh.NodeCount).Select(n => Math.Atan2(mesh.Points[(2 * n) + 1], mesh.Points[2 * n]) + (Math.PI / 2))];
        var found = AxisLines.Of(mesh, angles, 0.1 * Micrometre, 7);
        Assert.Equal(7, found.Lines.Count);
        Assert.All(found.Lines, line => Assert.True(line.Length / 2 * found.Spacing > 1.4 * Micrometre));
        Assert.All(found.Sample([.. angles.Select(_ => 1.0)]), profile => Assert.All(profile, v => Assert.Equal(1.0, v, 1e-9)));
    }

    [Fact]
    public void A_field_is_sampled_at_the_points_of_the_lines()
    {
        TriangleMesh mesh = MadeMesh.Sector(4, 12, 6);
        double[] angles = new double[mesh.NodeCount], x = [.. Enumerable.Range(0, mesh.NodeCount).Select(n => mesh.Points[2 * n])];
        var found = AxisLines.Of(mesh, angles, 0.02 * Micrometre, 2);
        double[] profile = found.Sample(x)[0];
        Assert.All(Enumerable.Range(0, profile.Length), i => Assert.Equal(found.Lines[0][2 * i], profile[i], 1e-10 * Micrometre));
        Assert.True(profile[^1] - profile[0] > 0.3 * Micrometre);
    }

    [Fact]
    public void A_body_too_small_for_lines_has_none()
    {
        TriangleMesh mesh = MadeMesh.Sector(1, 2);
        Assert.Empty(AxisLines.Of(mesh, new double[mesh.NodeCount], 2 * Micrometre).Lines);
        Assert.Throws<ArgumentOutOfRangeException>(() => AxisLines.Of(mesh, new double[mesh.NodeCount], 0));
    }

    private static double Radius(double[] line, int point) => double.Hypot(line[2 * point], line[(2 * point) + 1]);
}
