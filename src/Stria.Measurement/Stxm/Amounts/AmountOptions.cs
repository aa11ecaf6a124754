namespace Stria.Measurement.Stxm;

/// <summary>What the ways to find amounts may be told.</summary>
public sealed record AmountOptions
{
    /// <summary>The largest amount of one reference, in the references' unit; ∞ for none.</summary>
    public double LargestAmount { get; init; } = double.PositiveInfinity;

    /// <summary>The sum that the amounts of the references must have, in their unit; null when it is free.</summary>
    public double? Sum { get; init; }

    /// <summary>Singular values below this share of the largest are left out.</summary>
    public double CutOff { get; init; } = 0.01;

    /// <summary>By which criterion a choice of references is judged.</summary>
    public SelectionCriterion Criterion { get; init; } = SelectionCriterion.Bayes;

    /// <summary>The most references that a spectrum may hold.</summary>
    public int MostReferences { get; init; } = 3;
}

/// <summary>By which criterion choices of references are compared.</summary>
public enum SelectionCriterion
{
    /// <summary>Schwarz's Bayesian criterion: χ² + k ln n.</summary>
    Bayes,

    /// <summary>Akaike's with the correction for few points: χ² + 2k + 2k(k+1)/(n−k−1).</summary>
    Akaike,
}
