using System.Numerics.Tensors;
using Stria.Numerics.Fem;
using Stria.Numerics.Linear;
using Stria.Physics.Elasticity;

namespace Stria.Physics.Energies;

/// <summary>The elastic energy of a body whose chemical strain is linear and whose moduli are constant, as matrices: E(c, u) = ½ uᵀKu − uᵀ(Gc + g) + ½ cᵀHc + hᵀc + e.</summary>
/// <remarks>Evaluations then are products with sparse matrices instead of loops over quadrature points. K is the stiffness; nothing may be held elsewhere than at zero.</remarks>
internal sealed class LinearCoupling
{
    private readonly int[] rowStart, columns;
    private readonly double[] alongX, alongY;
    private readonly SymmetricMatrix own;
    private readonly double[] forces, slope;
    private readonly double constant;

    private LinearCoupling(SymmetricPattern pattern, ElasticSystem system)
    {
        SymmetricMatrix upper = pattern.Matrix(new double[pattern.EntryCount]);
        (rowStart, columns) = BothTriangles(upper);
        (alongX, alongY) = (new double[columns.Length], new double[columns.Length]);
        var zero = new double[pattern.Unknowns.Count];
        ElasticLoad load = system.Load(zero);
        (forces, own) = (load.Forces, upper);
        Assemble(system, system.Points.Strains(zero, order: 1), new SymmetricPlaces(pattern));
        (constant, slope) = AtZero(system, load);
    }

    /// <summary>The matrices; null where strain is not linear, moduli vary, or something is held elsewhere than at zero.</summary>
    public static LinearCoupling? Of(SymmetricPattern pattern, ElasticSystem system, bool varies) =>
        varies || !system.HoldsAtZero || !system.Problem.Materials.All(m => m.Strain is TensorStrain) ? null : new LinearCoupling(pattern, system);

    /// <summary>G c, and g where wanted.</summary>
    public double[] Forces(ReadOnlySpan<double> composition, bool withConstant)
    {
        double[] result = withConstant ? [.. forces] : new double[forces.Length];
        for (int i = 0; i < composition.Length; i++)
        {
            double x = 0, y = 0;
            for (int p = rowStart[i]; p < rowStart[i + 1]; p++)
            {
                double c = composition[columns[p]];
                (x, y) = (x + (alongX[p] * c), y + (alongY[p] * c));
            }

            (result[2 * i], result[(2 * i) + 1]) = (result[2 * i] + x, result[(2 * i) + 1] + y);
        }

        return result;
    }

    /// <summary>Adds factor · (H c − Gᵀ u), and h where wanted.</summary>
    public void AddSlope(ReadOnlySpan<double> composition, ReadOnlySpan<double> displacement, (double Factor, bool WithConstant) how, Span<double> target)
    {
        var sum = new double[composition.Length];
        own.Multiply(composition, sum);
        for (int i = 0; i < composition.Length; i++)
        {
            double x = displacement[2 * i], y = displacement[(2 * i) + 1];
            for (int p = rowStart[i]; p < rowStart[i + 1]; p++)
            {
                sum[columns[p]] -= (alongX[p] * x) + (alongY[p] * y);
            }
        }

        if (how.WithConstant)
        {
            TensorPrimitives.Add(sum, slope, sum);
        }

        TensorPrimitives.MultiplyAdd(sum, how.Factor, target, target);
    }

    /// <summary>The energy at equilibrium, where uᵀKu = uᵀ(Gc + g + loads), less the work of the loads.</summary>
    public double Energy(ReadOnlySpan<double> composition, ReadOnlySpan<double> displacement, ReadOnlySpan<double> allForces)
    {
        var product = new double[composition.Length];
        own.Multiply(composition, product);
        return (-0.5 * TensorPrimitives.Dot(displacement, allForces)) + (0.5 * TensorPrimitives.Dot(composition, product)) + TensorPrimitives.Dot(composition, slope) + constant;
    }

    // Rows in order: what is below a row's diagonal has been written before what is above it, so that columns ascend.
    private static (int[] RowStart, int[] Columns) BothTriangles(SymmetricMatrix upper)
    {
        var start = new int[upper.Order + 1];
        for (int i = 0; i < upper.Order; i++)
        {
            for (int p = upper.RowStart[i]; p < upper.RowStart[i + 1]; p++)
            {
                start[i + 1]++;
                start[upper.Columns[p] + 1] += upper.Columns[p] > i ? 1 : 0;
            }
        }

        for (int i = 0; i < upper.Order; i++)
        {
            start[i + 1] += start[i];
        }

        int[] next = [.. start], both = new int[start[^1]];
        for (int i = 0; i < upper.Order; i++)
        {
            for (int p = upper.RowStart[i]; p < upper.RowStart[i + 1]; p++)
            {
                int j = upper.Columns[p];
                both[next[i]++] = j;
                if (j > i)
                {
                    both[next[j]++] = i;
                }
            }
        }

        return (start, both);
    }

    private void Assemble(ElasticSystem system, double[] strainSlopes, SymmetricPlaces places)
    {
        ElasticProblem problem = system.Problem;
        var cell = new CellValues(problem.Mesh, problem.Rule);
        int nodes = problem.Mesh.NodesPerCell;
        Span<double> stress = stackalloc double[4], weights = stackalloc double[nodes];
        for (int k = 0; k < problem.Mesh.CellCount; k++)
        {
            cell.MoveTo(k);
            for (int q = 0; q < cell.PointCount; q++)
            {
                ReadOnlySpan<double> strain = strainSlopes.AsSpan(4 * ((k * cell.PointCount) + q), 4);
                ElasticPoints.Apply(system.Moduli.At(k), strain, stress);
                Shapes(cell, q, problem.TakesCellMean, weights);
                AddPoint(cell, q, problem.Mesh.Cell(k), weights, stress);
                double both = cell.Weight(q) * TensorPrimitives.Dot<double>(strain, stress);
                AddOwn(problem.Mesh.Cell(k), weights, both, places);
            }
        }
    }

    // The composition at a point by those of the nodes: interpolated, or the mean of the cell.
    private static void Shapes(CellValues cell, int point, bool mean, Span<double> weights)
    {
        if (!mean)
        {
            cell.Shapes(point).CopyTo(weights);
            return;
        }

        weights.Clear();
        double area = 0;
        for (int q = 0; q < cell.PointCount; q++)
        {
            area += cell.Weight(q);
            TensorPrimitives.MultiplyAdd(cell.Shapes(q), cell.Weight(q), weights, weights);
        }

        TensorPrimitives.Divide(weights, area, weights);
    }

    private void AddPoint(CellValues cell, int point, ReadOnlySpan<int> nodes, ReadOnlySpan<double> weights, ReadOnlySpan<double> stress)
    {
        ReadOnlySpan<double> g = cell.Gradients(point);
        double w = cell.Weight(point);
        for (int i = 0; i < nodes.Length; i++)
        {
            double x = w * ((g[2 * i] * stress[0]) + (g[(2 * i) + 1] * stress[3])), y = w * ((g[(2 * i) + 1] * stress[1]) + (g[2 * i] * stress[3]));
            for (int j = 0; j < nodes.Length; j++)
            {
                int at = Array.BinarySearch(columns, rowStart[nodes[i]], rowStart[nodes[i] + 1] - rowStart[nodes[i]], nodes[j]);
                (alongX[at], alongY[at]) = (alongX[at] + (x * weights[j]), alongY[at] + (y * weights[j]));
            }
        }
    }

    private void AddOwn(ReadOnlySpan<int> nodes, ReadOnlySpan<double> weights, double value, SymmetricPlaces places)
    {
        for (int i = 0; i < nodes.Length; i++)
        {
            for (int j = 0; j < nodes.Length; j++)
            {
                if (nodes[i] <= nodes[j])
                {
                    own.Values[places.Of(nodes[i], nodes[j])] += value * weights[i] * weights[j];
                }
            }
        }
    }

    // e = ½ ∫ ε₀ : C : ε₀ and h = ∫ ε′ : C : ε₀ of the strain at c = 0.
    private static (double Constant, double[] Slope) AtZero(ElasticSystem system, ElasticLoad load)
    {
        ReadOnlySpan<double> w = system.Points.Weights;
        double[] slopes = system.Points.Strains(new double[system.Problem.Mesh.NodeCount], order: 1), values = new double[w.Length], slope = new double[system.Problem.Mesh.NodeCount];
        Span<double> stress = stackalloc double[4];
        double constant = 0;
        for (int i = 0; i < w.Length; i++)
        {
            ElasticPoints.Apply(system.Moduli.At(i / system.Points.PerCell), load.Eigenstrain.AsSpan(4 * i, 4), stress);
            constant += 0.5 * w[i] * TensorPrimitives.Dot<double>(stress, load.Eigenstrain.AsSpan(4 * i, 4));
            values[i] = w[i] * TensorPrimitives.Dot<double>(stress, slopes.AsSpan(4 * i, 4));
        }

        system.Points.AddToNodes(values, slope);
        return (constant, slope);
    }
}
