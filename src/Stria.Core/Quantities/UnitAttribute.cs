namespace Stria.Core;

/// <summary>The unit in which a property holds its number. At the doors people write any unit of the same dimension; it is converted to this one.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Field)]
public sealed class UnitAttribute : Attribute
{
    /// <summary>Says the unit.</summary>
    /// <param name="symbol">The unit as written ("Pa", "eV", "px").</param>
    /// <exception cref="FormatException">It is no unit.</exception>
    public UnitAttribute(string symbol) => Unit = Unit.Parse(symbol);

    /// <summary>The unit as written.</summary>
    public string Symbol => Unit.Symbol;

    /// <summary>The unit.</summary>
    public Unit Unit { get; }
}
