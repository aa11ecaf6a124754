namespace Stria.Physics.FreeEnergies;

/// <summary>The site fractions between which a free energy is defined: Low &lt; c &lt; High.</summary>
/// <param name="Low">Lower bound, itself not within; −∞ where there is none.</param>
/// <param name="High">Upper bound, itself not within; ∞ where there is none.</param>
public readonly record struct CompositionDomain(double Low, double High)
{
    /// <summary>0 &lt; c &lt; 1: laws with the entropy of mixing.</summary>
    public static CompositionDomain Unit => new(0, 1);

    /// <summary>All numbers: polynomials.</summary>
    public static CompositionDomain Unbounded => new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Whether a site fraction lies within.</summary>
    public bool Contains(double c) => c > Low && c < High;
}
