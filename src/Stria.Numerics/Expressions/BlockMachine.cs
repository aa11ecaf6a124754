using System.Numerics.Tensors;

namespace Stria.Numerics.Expressions;

/// <summary>One step of a compiled expression: registers First, First + 1, … hold what it acts on; First receives the result.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="First">First register.</param>
/// <param name="Value">The number, for a constant.</param>
/// <param name="Variable">Index of the variable, for a variable.</param>
internal readonly record struct MachineStep(Operation Operation, int First, double Value = 0, int Variable = 0);

/// <summary>Executes the steps of an expression on a block of points at once; registers are rows of a block each.</summary>
internal static class BlockMachine
{
    /// <summary>Points per block: registers of 2 KiB, so that a dozen of them stay in the nearest cache.</summary>
    public const int Block = 256;

    /// <summary>Points are computed in groups of this many, the widest vector of doubles.</summary>
    public const int Lanes = 8;

    /// <summary>Executes one step other than loading a variable.</summary>
    /// <param name="step">The step.</param>
    /// <param name="registers">Room for the deepest register of the expression, Block values each.</param>
    /// <param name="count">Points of this block, ≤ Block.</param>
    public static void Execute(MachineStep step, Span<double> registers, int count)
    {
        Span<double> a = registers.Slice(step.First * Block, count);
        switch (step.Operation)
        {
            case Operation.Constant: a.Fill(step.Value); break;
            case Operation.Negate: TensorPrimitives.Negate(a, a); break;
            case Operation.Square: TensorPrimitives.Multiply(a, a, a); break;
            case Operation.Cube: Cube(a); break;
            case Operation.Sin: TensorPrimitives.Sin(a, a); break;
            case Operation.Cos: TensorPrimitives.Cos(a, a); break;
            case Operation.Tan: TensorPrimitives.Tan(a, a); break;
            case Operation.Asin: TensorPrimitives.Asin(a, a); break;
            case Operation.Acos: TensorPrimitives.Acos(a, a); break;
            case Operation.Atan: TensorPrimitives.Atan(a, a); break;
            case Operation.Sinh or Operation.Cosh or Operation.Tanh: Hyperbolic(step.Operation, a); break;
            case Operation.Exp: TensorPrimitives.Exp(a, a); break;
            case Operation.Log: TensorPrimitives.Log(a, a); break;
            case Operation.Log10: TensorPrimitives.Log10(a, a); break;
            case Operation.Sqrt: TensorPrimitives.Sqrt(a, a); break;
            case Operation.Abs: TensorPrimitives.Abs(a, a); break;
            case Operation.Floor: TensorPrimitives.Floor(a, a); break;
            case Operation.Ceil: TensorPrimitives.Ceiling(a, a); break;
            case Operation.Sign: Sign(a); break;
            case Operation.Erf: Erf(a); break;
            default: ExecuteOnTwo(step.Operation, a, registers.Slice((step.First + 1) * Block, count), registers); break;
        }
    }

    private static void ExecuteOnTwo(Operation operation, Span<double> a, Span<double> b, Span<double> registers)
    {
        switch (operation)
        {
            case Operation.Add: TensorPrimitives.Add(a, b, a); break;
            case Operation.Subtract: TensorPrimitives.Subtract(a, b, a); break;
            case Operation.Multiply: TensorPrimitives.Multiply(a, b, a); break;
            case Operation.Divide: TensorPrimitives.Divide(a, b, a); break;
            case Operation.Power: Power(a, b); break;
            case Operation.Atan2: TensorPrimitives.Atan2(a, b, a); break;
            case Operation.Min: TensorPrimitives.Min(a, b, a); break;
            case Operation.Max: TensorPrimitives.Max(a, b, a); break;
            case Operation.Hypot: TensorPrimitives.Hypot(a, b, a); break;
            case >= Operation.Less and <= Operation.NotEqual: Compare(operation, a, b); break;
            case Operation.Step: Compare(Operation.LessOrEqual, a, b); break;
            default: ExecuteOnThree(operation, a, b, Third(registers, b)); break;
        }
    }

    private static void ExecuteOnThree(Operation operation, Span<double> a, Span<double> b, Span<double> c)
    {
        switch (operation)
        {
            case Operation.If: Select(a, b, c); break;
            case Operation.Clamp:
                TensorPrimitives.Max(a, b, a);
                TensorPrimitives.Min(a, c, a);
                break;
            case Operation.Smoothstep: Smoothstep(a, b, c); break;
            default: throw new InvalidOperationException($"{operation} is no step of an expression.");
        }
    }

    private static Span<double> Third(Span<double> registers, Span<double> second)
    {
        registers.Overlaps(second, out int offset);
        return registers.Slice(offset + Block, second.Length);
    }

    private static void Compare(Operation operation, Span<double> a, ReadOnlySpan<double> b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            bool holds = operation switch
            {
                Operation.Less => a[i] < b[i],
                Operation.LessOrEqual => a[i] <= b[i],
                Operation.Greater => a[i] > b[i],
                Operation.GreaterOrEqual => a[i] >= b[i],
                Operation.Equal => a[i] == b[i],
                _ => a[i] != b[i],
            };
            a[i] = holds ? 1 : 0;
        }
    }

    private static void Cube(Span<double> a)
    {
        for (int i = 0; i < a.Length; i++)
        {
            a[i] *= a[i] * a[i];
        }
    }

    // One by one: a vector power by logarithms would know no negative bases.
    private static void Power(Span<double> a, ReadOnlySpan<double> b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = Math.Pow(a[i], b[i]);
        }
    }

    // One by one: the vector forms of sinh and tanh lose all digits near zero (relative errors of 1e-3 at 1e-14).
    private static void Hyperbolic(Operation operation, Span<double> a)
    {
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = operation switch { Operation.Sinh => Math.Sinh(a[i]), Operation.Cosh => Math.Cosh(a[i]), _ => Math.Tanh(a[i]) };
        }
    }

    private static void Sign(Span<double> a)
    {
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = a[i] > 0 ? 1 : a[i] < 0 ? -1 : a[i];
        }
    }

    private static void Erf(Span<double> a)
    {
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = ErrorFunction.Of(a[i]);
        }
    }

    private static void Select(Span<double> condition, ReadOnlySpan<double> then, ReadOnlySpan<double> otherwise)
    {
        for (int i = 0; i < condition.Length; i++)
        {
            condition[i] = double.IsNaN(condition[i]) ? double.NaN : condition[i] != 0 ? then[i] : otherwise[i];
        }
    }

    private static void Smoothstep(Span<double> from, ReadOnlySpan<double> to, ReadOnlySpan<double> value)
    {
        for (int i = 0; i < from.Length; i++)
        {
            double t = Math.Clamp((value[i] - from[i]) / (to[i] - from[i]), 0, 1);
            from[i] = t * t * (3 - (2 * t));
        }
    }
}
