namespace Stria.Numerics.Diffusion;

/// <summary>Diffusion with constant D and constant flux into a body that was even: how far the surface has risen.</summary>
/// <remarks>
/// In units of flux × length/D the surface rises by S(θ) = ν θ + a − 2 Σ exp(−λₙ² θ)/λₙ² with θ = D t/length² and ν = 1, 2, 3
/// (Crank, The Mathematics of Diffusion, 1975, §§ 4.3, 5.3, 6.3); the mean rises by ν θ. S → 2 √(θ/π) at short times.
/// </remarks>
public static class ConstantFluxDiffusion
{
    private const int Terms = 400;
    private const double Short = 2e-4;

    private static readonly double[] SlabRoots = [.. Enumerable.Range(1, Terms).Select(n => n * Math.PI)];
    private static readonly double[] CylinderRoots = [.. Enumerable.Range(1, Terms).Select(CylinderRoot)];
    private static readonly double[] SphereRoots = [.. Enumerable.Range(1, Terms).Select(SphereRoot)];

    /// <summary>Rise of the surface, in units of flux × length/D.</summary>
    /// <param name="shape">The body.</param>
    /// <param name="theta">D t/length², not negative.</param>
    public static double SurfaceRise(ParticleShape shape, double theta)
    {
        double nu = (int)shape;
        if (theta < Short)
        {
            // The first terms of the expansion at short times, from the transforms at large s.
            double second = (nu - 1) / 2, third = shape switch { ParticleShape.Slab => 0, ParticleShape.Cylinder => 3.0 / 8, _ => 1 };
            return (2 * Math.Sqrt(theta / Math.PI)) + (second * theta) + (third * 4 / (3 * Math.Sqrt(Math.PI)) * theta * Math.Sqrt(theta));
        }

        (double[] roots, double constant) = shape switch
        {
            ParticleShape.Slab => (SlabRoots, 1.0 / 3),
            ParticleShape.Cylinder => (CylinderRoots, 1.0 / 4),
            _ => (SphereRoots, 1.0 / 5),
        };
        double sum = 0;
        foreach (double root in roots)
        {
            double square = root * root, decay = square * theta;
            if (decay > 45)
            {
                break;
            }

            sum += Math.Exp(-decay) / square;
        }

        return (nu * theta) + constant - (2 * sum);
    }

    // tan λ = λ.
    private static double SphereRoot(int n)
    {
        double root = (n + 0.5) * Math.PI;
        root -= 1 / root;
        for (int i = 0; i < 6; i++)
        {
            double f = Math.Sin(root) - (root * Math.Cos(root));
            root -= f / (root * Math.Sin(root));
        }

        return root;
    }

    // J1(λ) = 0, with the Bessel functions from their integrals, for which the trapezoidal rule converges exponentially.
    private static double CylinderRoot(int n)
    {
        double beta = (n + 0.25) * Math.PI, root = beta - (3 / (8 * beta));
        for (int i = 0; i < 5; i++)
        {
            int points = 40 + (int)root;
            double j0 = 0, j1 = 0;
            for (int k = 0; k < points; k++)
            {
                double angle = 2 * Math.PI * k / points, phase = root * Math.Sin(angle);
                j0 += Math.Cos(phase) / points;
                j1 += Math.Cos(angle - phase) / points;
            }

            root -= j1 / (j0 - (j1 / root));
        }

        return root;
    }
}
