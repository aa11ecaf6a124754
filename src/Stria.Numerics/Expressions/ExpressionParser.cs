using Stria.Core;
using static Stria.Numerics.Expressions.ExpressionLexer;

namespace Stria.Numerics.Expressions;

/// <summary>Reads an expression by recursive descent: comparison → sum → product → sign → power → number, name, call or brackets.</summary>
internal sealed class ExpressionParser
{
    // Deeper or longer is no formula; the limits keep a hostile text from exhausting the stack.
    private const int DeepestNesting = 200, LongestText = 4000;

    private readonly IReadOnlyList<string> variables;
    private readonly ExpressionLexer lexer;
    private int depth;

    private ExpressionParser(string text, IReadOnlyList<string> variables)
    {
        this.variables = variables;
        lexer = new ExpressionLexer(text, name => variables.Contains(name) || ExpressionFunctions.ByName.ContainsKey(name) || ExpressionFunctions.Constants.ContainsKey(name));
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="variables">Names that it may use.</param>
    /// <param name="mistake">What is wrong, or null.</param>
    /// <returns>The expression, or null when there is a mistake.</returns>
    public static ExpressionNode? Parse(string text, IReadOnlyList<string> variables, out ExpressionMistake? mistake)
    {
        try
        {
            mistake = text.Length <= LongestText ? null : throw new MistakeFound(LongestText, $"The expression is longer than {LongestText} signs.");
            return new ExpressionParser(text, variables).Whole();
        }
        catch (MistakeFound found)
        {
            mistake = new ExpressionMistake(found.Start + 1, found.Message);
            return null;
        }
    }

    private ExpressionNode Whole()
    {
        lexer.Next();
        if (lexer.Kind == Piece.End)
        {
            throw new MistakeFound(0, "The expression is empty.");
        }

        ExpressionNode node = Comparison();
        if (lexer.Kind == Piece.End)
        {
            return node;
        }

        throw new MistakeFound(lexer.Start, lexer.Text == ")" ? "There is no '(' to this ')'." : $"A sign such as + or * is missing before '{lexer.Text}'.");
    }

    private ExpressionNode Comparison()
    {
        Deeper();
        ExpressionNode node = Sum();
        if (Compared() is { } operation)
        {
            lexer.Next();
            node = ExpressionNode.Of(operation, node, Sum());
            if (Compared() is not null)
            {
                throw new MistakeFound(lexer.Start, "Comparisons cannot be chained. Write the product of two: (a < b)*(b < c).");
            }
        }

        depth--;
        return node;
    }

    private Operation? Compared() => lexer.Kind != Piece.Sign ? null : lexer.Text switch
    {
        "<" => Operation.Less,
        "<=" => Operation.LessOrEqual,
        ">" => Operation.Greater,
        ">=" => Operation.GreaterOrEqual,
        "==" => Operation.Equal,
        "!=" => Operation.NotEqual,
        _ => null,
    };

    private ExpressionNode Sum()
    {
        ExpressionNode node = Product();
        while (lexer.Kind == Piece.Sign && lexer.Text is "+" or "-")
        {
            Operation operation = lexer.Text == "+" ? Operation.Add : Operation.Subtract;
            lexer.Next();
            node = ExpressionNode.Of(operation, node, Product());
        }

        return node;
    }

    private ExpressionNode Product()
    {
        ExpressionNode node = Signed();
        while (lexer.Kind == Piece.Sign && lexer.Text is "*" or "/")
        {
            Operation operation = lexer.Text == "*" ? Operation.Multiply : Operation.Divide;
            lexer.Next();
            node = ExpressionNode.Of(operation, node, Signed());
        }

        return node;
    }

    private ExpressionNode Signed()
    {
        if (lexer.Kind == Piece.Sign && lexer.Text is "+" or "-")
        {
            bool negative = lexer.Text == "-";
            Deeper();
            lexer.Next();
            ExpressionNode node = Signed();
            depth--;
            return negative ? ExpressionNode.Of(Operation.Negate, node) : node;
        }

        ExpressionNode powerBase = Primary();
        if (!Is("^"))
        {
            return powerBase;
        }

        Deeper();
        lexer.Next();
        ExpressionNode exponent = Signed();
        depth--;
        return ExpressionNode.Of(Operation.Power, powerBase, exponent);
    }

    private ExpressionNode Primary()
    {
        switch (lexer.Kind)
        {
            case Piece.Number:
                ExpressionNode number = ExpressionNode.Number(lexer.Value);
                lexer.Next();
                return number;
            case Piece.Name:
                return Named();
            case Piece.Sign when lexer.Text == "(":
                int opened = lexer.Start;
                lexer.Next();
                ExpressionNode inner = Comparison();
                Close(opened);
                return inner;
            default:
                throw new MistakeFound(lexer.Start, lexer.Kind == Piece.End ? "The expression ends too early: a number, a name or '(' is missing." : $"A number, a name or '(' is expected before '{lexer.Text}'.");
        }
    }

    private ExpressionNode Named()
    {
        (string name, int start) = (lexer.Text, lexer.Start);
        lexer.Next();
        bool called = Is("(");
        if (variables.Contains(name))
        {
            return called ? throw new MistakeFound(start, $"'{name}' is a variable and no function. Perhaps a sign is missing: {name}*(…).") : ExpressionNode.Variable(name);
        }

        if (ExpressionFunctions.ByName.TryGetValue(name, out var function))
        {
            return called ? Call(name, start, function) : throw new MistakeFound(start, $"'{name}' is a function. Write {function.Form}.");
        }

        if (ExpressionFunctions.Constants.TryGetValue(name, out double value) && !called)
        {
            return ExpressionNode.Number(value);
        }

        throw new MistakeFound(start, Unknown(name, called));
    }

    private string Unknown(string name, bool called)
    {
        IEnumerable<string> known = called ? ExpressionFunctions.ByName.Keys : variables.Concat(ExpressionFunctions.Constants.Keys).Concat(ExpressionFunctions.ByName.Keys);
        string all = string.Join(", ", (called ? known : variables.Append("pi")).Order(StringComparer.Ordinal));
        string hint = Spelling.Nearest(name, known.Order(StringComparer.Ordinal)) is { } meant ? $"Did you mean '{meant}'?" : $"Known: {all}.";
        return $"'{name}' is no {(called ? "function" : "variable")}. {hint}";
    }

    private ExpressionNode Call(string name, int start, (Operation Operation, string Form) function)
    {
        int opened = lexer.Start, wanted = ExpressionFunctions.Arity(function.Form);
        var parts = new List<ExpressionNode>();
        do
        {
            lexer.Next();
            if (!(parts.Count == 0 && Is(")")))
            {
                parts.Add(Comparison());
            }
        }
        while (Is(","));
        Close(opened);
        return parts.Count == wanted
            ? ExpressionNode.Of(function.Operation, [.. parts])
            : throw new MistakeFound(start, $"'{name}' takes {wanted} value{(wanted == 1 ? "" : "s")}, not {parts.Count}: {function.Form}.");
    }

    private void Close(int opened)
    {
        if (!Is(")"))
        {
            throw new MistakeFound(lexer.Kind == Piece.End ? opened : lexer.Start, lexer.Kind == Piece.End ? "This '(' is not closed." : $"A sign, ',' or ')' is expected before '{lexer.Text}'.");
        }

        lexer.Next();
    }

    private bool Is(string sign) => lexer.Kind == Piece.Sign && lexer.Text == sign;

    private void Deeper()
    {
        if (++depth > DeepestNesting)
        {
            throw new MistakeFound(lexer.Start, $"The expression is nested more than {DeepestNesting} deep.");
        }
    }
}
