using Stria.Core;

namespace Stria.Physics.Elasticity;

/// <summary>Stress from elastic strain in the plane: the 4 × 4 stiffness of a law for a plane model.</summary>
public static class PlaneStiffness
{
    /// <summary>The stiffness of a law. In plane stress the strain through the thickness is condensed out, so that the row and the column of zz are zero.</summary>
    /// <param name="law">The law.</param>
    /// <param name="model">What the plane stands for.</param>
    /// <param name="composition">Site fraction c.</param>
    /// <param name="angle">Angle [rad] from x to the local axis.</param>
    /// <param name="stiffness">Receives 4 × 4 values [Pa], row by row, in the order xx, yy, zz, xy.</param>
    /// <exception cref="ScenarioException">The law has no finite stiffness in this model: it is incompressible.</exception>
    public static void Of(IElasticLaw law, PlaneModel model, double composition, double angle, Span<double> stiffness)
    {
        Span<double> compliance = stackalloc double[16], local = stackalloc double[16];
        law.Compliance(composition, compliance);
        if (model == PlaneModel.PlaneStress)
        {
            InPlane(compliance, local);
        }
        else
        {
            if (!DenseSymmetric.IsPositive(compliance, 4, semidefinite: false))
            {
                string where = model == PlaneModel.PlaneStrain ? "plane strain" : "axisymmetry";
                throw new ScenarioException(
                    $"The {law.Kind} law is incompressible (a Poisson ratio of 0.5, or contraction ratios that add up to it), and in {where} it has no finite stiffness. "
                    + "Perhaps take a ratio below 0.5, such as 0.49, or plane stress.");
            }

            DenseSymmetric.Invert(compliance, 4, local);
        }

        if (angle == 0)
        {
            local.CopyTo(stiffness);
        }
        else
        {
            PlaneFrame.RotateStiffness(local, angle, stiffness);
        }
    }

    // With σzz = 0 the compliance without its third row and column is inverted.
    private static void InPlane(ReadOnlySpan<double> compliance, Span<double> stiffness)
    {
        ReadOnlySpan<int> kept = [0, 1, 3];
        Span<double> small = stackalloc double[9], inverse = stackalloc double[9];
        for (int i = 0; i < 9; i++)
        {
            small[i] = compliance[(4 * kept[i / 3]) + kept[i % 3]];
        }

        DenseSymmetric.Invert(small, 3, inverse);
        stiffness.Clear();
        for (int i = 0; i < 9; i++)
        {
            stiffness[(4 * kept[i / 3]) + kept[i % 3]] = inverse[i];
        }
    }
}
