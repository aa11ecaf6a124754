namespace Stria.Core;

/// <summary>The values that a number may have, ends included, in the unit of its property.</summary>
/// <param name="min">Smallest allowed value.</param>
/// <param name="max">Largest allowed value.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class RangeAttribute(double min, double max) : Attribute
{
    /// <summary>Smallest allowed value.</summary>
    public double Min { get; } = min;

    /// <summary>Largest allowed value; +∞ when there is none.</summary>
    public double Max { get; } = max;
}
