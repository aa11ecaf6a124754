using System.Collections.Concurrent;

namespace Stria.Verification;

/// <summary>What the verification tests measured against what they expected. Each entry is an assertion and a line of docs/verification.md at once, so that the document cannot say what no test holds.</summary>
public static class VerificationRecord
{
    private static readonly ConcurrentQueue<VerifiedQuantity> Recorded = new();

    /// <summary>All that was recorded, in no certain order.</summary>
    public static IReadOnlyCollection<VerifiedQuantity> All => Recorded;

    /// <summary>Records and asserts that a measured quantity is the expected one within a tolerance.</summary>
    /// <param name="section">The part of the document ("Energy shift").</param>
    /// <param name="quantity">What was measured, with its unit and, where the expectation comes from literature, its source.</param>
    /// <param name="expected">What it should be.</param>
    /// <param name="measured">What it is.</param>
    /// <param name="tolerance">By how much it may differ.</param>
    public static void Add(string section, string quantity, double expected, double measured, double tolerance) =>
        Assert(new VerifiedQuantity(section, quantity, measured, expected - tolerance, expected + tolerance, $"{Text(expected)} ± {Text(tolerance)}"));

    /// <summary>Records and asserts that a measured quantity does not exceed a bound.</summary>
    public static void AtMost(string section, string quantity, double bound, double measured) =>
        Assert(new VerifiedQuantity(section, quantity, measured, double.NegativeInfinity, bound, $"≤ {Text(bound)}"));

    /// <summary>Records and asserts that a measured quantity reaches a bound.</summary>
    public static void AtLeast(string section, string quantity, double bound, double measured) =>
        Assert(new VerifiedQuantity(section, quantity, measured, bound, double.PositiveInfinity, $"≥ {Text(bound)}"));

    /// <summary>Records and asserts that a measured quantity lies in a range, ends included.</summary>
    public static void Between(string section, string quantity, double low, double high, double measured) =>
        Assert(new VerifiedQuantity(section, quantity, measured, low, high, $"{Text(low)} … {Text(high)}"));

    internal static string Text(double value) => value.ToString("G6", System.Globalization.CultureInfo.InvariantCulture);

    private static void Assert(VerifiedQuantity entry)
    {
        Recorded.Enqueue(entry);
        Xunit.Assert.True(entry.Holds, $"{entry.Section}, {entry.Quantity}: {entry.Measured:R}, expected {entry.Expected}.");
    }
}

/// <summary>One line of docs/verification.md.</summary>
/// <param name="Section">The part of the document.</param>
/// <param name="Quantity">What was measured.</param>
/// <param name="Measured">What it is.</param>
/// <param name="Low">Smallest value that is right.</param>
/// <param name="High">Largest value that is right.</param>
/// <param name="Expected">The expectation in words.</param>
public sealed record VerifiedQuantity(string Section, string Quantity, double Measured, double Low, double High, string Expected)
{
    /// <summary>Whether the measured value is right; NaN never is.</summary>
    public bool Holds => Measured >= Low && Measured <= High;
}
