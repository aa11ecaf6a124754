using Stria.Core;

namespace Stria.Numerics.Expressions;

/// <summary>A formula of the place in the plane: x, y [m], r = √(x² + y²) [m], theta = atan2(y, x) [rad], and further variables of one's own.</summary>
public sealed class PlaneExpression
{
    private static readonly string[] Places = ["x", "y", "r", "theta"];

    private PlaneExpression(Expression expression) => Expression = expression;

    /// <summary>The formula.</summary>
    public Expression Expression { get; }

    /// <summary>Reads a formula of the place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="further">Names of further variables, besides x, y, r and theta.</param>
    /// <exception cref="ScenarioException">The text is no expression; the message shows the place and perhaps what was meant.</exception>
    public static PlaneExpression Parse(string text, params IReadOnlyList<string> further) => new(Expression.Parse(text, [.. Places, .. further]));

    /// <summary>Reads a formula of the place as <see cref="Parse"/> does, without an exception.</summary>
    /// <param name="text">The text.</param>
    /// <param name="further">Names of further variables.</param>
    /// <param name="mistake">What is wrong and where; null when nothing is.</param>
    /// <returns>The formula; null when there is a mistake.</returns>
    public static PlaneExpression? TryParse(string text, IReadOnlyList<string> further, out ExpressionMistake? mistake) =>
        Expression.TryParse(text, [.. Places, .. further], out mistake) is { } read ? new PlaneExpression(read) : null;

    /// <summary>The values at many places.</summary>
    /// <param name="x">x [m] of each place, from the origin that r and theta are meant from.</param>
    /// <param name="y">y [m] of each place.</param>
    /// <param name="result">Receives one value per place.</param>
    /// <param name="further">Per further variable, one value per place.</param>
    /// <exception cref="ArgumentException">The numbers of places or variables do not fit.</exception>
    /// <exception cref="ScenarioException">A value is not finite; the message names the first such place.</exception>
    public void Evaluate(ReadOnlyMemory<double> x, ReadOnlyMemory<double> y, Span<double> result, params IReadOnlyList<ReadOnlyMemory<double>> further)
    {
        double[] r = [], theta = [];
        if (Expression.Used.Contains("r"))
        {
            r = new double[x.Length];
            for (int i = 0; i < r.Length; i++)
            {
                r[i] = double.Hypot(x.Span[i], y.Span[i]);
            }
        }

        if (Expression.Used.Contains("theta"))
        {
            theta = new double[x.Length];
            for (int i = 0; i < theta.Length; i++)
            {
                theta[i] = Math.Atan2(y.Span[i], x.Span[i]);
            }
        }

        Expression.Evaluate([x, y, r, theta, .. further], result);
    }

    /// <summary>The formula as text.</summary>
    public override string ToString() => Expression.ToString();
}
