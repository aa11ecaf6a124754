namespace Stria.Numerics.Fem;

/// <summary>The unknowns of a field on the nodes of a mesh: one or two per node, some held at given values, two of them perhaps along axes that are turned at the node.</summary>
/// <remarks>Nodes that are held altogether are eliminated; the unknowns of all other nodes are numbered in the order of the nodes, so that neighbours in a matrix come in
/// whole blocks, which sparse solvers use. Where one of two components is held, its row keeps the diagonal alone.</remarks>
public sealed class NodalUnknowns
{
    private readonly double[]? axes;
    private readonly double[] values;
    private readonly byte[] states;
    private readonly int[] first;

    /// <summary>Numbers the unknowns.</summary>
    /// <param name="components">Unknowns per node: 1 or 2.</param>
    /// <param name="held">Whether each unknown is held; all components of the first node, then of the next.</param>
    /// <param name="values">The value where it is held (along the node's own axes); others are not looked at.</param>
    /// <param name="axes">For two components: the unit vector of the first axis at each node (cosine, sine); the second axis is a quarter turn further. Null when no node is turned.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, or a single component is turned.</exception>
    public NodalUnknowns(int components, bool[] held, double[] values, double[]? axes = null)
    {
        if (components is not (1 or 2) || held.Length % components != 0 || values.Length != held.Length || (axes is not null && (components == 1 || axes.Length != held.Length)))
        {
            throw new ArgumentException($"{held.Length} flags, {values.Length} values and {axes?.Length ?? 0} axis components do not fit {components} components per node.", nameof(held));
        }

        (Components, NodeCount, this.values, this.axes) = (components, held.Length / components, values, axes);
        states = new byte[NodeCount];
        first = new int[NodeCount];
        int count = 0;
        for (int n = 0; n < NodeCount; n++)
        {
            first[n] = count;
            int state = axes is not null && !(axes[2 * n] == 1 && axes[(2 * n) + 1] == 0) ? TurnedBit : 0;
            for (int k = 0; k < components; k++)
            {
                state |= held[(n * components) + k] ? 1 << k : 0;
            }

            states[n] = (byte)state;
            count += CountAt(n);
        }

        Count = count;
    }

    internal const byte TurnedBit = 4;

    /// <summary>Unknowns per node.</summary>
    public int Components { get; }

    /// <summary>Number of nodes.</summary>
    public int NodeCount { get; }

    /// <summary>Number of unknowns of a matrix: all components of the nodes that are not held altogether.</summary>
    public int Count { get; }

    /// <summary>Nothing held, nothing turned.</summary>
    public static NodalUnknowns AllFree(int components, int nodes) => new(components, new bool[components * nodes], new double[components * nodes]);

    /// <summary>Whether a component of a node is held.</summary>
    public bool IsHeld(int node, int component) => (states[node] & (1 << component)) != 0;

    /// <summary>The value of a held component along its axis.</summary>
    public double HeldValue(int node, int component) => values[(node * Components) + component];

    /// <summary>Unit vector of an axis at a node: x and y for a node that is not turned.</summary>
    public (double X, double Y) Axis(int node, int component)
    {
        (double c, double s) = axes is null ? (1, 0) : (axes[2 * node], axes[(2 * node) + 1]);
        return component == 0 ? (c, s) : (-s, c);
    }

    /// <summary>Number of a node's unknowns: its components, or none when all are held.</summary>
    public int CountAt(int node) => (states[node] & 3) == (1 << Components) - 1 ? 0 : Components;

    /// <summary>Number of the first unknown at or after a node.</summary>
    public int FirstAt(int node) => first[node];

    /// <summary>The node that an unknown belongs to.</summary>
    public int NodeOf(int unknown)
    {
        int n = Array.BinarySearch(first, unknown);
        n = n >= 0 ? n : ~n - 1;
        while (unknown >= first[n] + CountAt(n))
        {
            n++; // nodes without unknowns carry the number of the next one
        }

        return n;
    }

    /// <summary>Nodal values (x and y for two components) from the unknowns and the held values.</summary>
    /// <param name="solved">One value per unknown.</param>
    /// <param name="nodal">Receives all components of the first node, then of the next.</param>
    public void Expand(ReadOnlySpan<double> solved, Span<double> nodal) => Expand(solved, values, nodal);

    /// <summary>As <see cref="Expand(ReadOnlySpan{double}, Span{double})"/>, with zero where values are held: a difference of two fields.</summary>
    /// <param name="solved">One value per unknown.</param>
    /// <param name="nodal">Receives all components of the first node, then of the next.</param>
    public void ExpandFree(ReadOnlySpan<double> solved, Span<double> nodal) => Expand(solved, [], nodal);

    private void Expand(ReadOnlySpan<double> solved, ReadOnlySpan<double> heldValues, Span<double> nodal)
    {
        for (int n = 0; n < NodeCount; n++)
        {
            double a = !IsHeld(n, 0) ? solved[first[n]] : heldValues.IsEmpty ? 0 : heldValues[n * Components];
            if (Components == 1)
            {
                nodal[n] = a;
                continue;
            }

            double b = !IsHeld(n, 1) ? solved[first[n] + 1] : heldValues.IsEmpty ? 0 : heldValues[(2 * n) + 1];
            (double c, double s) = Axis(n, 0);
            (nodal[2 * n], nodal[(2 * n) + 1]) = ((c * a) - (s * b), (s * a) + (c * b));
        }
    }

    /// <summary>Takes nodal loads (x and y for two components) to the unknowns; what acts on held ones is left out.</summary>
    /// <param name="nodal">All components of the first node, then of the next.</param>
    /// <param name="loads">Receives one value per unknown; zero where it is held.</param>
    public void Restrict(ReadOnlySpan<double> nodal, Span<double> loads)
    {
        for (int n = 0; n < NodeCount; n++)
        {
            for (int k = 0; k < CountAt(n); k++)
            {
                (double x, double y) = Axis(n, k);
                loads[first[n] + k] = IsHeld(n, k) ? 0 : Components == 1 ? nodal[n] : (x * nodal[2 * n]) + (y * nodal[(2 * n) + 1]);
            }
        }
    }

    internal ReadOnlySpan<byte> States => states;

    internal ReadOnlySpan<int> First => first;
}
