using System.Globalization;

namespace Stria.Numerics.Expressions;

/// <summary>A part of an expression: a number, a variable, or an operation on parts.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Value">The number, for a constant.</param>
/// <param name="Name">The variable's name, for a variable.</param>
/// <param name="Parts">What the operation acts on.</param>
internal sealed record ExpressionNode(Operation Operation, double Value, string Name, ExpressionNode[] Parts)
{
    private const int Comparison = 1, Sum = 2, Product = 3, Unary = 4, Exponent = 5, Primary = 6;

    public static ExpressionNode Number(double value) => new(Operation.Constant, value, "", []);

    public static ExpressionNode Variable(string name) => new(Operation.Variable, 0, name, []);

    public static ExpressionNode Of(Operation operation, params ExpressionNode[] parts) => new(operation, 0, "", parts);

    /// <summary>Names of the variables in it, in order of appearance.</summary>
    public IReadOnlyList<string> Variables()
    {
        var names = new List<string>();
        Collect(names);
        return names;
    }

    /// <summary>The text of it, with as few brackets as reading it again needs.</summary>
    public override string ToString() => Operation switch
    {
        Operation.Constant => Value.ToString("R", CultureInfo.InvariantCulture),
        Operation.Variable => Name,
        Operation.Negate => "-" + Parts[0].Within(Unary),
        Operation.Power => Parts[0].Within(Primary) + "^" + Parts[1].Within(Unary),
        Operation.Multiply => Binary("*", Product, Unary),
        Operation.Divide => Binary("/", Product, Unary),
        Operation.Add => Binary(" + ", Sum, Product),
        Operation.Subtract => Binary(" - ", Sum, Product),
        Operation.Less => Binary(" < ", Sum, Sum),
        Operation.LessOrEqual => Binary(" <= ", Sum, Sum),
        Operation.Greater => Binary(" > ", Sum, Sum),
        Operation.GreaterOrEqual => Binary(" >= ", Sum, Sum),
        Operation.Equal => Binary(" == ", Sum, Sum),
        Operation.NotEqual => Binary(" != ", Sum, Sum),
        _ => $"{ExpressionFunctions.NameOf(Operation)}({string.Join(", ", (object[])Parts)})",
    };

    private void Collect(List<string> names)
    {
        if (Operation == Operation.Variable && !names.Contains(Name))
        {
            names.Add(Name);
        }

        foreach (ExpressionNode part in Parts)
        {
            part.Collect(names);
        }
    }

    private int Rank => Operation switch
    {
        Operation.Negate => Unary,
        Operation.Power => Exponent,
        Operation.Multiply or Operation.Divide => Product,
        Operation.Add or Operation.Subtract => Sum,
        >= Operation.Less and <= Operation.NotEqual => Comparison,
        _ => Primary,
    };

    private string Binary(string sign, int left, int right) => Parts[0].Within(left) + sign + Parts[1].Within(right);

    private string Within(int rank) => Rank >= rank ? ToString() : $"({this})";
}
