namespace Stria.Studies;

/// <summary>A scenario that can be written without units, as benchmark problems of mathematics are: then every number is plain, and none carries a unit.</summary>
public interface IUnitChoice
{
    /// <summary>Whether numbers carry their units.</summary>
    UnitChoice Units { get; }
}

/// <summary>Whether numbers carry their units.</summary>
public enum UnitChoice
{
    /// <summary>Each number that has a dimension is written with its unit.</summary>
    SI,

    /// <summary>All numbers are plain.</summary>
    None,
}
