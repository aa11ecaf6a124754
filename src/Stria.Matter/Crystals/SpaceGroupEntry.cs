namespace Stria.Matter;

/// <summary>One setting of a space group, as the International Tables list it.</summary>
/// <param name="Number">1 … 230.</param>
/// <param name="Setting">Unique axis and cell choice, order of axes, origin, or H and R; empty for the only or standard one.</param>
/// <param name="Symbol">The Hermann–Mauguin symbol.</param>
/// <param name="Hall">The Hall symbol.</param>
public sealed record SpaceGroupEntry(int Number, string Setting, string Symbol, string Hall)
{
    private SpaceGroup? group;

    /// <summary>Number of operations in the cell.</summary>
    public int OperationCount => Group().Operations.Count;

    /// <summary>The group in this setting.</summary>
    public SpaceGroup Group() => group ??= new SpaceGroup(HallSymbol.Parse(Hall).Operations) { Number = Number, Symbol = Symbol, Setting = Setting, Hall = Hall };
}
