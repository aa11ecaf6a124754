using Stria.Core;
using Stria.Numerics.Expressions;

namespace Stria.Tests.Numerics.Expressions;

public sealed class ExpressionMistakeTests
{
    [Theory]
    [InlineData("1 + sine(x)", 5, "'sine' is no function. Did you mean 'sin'?")]
    [InlineData("radius + 1", 1, "'radius' is no variable. Known: pi, thickness, x, y.")]
    [InlineData("2*thicknes", 3, "Did you mean 'thickness'?")]
    [InlineData("sin x", 1, "'sin' is a function. Write sin(angle).")]
    [InlineData("x(1)", 1, "'x' is a variable and no function. Perhaps a sign is missing: x*(…).")]
    [InlineData("2 x", 3, "Between a number and a name stands a sign: 2*x.")]
    [InlineData("2 nn", 3, "'nn' is not a unit that Stria knows.")]
    [InlineData("20 px", 4, "Pixels have no size here")]
    [InlineData("20 %", 4, "Fractions are written as plain numbers")]
    [InlineData("x**2", 2, "A power is written with ^")]
    [InlineData("x = 2", 3, "compared with ==")]
    [InlineData("x < y < 1", 7, "cannot be chained")]
    [InlineData("atan2(y)", 1, "'atan2' takes 2 values, not 1: atan2(y, x).")]
    [InlineData("min()", 1, "'min' takes 2 values, not 0")]
    [InlineData("(x + 1", 1, "This '(' is not closed.")]
    [InlineData("x + 1)", 6, "There is no '(' to this ')'.")]
    [InlineData("x + * 2", 5, "expected before '*'")]
    [InlineData("x +", 4, "ends too early")]
    [InlineData("(x y)", 4, "is expected before 'y'")]
    [InlineData("x y", 3, "is missing before 'y'")]
    [InlineData("x # 2", 3, "'#' has no meaning")]
    [InlineData("", 1, "empty")]
    [InlineData("1e999", 1, "too large")]
    public void A_mistake_is_named_with_its_column(string text, int column, string reason)
    {
        Assert.Null(Expression.TryParse(text, ["x", "y", "thickness"], out ExpressionMistake? mistake));
        Assert.Contains(reason, mistake!.Message, StringComparison.Ordinal);
        Assert.Equal(column, mistake.Column);
    }

    [Fact]
    public void A_mistake_is_shown_under_the_text_with_a_caret()
    {
        string message = Assert.Throws<ScenarioException>(() => Expression.Parse("0.5 + cosine(x)", "x")).Message;
        Assert.Contains("\n    0.5 + cosine(x)\n          ^ 'cosine' is no function", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_nested_without_end_is_refused_and_not_followed()
    {
        foreach (string hostile in new[] { new string('(', 3000), new string('-', 3000) + "x", string.Concat(Enumerable.Repeat("x^", 1500)) + "x" })
        {
            Assert.Null(Expression.TryParse(hostile, ["x"], out ExpressionMistake? mistake));
            Assert.Contains("nested", mistake!.Message, StringComparison.Ordinal);
        }

        string longest = string.Concat(Enumerable.Repeat("1+", 1999)) + "x";
        Assert.Equal(2000, Expression.Parse(longest, "x").At(1));
        Assert.Null(Expression.TryParse("x + " + longest, ["x"], out ExpressionMistake? tooLong));
        Assert.Contains("longer", tooLong!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_formula_of_the_place_knows_radius_and_angle()
    {
        double[] x = [3e-7, -1e-7, 0], y = [4e-7, 0, 0], got = new double[3], t = [1, 2, 3];
        PlaneExpression.Parse("r*t + theta*1 nm", "t").Evaluate(x, y, got, t);
        Assert.Equal(5e-7 + (1e-9 * Math.Atan2(4, 3)), got[0], 1e-20);
        Assert.Equal(2e-7 + (1e-9 * Math.PI), got[1], 1e-20);
        Assert.Equal(0.0, got[2]);
        Assert.Null(PlaneExpression.TryParse("rr", [], out ExpressionMistake? mistake));
        Assert.NotNull(mistake);
    }
}
