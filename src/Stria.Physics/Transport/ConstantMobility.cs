using Stria.Core;

namespace Stria.Physics.Transport;

/// <summary>The same mobility for all compositions (PFHub benchmark 1; AsFem).</summary>
public sealed class ConstantMobility : IMobility
{
    /// <summary>Makes the law.</summary>
    /// <param name="value">M, above 0.</param>
    /// <exception cref="ScenarioException">It is not above 0.</exception>
    public ConstantMobility(double value) =>
        Largest = value > 0 && double.IsFinite(value) ? value : throw new ScenarioException($"The mobility is {value:G6}; it must be above 0. Perhaps it is missing.");

    /// <inheritdoc/>
    public string Kind => "constant";

    /// <inheritdoc/>
    public bool IsConstant => true;

    /// <inheritdoc/>
    public double Largest { get; }

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> composition, Span<double> mobility, Span<double> slope)
    {
        mobility.Fill(Largest);
        slope.Clear();
    }
}
