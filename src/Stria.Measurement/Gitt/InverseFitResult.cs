using Stria.Numerics.Interpolation;

namespace Stria.Measurement.Gitt;

/// <summary>Diffusion in the particle that explains a record.</summary>
/// <param name="Compositions">x of each value of D, ascending.</param>
/// <param name="Diffusivities">D at these compositions [m²/s]; between them its logarithm is linear.</param>
/// <param name="Resistances">Resistance of each pulse, with its x in the middle [Ω].</param>
public sealed record InverseFitResult(double[] Compositions, MeasuredValue[] Diffusivities, IReadOnlyList<(double Composition, MeasuredValue Resistance)> Resistances)
{
    private const double UndeterminedShare = 0.5;

    /// <summary>The rest potential as a spline.</summary>
    public required UniformBSpline PotentialSpline { get; init; }

    /// <summary>Its coefficients [V].</summary>
    public required double[] PotentialCoefficients { get; init; }

    /// <summary>Measured less fitted potential of each line that was used [V].</summary>
    public required double[] Residuals { get; init; }

    /// <summary>The lines that were used.</summary>
    public required int[] Lines { get; init; }

    /// <summary>Root mean square of the residuals [V].</summary>
    public double RootMeanSquare => Math.Sqrt(Residuals.Average(r => r * r));

    /// <summary>How many successive residuals tell the same: standard deviations are widened by its root.</summary>
    public required double CorrelationLength { get; init; }

    /// <summary>Standard deviations of ln D that the choice of cells and knots makes, from a second fit with others; they are part of those of D.</summary>
    public required double[] ModelErrors { get; init; }

    /// <summary>How often the derivatives were evaluated.</summary>
    public required int Iterations { get; init; }

    /// <summary>False when the iterations ran out.</summary>
    public required bool Converged { get; init; }

    /// <summary>Rest potential at a composition [V].</summary>
    public double RestPotential(double composition) => PotentialSpline.At(composition, PotentialCoefficients);

    /// <summary>D at a composition [m²/s].</summary>
    public double Diffusivity(double composition)
    {
        int i = Math.Clamp(Array.FindLastIndex(Compositions, c => c <= composition), 0, Math.Max(0, Compositions.Length - 2));
        if (Compositions.Length == 1)
        {
            return Diffusivities[0].Value;
        }

        double share = Math.Clamp((composition - Compositions[i]) / (Compositions[i + 1] - Compositions[i]), 0, 1);
        return Math.Exp(((1 - share) * Math.Log(Diffusivities[i].Value)) + (share * Math.Log(Diffusivities[i + 1].Value)));
    }

    /// <summary>The values as estimates, those with a standard deviation of more than half the value doubted.</summary>
    public IReadOnlyList<(double Composition, DiffusionEstimate Estimate)> Estimates =>
        [.. Compositions.Select((x, i) => (x, new DiffusionEstimate(DiffusionMethod.InverseFit, Diffusivities[i], Doubts(Diffusivities[i]))))];

    private string[] Doubts(MeasuredValue d) =>
    [
        .. d.Relative <= UndeterminedShare ? Array.Empty<string>() : [$"the record determines D only to {100 * d.Relative:f0} %"],
        .. Converged ? Array.Empty<string>() : ["the fit had not settled"],
    ];
}
