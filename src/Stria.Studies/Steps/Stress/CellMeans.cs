using Stria.Core;
using Stria.Numerics.Fem;

namespace Stria.Studies;

/// <summary>Values of cells made from values at their nodes.</summary>
internal static class CellMeans
{
    // On curved cells a quadratic field times the stretch of the cell is of the fourth degree.
    private static readonly QuadratureRule Rule = QuadratureRule.Triangle(4);

    /// <summary>Mean over each cell, curved sides included.</summary>
    public static double[] Of(TriangleMesh mesh, ReadOnlySpan<double> nodal)
    {
        double[] areas = Areas(mesh), means = Integrals(mesh, nodal);
        for (int c = 0; c < means.Length; c++)
        {
            means[c] /= areas[c];
        }

        return means;
    }

    /// <summary>Mean direction of the axis over the corners of each cell; a direction and its opposite are the same [rad].</summary>
    public static double[] OfAxis(TriangleMesh mesh, ReadOnlySpan<double> angles)
    {
        var means = new double[mesh.CellCount];
        for (int c = 0; c < means.Length; c++)
        {
            double sine = 0, cosine = 0;
            foreach (int n in mesh.Cell(c)[..3])
            {
                sine += Math.Sin(2 * angles[n]);
                cosine += Math.Cos(2 * angles[n]);
            }

            // Of the two directions the one nearer to the first corner's is kept, so that signs do not jump.
            double mean = 0.5 * Math.Atan2(sine, cosine), first = angles[mesh.Cell(c)[0]];
            means[c] = mean + (Math.PI * Math.Round((first - mean) / Math.PI));
        }

        return means;
    }

    /// <summary>Area of each cell, curved sides included [m²].</summary>
    public static double[] Areas(TriangleMesh mesh)
    {
        double[] ones = new double[mesh.NodeCount];
        Array.Fill(ones, 1);
        return Integrals(mesh, ones);
    }

    private static double[] Integrals(TriangleMesh mesh, ReadOnlySpan<double> nodal)
    {
        int perCell = mesh.NodesPerCell;
        Span<double> shape = stackalloc double[perCell], slope = stackalloc double[2 * perCell];
        var integrals = new double[mesh.CellCount];
        for (int q = 0; q < Rule.Count; q++)
        {
            (double u, double v) = (Rule.Points[2 * q], Rule.Points[(2 * q) + 1]);
            ReferenceTriangle.Shapes(perCell, u, v, shape);
            ReferenceTriangle.Slopes(perCell, u, v, slope);
            for (int c = 0; c < integrals.Length; c++)
            {
                integrals[c] += Rule.Weights[q] * Stretched(mesh, c, shape, slope, nodal);
            }
        }

        return integrals;
    }

    // The value at a point of the cell times the area there of a unit of area of the reference triangle.
    private static double Stretched(TriangleMesh mesh, int cell, ReadOnlySpan<double> shape, ReadOnlySpan<double> slope, ReadOnlySpan<double> nodal)
    {
        double value = 0, xu = 0, xv = 0, yu = 0, yv = 0;
        ReadOnlySpan<int> nodes = mesh.Cell(cell);
        for (int k = 0; k < nodes.Length; k++)
        {
            (double x, double y) = (mesh.Points[2 * nodes[k]], mesh.Points[(2 * nodes[k]) + 1]);
            (double du, double dv) = (slope[2 * k], slope[(2 * k) + 1]);
            value += shape[k] * nodal[nodes[k]];
            (xu, xv, yu, yv) = (xu + (du * x), xv + (dv * x), yu + (du * y), yv + (dv * y));
        }

        return value * ((xu * yv) - (xv * yu));
    }
}
