namespace Stria.Numerics.Optimisation;

/// <summary>A sum of squares to be made least: residuals and how they change with each parameter.</summary>
public interface ILeastSquaresProblem
{
    /// <summary>Number of parameters.</summary>
    int ParameterCount { get; }

    /// <summary>Number of residuals, at least one.</summary>
    int ResidualCount { get; }

    /// <summary>Computes the residuals and, where it is asked for, their derivatives.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="residuals">Receives the residuals, divided by their standard deviations where those are known.</param>
    /// <param name="jacobian">Receives ∂residual/∂parameter, residual by residual (ResidualCount × ParameterCount); empty when it is not wanted.</param>
    void Evaluate(ReadOnlySpan<double> parameters, Span<double> residuals, Span<double> jacobian);
}
