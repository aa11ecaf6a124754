namespace Stria.Physics.Transport;

/// <summary>What lithium does at a named part of the boundary. Parts without a condition let none through.</summary>
/// <param name="Part">Name of the part.</param>
public abstract record TransportCondition(string Part);

/// <summary>A part that lets nothing through: the same as naming no condition.</summary>
/// <param name="Part">Name of the part.</param>
public sealed record NoFlux(string Part) : TransportCondition(Part);

/// <summary>A part in contact with a reservoir of given potential.</summary>
/// <param name="Part">Name of the part.</param>
/// <param name="Potential">μ, in the problem's units (RT).</param>
public sealed record FixedPotential(string Part, double Potential) : TransportCondition(Part);

/// <summary>A part that is kept at a composition by a stress-free reservoir of it: c is given, and μ is f′(c).</summary>
/// <param name="Part">Name of the part.</param>
/// <param name="Composition">Site fraction.</param>
public sealed record FixedComposition(string Part, double Composition) : TransportCondition(Part);

/// <summary>A part through which the same flux passes everywhere.</summary>
/// <param name="Part">Name of the part.</param>
/// <param name="Flux">Site fraction times length per time that leaves the body; negative when lithium enters.</param>
public sealed record ConstantFlux(string Part, double Flux) : TransportCondition(Part);

/// <summary>A part through which a given total passes, evenly spread over it: galvanostatic (dis)charge.</summary>
/// <param name="Part">Name of the part.</param>
/// <param name="Total">Site fraction times area per time that leaves the body in all; negative when lithium enters.</param>
public sealed record TotalFlux(string Part, double Total) : TransportCondition(Part);

/// <summary>A part of one potential through which a given total passes: a current collector, or an electrolyte without resistance. How the flux is spread over the part comes out; the potential of the part is an unknown of each step.</summary>
/// <param name="Part">Name of the part.</param>
/// <param name="Total">Site fraction times area per time that leaves the body in all; negative when lithium enters.</param>
public sealed record EquipotentialFlux(string Part, double Total) : TransportCondition(Part);
