using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Numerics.Geometry.Meshing;

namespace Stria.Tests.Numerics.Fem;

/// <summary>Lines along one direction through a rectangle.</summary>
public sealed class StraightAxisLinesTests
{
    private const double Step = 0.05;

    [Fact]
    public void Lines_along_x_are_level_and_begin_abreast()
    {
        AxisLines found = AxisLines.Of(Box, new double[Box.NodeCount], Step, 3);
        Assert.Equal(3, found.Lines.Count);
        Assert.Equal(Step, found.Spacing);
        Assert.InRange(found.Width, 1 - (2 * Step), 1 + (2 * Step));
        foreach (double[] line in found.Lines)
        {
            Assert.Equal(found.Lines[0].Length, line.Length);
            Assert.Equal(found.Lines[0][0], line[0], 1e-12);
            for (int i = 2; i < line.Length; i += 2)
            {
                Assert.Equal(Step, line[i] - line[i - 2], 1e-12);
                Assert.Equal(line[1], line[i + 1], 1e-12);
            }
        }
    }

    [Fact]
    public void A_direction_and_its_opposite_give_the_same_lines()
    {
        double[] mixed = [.. Enumerable.Range(0, Box.NodeCount).Select(n => n % 2 * Math.PI)];
        AxisLines one = AxisLines.Of(Box, new double[Box.NodeCount], Step, 3), other = AxisLines.Of(Box, mixed, Step, 3);
        Assert.Equal(one.Lines.Count, other.Lines.Count);
        for (int k = 0; k < one.Lines.Count; k++)
        {
            Assert.Equal(one.Lines[k][1], other.Lines[k][1], 1e-9);
        }
    }

    [Fact]
    public void Heights_sampled_along_level_lines_are_those_of_the_lines()
    {
        double[] y = [.. Enumerable.Range(0, Box.NodeCount).Select(n => Box.Points[(2 * n) + 1])];
        AxisLines found = AxisLines.Of(Box, new double[Box.NodeCount], Step, 4);
        IReadOnlyList<double[]> profiles = found.Sample(y);
        Assert.Equal(4, profiles.Count);
        for (int k = 0; k < profiles.Count; k++)
        {
            double height = found.Lines[k][1];
            Assert.Equal(found.Lines[k].Length / 2, profiles[k].Length);
            Assert.All(profiles[k], v => Assert.Equal(height, v, 1e-12));
        }
    }

    [Fact]
    public void Less_than_one_line_and_steps_that_lead_nowhere_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AxisLines.Of(Box, new double[Box.NodeCount], Step, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => AxisLines.Of(Box, new double[Box.NodeCount], -Step));
    }

    private static TriangleMesh Box { get; } = StructuredMesh.Rectangle(4, 1, 16, 4);
}
