namespace Stria.Core;

/// <summary>An iteration of ours did not reach its goal.</summary>
public sealed class ConvergenceException : StriaException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What did not converge and what to change.</param>
    /// <param name="residuals">The residual of each iteration, first to last.</param>
    public ConvergenceException(string message, IReadOnlyList<double> residuals)
        : base(message) => Residuals = residuals;

    /// <summary>The residual of each iteration, first to last.</summary>
    public IReadOnlyList<double> Residuals { get; }
}
