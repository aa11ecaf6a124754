using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Linear;

namespace Stria.Numerics.Fem;

/// <summary>A scalar field on the nodes of a mesh, and its integrals by quadrature. Cells are taken in batches, and within a batch all values of one kind lie side by side, so that loops run over cells.</summary>
/// <remarks>In a batch of <see cref="BatchSize"/> cells the value of quadrature point q in its k-th cell stands at q·count + k, count being the number of cells of the batch.
/// Periodic boxes have fewer unknowns than nodes: <see cref="NodeOf"/> and <see cref="UnknownOf"/> lead from one to the other.</remarks>
public sealed class ScalarSpace
{
    /// <summary>Cells per batch; the last batch may have fewer.</summary>
    public const int BatchSize = 64;

    private readonly double[] shapes, slopes, weights, metric;
    private readonly int[] cells, nodeOf;

    /// <summary>Prepares a mesh.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <param name="rule">The quadrature rule, on triangles.</param>
    /// <param name="unknownOf">Unknown of each node, numbered without gaps in the order of their first nodes; null when every node has its own.</param>
    /// <exception cref="ScenarioException">A cell is turned inside out.</exception>
    public ScalarSpace(TriangleMesh mesh, QuadratureRule rule, int[]? unknownOf = null)
    {
        (Mesh, Rule) = (mesh, rule);
        UnknownOf = unknownOf ?? [.. Enumerable.Range(0, mesh.NodeCount)];
        Count = UnknownOf.Max() + 1;
        nodeOf = new int[Count];
        for (int n = UnknownOf.Length - 1; n >= 0; n--)
        {
            nodeOf[UnknownOf[n]] = n;
        }

        cells = new int[mesh.Cells.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = UnknownOf[mesh.Cells[i]];
        }

        (int nodes, int points) = (mesh.NodesPerCell, Rule.Count);
        (shapes, slopes) = (new double[nodes * points], new double[2 * nodes * points]);
        (weights, metric) = (new double[mesh.CellCount * points], new double[3 * mesh.CellCount * points]);
        for (int q = 0; q < points; q++)
        {
            ReferenceTriangle.Shapes(nodes, Rule.Points[2 * q], Rule.Points[(2 * q) + 1], shapes.AsSpan(q * nodes, nodes));
            ReferenceTriangle.Slopes(nodes, Rule.Points[2 * q], Rule.Points[(2 * q) + 1], slopes.AsSpan(2 * q * nodes, 2 * nodes));
        }

        Measure();
        Pattern = SymmetricPattern.Of(Topology(), NodalUnknowns.AllFree(1, Count));
        Shares = new double[Count];
        double[] ones = new double[BatchSize * points];
        Array.Fill(ones, 1);
        for (int batch = 0; batch < BatchCount; batch++)
        {
            AddIntegral(batch, ones.AsSpan(0, ValuesIn(batch)), Shares);
        }

        Area = CompensatedSum.Of(Shares);
    }

    /// <summary>The mesh.</summary>
    public TriangleMesh Mesh { get; }

    /// <summary>The quadrature rule.</summary>
    public QuadratureRule Rule { get; }

    /// <summary>Number of unknowns.</summary>
    public int Count { get; }

    /// <summary>The unknown of each node.</summary>
    public int[] UnknownOf { get; }

    /// <summary>The first node of each unknown.</summary>
    public ReadOnlySpan<int> NodeOf => nodeOf;

    /// <summary>Where the entries of a matrix over the unknowns stand.</summary>
    public SymmetricPattern Pattern { get; }

    /// <summary>∫ N_i, one per unknown [m²].</summary>
    public double[] Shares { get; }

    /// <summary>Area of the mesh [m²].</summary>
    public double Area { get; }

    /// <summary>Number of batches.</summary>
    public int BatchCount => (Mesh.CellCount + BatchSize - 1) / BatchSize;

    /// <summary>Quadrature points per cell.</summary>
    public int PointCount => Rule.Count;

    /// <summary>Number of cells of a batch.</summary>
    public int CellsIn(int batch) => Math.Min(BatchSize, Mesh.CellCount - (batch * BatchSize));

    /// <summary>Number of quadrature points of a batch.</summary>
    public int ValuesIn(int batch) => CellsIn(batch) * PointCount;

    /// <summary>Area that each quadrature point of a batch stands for [m²].</summary>
    public ReadOnlySpan<double> Weights(int batch) => weights.AsSpan(batch * BatchSize * PointCount, ValuesIn(batch));

    /// <summary>Values at nodes from values of unknowns.</summary>
    public double[] ToNodes(ReadOnlySpan<double> unknowns)
    {
        var nodal = new double[UnknownOf.Length];
        for (int n = 0; n < nodal.Length; n++)
        {
            nodal[n] = unknowns[UnknownOf[n]];
        }

        return nodal;
    }

    /// <summary>Values of unknowns from values at nodes (of several nodes of one unknown the first counts).</summary>
    public double[] FromNodes(ReadOnlySpan<double> nodal)
    {
        var unknowns = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            unknowns[i] = nodal[nodeOf[i]];
        }

        return unknowns;
    }

    /// <summary>∫ field.</summary>
    public double Integral(ReadOnlySpan<double> field) => CompensatedSum.Of(Shares, field);

    /// <summary>The field at the quadrature points of a batch.</summary>
    public void Interpolate(int batch, ReadOnlySpan<double> field, Span<double> values) => Combine(batch, field, values, shapes, 1);

    /// <summary>Derivatives of the field along the sides 0–1 and 0–2 of the reference cell at the quadrature points of a batch.</summary>
    public void Differentiate(int batch, ReadOnlySpan<double> field, Span<double> alongXi, Span<double> alongEta)
    {
        Combine(batch, field, alongXi, slopes, 2);
        Combine(batch, field, alongEta, slopes.AsSpan(1), 2);
    }

    /// <summary>Adds ∫ N_i v to each unknown; v at the quadrature points of a batch.</summary>
    public void AddIntegral(int batch, ReadOnlySpan<double> values, Span<double> loads)
    {
        Span<double> weighted = stackalloc double[BatchSize * PointCount];
        weighted = weighted[..values.Length];
        TensorPrimitives.Multiply(values, Weights(batch), weighted);
        Scatter(batch, weighted, shapes, 1, loads);
    }

    /// <summary>Adds ∫ ∇N_i · v T ∇w to each unknown; the derivatives of w (see <see cref="Differentiate"/>) and v at the quadrature points of a batch. T is unity, or see <see cref="WithTensor"/>.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="values">v.</param>
    /// <param name="alongXi">∂w/∂ξ; overwritten.</param>
    /// <param name="alongEta">∂w/∂η; overwritten.</param>
    /// <param name="loads">Added to.</param>
    public void AddFlux(int batch, ReadOnlySpan<double> values, Span<double> alongXi, Span<double> alongEta, Span<double> loads)
    {
        int count = values.Length;
        ReadOnlySpan<double> g = Metric(batch);
        for (int i = 0; i < count; i++)
        {
            double a = values[i] * alongXi[i], b = values[i] * alongEta[i];
            (alongXi[i], alongEta[i]) = ((g[i] * a) + (g[count + i] * b), (g[count + i] * a) + (g[(2 * count) + i] * b));
        }

        Scatter(batch, alongXi, slopes, 2, loads);
        Scatter(batch, alongEta, slopes.AsSpan(1), 2, loads);
    }

    /// <summary>Adds ∫ v N_i N_j to the entries of a matrix of <see cref="Pattern"/>.</summary>
    public void AddMass(int batch, ReadOnlySpan<double> values, Span<double> entries)
    {
        int count = CellsIn(batch), nodes = Mesh.NodesPerCell;
        Span<double> weighted = stackalloc double[BatchSize * PointCount], pair = stackalloc double[BatchSize];
        TensorPrimitives.Multiply(values, Weights(batch), weighted);
        for (int i = 0, p = 0; i < nodes; i++)
        {
            for (int j = i; j < nodes; j++, p++)
            {
                pair.Clear();
                for (int q = 0; q < PointCount; q++)
                {
                    double factor = shapes[(q * nodes) + i] * shapes[(q * nodes) + j];
                    TensorPrimitives.MultiplyAdd(weighted.Slice(q * count, count), factor, pair[..count], pair[..count]);
                }

                AddPair(batch, p, pair[..count], entries);
            }
        }
    }

    /// <summary>Adds ∫ v ∇N_i · T ∇N_j to the entries of a matrix of <see cref="Pattern"/>.</summary>
    public void AddStiffness(int batch, ReadOnlySpan<double> values, Span<double> entries)
    {
        int count = CellsIn(batch), nodes = Mesh.NodesPerCell, points = values.Length;
        ReadOnlySpan<double> g = Metric(batch);
        Span<double> scaled = stackalloc double[3 * BatchSize * PointCount], pair = stackalloc double[BatchSize];
        for (int k = 0; k < 3; k++)
        {
            TensorPrimitives.Multiply(values, g.Slice(k * points, points), scaled.Slice(k * points, points));
        }

        for (int i = 0, p = 0; i < nodes; i++)
        {
            for (int j = i; j < nodes; j++, p++)
            {
                pair.Clear();
                for (int q = 0; q < PointCount; q++)
                {
                    ReadOnlySpan<double> a = slopes.AsSpan(2 * ((q * nodes) + i), 2), b = slopes.AsSpan(2 * ((q * nodes) + j), 2);
                    TensorPrimitives.MultiplyAdd(scaled.Slice(q * count, count), a[0] * b[0], pair[..count], pair[..count]);
                    TensorPrimitives.MultiplyAdd(scaled.Slice(points + (q * count), count), (a[0] * b[1]) + (a[1] * b[0]), pair[..count], pair[..count]);
                    TensorPrimitives.MultiplyAdd(scaled.Slice((2 * points) + (q * count), count), a[1] * b[1], pair[..count], pair[..count]);
                }

                AddPair(batch, p, pair[..count], entries);
            }
        }
    }

    /// <summary>A space of the same mesh and unknowns in which gradients are measured by a tensor of each cell.</summary>
    /// <param name="tensorOfCell">xx, xy and yy of T in each cell.</param>
    /// <exception cref="ArgumentException">The number of values does not fit.</exception>
    public ScalarSpace WithTensor(double[] tensorOfCell) => new(this, tensorOfCell);

    /// <summary>Assembles ∫ N_i N_j.</summary>
    public double[] MassEntries() => Assemble(AddMass);

    /// <summary>Assembles ∫ ∇N_i · T ∇N_j.</summary>
    public double[] StiffnessEntries() => Assemble(AddStiffness);

    private ScalarSpace(ScalarSpace other, double[] tensorOfCell)
    {
        if (tensorOfCell.Length != 3 * other.Mesh.CellCount)
        {
            throw new ArgumentException($"{tensorOfCell.Length} tensor components for {other.Mesh.CellCount} cells (three each).", nameof(tensorOfCell));
        }

        (Mesh, Rule, UnknownOf, Count, nodeOf, cells) = (other.Mesh, other.Rule, other.UnknownOf, other.Count, other.nodeOf, other.cells);
        (shapes, slopes, Pattern, Shares, Area) = (other.shapes, other.slopes, other.Pattern, other.Shares, other.Area);
        (weights, metric) = (other.weights, new double[other.metric.Length]);
        Measure(tensorOfCell);
    }

    private delegate void BatchAssembly(int batch, ReadOnlySpan<double> values, Span<double> entries);

    private double[] Assemble(BatchAssembly add)
    {
        double[] entries = new double[Pattern.EntryCount], ones = new double[BatchSize * PointCount];
        Array.Fill(ones, 1);
        for (int batch = 0; batch < BatchCount; batch++)
        {
            add(batch, ones.AsSpan(0, ValuesIn(batch)), entries);
        }

        return entries;
    }

    private ReadOnlySpan<double> Metric(int batch) => metric.AsSpan(3 * batch * BatchSize * PointCount, 3 * ValuesIn(batch));

    private void AddPair(int batch, int pair, ReadOnlySpan<double> values, Span<double> entries)
    {
        int perCell = Pattern.PairsPerCell;
        ReadOnlySpan<int> places = Pattern.Positions.Slice(batch * BatchSize * perCell, values.Length * perCell);
        for (int k = 0, at = pair; k < values.Length; k++, at += perCell)
        {
            entries[places[at]] += values[k];
        }
    }

    private void Combine(int batch, ReadOnlySpan<double> field, Span<double> values, ReadOnlySpan<double> coefficients, int stride)
    {
        int count = CellsIn(batch), nodes = Mesh.NodesPerCell;
        ReadOnlySpan<int> of = cells.AsSpan(batch * BatchSize * nodes, count * nodes);
        Span<double> gathered = stackalloc double[BatchSize];
        gathered = gathered[..count];
        for (int i = 0; i < nodes; i++)
        {
            for (int k = 0, at = i; k < count; k++, at += nodes)
            {
                gathered[k] = field[of[at]];
            }

            for (int q = 0; q < PointCount; q++)
            {
                double factor = coefficients[stride * ((q * nodes) + i)];
                Span<double> target = values.Slice(q * count, count);
                if (i == 0)
                {
                    TensorPrimitives.Multiply(gathered, factor, target);
                }
                else
                {
                    TensorPrimitives.MultiplyAdd(gathered, factor, target, target);
                }
            }
        }
    }

    private void Scatter(int batch, ReadOnlySpan<double> weighted, ReadOnlySpan<double> coefficients, int stride, Span<double> loads)
    {
        int count = CellsIn(batch), nodes = Mesh.NodesPerCell;
        ReadOnlySpan<int> of = cells.AsSpan(batch * BatchSize * nodes, count * nodes);
        Span<double> sum = stackalloc double[BatchSize];
        sum = sum[..count];
        for (int i = 0; i < nodes; i++)
        {
            sum.Clear();
            for (int q = 0; q < PointCount; q++)
            {
                TensorPrimitives.MultiplyAdd(weighted.Slice(q * count, count), coefficients[stride * ((q * nodes) + i)], sum, sum);
            }

            for (int k = 0, at = i; k < count; k++, at += nodes)
            {
                loads[of[at]] += sum[k];
            }
        }
    }

    // Weights and the metric wT(∇ξ, ∇η) of the reference cell, point by point, so that bent cells are no exception.
    private void Measure(double[]? tensorOfCell = null)
    {
        var values = new CellValues(Mesh, Rule);
        for (int cell = 0; cell < Mesh.CellCount; cell++)
        {
            int batch = cell / BatchSize, k = cell % BatchSize, count = CellsIn(batch), first = batch * BatchSize * PointCount, points = count * PointCount;
            values.MoveTo(cell);
            ReadOnlySpan<double> t = tensorOfCell is null ? [1, 0, 1] : tensorOfCell.AsSpan(3 * cell, 3);
            for (int q = 0; q < PointCount; q++)
            {
                double w = values.Weight(q);
                (double xiX, double xiY, double etaX, double etaY) = values.Inverse(q);
                int at = (q * count) + k;
                weights[first + at] = w;
                metric[(3 * first) + at] = w * ((xiX * ((t[0] * xiX) + (t[1] * xiY))) + (xiY * ((t[1] * xiX) + (t[2] * xiY))));
                metric[(3 * first) + points + at] = w * ((xiX * ((t[0] * etaX) + (t[1] * etaY))) + (xiY * ((t[1] * etaX) + (t[2] * etaY))));
                metric[(3 * first) + (2 * points) + at] = w * ((etaX * ((t[0] * etaX) + (t[1] * etaY))) + (etaY * ((t[1] * etaX) + (t[2] * etaY))));
            }
        }
    }

    // The pattern asks for nodes and cells alone; where the nodes lie does not matter to it.
    private TriangleMesh Topology() => Count == Mesh.NodeCount ? Mesh : new TriangleMesh(new double[2 * Count], cells, Mesh.NodesPerCell);
}
