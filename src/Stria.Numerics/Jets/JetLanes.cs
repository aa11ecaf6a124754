using System.Numerics;
using System.Runtime.InteropServices;

namespace Stria.Numerics.Jets;

/// <summary>As many <see cref="Jet"/>s as a vector register holds numbers: the formula of one place, evaluated at several at once.</summary>
/// <param name="Value">f at each place.</param>
/// <param name="Slope">f′ at each place.</param>
/// <param name="Curvature">f″ at each place.</param>
public readonly record struct JetLanes(Vector<double> Value, Vector<double> Slope, Vector<double> Curvature) : IJet<JetLanes>
{
    /// <summary>The variable itself at several places.</summary>
    public static JetLanes Variable(Vector<double> at) => new(at, Vector<double>.One, Vector<double>.Zero);

    /// <inheritdoc/>
    public static JetLanes operator +(JetLanes left, JetLanes right) => new(left.Value + right.Value, left.Slope + right.Slope, left.Curvature + right.Curvature);

    /// <inheritdoc/>
    public static JetLanes operator -(JetLanes left, JetLanes right) => new(left.Value - right.Value, left.Slope - right.Slope, left.Curvature - right.Curvature);

    /// <inheritdoc/>
    public static JetLanes operator *(JetLanes left, JetLanes right) => new(
        left.Value * right.Value,
        (left.Slope * right.Value) + (left.Value * right.Slope),
        (left.Curvature * right.Value) + (2 * left.Slope * right.Slope) + (left.Value * right.Curvature));

    /// <inheritdoc/>
    public static JetLanes operator /(JetLanes left, JetLanes right)
    {
        Vector<double> value = left.Value / right.Value, slope = (left.Slope - (value * right.Slope)) / right.Value;
        return new(value, slope, (left.Curvature - (2 * slope * right.Slope) - (value * right.Curvature)) / right.Value);
    }

    /// <inheritdoc/>
    public static JetLanes operator -(JetLanes value) => new(-value.Value, -value.Slope, -value.Curvature);

    /// <inheritdoc/>
    public static JetLanes operator +(JetLanes left, double right) => left with { Value = left.Value + new Vector<double>(right) };

    /// <inheritdoc/>
    public static JetLanes operator -(JetLanes left, double right) => left with { Value = left.Value - new Vector<double>(right) };

    /// <inheritdoc/>
    public static JetLanes operator -(double left, JetLanes right) => new(new Vector<double>(left) - right.Value, -right.Slope, -right.Curvature);

    /// <inheritdoc/>
    public static JetLanes operator *(double left, JetLanes right) => new(left * right.Value, left * right.Slope, left * right.Curvature);

    /// <inheritdoc/>
    public static JetLanes Log(JetLanes x)
    {
        Vector<double> relative = x.Slope / x.Value;
        return new(Vector.Log(x.Value), relative, (x.Curvature / x.Value) - (relative * relative));
    }

    /// <inheritdoc/>
    public static JetLanes Apply<TFunction>(in TFunction branches, JetLanes x)
        where TFunction : IJetFunction
    {
        Vector<double> value = default, slope = default, curvature = default;
        Span<double> values = Lanes(ref value), slopes = Lanes(ref slope), curvatures = Lanes(ref curvature);
        for (int i = 0; i < Vector<double>.Count; i++)
        {
            (values[i], slopes[i], curvatures[i]) = branches.At(new Jet(x.Value[i], x.Slope[i], x.Curvature[i]));
        }

        return new(value, slope, curvature);
    }

    private static Span<double> Lanes(ref Vector<double> vector) => MemoryMarshal.Cast<Vector<double>, double>(MemoryMarshal.CreateSpan(ref vector, 1));
}
