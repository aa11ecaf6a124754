namespace Stria.Numerics.Expressions;

/// <summary>What is wrong with an expression, and where.</summary>
/// <param name="Column">The place in the text, counted from 1.</param>
/// <param name="Message">What is wrong, for people.</param>
public sealed record ExpressionMistake(int Column, string Message)
{
    /// <summary>The mistake under the text that it is in, with a caret at its place.</summary>
    public string Under(string text) =>
        $"The expression has a mistake in column {Column}:\n    {text.Replace('\t', ' ').Replace('\n', ' ').Replace('\r', ' ')}\n    {new string(' ', Math.Max(0, Column - 1))}^ {Message}";
}
