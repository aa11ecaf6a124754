using Stria.Core;

namespace Stria.Numerics.Fem;

/// <summary>Shape functions, their gradients, weights and places at the quadrature points of one cell at a time (isoparametric: the cell is bent by its own shape functions).</summary>
/// <remarks>One object per thread; <see cref="MoveTo"/> overwrites what the spans show.</remarks>
public sealed class CellValues
{
    private readonly TriangleMesh mesh;
    private readonly double[] shapes, reference, gradients, weights, places;
    private readonly (double XiX, double EtaX, double XiY, double EtaY)[] inverses;
    private readonly QuadratureRule rule;

    /// <summary>Prepares for the cells of a mesh.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <param name="rule">A rule on triangles.</param>
    public CellValues(TriangleMesh mesh, QuadratureRule rule)
    {
        (this.mesh, this.rule, Nodes) = (mesh, rule, mesh.NodesPerCell);
        shapes = new double[rule.Count * Nodes];
        reference = new double[rule.Count * Nodes * 2];
        gradients = new double[reference.Length];
        weights = new double[rule.Count];
        inverses = new (double, double, double, double)[rule.Count];
        places = new double[rule.Count * 2];
        for (int q = 0; q < rule.Count; q++)
        {
            ReferenceTriangle.Shapes(Nodes, rule.Points[2 * q], rule.Points[(2 * q) + 1], shapes.AsSpan(q * Nodes, Nodes));
            ReferenceTriangle.Slopes(Nodes, rule.Points[2 * q], rule.Points[(2 * q) + 1], reference.AsSpan(q * Nodes * 2, Nodes * 2));
        }
    }

    /// <summary>Nodes per cell.</summary>
    public int Nodes { get; }

    /// <summary>Number of quadrature points.</summary>
    public int PointCount => weights.Length;

    /// <summary>Shape functions at a quadrature point, one per node; the same in every cell.</summary>
    public ReadOnlySpan<double> Shapes(int point) => shapes.AsSpan(point * Nodes, Nodes);

    /// <summary>∂N/∂x and ∂N/∂y [1/m] at a quadrature point of the present cell, for the first node, then for the next.</summary>
    public ReadOnlySpan<double> Gradients(int point) => gradients.AsSpan(point * Nodes * 2, Nodes * 2);

    /// <summary>Gradients of the reference coordinates at a quadrature point of the present cell [1/m].</summary>
    public (double XiX, double XiY, double EtaX, double EtaY) Inverse(int point) => (inverses[point].XiX, inverses[point].XiY, inverses[point].EtaX, inverses[point].EtaY);

    /// <summary>Weight of a quadrature point of the present cell [m²].</summary>
    public double Weight(int point) => weights[point];

    /// <summary>x [m] of a quadrature point of the present cell.</summary>
    public double X(int point) => places[2 * point];

    /// <summary>y [m] of a quadrature point of the present cell.</summary>
    public double Y(int point) => places[(2 * point) + 1];

    /// <summary>Goes to a cell.</summary>
    /// <exception cref="ScenarioException">The cell is turned inside out at one of its quadrature points.</exception>
    public void MoveTo(int cell)
    {
        if (StraightCells.IsStraight(mesh, cell))
        {
            MoveToStraight(cell);
            return;
        }

        ReadOnlySpan<int> nodes = mesh.Cell(cell);
        ReadOnlySpan<double> xy = mesh.Points;
        for (int q = 0; q < weights.Length; q++)
        {
            ReadOnlySpan<double> n = Shapes(q), d = reference.AsSpan(q * Nodes * 2, Nodes * 2);
            double x = 0, y = 0, xXi = 0, xEta = 0, yXi = 0, yEta = 0;
            for (int i = 0; i < nodes.Length; i++)
            {
                double px = xy[2 * nodes[i]], py = xy[(2 * nodes[i]) + 1];
                (x, y) = (x + (n[i] * px), y + (n[i] * py));
                (xXi, xEta) = (xXi + (d[2 * i] * px), xEta + (d[(2 * i) + 1] * px));
                (yXi, yEta) = (yXi + (d[2 * i] * py), yEta + (d[(2 * i) + 1] * py));
            }

            double determinant = (xXi * yEta) - (xEta * yXi);
            if (!(determinant > 0))
            {
                throw Inverted(cell, determinant);
            }

            (places[2 * q], places[(2 * q) + 1], weights[q]) = (x, y, rule.Weights[q] * determinant);
            Turn(q, (yEta / determinant, -yXi / determinant, -xEta / determinant, xXi / determinant));
        }
    }

    // The Jacobian is the same everywhere.
    private void MoveToStraight(int cell)
    {
        ReadOnlySpan<int> nodes = mesh.Cell(cell);
        ReadOnlySpan<double> xy = mesh.Points;
        double x = xy[2 * nodes[0]], y = xy[(2 * nodes[0]) + 1];
        double xXi = xy[2 * nodes[1]] - x, yXi = xy[(2 * nodes[1]) + 1] - y, xEta = xy[2 * nodes[2]] - x, yEta = xy[(2 * nodes[2]) + 1] - y;
        double determinant = (xXi * yEta) - (xEta * yXi);
        if (!(determinant > 0))
        {
            throw Inverted(cell, determinant);
        }

        (double, double, double, double) inverse = (yEta / determinant, -yXi / determinant, -xEta / determinant, xXi / determinant);
        for (int q = 0; q < weights.Length; q++)
        {
            double xi = rule.Points[2 * q], eta = rule.Points[(2 * q) + 1];
            (places[2 * q], places[(2 * q) + 1], weights[q]) = (x + (xi * xXi) + (eta * xEta), y + (xi * yXi) + (eta * yEta), rule.Weights[q] * determinant);
            Turn(q, inverse);
        }
    }

    // ∂ξ/∂x, ∂η/∂x, ∂ξ/∂y, ∂η/∂y applied to the slopes of the reference cell.
    private void Turn(int point, (double XiX, double EtaX, double XiY, double EtaY) inverse)
    {
        inverses[point] = inverse;
        ReadOnlySpan<double> d = reference.AsSpan(point * Nodes * 2, Nodes * 2);
        Span<double> g = gradients.AsSpan(point * Nodes * 2, Nodes * 2);
        for (int i = 0; i + 1 < g.Length; i += 2)
        {
            (g[i], g[i + 1]) = ((inverse.XiX * d[i]) + (inverse.EtaX * d[i + 1]), (inverse.XiY * d[i]) + (inverse.EtaY * d[i + 1]));
        }
    }

    private ScenarioException Inverted(int cell, double determinant)
    {
        int corner = mesh.Cell(cell)[0];
        return new ScenarioException(
            $"Cell {cell} at ({mesh.Points[2 * corner]:G4}, {mesh.Points[(2 * corner) + 1]:G4}) m is turned inside out (Jacobian {determinant:G3} m²). "
            + "Perhaps its nodes run clockwise, or a middle node lies too far from its side.");
    }
}
