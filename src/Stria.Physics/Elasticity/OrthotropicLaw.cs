using Stria.Core;

namespace Stria.Physics.Elasticity;

/// <summary>Engineering constants of an orthotropic solid; axes 1 and 2 lie in the plane, 3 is normal to it.</summary>
/// <param name="E1">Young's modulus along axis 1 [Pa].</param>
/// <param name="E2">Young's modulus along axis 2 [Pa].</param>
/// <param name="E3">Young's modulus along axis 3 [Pa].</param>
/// <param name="Nu12">Contraction along 2 when pulled along 1.</param>
/// <param name="Nu23">Contraction along 3 when pulled along 2.</param>
/// <param name="Nu13">Contraction along 3 when pulled along 1.</param>
public sealed record OrthotropicConstants(double E1, double E2, double E3, double Nu12, double Nu23, double Nu13)
{
    /// <summary>Shear modulus in the plane [Pa].</summary>
    public required double G12 { get; init; }
}

/// <summary>Hooke's law of an orthotropic solid whose axes 1 and 2 lie in the plane, turned by a constant angle against the local axis (or against x).</summary>
public sealed class OrthotropicLaw : IElasticLaw
{
    private readonly double[] compliance = new double[16];

    /// <summary>Makes the law.</summary>
    /// <param name="constants">Engineering constants.</param>
    /// <param name="angle">Angle [rad] from the local axis (x where none is given) to axis 1, counter-clockwise.</param>
    /// <exception cref="ScenarioException">A modulus is not above 0, or the contraction ratios store negative energy.</exception>
    public OrthotropicLaw(OrthotropicConstants constants, double angle = 0)
    {
        (Constants, Angle) = (constants, angle);
        (double e1, double e2, double e3) = (constants.E1, constants.E2, constants.E3);
        if (!(e1 > 0 && e2 > 0 && e3 > 0 && constants.G12 > 0) || !double.IsFinite(e1 + e2 + e3 + constants.G12 + angle))
        {
            throw new ScenarioException($"Orthotropic moduli must be above 0: E1 = {e1:G4}, E2 = {e2:G4}, E3 = {e3:G4}, G12 = {constants.G12:G4} Pa.");
        }

        double s12 = -constants.Nu12 / e1, s13 = -constants.Nu13 / e1, s23 = -constants.Nu23 / e2;
        double[] crystal = [1 / e1, s12, s13, 0, s12, 1 / e2, s23, 0, s13, s23, 1 / e3, 0, 0, 0, 0, 1 / constants.G12];
        if (!DenseSymmetric.IsPositive(crystal, 4, semidefinite: true))
        {
            throw new ScenarioException(
                $"ν12 = {constants.Nu12:G4}, ν23 = {constants.Nu23:G4}, ν13 = {constants.Nu13:G4} with E1 = {e1:G4}, E2 = {e2:G4}, E3 = {e3:G4} Pa store negative energy. "
                + "Perhaps a ratio belongs to the other order of its axes: νij is the contraction along j when pulled along i, and νij/Ei = νji/Ej.");
        }

        PlaneFrame.RotateCompliance(crystal, angle, compliance);
    }

    /// <inheritdoc/>
    public string Kind => "orthotropic";

    /// <inheritdoc/>
    public bool DependsOnComposition => false;

    /// <inheritdoc/>
    public bool DependsOnDirection => true;

    /// <summary>The engineering constants.</summary>
    public OrthotropicConstants Constants { get; }

    /// <summary>Angle [rad] from the local axis to axis 1.</summary>
    public double Angle { get; }

    /// <inheritdoc/>
    public void Compliance(double composition, Span<double> compliance) => this.compliance.CopyTo(compliance);
}
