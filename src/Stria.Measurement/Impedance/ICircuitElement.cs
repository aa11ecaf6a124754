using System.Numerics;

namespace Stria.Measurement.Impedance;

/// <summary>A kind of element of an equivalent circuit.</summary>
public interface ICircuitElement
{
    /// <summary>The letters that stand for it in a circuit ("CPE"); a number tells elements of a kind apart ("CPE2").</summary>
    string Name { get; }

    /// <summary>What it is, with its formula.</summary>
    string Meaning { get; }

    /// <summary>Its parameters, in the order in which they are fitted.</summary>
    IReadOnlyList<ElementParameter> Parameters { get; }

    /// <summary>True for a transmission line, whose interface is a circuit of its own: "TLM1(CPE1)".</summary>
    bool TakesInterface { get; }

    /// <summary>Computes impedance and derivatives at all frequencies.</summary>
    /// <param name="at">Frequencies and parameters; receives impedance and derivatives.</param>
    void Evaluate(in ElementEvaluation at);
}

/// <summary>Where an element is evaluated and what comes out, all frequencies at once.</summary>
public readonly ref struct ElementEvaluation
{
    /// <summary>Angular frequencies ω = 2πf [rad/s].</summary>
    public ReadOnlySpan<double> Omega { get; init; }

    /// <summary>The element's own parameters.</summary>
    public ReadOnlySpan<double> Parameters { get; init; }

    /// <summary>Impedance of the interface of a transmission line [Ω]; empty for other elements.</summary>
    public ReadOnlySpan<Complex> Interface { get; init; }

    /// <summary>Receives the impedance [Ω].</summary>
    public Span<Complex> Impedance { get; init; }

    /// <summary>Receives the derivative with respect to each parameter, parameter by parameter (parameters × frequencies).</summary>
    public Span<Complex> Derivatives { get; init; }

    /// <summary>Receives the derivative with respect to the impedance of the interface; empty for other elements.</summary>
    public Span<Complex> InterfaceDerivative { get; init; }

    /// <summary>The derivatives with respect to one parameter.</summary>
    public Span<Complex> Derivative(int parameter) => Derivatives.Slice(parameter * Omega.Length, Omega.Length);
}
