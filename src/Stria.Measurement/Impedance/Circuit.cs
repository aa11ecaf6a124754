using System.Numerics;
using Stria.Core;

namespace Stria.Measurement.Impedance;

/// <summary>An equivalent circuit: elements in series ("R0-C1"), in parallel ("p(R1,CPE1)") and transmission lines with any interface ("GTLM1(p(R2,CPE2))").</summary>
public sealed class Circuit
{
    private Circuit(CircuitNode root)
    {
        Root = root;
        var parameters = new List<CircuitParameter>();
        Number(root, parameters);
        Parameters = parameters;
        string? twice = parameters.GroupBy(p => p.Name).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw new ScenarioException($"The circuit {Text} holds {twice.Split('.')[0]} twice. Give each element a number of its own.");
        }
    }

    /// <summary>The circuit as text, which <see cref="Parse"/> reads.</summary>
    public string Text => Root.ToString();

    /// <summary>Its parameters in the order of the text.</summary>
    public IReadOnlyList<CircuitParameter> Parameters { get; }

    internal CircuitNode Root { get; }

    /// <summary>Reads a circuit such as "R0-p(R1,C1)-p(R2-Wo1,C2)".</summary>
    /// <exception cref="ScenarioException">It is no circuit; the message names the place and what was expected there.</exception>
    public static Circuit Parse(string text) => new(new CircuitReader(text).Read());

    /// <summary>One element.</summary>
    /// <param name="element">Its kind.</param>
    /// <param name="number">The number that tells it from others of its kind.</param>
    public static Circuit Of(ICircuitElement element, int number) => !element.TakesInterface
        ? new Circuit(CircuitNode.Single(element, $"{element.Name}{number}", null))
        : throw new ScenarioException($"{element.Name} needs an interface, as in {element.Name}{number}(CPE1).");

    /// <summary>A transmission line with its interface.</summary>
    /// <param name="element">The kind of line.</param>
    /// <param name="number">Its number.</param>
    /// <param name="boundary">The circuit of the interface between its rails.</param>
    public static Circuit Line(ICircuitElement element, int number, Circuit boundary) => element.TakesInterface
        ? new Circuit(CircuitNode.Single(element, $"{element.Name}{number}", boundary.Root.Copy()))
        : throw new ScenarioException($"{element.Name} is no transmission line and takes no interface.");

    /// <summary>Circuits one after the other.</summary>
    public static Circuit Series(params ReadOnlySpan<Circuit> parts) => new(CircuitNode.Of(NodeKind.Series, Roots(parts)));

    /// <summary>Circuits side by side.</summary>
    public static Circuit Parallel(params ReadOnlySpan<Circuit> parts) => new(CircuitNode.Of(NodeKind.Parallel, Roots(parts)));

    /// <summary>The place of a parameter in <see cref="Parameters"/>, or −1.</summary>
    public int IndexOf(string parameter)
    {
        for (int i = 0; i < Parameters.Count; i++)
        {
            if (Parameters[i].Name == parameter)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The impedance at each frequency.</summary>
    /// <param name="frequencies">Frequencies [Hz], positive.</param>
    /// <param name="parameters">One value per parameter, in SI units.</param>
    /// <returns>Impedances [Ω].</returns>
    public Complex[] Impedance(ReadOnlySpan<double> frequencies, ReadOnlySpan<double> parameters)
    {
        var evaluator = new CircuitEvaluator(this, frequencies);
        evaluator.Evaluate(parameters);
        return evaluator.Impedance.ToArray();
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static CircuitNode[] Roots(ReadOnlySpan<Circuit> parts)
    {
        var roots = new CircuitNode[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            roots[i] = parts[i].Root.Copy();
        }

        return roots.Length > 1 ? roots : throw new ScenarioException("A connection joins at least two circuits.");
    }

    private static void Number(CircuitNode node, List<CircuitParameter> parameters)
    {
        node.First = parameters.Count;
        if (node.Element is { } element)
        {
            parameters.AddRange(element.Parameters.Select(p => new CircuitParameter(element.Parameters.Count == 1 && !element.TakesInterface ? node.Label : $"{node.Label}.{p.Name}", p.Unit, p.Role)));
        }

        foreach (CircuitNode child in node.Children)
        {
            Number(child, parameters);
        }

        node.Count = parameters.Count - node.First;
    }
}

/// <summary>A parameter of a circuit.</summary>
/// <param name="Name">The element's label ("R0"), followed by the symbol where it has several ("CPE1.alpha").</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Role">What it means.</param>
public sealed record CircuitParameter(string Name, string Unit, ParameterRole Role);
