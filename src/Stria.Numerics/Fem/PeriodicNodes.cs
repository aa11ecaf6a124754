using Stria.Core;

namespace Stria.Numerics.Fem;

/// <summary>Nodes that stand for one unknown because a box repeats itself.</summary>
public static class PeriodicNodes
{
    private const double Tolerance = 1e-6;

    /// <summary>Unknowns of a box that repeats itself along x, y or both.</summary>
    /// <param name="mesh">A mesh whose opposite borders have matching nodes.</param>
    /// <param name="alongX">Whether the left and the right border are one.</param>
    /// <param name="alongY">Whether the lower and the upper border are one.</param>
    /// <returns>The unknown of each node, numbered in the order of their first nodes.</returns>
    /// <exception cref="ScenarioException">A node of one border has no partner on the other, or a cell reaches from one border to the other.</exception>
    public static int[] Of(TriangleMesh mesh, bool alongX, bool alongY)
    {
        int[] partner = [.. Enumerable.Range(0, mesh.NodeCount)];
        if (alongX)
        {
            Join(mesh, 0, partner);
        }

        if (alongY)
        {
            Join(mesh, 1, partner);
        }

        int count = 0;
        var unknown = new int[partner.Length];
        for (int n = 0; n < partner.Length; n++)
        {
            int first = n;
            while (partner[first] != first)
            {
                first = partner[first];
            }

            unknown[n] = first == n ? count++ : first < n ? unknown[first] : throw new ScenarioException("The mesh numbers the borders of a periodic box against the order of its coordinates.");
        }

        RefuseFolded(mesh, unknown);
        return unknown;
    }

    // A cell whose nodes are one unknown would fold back on itself.
    private static void RefuseFolded(TriangleMesh mesh, int[] unknown)
    {
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            ReadOnlySpan<int> nodes = mesh.Cell(cell);
            for (int i = 1; i < nodes.Length; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    if (unknown[nodes[i]] == unknown[nodes[j]])
                    {
                        throw new ScenarioException("A cell of the periodic box reaches from one border to the opposite one. Perhaps a smaller 'cell_size'.");
                    }
                }
            }
        }
    }

    // Each node of the far border gets the node of the near border with the same other coordinate; the smaller number stands for both.
    private static void Join(TriangleMesh mesh, int axis, int[] partner)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (int n = 0; n < mesh.NodeCount; n++)
        {
            (low, high) = (Math.Min(low, mesh.Points[(2 * n) + axis]), Math.Max(high, mesh.Points[(2 * n) + axis]));
        }

        double slack = Tolerance * (high - low);
        int[] near = OnLine(mesh, axis, low, slack), far = OnLine(mesh, axis, high, slack);
        if (near.Length != far.Length || near.Length < 2)
        {
            throw new ScenarioException($"A periodic box needs matching borders, but {near.Length} nodes stand at {"xy"[axis]} = {low:G4} m and {far.Length} at {high:G4} m. Perhaps mesh it regularly.");
        }

        for (int k = 0; k < near.Length; k++)
        {
            double a = mesh.Points[(2 * near[k]) + 1 - axis], b = mesh.Points[(2 * far[k]) + 1 - axis];
            if (Math.Abs(a - b) > slack)
            {
                throw new ScenarioException($"A periodic box needs matching borders, but the node at {"yx"[axis]} = {a:G6} m has its nearest partner at {b:G6} m. Perhaps mesh it regularly.");
            }

            int one = Root(partner, near[k]), other = Root(partner, far[k]);
            partner[Math.Max(one, other)] = Math.Min(one, other);
        }
    }

    private static int Root(int[] partner, int n)
    {
        while (partner[n] != n)
        {
            n = partner[n];
        }

        return n;
    }

    private static int[] OnLine(TriangleMesh mesh, int axis, double place, double slack)
    {
        double[] points = mesh.Points.ToArray();
        return [.. Enumerable.Range(0, mesh.NodeCount).Where(n => Math.Abs(points[(2 * n) + axis] - place) <= slack).OrderBy(n => points[(2 * n) + 1 - axis])];
    }
}
