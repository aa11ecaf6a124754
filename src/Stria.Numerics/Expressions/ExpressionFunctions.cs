using System.Collections.Frozen;

namespace Stria.Numerics.Expressions;

/// <summary>The functions and constants that an expression may name. A plain list: a function more is a line here and a case in <see cref="BlockMachine"/>.</summary>
internal static class ExpressionFunctions
{
    /// <summary>Functions by name: what they do and how they are written.</summary>
    public static FrozenDictionary<string, (Operation Operation, string Form)> ByName { get; } = new Dictionary<string, (Operation, string)>
    {
        ["if"] = (Operation.If, "if(condition, then, else)"),
        ["sin"] = (Operation.Sin, "sin(angle)"), ["cos"] = (Operation.Cos, "cos(angle)"), ["tan"] = (Operation.Tan, "tan(angle)"),
        ["asin"] = (Operation.Asin, "asin(a)"), ["acos"] = (Operation.Acos, "acos(a)"), ["atan"] = (Operation.Atan, "atan(a)"), ["atan2"] = (Operation.Atan2, "atan2(y, x)"),
        ["sinh"] = (Operation.Sinh, "sinh(a)"), ["cosh"] = (Operation.Cosh, "cosh(a)"), ["tanh"] = (Operation.Tanh, "tanh(a)"),
        ["exp"] = (Operation.Exp, "exp(a)"), ["log"] = (Operation.Log, "log(a)"), ["log10"] = (Operation.Log10, "log10(a)"), ["sqrt"] = (Operation.Sqrt, "sqrt(a)"),
        ["abs"] = (Operation.Abs, "abs(a)"), ["min"] = (Operation.Min, "min(a, b)"), ["max"] = (Operation.Max, "max(a, b)"),
        ["floor"] = (Operation.Floor, "floor(a)"), ["ceil"] = (Operation.Ceil, "ceil(a)"), ["sign"] = (Operation.Sign, "sign(a)"),
        ["step"] = (Operation.Step, "step(edge, a)"), ["smoothstep"] = (Operation.Smoothstep, "smoothstep(from, to, a)"), ["clamp"] = (Operation.Clamp, "clamp(a, low, high)"),
        ["hypot"] = (Operation.Hypot, "hypot(a, b)"), ["erf"] = (Operation.Erf, "erf(a)"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Constants by name.</summary>
    public static FrozenDictionary<string, double> Constants { get; } =
        new Dictionary<string, double> { ["pi"] = Math.PI, ["π"] = Math.PI }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The name of a function.</summary>
    public static string NameOf(Operation operation) => ByName.First(f => f.Value.Operation == operation).Key;

    /// <summary>Number of values that a function takes, counted in the way that it is written.</summary>
    public static int Arity(string form) => form.AsSpan().Count(',') + 1;
}
