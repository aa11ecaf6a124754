namespace Stria.Numerics.Fem;

/// <summary>Lagrange shape functions on the triangle (0, 0), (1, 0), (0, 1), linear (three nodes) or quadratic (six: corners, then the middles of the sides 0–1, 1–2, 2–0), and on the edge 0 … 1 (ends, then the middle).</summary>
public static class ReferenceTriangle
{
    /// <summary>The shape functions at a point; they sum to one.</summary>
    /// <param name="nodes">3 or 6.</param>
    /// <param name="xi">First coordinate, 0 … 1.</param>
    /// <param name="eta">Second coordinate, 0 … 1 − ξ.</param>
    /// <param name="shapes">Receives one value per node.</param>
    public static void Shapes(int nodes, double xi, double eta, Span<double> shapes)
    {
        double zeta = 1 - xi - eta;
        if (nodes == 3)
        {
            (shapes[0], shapes[1], shapes[2]) = (zeta, xi, eta);
            return;
        }

        (shapes[0], shapes[1], shapes[2]) = (zeta * ((2 * zeta) - 1), xi * ((2 * xi) - 1), eta * ((2 * eta) - 1));
        (shapes[3], shapes[4], shapes[5]) = (4 * zeta * xi, 4 * xi * eta, 4 * eta * zeta);
    }

    /// <summary>Derivatives of the shape functions at a point.</summary>
    /// <param name="nodes">3 or 6.</param>
    /// <param name="xi">First coordinate.</param>
    /// <param name="eta">Second coordinate.</param>
    /// <param name="slopes">Receives ∂/∂ξ and ∂/∂η of the first function, then of the next.</param>
    public static void Slopes(int nodes, double xi, double eta, Span<double> slopes)
    {
        if (nodes == 3)
        {
            ReadOnlySpan<double> constant = [-1, -1, 1, 0, 0, 1];
            constant.CopyTo(slopes);
            return;
        }

        double zeta = 1 - xi - eta;
        (slopes[0], slopes[1]) = (1 - (4 * zeta), 1 - (4 * zeta));
        (slopes[2], slopes[3]) = ((4 * xi) - 1, 0);
        (slopes[4], slopes[5]) = (0, (4 * eta) - 1);
        (slopes[6], slopes[7]) = (4 * (zeta - xi), -4 * xi);
        (slopes[8], slopes[9]) = (4 * eta, 4 * xi);
        (slopes[10], slopes[11]) = (-4 * eta, 4 * (zeta - eta));
    }

    /// <summary>The shape functions of an edge.</summary>
    /// <param name="nodes">2 or 3.</param>
    /// <param name="s">Place on the edge, 0 … 1.</param>
    /// <param name="shapes">Receives one value per node: ends, then the middle.</param>
    public static void EdgeShapes(int nodes, double s, Span<double> shapes)
    {
        (shapes[0], shapes[1]) = (1 - s, s);
        if (nodes == 3)
        {
            (shapes[0], shapes[1], shapes[2]) = ((1 - s) * (1 - (2 * s)), s * ((2 * s) - 1), 4 * s * (1 - s));
        }
    }

    /// <summary>Derivatives of the shape functions of an edge.</summary>
    /// <param name="nodes">2 or 3.</param>
    /// <param name="s">Place on the edge, 0 … 1.</param>
    /// <param name="slopes">Receives ∂/∂s, one value per node.</param>
    public static void EdgeSlopes(int nodes, double s, Span<double> slopes)
    {
        (slopes[0], slopes[1]) = (-1, 1);
        if (nodes == 3)
        {
            (slopes[0], slopes[1], slopes[2]) = ((4 * s) - 3, (4 * s) - 1, 4 - (8 * s));
        }
    }
}
