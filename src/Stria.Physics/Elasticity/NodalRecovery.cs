using Stria.Core;
using Stria.Numerics.Fem;

namespace Stria.Physics.Elasticity;

/// <summary>Values at nodes from values at quadrature points: in each cell the linear function nearest to them (in the mean square over the reference cell), at each node the mean of the cells of one region by area.</summary>
internal sealed class NodalRecovery
{
    private readonly TriangleMesh mesh;
    private readonly double[] weights, extrapolation;
    private readonly int points;

    public NodalRecovery(TriangleMesh mesh, QuadratureRule rule, double[] weights)
    {
        (this.mesh, this.weights, points) = (mesh, weights, rule.Count);
        extrapolation = Extrapolation(mesh.NodesPerCell, rule);
    }

    public RegionField Recover(RegionNodes places, ReadOnlySpan<double> pointValues)
    {
        var values = new double[4 * places.Count];
        var areas = new double[places.Count];
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            ReadOnlySpan<int> at = places.OfCell(cell);
            double area = 0;
            for (int q = 0; q < points; q++)
            {
                area += weights[(cell * points) + q];
            }

            for (int i = 0; i < at.Length; i++)
            {
                areas[at[i]] += area;
                for (int q = 0; q < points; q++)
                {
                    double w = area * extrapolation[(i * points) + q];
                    for (int k = 0; k < 4; k++)
                    {
                        values[(4 * at[i]) + k] += w * pointValues[(4 * ((cell * points) + q)) + k];
                    }
                }
            }
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] /= areas[i / 4];
        }

        return new RegionField(places, values);
    }

    // Rows: nodes; columns: points. The mass matrix of the three linear functions is (1 + δ)/24, its inverse 18 on the diagonal and −6 beside it.
    private static double[] Extrapolation(int nodes, QuadratureRule rule)
    {
        ReadOnlySpan<double> corner = [0, 0, 1, 0, 0, 1, 0.5, 0, 0.5, 0.5, 0, 0.5];
        var matrix = new double[nodes * rule.Count];
        for (int q = 0; q < rule.Count; q++)
        {
            double xi = rule.Points[2 * q], eta = rule.Points[(2 * q) + 1];
            ReadOnlySpan<double> l = [1 - xi - eta, xi, eta];
            for (int i = 0; i < nodes; i++)
            {
                double x = corner[2 * i], y = corner[(2 * i) + 1];
                ReadOnlySpan<double> at = [1 - x - y, x, y];
                for (int a = 0; a < 3; a++)
                {
                    matrix[(i * rule.Count) + q] += rule.Count == 1 ? at[a] : rule.Weights[q] * at[a] * ((24 * l[a]) - 6);
                }
            }
        }

        return matrix;
    }
}
