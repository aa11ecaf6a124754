using System.Numerics.Tensors;

namespace Stria.Measurement;

/// <summary>
/// A peak smeared by axial divergence, within its reach. Its ends fall to zero smoothly, so that a pattern is a smooth function of its parameters, whatever
/// points come into the reach or leave it.
/// </summary>
/// <param name="shape">The peak without axial divergence.</param>
/// <param name="centre">Where it would be without axial divergence.</param>
/// <param name="near">Its copies within the reach of their Gaussians.</param>
/// <param name="far">Its copies further out, where fewer do.</param>
internal readonly ref struct SmearedPeak(PseudoVoigt shape, double centre, AxialKernel near, AxialKernel far)
{
    /// <summary>The share of the reach over which a peak falls to zero at either end.</summary>
    private const double EndShare = 0.25, Steep = 3;

    private readonly AxialKernel near = near, far = far;
    private readonly double low = centre + Math.Min(near.End.Offset, 0) - shape.Reach, high = centre + Math.Max(near.End.Offset, 0) + shape.Reach, length = EndShare * shape.Reach;

    /// <summary>Where it begins.</summary>
    internal double Low => low;

    /// <summary>Where it ends.</summary>
    internal double High => high;

    /// <summary>Writes the peak, of unit area, at the points of its reach.</summary>
    internal void Write(ReadOnlySpan<double> x, Span<double> values)
    {
        values.Clear();
        (int first, int end) = SteepPart(x);
        for (int j = 0; j < near.Count; j++)
        {
            shape.Add(x[first..end], centre + near[j].Offset, near[j].Weight, values[first..end]);
        }

        for (int j = 0; j < far.Count; j++)
        {
            shape.AddTails(x[..first], centre + far[j].Offset, far[j].Weight, values[..first]);
            shape.AddTails(x[end..], centre + far[j].Offset, far[j].Weight, values[end..]);
        }

        for (int i = 0; i < x.Length && x[i] < low + length; i++)
        {
            values[i] *= Rise((x[i] - low) / length).Value;
        }

        for (int i = x.Length - 1; i >= 0 && x[i] > high - length; i--)
        {
            values[i] *= Rise((high - x[i]) / length).Value;
        }
    }

    /// <summary>Writes the peak and its derivatives, also by (S + H)/L, at the points of its reach.</summary>
    /// <param name="x">The points.</param>
    /// <param name="to">Receives the peak and its derivatives by centre, variance and width of the Lorentzian.</param>
    /// <param name="axial">Receives the derivative by (S + H)/L.</param>
    /// <param name="one">Room for one copy.</param>
    internal void WriteDerivatives(ReadOnlySpan<double> x, in PeakDerivatives to, Span<double> axial, in PeakDerivatives one)
    {
        to.Clear();
        axial.Clear();
        (int first, int end) = SteepPart(x);
        AddCopies(x, near, (first, end), to, axial, one);
        AddCopies(x, far, (0, first), to, axial, one);
        AddCopies(x, far, (end, x.Length), to, axial, one);
        for (int i = 0; i < x.Length && x[i] < low + length; i++)
        {
            double at = (x[i] - low) / length, turn = near.End.Offset < 0 ? near.End.Turn : 1, slope = near.End.Offset < 0 ? near.End.Slope : 0;
            Fall(i, Rise(at), (-turn, shape.Reach - (at * length), -slope), to, axial);
        }

        for (int i = x.Length - 1; i >= 0 && x[i] > high - length; i--)
        {
            double at = (high - x[i]) / length, turn = near.End.Offset > 0 ? near.End.Turn : 1, slope = near.End.Offset > 0 ? near.End.Slope : 0;
            Fall(i, Rise(at), (turn, shape.Reach - (at * length), slope), to, axial);
        }
    }

    private void AddCopies(ReadOnlySpan<double> x, AxialKernel kernel, (int From, int End) part, in PeakDerivatives to, Span<double> axial, in PeakDerivatives one)
    {
        (int from, int n) = (part.From, part.End - part.From);
        if (n <= 0)
        {
            return;
        }

        PeakDerivatives sum = to.Slice(from, n), copy = one.Slice(from, n);
        Span<double> axialSum = axial.Slice(from, n);
        for (int j = 0; j < kernel.Count; j++)
        {
            (double offset, double weight, double offsetSlope, double weightSlope) = kernel[j];
            (double turn, double weightTurn) = kernel.Turn(j);
            copy.Clear();
            shape.AddDerivatives(x.Slice(from, n), centre + offset, 1, copy);
            TensorPrimitives.MultiplyAdd(copy.Value, weight, sum.Value, sum.Value);
            TensorPrimitives.MultiplyAdd(copy.Centre, weight * turn, sum.Centre, sum.Centre);
            TensorPrimitives.MultiplyAdd(copy.Variance, weight, sum.Variance, sum.Variance);
            TensorPrimitives.MultiplyAdd(copy.Lorentz, weight, sum.Lorentz, sum.Lorentz);
            if (kernel.Count > 1 || offset != 0)
            {
                TensorPrimitives.MultiplyAdd(copy.Value, weightTurn, sum.Centre, sum.Centre);
                TensorPrimitives.MultiplyAdd(copy.Centre, weight * offsetSlope, axialSum, axialSum);
                TensorPrimitives.MultiplyAdd(copy.Value, weightSlope, axialSum, axialSum);
            }
        }
    }

    // The end moves with the centre, its reach and the smear: a point is so much further inside, in units of the axis, by each.
    private void Fall(int i, (double Value, double Slope) rise, (double ByCentre, double ByReach, double ByAxial) inside, in PeakDerivatives to, Span<double> axial)
    {
        double share = rise.Slope / length * to.Value[i], byReach = share * inside.ByReach / shape.Reach;
        to.Centre[i] = (rise.Value * to.Centre[i]) + (share * inside.ByCentre);
        to.Variance[i] = (rise.Value * to.Variance[i]) + (byReach * shape.ReachByVariance);
        to.Lorentz[i] = (rise.Value * to.Lorentz[i]) + (byReach * shape.ReachByLorentz);
        axial[i] = (rise.Value * axial[i]) + (share * inside.ByAxial);
        to.Value[i] *= rise.Value;
    }

    // 0 at the end, 1 at the other side of it, twice continuously differentiable.
    private static (double Value, double Slope) Rise(double t)
    {
        double s = Math.Clamp(t, 0, 1);
        return (s * s * s * (10 - (15 * s) + (6 * s * s)), 30 * s * s * (1 - s) * (1 - s));
    }

    private (int First, int End) SteepPart(ReadOnlySpan<double> x)
    {
        double reach = Steep * shape.Width;
        return (Below(x, centre + Math.Min(near.End.Offset, 0) - reach), Below(x, centre + Math.Max(near.End.Offset, 0) + reach));
    }

    private static int Below(ReadOnlySpan<double> x, double position)
    {
        int at = x.BinarySearch(position);
        return at < 0 ? ~at : at;
    }
}
