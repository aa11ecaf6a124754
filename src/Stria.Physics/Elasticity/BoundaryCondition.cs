namespace Stria.Physics.Elasticity;

/// <summary>What happens on a named part of the boundary, or at a point. Parts without one are free.</summary>
public abstract record BoundaryCondition
{
    /// <summary>The name of the part, or a name made from the place of a point.</summary>
    public abstract string Place { get; }
}

/// <summary>A part without load that may move: the same as naming no condition.</summary>
/// <param name="Part">Name of the part.</param>
public sealed record Free(string Part) : BoundaryCondition
{
    /// <inheritdoc/>
    public override string Place => Part;
}

/// <summary>A part that does not move.</summary>
/// <param name="Part">Name of the part.</param>
public sealed record Fixed(string Part) : BoundaryCondition
{
    /// <inheritdoc/>
    public override string Place => Part;
}

/// <summary>A part that slides along itself: no displacement normal to it, no force along it. Where it turns by more than 30° at a node, the node is held on both sides and so does not move.</summary>
/// <param name="Part">Name of the part.</param>
public sealed record Roller(string Part) : BoundaryCondition
{
    /// <inheritdoc/>
    public override string Place => Part;
}

/// <summary>A part whose displacement is given, one component or both, uniform or by node.</summary>
/// <param name="Part">Name of the part.</param>
public sealed record Displacement(string Part) : BoundaryCondition
{
    /// <inheritdoc/>
    public override string Place => Part;

    /// <summary>Displacement along x [m]; null where x is free or given by node.</summary>
    public double? X { get; init; }

    /// <summary>Displacement along y [m]; null where y is free or given by node.</summary>
    public double? Y { get; init; }

    /// <summary>Displacement along x [m], one value for each node of the mesh (read on the part only); null when uniform or free.</summary>
    public double[]? XOfNode { get; init; }

    /// <summary>Displacement along y [m], one value for each node of the mesh (read on the part only); null when uniform or free.</summary>
    public double[]? YOfNode { get; init; }
}

/// <summary>A part that is loaded by a force per area.</summary>
/// <param name="Part">Name of the part.</param>
public sealed record Traction(string Part) : BoundaryCondition
{
    /// <inheritdoc/>
    public override string Place => Part;

    /// <summary>Force along x per area [Pa].</summary>
    public double X { get; init; }

    /// <summary>Force along y per area [Pa].</summary>
    public double Y { get; init; }

    /// <summary>Pressure [Pa], positive when it pushes into the body.</summary>
    public double Pressure { get; init; }

    /// <summary>Tractions that vary along the part [Pa], added to the uniform ones: x and y for each edge of the part, or for each node of each edge (ends, then the middle), in the order of the mesh's edges; null when uniform.</summary>
    public double[]? Values { get; init; }
}

/// <summary>The node nearest to a place, held along x, y or both.</summary>
/// <param name="AtX">x [m].</param>
/// <param name="AtY">y [m].</param>
public sealed record PinnedPoint(double AtX, double AtY) : BoundaryCondition
{
    /// <inheritdoc/>
    public override string Place => $"point ({AtX:G4}, {AtY:G4}) m";

    /// <summary>Displacement along x [m]; null where x is free.</summary>
    public double? X { get; init; } = 0;

    /// <summary>Displacement along y [m]; null where y is free.</summary>
    public double? Y { get; init; } = 0;
}
