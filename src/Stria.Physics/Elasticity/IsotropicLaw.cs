using Stria.Core;

namespace Stria.Physics.Elasticity;

/// <summary>Hooke's law of an isotropic solid.</summary>
public sealed class IsotropicLaw : IElasticLaw
{
    /// <summary>Makes the law.</summary>
    /// <param name="youngsModulus">E [Pa], above 0.</param>
    /// <param name="poissonRatio">ν, above −1 and at most 0.5; 0.5 only in plane stress.</param>
    /// <exception cref="ScenarioException">A value is out of its range.</exception>
    public IsotropicLaw(double youngsModulus, double poissonRatio)
    {
        if (!(youngsModulus > 0 && double.IsFinite(youngsModulus)))
        {
            throw new ScenarioException($"Young's modulus is {youngsModulus:G6} Pa; it must be above 0. Perhaps it is missing.");
        }

        if (!(poissonRatio > -1 && poissonRatio <= 0.5))
        {
            throw new ScenarioException($"Poisson's ratio is {poissonRatio:G6}; an isotropic solid is stable only above −1 and up to 0.5. Perhaps it is a percentage.");
        }

        (YoungsModulus, PoissonRatio) = (youngsModulus, poissonRatio);
    }

    /// <inheritdoc/>
    public string Kind => "isotropic";

    /// <inheritdoc/>
    public bool DependsOnComposition => false;

    /// <inheritdoc/>
    public bool DependsOnDirection => false;

    /// <summary>E [Pa].</summary>
    public double YoungsModulus { get; }

    /// <summary>ν.</summary>
    public double PoissonRatio { get; }

    /// <inheritdoc/>
    public void Compliance(double composition, Span<double> compliance)
    {
        double s = 1 / YoungsModulus, t = -PoissonRatio / YoungsModulus, g = 2 * (1 + PoissonRatio) / YoungsModulus;
        ReadOnlySpan<double> matrix = [s, t, t, 0, t, s, t, 0, t, t, s, 0, 0, 0, 0, g];
        matrix.CopyTo(compliance);
    }
}
