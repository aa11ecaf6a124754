using Stria.Core;
using Stria.Numerics.Integration;
using Stria.Physics.FreeEnergies;

namespace Stria.Physics.Thermodynamics;

/// <summary>A flat, stress-free boundary between two phases in equilibrium (Cahn and Hilliard, J. Chem. Phys. 28, 258 (1958)).</summary>
public sealed class InterfaceProperties
{
    private static readonly GaussLegendre Rule = new(20);
    private readonly IChemicalPotential law;
    private readonly CommonTangent tangent;

    /// <summary>Finds them.</summary>
    /// <param name="law">The free energy.</param>
    /// <param name="tangent">Its common tangent.</param>
    /// <param name="gradientEnergy">κ [J m²/mol], above 0.</param>
    /// <param name="maximumConcentration">C_max [mol/m³], above 0.</param>
    /// <exception cref="ScenarioException">κ or C_max is not above 0.</exception>
    /// <exception cref="ConvergenceException">The integral of the interface energy did not settle.</exception>
    public InterfaceProperties(IChemicalPotential law, CommonTangent tangent, double gradientEnergy, double maximumConcentration)
    {
        if (!(gradientEnergy > 0 && maximumConcentration > 0))
        {
            throw new ScenarioException($"An interface needs κ and C_max above 0; they are {gradientEnergy:G6} J m²/mol and {maximumConcentration:G6} mol/m³.");
        }

        (this.law, this.tangent, GradientEnergy) = (law, tangent, gradientEnergy);
        Width = (tangent.High - tangent.Low) * Math.Sqrt(gradientEnergy / (2 * tangent.Barrier));

        // With c = c_α + Δc (1 − cos θ)/2 the integrand is smooth at both ends, also where a phase is dilute.
        Energy = maximumConcentration * Rule.Integrate(Integrand, 0, Math.PI);
    }

    /// <summary>κ [J m²/mol].</summary>
    public double GradientEnergy { get; }

    /// <summary>γ = C_max ∫ √(2κ Δf) dc [J/m²].</summary>
    public double Energy { get; }

    /// <summary>s = (c_β − c_α) √(κ/(2 Δf)) [m], Δf the barrier above the common tangent: the width of the tangent at the steepest place (Mater. Horiz. 2020, eq. 4).</summary>
    public double Width { get; }

    /// <summary>The profile c(z) from one phase to the other; z [m] is zero where the barrier is crossed.</summary>
    /// <param name="points">Places, ascending.</param>
    /// <param name="margin">Share of the step that is left out at either end, where the profile never arrives.</param>
    public (double[] Place, double[] Composition) Profile(int points = 201, double margin = 0.005)
    {
        double step = tangent.High - tangent.Low;
        double[] c = new double[points], z = new double[points];
        double from = Math.Log(margin / (1 - margin));
        for (int i = 0; i < points; i++)
        {
            double t = from - (2 * from * i / (points - 1));
            c[i] = tangent.Low + (step / (1 + Math.Exp(-t)));
        }

        for (int i = 1; i < points; i++)
        {
            z[i] = z[i - 1] + Rule.Sum(
                (at, dz) =>
                {
                    Heights(at, dz);
                    for (int k = 0; k < dz.Length; k++)
                    {
                        dz[k] = Math.Sqrt(GradientEnergy / (2 * dz[k]));
                    }
                },
                c[i - 1],
                c[i]);
        }

        int above = Array.FindIndex(c, x => x >= tangent.BarrierComposition);
        double share = (tangent.BarrierComposition - c[above - 1]) / (c[above] - c[above - 1]), origin = z[above - 1] + (share * (z[above] - z[above - 1]));
        return ([.. z.Select(v => v - origin)], c);
    }

    private void Integrand(double[] angles, double[] values)
    {
        double half = (tangent.High - tangent.Low) / 2;
        Heights([.. angles.Select(t => tangent.Low + (half * 2 * Math.Sin(t / 2) * Math.Sin(t / 2)))], values);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Math.Sqrt(2 * GradientEnergy * Math.Max(0, values[i])) * half * Math.Sin(angles[i]);
        }
    }

    private void Heights(double[] c, double[] heights)
    {
        law.Evaluate(c, heights, [], []);
        for (int i = 0; i < c.Length; i++)
        {
            heights[i] -= tangent.At(c[i]);
        }
    }
}
