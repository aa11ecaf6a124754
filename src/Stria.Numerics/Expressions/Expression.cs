using System.Buffers;
using System.Globalization;
using Stria.Core;

namespace Stria.Numerics.Expressions;

/// <summary>
/// A formula of named variables as scenario files write fields: "0.3 + 0.2*tanh((r - 200 nm)/20 nm)". Read once, then evaluated on many points in blocks.
/// Numbers may carry a unit and are turned into SI. Signs: + − * / ^ and comparisons, which give 1 or 0; ^ binds strongest and to the right, so that −x^2 is −(x²).
/// Functions: if sin cos tan asin acos atan atan2 sinh cosh tanh exp log log10 sqrt abs min max floor ceil sign step smoothstep clamp hypot erf; the constant pi.
/// </summary>
public sealed class Expression
{
    private readonly ExpressionNode root;
    private readonly MachineStep[] steps;
    private readonly int registers;

    private Expression(ExpressionNode root, IReadOnlyList<string> variables)
    {
        (this.root, Variables, Used) = (root, variables, [.. root.Variables()]);
        var compiled = new List<MachineStep>();
        registers = Compile(root, 0, compiled);
        steps = [.. compiled];
    }

    /// <summary>The variables that it may use, in the order in which their values are given.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>The variables that it does use.</summary>
    public IReadOnlyList<string> Used { get; }

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The text.</param>
    /// <param name="variables">Names of the variables that it may use; their values are SI.</param>
    /// <exception cref="ScenarioException">The text is no expression; the message shows the place and perhaps what was meant.</exception>
    public static Expression Parse(string text, params IReadOnlyList<string> variables) =>
        ExpressionParser.Parse(text, variables, out ExpressionMistake? mistake) is { } root ? new Expression(root, variables) : throw new ScenarioException(mistake!.Under(text));

    /// <summary>Reads an expression as <see cref="Parse"/> does, without an exception.</summary>
    /// <param name="text">The text.</param>
    /// <param name="variables">Names of the variables that it may use.</param>
    /// <param name="mistake">What is wrong and where; null when nothing is.</param>
    /// <returns>The expression; null when there is a mistake.</returns>
    public static Expression? TryParse(string text, IReadOnlyList<string> variables, out ExpressionMistake? mistake) =>
        ExpressionParser.Parse(text, variables, out mistake) is { } root ? new Expression(root, variables) : null;

    /// <summary>The values at many points. A point's value does not depend on the others, so that points may be divided among threads at will.</summary>
    /// <param name="values">Per variable, in the order of <see cref="Variables"/>, one value per point; a variable that is not used may be empty.</param>
    /// <param name="result">Receives one value per point.</param>
    /// <exception cref="ArgumentException">The numbers of variables or points do not fit.</exception>
    /// <exception cref="ScenarioException">A value is not finite; the message names the first such point.</exception>
    public void Evaluate(IReadOnlyList<ReadOnlyMemory<double>> values, Span<double> result)
    {
        Check(values, result.Length);
        double[] memory = ArrayPool<double>.Shared.Rent(registers * BlockMachine.Block);
        try
        {
            for (int start = 0; start < result.Length; start += BlockMachine.Block)
            {
                int count = Math.Min(BlockMachine.Block, result.Length - start);
                EvaluateBlock(values, start, count, memory);
                memory.AsSpan(0, count).CopyTo(result[start..]);
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(memory);
        }

        for (int i = 0; i < result.Length; i++)
        {
            if (!double.IsFinite(result[i]))
            {
                throw NotFinite(values, i, result[i]);
            }
        }
    }

    /// <summary>The value at one point.</summary>
    /// <param name="values">One value per variable, in the order of <see cref="Variables"/>.</param>
    /// <exception cref="ArgumentException">The number of values is not that of the variables.</exception>
    /// <exception cref="ScenarioException">The value is not finite.</exception>
    public double At(params ReadOnlySpan<double> values)
    {
        var points = new ReadOnlyMemory<double>[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            points[i] = new[] { values[i] };
        }

        Span<double> result = stackalloc double[1];
        Evaluate(points, result);
        return result[0];
    }

    /// <summary>The expression as text, in SI and with as few brackets as it needs; reading it again gives the same expression.</summary>
    public override string ToString() => root.ToString();

    /// <summary>Appends the steps of a node, whose result is left in a register; parts go to the registers from there on.</summary>
    /// <returns>Number of registers in use, from 0.</returns>
    private int Compile(ExpressionNode node, int first, List<MachineStep> compiled)
    {
        if (node.Operation == Operation.Variable)
        {
            compiled.Add(new MachineStep(Operation.Variable, first, Variable: IndexOf(node.Name)));
            return first + 1;
        }

        if (node.Operation == Operation.Constant)
        {
            compiled.Add(new MachineStep(Operation.Constant, first, node.Value));
            return first + 1;
        }

        int begin = compiled.Count, deepest = first + 1;
        bool isPower = node.Operation == Operation.Power && node.Parts[1] is { Operation: Operation.Constant, Value: 2 or 3 };
        for (int p = 0; p < (isPower ? 1 : node.Parts.Length); p++)
        {
            deepest = Math.Max(deepest, Compile(node.Parts[p], first + p, compiled));
        }

        compiled.Add(new MachineStep(isPower ? node.Parts[1].Value == 2 ? Operation.Square : Operation.Cube : node.Operation, first));
        if (compiled[begin..].TrueForAll(s => s.Operation != Operation.Variable))
        {
            double value = Constant(compiled[begin..], first, deepest);
            compiled.RemoveRange(begin, compiled.Count - begin);
            compiled.Add(new MachineStep(Operation.Constant, first, value));
        }

        return deepest;
    }

    private int IndexOf(string name)
    {
        int index = 0;
        while (Variables[index] != name)
        {
            index++;
        }

        return index;
    }

    private static double Constant(List<MachineStep> constant, int first, int deepest)
    {
        var memory = new double[deepest * BlockMachine.Block];
        foreach (MachineStep step in constant)
        {
            BlockMachine.Execute(step, memory, BlockMachine.Lanes);
        }

        return memory[first * BlockMachine.Block];
    }

    private void EvaluateBlock(IReadOnlyList<ReadOnlyMemory<double>> values, int start, int count, Span<double> memory)
    {
        // A short block is filled up with its last point, so that each point takes the same vector path wherever it stands.
        int full = (count + BlockMachine.Lanes - 1) / BlockMachine.Lanes * BlockMachine.Lanes;
        foreach (MachineStep step in steps)
        {
            if (step.Operation != Operation.Variable)
            {
                BlockMachine.Execute(step, memory, full);
                continue;
            }

            Span<double> register = memory.Slice(step.First * BlockMachine.Block, full);
            values[step.Variable].Span.Slice(start, count).CopyTo(register);
            register[count..].Fill(register[count - 1]);
        }
    }

    private ScenarioException NotFinite(IReadOnlyList<ReadOnlyMemory<double>> values, int point, double value)
    {
        string at = string.Join(", ", Used.Select(name => $"{name} = {values[IndexOf(name)].Span[point].ToString("R", CultureInfo.InvariantCulture)}"));
        string what = double.IsNaN(value) ? "no number" : "infinite";
        return new ScenarioException($"The expression '{this}' is {what}{(at.Length > 0 ? $" at {at}" : "")}. Perhaps a logarithm, a root or a quotient of zero or of a negative number; if(…) chooses another value there.");
    }

    private void Check(IReadOnlyList<ReadOnlyMemory<double>> values, int points)
    {
        if (values.Count != Variables.Count)
        {
            throw new ArgumentException($"{values.Count} variables are given for {Variables.Count}: {string.Join(", ", Variables)}.", nameof(values));
        }

        for (int v = 0; v < values.Count; v++)
        {
            if (values[v].Length != points && !(values[v].IsEmpty && !Used.Contains(Variables[v])))
            {
                throw new ArgumentException($"{values[v].Length} values of {Variables[v]} for {points} points.", nameof(values));
            }
        }
    }
}
