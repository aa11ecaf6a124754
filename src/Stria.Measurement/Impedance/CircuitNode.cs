namespace Stria.Measurement.Impedance;

/// <summary>How the parts of a node of a circuit hang together.</summary>
internal enum NodeKind
{
    /// <summary>An element, with an interface as only child where it is a line.</summary>
    Element,

    /// <summary>One after the other.</summary>
    Series,

    /// <summary>Side by side.</summary>
    Parallel,
}

/// <summary>A node of a circuit's tree.</summary>
internal sealed class CircuitNode
{
    private CircuitNode(NodeKind kind, CircuitNode[] children) => (Kind, Children) = (kind, children);

    public NodeKind Kind { get; }

    public CircuitNode[] Children { get; }

    public ICircuitElement? Element { get; private init; }

    public string Label { get; private init; } = "";

    /// <summary>The first of its parameters, its own before its children's.</summary>
    public int First { get; set; }

    /// <summary>How many parameters it has with its children.</summary>
    public int Count { get; set; }

    public static CircuitNode Of(NodeKind kind, CircuitNode[] children) => children.Length == 1 ? children[0] : new(kind, children);

    public static CircuitNode Single(ICircuitElement element, string label, CircuitNode? boundary) =>
        new(NodeKind.Element, boundary is null ? [] : [boundary]) { Element = element, Label = label };

    public CircuitNode Copy() => new(Kind, [.. Children.Select(c => c.Copy())]) { Element = Element, Label = Label };

    public override string ToString() => Kind switch
    {
        NodeKind.Series => string.Join('-', Children.Select(c => c.ToString())),
        NodeKind.Parallel => $"p({string.Join(',', Children.Select(c => c.ToString()))})",
        _ => Children.Length == 0 ? Label : $"{Label}({Children[0]})",
    };
}
