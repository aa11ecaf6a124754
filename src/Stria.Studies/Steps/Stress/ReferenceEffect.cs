using Stria.Physics.Elasticity;

namespace Stria.Studies;

/// <summary>Stress with other stress-free compositions than the one used.</summary>
/// <param name="Rows">One for each composition and way of holding the edges.</param>
internal sealed record ReferenceEffect(IReadOnlyList<ReferenceRow> Rows);

/// <summary>Von Mises stress with one stress-free composition.</summary>
/// <param name="Meaning">What the composition is.</param>
/// <param name="Composition">x.</param>
/// <param name="Edge">How the edges were held.</param>
internal sealed record ReferenceRow(string Meaning, double Composition, string Edge)
{
    /// <summary>Largest [Pa].</summary>
    public required double Maximum { get; init; }

    /// <summary>Mean over the area [Pa].</summary>
    public required double Mean { get; init; }

    /// <summary>What 95 % of the area stays below [Pa].</summary>
    public required double Quantile95 { get; init; }

    /// <summary>Mean of the in-plane stress (σxx + σyy)/2 [Pa].</summary>
    public required double MeanInPlane { get; init; }

    /// <summary>The row of a solution.</summary>
    public static ReferenceRow Of(string meaning, double x, string edge, ElasticSolution solution)
    {
        double[] stress = solution.PointStress, vonMises = StressMeasures.VonMises(stress), inPlane = new double[vonMises.Length];
        for (int i = 0; i < inPlane.Length; i++)
        {
            inPlane[i] = (stress[4 * i] + stress[(4 * i) + 1]) / 2;
        }

        PointStatistics statistics = solution.Statistics;
        return new ReferenceRow(meaning, x, edge)
        {
            Maximum = statistics.Maximum(vonMises).Value,
            Mean = statistics.Mean(vonMises),
            Quantile95 = statistics.Quantile(vonMises, 0.95),
            MeanInPlane = statistics.Mean(inPlane),
        };
    }
}
