using FsCheck;
using FsCheck.Fluent;

namespace Stria.Tests.Numerics.Expressions;

/// <summary>Random texts of expressions in x and y, with superfluous brackets.</summary>
internal static class RandomExpression
{
    private static readonly string[] Leaves = ["x", "y", "2", "0.5", "1e-3", "pi", "3 nm", "40 deg"];
    private static readonly string[] Signs = [" + ", "-", "*", " / ", "^", " < ", " == "];
    private static readonly string[] Functions = ["sin", "tanh", "abs", "exp", "erf"];

    public static Arbitrary<string> Texts() => Gen.Sized(size => Text(Math.Min(size / 8, 4))).ToArbitrary();

    private static Gen<string> Text(int depth) => depth == 0
        ? Gen.Elements(Leaves)
        : Gen.OneOf(
            Text(depth - 1).SelectMany(a => Text(depth - 1).SelectMany(b => Gen.Elements(Signs).Select(s => $"({a}){s}({b})"))),
            Text(depth - 1).Select(a => $"-({a})"),
            Text(depth - 1).SelectMany(a => Gen.Elements(Functions).Select(f => $"{f}({a})")),
            Text(depth - 1).SelectMany(a => Text(depth - 1).Select(b => $"if(({a}) > 0, {b}, {a})")));
}
