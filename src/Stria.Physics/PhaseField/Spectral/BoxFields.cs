using Stria.Physics.Thermodynamics;

namespace Stria.Physics.PhaseField.Spectral;

/// <summary>What goes with a composition in a box: the chemical potential of each pixel, and the stress of an isotropic body that may change its size as a whole.</summary>
/// <param name="problem">The box.</param>
public sealed class BoxFields(SpectralProblem problem)
{
    private readonly BoxWaves waves = new(problem);

    /// <summary>μ of each pixel [J/mol].</summary>
    /// <param name="composition">Site fraction of each pixel, row by row.</param>
    public double[] Potential(ReadOnlySpan<double> composition)
    {
        double[] mu = waves.Multiplied(composition, new PotentialFactor(problem.GradientEnergy, problem.Coherency)), local = new double[mu.Length];
        problem.Law.Evaluate(composition, [], local, []);
        System.Numerics.Tensors.TensorPrimitives.Add(mu, local, mu);
        return mu;
    }

    /// <summary>σ_xx, σ_yy, σ_zz, σ_xy of each pixel [Pa], one after the other: σ̂ = −P (1 − n n) ĉ with P = Eη/(1−ν) in plane strain and Eη in plane stress (Khachaturyan).</summary>
    /// <param name="composition">Site fraction of each pixel, row by row.</param>
    /// <param name="swelling">Its elasticity.</param>
    /// <param name="body">Plane strain (a bulk) or plane stress (a sheet).</param>
    public double[] Stress(ReadOnlySpan<double> composition, IsotropicSwelling swelling, CoherentBody body)
    {
        bool isBulk = body == CoherentBody.Bulk;
        double modulus = swelling.YoungsModulus * swelling.Strain / (isBulk ? 1 - swelling.PoissonRatio : 1);
        double[] xx = waves.Multiplied(composition, new StressFactor(modulus, 0)), yy = waves.Multiplied(composition, new StressFactor(modulus, 1)), xy = waves.Multiplied(composition, new StressFactor(modulus, 2));
        var stress = new double[4 * xx.Length];
        for (int i = 0; i < xx.Length; i++)
        {
            // The trace in the plane is −P (c − c̄); in plane strain the third is the same again.
            (stress[4 * i], stress[(4 * i) + 1], stress[(4 * i) + 2], stress[(4 * i) + 3]) = (xx[i], yy[i], isBulk ? xx[i] + yy[i] : 0, xy[i]);
        }

        return stress;
    }

    private readonly struct PotentialFactor(double kappa, ICoherencySymbol? coherency) : IWaveFactor
    {
        public double At(double xx, double yy, double xy) => xx + yy == 0 ? 0 : (kappa * (xx + yy)) + (coherency?.At(xx / (xx + yy)) ?? 0);
    }

    private readonly struct StressFactor(double modulus, int component) : IWaveFactor
    {
        public double At(double xx, double yy, double xy) => xx + yy == 0 ? 0 : component switch
        {
            0 => -modulus * yy / (xx + yy),
            1 => -modulus * xx / (xx + yy),
            _ => modulus * xy / (xx + yy),
        };
    }
}
