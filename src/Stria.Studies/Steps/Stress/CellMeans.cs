using Stria.Core;

namespace Stria.Studies;

/// <summary>Values of cells made from values at their corners.</summary>
internal static class CellMeans
{
    /// <summary>Mean over the corners of each cell.</summary>
    public static double[] Of(TriangleMesh mesh, ReadOnlySpan<double> nodal)
    {
        var means = new double[mesh.CellCount];
        for (int c = 0; c < means.Length; c++)
        {
            ReadOnlySpan<int> n = mesh.Cell(c);
            means[c] = (nodal[n[0]] + nodal[n[1]] + nodal[n[2]]) / 3;
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

    /// <summary>Area of each cell's corners [m²].</summary>
    public static double[] Areas(TriangleMesh mesh) => [.. Enumerable.Range(0, mesh.CellCount).Select(c => mesh.TwiceCornerArea(c) / 2)];
}
