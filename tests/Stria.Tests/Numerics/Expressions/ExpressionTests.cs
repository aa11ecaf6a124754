using FsCheck;
using FsCheck.Fluent;
using Stria.Core;
using Stria.Numerics.Expressions;

namespace Stria.Tests.Numerics.Expressions;

public sealed class ExpressionTests
{
    private static readonly string[] XY = ["x", "y"];

    private static double Value(string text, double x = 0.3, double y = -1.7) => Expression.Parse(text, XY).At(x, y);

    [Theory]
    [InlineData("1 + 2*3", 7)]
    [InlineData("2^3^2", 512)]
    [InlineData("-2^2", -4)]
    [InlineData("(-2)^2", 4)]
    [InlineData("(-2)^3", -8)]
    [InlineData("2^-1", 0.5)]
    [InlineData("7 - 2 - 1", 4)]
    [InlineData("8/4/2", 1)]
    [InlineData("--3", 3)]
    [InlineData("+3 - -2", 5)]
    [InlineData("2 > 1", 1)]
    [InlineData("1 + 1 >= 3", 0)]
    [InlineData("1 != 2", 1)]
    [InlineData("if(2 <= 1, 5, 6)", 6)]
    [InlineData("if(x > 0, 1, log(-1))", 1)]
    [InlineData("min(3, -4) + max(1, 2)", -2)]
    [InlineData("step(1, 1) + step(1, 0.999)", 1)]
    [InlineData("smoothstep(0, 2, 1)", 0.5)]
    [InlineData("smoothstep(0, 2, 5)", 1)]
    [InlineData("clamp(5, 0, 1)", 1)]
    [InlineData("hypot(3, 4)", 5)]
    [InlineData("sign(-2) + sign(0)", -1)]
    [InlineData("floor(-0.5) + ceil(-0.5)", -1)]
    [InlineData("4^0.5", 2)]
    [InlineData("1.5e2 + .5", 150.5)]
    [InlineData("3×4·2 − 1", 23)]
    [InlineData("cos(pi) + cos(π)", -2)]
    public void An_expression_has_the_value_that_mathematics_gives_it(string text, double expected) => Assert.Equal(expected, Value(text), 1e-14);

    [Theory]
    [InlineData("200 nm", 2e-7)]
    [InlineData("200nm", 2e-7)]
    [InlineData("x + 0.3 µm", 0.3000003)]
    [InlineData("2 g/cm3", 2000)]
    [InlineData("1 mol/m^3*2", 2)]
    [InlineData("2 m^2", 2)]
    [InlineData("4 nm/x", 4e-9 / 0.3)]
    [InlineData("30 deg", Math.PI / 6)]
    [InlineData("25 °C", 298.15)]
    [InlineData("1e-3 m*2", 2e-3)]
    [InlineData("5 GPa - 1e9", 4e9)]
    public void A_number_with_a_unit_is_turned_into_si(string text, double expected) => Assert.Equal(expected, Value(text), Math.Abs(expected) * 1e-15);

    [Fact]
    public void Values_agree_with_the_same_formula_in_csharp() => Check.QuickThrowOnFailure(Prop.ForAll<NormalFloat, NormalFloat>((a, b) =>
    {
        double x = Math.Tanh(a.Get / 10) * 3, y = Math.Tanh(b.Get / 10) * 3;
        double expected = (0.3 + (0.2 * Math.Tanh((double.Hypot(x, y) - 1) / 0.2)) + (Math.Exp(-x * x) * Math.Sin(3 * y)) - (x * x * x / (1 + Math.Abs(y)))) / (x < y ? 2 : Math.Sqrt(1 + (y * y)));
        double got = Value("(0.3 + 0.2*tanh((hypot(x, y) - 1)/0.2) + exp(-x^2)*sin(3*y) - x^3/(1 + abs(y)))/if(x < y, 2, sqrt(1 + y^2))", x, y);
        return Math.Abs(got - expected) <= 1e-13 * (1 + Math.Abs(expected));
    }));

    [Theory]
    [InlineData("sin", -9, 9)]
    [InlineData("cos", -9, 9)]
    [InlineData("tan", -1.5, 1.5)]
    [InlineData("asin", -1, 1)]
    [InlineData("acos", -1, 1)]
    [InlineData("atan", -9, 9)]
    [InlineData("sinh", -1e-3, 1e-3)]
    [InlineData("cosh", -20, 20)]
    [InlineData("tanh", -1e-3, 1e-3)]
    [InlineData("exp", -30, 30)]
    [InlineData("log", 1e-6, 9)]
    [InlineData("log10", 1e-6, 9)]
    [InlineData("sqrt", 0, 9)]
    public void Functions_are_those_of_the_mathematical_library(string name, double from, double to)
    {
        Func<double, double> library = typeof(Math).GetMethod(char.ToUpperInvariant(name[0]) + name[1..], [typeof(double)])!.CreateDelegate<Func<double, double>>();
        double[] x = [.. Enumerable.Range(0, 1001).Select(i => from + ((to - from) * i / 1000.0))], got = new double[x.Length];
        Expression.Parse($"{name}(x)", "x").Evaluate([x], got);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(library(x[i]), got[i], Math.Max(Math.Abs(library(x[i])) * 2e-15, 1e-300));
        }
    }

    // Reference values: math.erf of CPython 3.
    [Theory]
    [InlineData(1e-10, 1.1283791670955126e-10)]
    [InlineData(0.5, 0.5204998778130465)]
    [InlineData(-1, -0.8427007929497149)]
    [InlineData(2.4999, 0.9995928300996666)]
    [InlineData(2.5001, 0.9995932657565293)]
    [InlineData(4, 0.9999999845827421)]
    [InlineData(7, 1)]
    public void The_error_function_is_exact_to_the_last_digits(double x, double expected) => Assert.Equal(expected, Value("erf(x)", x), Math.Abs(expected) * 5e-16);

    [Fact]
    public void The_text_of_an_expression_reads_back_as_the_same_expression() => Check.QuickThrowOnFailure(Prop.ForAll(RandomExpression.Texts(), text =>
    {
        Expression first = Expression.Parse(text, XY), second = Expression.Parse(first.ToString(), XY);
        return first.ToString() == second.ToString() && ValueOrNaN(first).Equals(ValueOrNaN(second));
    }));

    [Theory]
    [InlineData("(x - (y - 1))", "x - (y - 1)")]
    [InlineData("((x - y) - 1)", "x - y - 1")]
    [InlineData("(x*y)/(x*y)", "x*y/(x*y)")]
    [InlineData("-(x^2)", "-x^2")]
    [InlineData("(-x)^2", "(-x)^2")]
    [InlineData("(x^y)^2", "(x^y)^2")]
    [InlineData("x^(y^2)", "x^y^2")]
    [InlineData("x^(-y)", "x^-y")]
    [InlineData("(x < y)*2", "(x < y)*2")]
    [InlineData("200 nm + atan2(y,x)", "2E-07 + atan2(y, x)")]
    public void An_expression_is_written_with_as_few_brackets_as_it_needs(string text, string expected) => Assert.Equal(expected, Expression.Parse(text, XY).ToString());

    [Fact]
    public void A_point_has_the_same_value_alone_and_among_others()
    {
        double[] x = [.. Enumerable.Range(0, 1003).Select(i => Math.Sin(i) * 4)], y = [.. x.Select(v => (v * 0.7) - 1)], all = new double[x.Length];
        Expression expression = Expression.Parse("exp(-x^2)*sin(3*y) + if(x > y, log(9 + x), cos(x*y)) + erf(x)", XY);
        expression.Evaluate([x, y], all);
        for (int i = 0; i < x.Length; i += 7)
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(all[i]), BitConverter.DoubleToInt64Bits(expression.At(x[i], y[i])));
        }
    }

    [Fact]
    public void A_variable_that_is_not_used_needs_no_values()
    {
        Expression expression = Expression.Parse("2*y", "x", "y");
        var result = new double[2];
        expression.Evaluate([ReadOnlyMemory<double>.Empty, new double[] { 1, 2 }], result);
        Assert.Equal([2.0, 4.0], result);
        Assert.Equal(["y"], expression.Used);
        Assert.Throws<ArgumentException>(() => expression.Evaluate([new double[2]], result));
        Assert.Throws<ArgumentException>(() => expression.Evaluate([new double[2], new double[3]], result));
    }

    [Fact]
    public void A_result_that_is_no_number_is_reported_with_its_place()
    {
        ScenarioException mistake = Assert.Throws<ScenarioException>(() => Value("sqrt(y) + x", 0.25, -2));
        Assert.Contains("'sqrt(y) + x' is no number at y = -2, x = 0.25", mistake.Message, StringComparison.Ordinal);
        Assert.Contains("infinite", Assert.Throws<ScenarioException>(() => Value("1/(x - x)")).Message, StringComparison.Ordinal);
        Assert.Throws<ScenarioException>(() => Value("if(0/0, 1, 2)"));
    }

    private static double ValueOrNaN(Expression expression)
    {
        try
        {
            return expression.At(0.3, -1.7);
        }
        catch (ScenarioException)
        {
            return double.NaN;
        }
    }
}
