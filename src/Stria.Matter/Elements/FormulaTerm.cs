namespace Stria.Matter;

/// <summary>One element of a formula: its amount per formula unit is Amount + PerX · x.</summary>
/// <param name="Element">The element.</param>
/// <param name="Amount">Atoms per formula unit at x = 0 [1].</param>
/// <param name="PerX">Change of that number with the composition x [1]; 0 for a fixed amount.</param>
public readonly record struct FormulaTerm(Element Element, double Amount, double PerX)
{
    /// <summary>Atoms per formula unit at a composition.</summary>
    public double At(double x) => Amount + (PerX * x);
}
