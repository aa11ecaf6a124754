using Stria.Measurement.Impedance.Elements;

namespace Stria.Measurement.Impedance;

/// <summary>The kinds of elements that circuits are made of.</summary>
public static class CircuitElements
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ICircuitElement> All { get; } =
    [
        new Resistor(),
        new Capacitor(),
        new Inductor(),
        new ConstantPhaseElement(),
        new Warburg(),
        new WarburgOpen(),
        new WarburgShort(),
        new WarburgSphere(),
        new Gerischer(),
        new Zarc(),
        new TransmissionLine(),
        new TwoRailLine(),
    ];

    /// <summary>The kind of a name, or null; upper and lower case are told apart.</summary>
    public static ICircuitElement? Find(string name) => All.FirstOrDefault(e => e.Name == name);
}
