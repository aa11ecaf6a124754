namespace Stria.Numerics.Jets;

/// <summary>Value, slope and curvature of a function of one variable at one place; arithmetic on jets is differentiation (forward mode, second order).</summary>
/// <param name="Value">f.</param>
/// <param name="Slope">f′.</param>
/// <param name="Curvature">f″.</param>
public readonly record struct Jet(double Value, double Slope, double Curvature) : IJet<Jet>
{
    /// <summary>The variable itself at a place: slope 1, curvature 0.</summary>
    public static Jet Variable(double at) => new(at, 1, 0);

    /// <summary>A number that does not vary.</summary>
    public static Jet Constant(double value) => new(value, 0, 0);

    /// <inheritdoc/>
    public static Jet operator +(Jet left, Jet right) => new(left.Value + right.Value, left.Slope + right.Slope, left.Curvature + right.Curvature);

    /// <inheritdoc/>
    public static Jet operator -(Jet left, Jet right) => new(left.Value - right.Value, left.Slope - right.Slope, left.Curvature - right.Curvature);

    /// <inheritdoc/>
    public static Jet operator *(Jet left, Jet right) => new(
        left.Value * right.Value,
        (left.Slope * right.Value) + (left.Value * right.Slope),
        (left.Curvature * right.Value) + (2 * left.Slope * right.Slope) + (left.Value * right.Curvature));

    /// <inheritdoc/>
    public static Jet operator /(Jet left, Jet right)
    {
        double value = left.Value / right.Value, slope = (left.Slope - (value * right.Slope)) / right.Value;
        return new(value, slope, (left.Curvature - (2 * slope * right.Slope) - (value * right.Curvature)) / right.Value);
    }

    /// <inheritdoc/>
    public static Jet operator -(Jet value) => new(-value.Value, -value.Slope, -value.Curvature);

    /// <inheritdoc/>
    public static Jet operator +(Jet left, double right) => left with { Value = left.Value + right };

    /// <inheritdoc/>
    public static Jet operator -(Jet left, double right) => left with { Value = left.Value - right };

    /// <inheritdoc/>
    public static Jet operator -(double left, Jet right) => new(left - right.Value, -right.Slope, -right.Curvature);

    /// <inheritdoc/>
    public static Jet operator *(double left, Jet right) => new(left * right.Value, left * right.Slope, left * right.Curvature);

    /// <inheritdoc/>
    public static Jet Log(Jet x)
    {
        double relative = x.Slope / x.Value;
        return new(Math.Log(x.Value), relative, (x.Curvature / x.Value) - (relative * relative));
    }

    /// <inheritdoc/>
    public static Jet Apply<TFunction>(in TFunction branches, Jet x)
        where TFunction : IJetFunction => branches.At(x);
}
