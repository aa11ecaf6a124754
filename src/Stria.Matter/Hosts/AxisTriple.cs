namespace Stria.Matter;

/// <summary>Three numbers, one for each crystal axis.</summary>
/// <param name="A">That of a.</param>
/// <param name="B">That of b.</param>
/// <param name="C">That of c.</param>
public readonly record struct AxisTriple(double A, double B, double C)
{
    /// <summary>The number of one axis.</summary>
    public double this[CrystalAxis axis] => axis switch { CrystalAxis.A => A, CrystalAxis.B => B, _ => C };
}
