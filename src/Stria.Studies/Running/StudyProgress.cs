namespace Stria.Studies;

/// <summary>One report of how far a study has come.</summary>
/// <param name="Step">The step at work.</param>
/// <param name="Fraction">How much of the step is done, 0 … 1.</param>
/// <param name="Overall">How much of the study is done, 0 … 1, by the steps' usual shares of the time.</param>
/// <param name="Left">Time left by the same measure; null while too little is done to tell.</param>
/// <param name="Message">A short remark for people, or null.</param>
public readonly record struct StudyProgress(string Step, double Fraction, double Overall, TimeSpan? Left, string? Message);
