using Stria.Core;

namespace Stria.Numerics.Fem;

/// <summary>Tells straight six-node cells from bent ones.</summary>
public static class StraightCells
{
    private const double Tolerance = 1e-12, Rounding = 1e-15;

    /// <summary>Whether the middle nodes of a cell lie halfway between its corners, to 1e-12 of its size; cells with three nodes are straight.</summary>
    public static bool IsStraight(TriangleMesh mesh, int cell)
    {
        if (mesh.NodesPerCell == 3)
        {
            return true;
        }

        ReadOnlySpan<int> n = mesh.Cell(cell);
        ReadOnlySpan<double> p = mesh.Points;
        double off = 0, size = 0;
        for (int side = 0; side < 3; side++)
        {
            int a = 2 * n[side], b = 2 * n[side == 2 ? 0 : side + 1], m = 2 * n[side + 3];
            off = Math.Max(off, Math.Max(Math.Abs(p[a] + p[b] - (2 * p[m])), Math.Abs(p[a + 1] + p[b + 1] - (2 * p[m + 1]))));
            size = Math.Max(size, Math.Max(Math.Abs(p[a] - p[b]), Math.Abs(p[a + 1] - p[b + 1])));
        }

        // Coordinates far from the origin are rounded in proportion to themselves, so that the middle may be off by their last digits.
        double rounding = Rounding * (Math.Abs(p[2 * n[0]]) + Math.Abs(p[(2 * n[0]) + 1]));
        return off <= (Tolerance * size) + rounding;
    }
}
