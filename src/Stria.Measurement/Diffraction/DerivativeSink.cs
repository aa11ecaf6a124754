using System.Numerics.Tensors;

namespace Stria.Measurement;

/// <summary>Takes the derivatives of single peaks into the columns of the free parameters.</summary>
internal sealed class DerivativeSink(int[] column, double[][] derivatives, PeakPlace place, int points)
{
    private readonly double[] work = new double[9 * points];

    internal PeakPlace Place { get; } = place;

    internal bool Wants(int parameter) => column[parameter] >= 0;

    internal PeakDerivatives Total(int n) => At(0, n);

    internal PeakDerivatives One(int n) => At(4, n);

    internal Span<double> Axial(int n) => work.AsSpan(8 * points, n);

    internal void Add(int parameter, int first, double factor, ReadOnlySpan<double> values)
    {
        if (column[parameter] >= 0)
        {
            Span<double> to = derivatives[column[parameter]].AsSpan(first, values.Length);
            TensorPrimitives.MultiplyAdd(values, factor, to, to);
        }
    }

    private PeakDerivatives At(int block, int n) => new(
        work.AsSpan(block * points, n), work.AsSpan((block + 1) * points, n), work.AsSpan((block + 2) * points, n), work.AsSpan((block + 3) * points, n));
}
