using Stria.Numerics.Fem;

namespace Stria.Physics.PhaseField;

/// <summary>∫ N_i S of a source, and the places where it is asked.</summary>
internal sealed class SourceLoads
{
    private readonly ISource source;
    private readonly ScalarSpace space;
    private readonly double[] x, y;

    public SourceLoads(ISource source, ScalarSpace space)
    {
        (this.source, this.space) = (source, space);
        int perCell = space.PointCount;
        (x, y) = (new double[space.Mesh.CellCount * perCell], new double[space.Mesh.CellCount * perCell]);
        var values = new CellValues(space.Mesh, space.Rule);
        for (int cell = 0; cell < space.Mesh.CellCount; cell++)
        {
            values.MoveTo(cell);
            int batch = cell / ScalarSpace.BatchSize, first = batch * ScalarSpace.BatchSize * perCell;
            for (int q = 0; q < perCell; q++)
            {
                int at = first + (q * space.CellsIn(batch)) + (cell % ScalarSpace.BatchSize);
                (x[at], y[at]) = (values.X(q), values.Y(q));
            }
        }
    }

    public void Subtract(double time, Span<double> loads)
    {
        Span<double> values = stackalloc double[ScalarSpace.BatchSize * space.PointCount];
        for (int batch = 0, at = 0; batch < space.BatchCount; batch++)
        {
            int count = space.ValuesIn(batch);
            source.Evaluate(time, x.AsSpan(at, count), y.AsSpan(at, count), values[..count]);
            System.Numerics.Tensors.TensorPrimitives.Negate(values[..count], values[..count]);
            space.AddIntegral(batch, values[..count], loads);
            at += count;
        }
    }
}
