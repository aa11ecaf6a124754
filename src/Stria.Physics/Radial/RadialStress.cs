using Stria.Numerics.Diffusion;
using Stria.Physics.Thermodynamics;

namespace Stria.Physics.Radial;

/// <summary>Stress in a free slab, cylinder (plane strain) or sphere from its radial composition, in closed form (Timoshenko and Goodier, Theory of Elasticity, with chemical in place of thermal strain).</summary>
public sealed class RadialStress
{
    private RadialStress(double[] radial, double[] tangential, double[] axial) => (Radial, Tangential, Axial) = (radial, tangential, axial);

    /// <summary>σ_r of each shell [Pa]; across a slab.</summary>
    public double[] Radial { get; }

    /// <summary>σ_θ of each shell [Pa]; along a slab.</summary>
    public double[] Tangential { get; }

    /// <summary>The third: σ_z of a cylinder, σ_θ again of slab and sphere [Pa].</summary>
    public double[] Axial { get; }

    /// <summary>σ_h = (σ_r + σ_θ + σ_third)/3 of each shell [Pa], positive in tension.</summary>
    public double[] Hydrostatic => [.. Radial.Zip(Tangential, Axial).Select(s => (s.First + s.Second + s.Third) / 3)];

    /// <summary>Finds it.</summary>
    /// <param name="shape">The particle.</param>
    /// <param name="swelling">Its elasticity.</param>
    /// <param name="composition">Site fraction in shells of equal thickness, from the middle outwards.</param>
    /// <param name="reference">Site fraction without strain; it matters to σ_z of a cylinder alone.</param>
    public static RadialStress Of(ParticleShape shape, IsotropicSwelling swelling, ReadOnlySpan<double> composition, double reference = 0)
    {
        int n = composition.Length;
        double biaxial = swelling.YoungsModulus * swelling.Strain / (1 - swelling.PoissonRatio);
        double[] within = MeanWithin(composition, (int)shape, out double mean), radial = new double[n], tangential = new double[n], axial = new double[n];
        for (int i = 0; i < n; i++)
        {
            double c = composition[i];
            switch (shape)
            {
                case ParticleShape.Sphere:
                    radial[i] = 2 * biaxial / 3 * (mean - within[i]);
                    tangential[i] = axial[i] = biaxial / 3 * ((2 * mean) + within[i] - (3 * c));
                    break;
                case ParticleShape.Cylinder:
                    radial[i] = biaxial / 2 * (mean - within[i]);
                    tangential[i] = biaxial / 2 * (mean + within[i] - (2 * c));
                    axial[i] = (swelling.PoissonRatio * (radial[i] + tangential[i])) - (swelling.YoungsModulus * swelling.Strain * (c - reference));
                    break;
                default:
                    tangential[i] = axial[i] = biaxial * (mean - c);
                    break;
            }
        }

        return new RadialStress(radial, tangential, axial);
    }

    // Mean composition of all that lies within the middle of each shell, which cuts the shell itself.
    private static double[] MeanWithin(ReadOnlySpan<double> composition, int dimension, out double mean)
    {
        int n = composition.Length;
        var within = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            double inner = Math.Pow(i, dimension), middle = Math.Pow(i + 0.5, dimension), outer = Math.Pow(i + 1, dimension);
            within[i] = (sum + ((middle - inner) * composition[i])) / middle;
            sum += (outer - inner) * composition[i];
        }

        mean = sum / Math.Pow(n, dimension);
        return within;
    }
}
