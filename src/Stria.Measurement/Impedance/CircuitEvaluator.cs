using System.Numerics;

namespace Stria.Measurement.Impedance;

/// <summary>Evaluates a circuit and its derivatives at the frequencies of a spectrum again and again without allocation. One per thread.</summary>
public sealed class CircuitEvaluator
{
    private readonly double[] omega;
    private readonly Complex[] derivatives, rail;
    private readonly Dictionary<CircuitNode, Complex[]> impedances = [];
    private readonly Circuit circuit;

    /// <summary>Prepares the memory.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="frequencies">Frequencies [Hz].</param>
    public CircuitEvaluator(Circuit circuit, ReadOnlySpan<double> frequencies)
    {
        this.circuit = circuit;
        omega = new double[frequencies.Length];
        for (int i = 0; i < omega.Length; i++)
        {
            omega[i] = 2 * Math.PI * frequencies[i];
        }

        derivatives = new Complex[circuit.Parameters.Count * omega.Length];
        rail = new Complex[omega.Length];
        Allocate(circuit.Root);
    }

    /// <summary>The impedance at each frequency [Ω], after <see cref="Evaluate"/>.</summary>
    public ReadOnlySpan<Complex> Impedance => impedances[circuit.Root];

    /// <summary>∂Z/∂parameter at each frequency, after <see cref="Evaluate"/>.</summary>
    public ReadOnlySpan<Complex> Derivative(int parameter) => derivatives.AsSpan(parameter * omega.Length, omega.Length);

    /// <summary>Computes impedance and derivatives.</summary>
    /// <param name="parameters">One value per parameter.</param>
    public void Evaluate(ReadOnlySpan<double> parameters)
    {
        if (parameters.Length != circuit.Parameters.Count)
        {
            throw new ArgumentException($"{parameters.Length} values for the {circuit.Parameters.Count} parameters of {circuit.Text}.", nameof(parameters));
        }

        Visit(circuit.Root, parameters);
    }

    private void Allocate(CircuitNode node)
    {
        impedances[node] = new Complex[omega.Length];
        foreach (CircuitNode child in node.Children)
        {
            Allocate(child);
        }
    }

    private Complex[] Visit(CircuitNode node, ReadOnlySpan<double> parameters)
    {
        Complex[] z = impedances[node];
        switch (node.Kind)
        {
            case NodeKind.Series:
                Array.Clear(z);
                foreach (CircuitNode child in node.Children)
                {
                    Add(Visit(child, parameters), z);
                }

                break;
            case NodeKind.Parallel:
                Array.Clear(z);
                foreach (CircuitNode child in node.Children)
                {
                    AddInverse(Visit(child, parameters), z);
                }

                Invert(z);
                foreach (CircuitNode child in node.Children)
                {
                    ChainParallel(child, z);
                }

                break;
            default:
                Single(node, parameters, z);
                break;
        }

        return z;
    }

    private void Single(CircuitNode node, ReadOnlySpan<double> parameters, Complex[] z)
    {
        ICircuitElement element = node.Element!;
        CircuitNode? boundary = element.TakesInterface ? node.Children[0] : null;
        Complex[] inner = boundary is null ? [] : Visit(boundary, parameters);
        int own = element.Parameters.Count;
        element.Evaluate(new ElementEvaluation
        {
            Omega = omega,
            Parameters = parameters.Slice(node.First, own),
            Interface = inner,
            Impedance = z,
            Derivatives = derivatives.AsSpan(node.First * omega.Length, own * omega.Length),
            InterfaceDerivative = boundary is null ? [] : rail,
        });
        for (int k = boundary?.First ?? 0; k < (boundary?.First + boundary?.Count ?? 0); k++)
        {
            Span<Complex> row = derivatives.AsSpan(k * omega.Length, omega.Length);
            for (int i = 0; i < row.Length; i++)
            {
                row[i] *= rail[i];
            }
        }
    }

    // Z = 1/Σ(1/Zi), so that ∂Z/∂p = (Z/Zi)² ∂Zi/∂p.
    private void ChainParallel(CircuitNode child, Complex[] z)
    {
        Complex[] own = impedances[child];
        for (int k = child.First; k < child.First + child.Count; k++)
        {
            Span<Complex> row = derivatives.AsSpan(k * omega.Length, omega.Length);
            for (int i = 0; i < row.Length; i++)
            {
                Complex share = z[i] / own[i];
                row[i] *= share * share;
            }
        }
    }

    private static void Add(Complex[] from, Complex[] to)
    {
        for (int i = 0; i < to.Length; i++)
        {
            to[i] += from[i];
        }
    }

    private static void AddInverse(Complex[] from, Complex[] to)
    {
        for (int i = 0; i < to.Length; i++)
        {
            to[i] += 1 / from[i];
        }
    }

    private static void Invert(Complex[] z)
    {
        for (int i = 0; i < z.Length; i++)
        {
            z[i] = 1 / z[i];
        }
    }
}
