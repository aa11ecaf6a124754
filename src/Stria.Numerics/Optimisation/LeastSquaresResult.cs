namespace Stria.Numerics.Optimisation;

/// <summary>Where a sum of squares is least.</summary>
/// <param name="Parameters">The parameters there.</param>
/// <param name="SumOfSquares">The sum of the squared residuals there.</param>
/// <param name="Residuals">The residuals there.</param>
/// <param name="Jacobian">∂residual/∂parameter there, residual by residual.</param>
public sealed record LeastSquaresResult(double[] Parameters, double SumOfSquares, double[] Residuals, double[] Jacobian)
{
    /// <summary>How often the derivatives were evaluated.</summary>
    public int Iterations { get; init; }

    /// <summary>False when the iterations ran out before a tolerance was met.</summary>
    public bool Converged { get; init; }

    /// <summary>The sum of squares after each accepted step, first to last.</summary>
    public IReadOnlyList<double> History { get; init; } = [];
}
