using Stria.Core;

namespace Stria.Measurement;

/// <summary>A number with its standard deviation, in the unit that the place where it stands names.</summary>
/// <param name="Value">The value.</param>
/// <param name="Sigma">Its standard deviation; 0 when it is taken as exact, infinite when it is not determined.</param>
public readonly record struct MeasuredValue(double Value, double Sigma = 0)
{
    /// <summary>Standard deviation over value.</summary>
    public double Relative => Sigma == 0 ? 0 : Math.Abs(Sigma / Value);

    /// <summary>A number taken as exact.</summary>
    public static implicit operator MeasuredValue(double value) => new(value);

    /// <summary>The value itself, or a complaint that names it when it is not a positive finite number.</summary>
    /// <param name="what">Its name with its unit, for the message.</param>
    /// <exception cref="ScenarioException">It is zero, negative, infinite or not a number.</exception>
    public MeasuredValue Positive(string what) => Value > 0 && double.IsFinite(Value) && Sigma >= 0
        ? this
        : throw new ScenarioException($"The {what} is {Value:g6} ± {Sigma:g3}; it must be a positive number. Perhaps it was left out: nothing is assumed in its place.");

    /// <summary>The product of powers of independent values times a number, with first-order propagation of the standard deviations.</summary>
    /// <param name="factor">The number.</param>
    /// <param name="terms">Each value with its exponent.</param>
    public static MeasuredValue Product(double factor, params ReadOnlySpan<(MeasuredValue Of, double Power)> terms)
    {
        double value = factor, variance = 0;
        foreach ((MeasuredValue of, double power) in terms)
        {
            value *= Math.Pow(of.Value, power);
            double share = power * of.Relative;
            variance += share * share;
        }

        return new MeasuredValue(value, Math.Abs(value) * Math.Sqrt(variance));
    }
}
