namespace Stria.Physics.Thermodynamics;

/// <summary>Two compositions of one host in equilibrium: the line that touches f(c) at both from below.</summary>
/// <param name="Low">Site fraction of the lithium-poor phase, c_α.</param>
/// <param name="High">Site fraction of the lithium-rich phase, c_β.</param>
/// <param name="Potential">Slope of the line [J/mol]: the chemical potential of lithium in both phases.</param>
/// <param name="Intercept">Value of the line at c = 0 [J/mol].</param>
/// <param name="Barrier">Largest height of f above the line between both [J/mol].</param>
/// <param name="BarrierComposition">Where that is.</param>
public sealed record CommonTangent(double Low, double High, double Potential, double Intercept, double Barrier, double BarrierComposition)
{
    /// <summary>Composition at which the free energy itself ends, on the side where the tangent ends with it: that phase would lie beyond, and the end of the law stands for it; null where both ends touch f.</summary>
    public double? EndOfLaw { get; init; }

    /// <summary>Height of the line at a site fraction [J/mol].</summary>
    public double At(double c) => Intercept + (Potential * c);
}
