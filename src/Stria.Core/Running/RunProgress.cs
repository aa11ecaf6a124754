namespace Stria.Core;

/// <summary>One report of how far a piece of work has come.</summary>
/// <param name="Step">The name of the step, in the words of the laboratory ("register").</param>
/// <param name="Fraction">How much of the step is done, 0 … 1.</param>
/// <param name="Message">A short remark for people, or null.</param>
public readonly record struct RunProgress(string Step, double Fraction, string? Message = null);
