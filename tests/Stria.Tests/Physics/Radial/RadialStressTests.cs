using Stria.Numerics.Diffusion;
using Stria.Physics.FreeEnergies;
using Stria.Physics.Radial;
using Stria.Physics.Thermodynamics;

namespace Stria.Tests.Physics.Radial;

/// <summary>Stress of radial compositions against closed forms and equilibrium.</summary>
public sealed class RadialStressTests
{
    private const int N = 400;
    private static readonly IsotropicSwelling Swelling = new(43e9, 0.3, 0.0149, 18531);
    private static readonly double Biaxial = 43e9 * 0.0149 / 0.7;

    private static double[] Radii => [.. Enumerable.Range(0, N).Select(i => (i + 0.5) / N)];

    [Fact]
    public void A_parabola_in_a_sphere_has_its_closed_form()
    {
        // c = r²: c_av(r) = 3r²/5.
        RadialStress found = RadialStress.Of(ParticleShape.Sphere, Swelling, [.. Radii.Select(r => r * r)]);
        foreach ((double r, int i) in Radii.Select((r, i) => (r, i)))
        {
            Assert.Equal(2 * Biaxial / 3 * 0.6 * (1 - (r * r)), found.Radial[i], 2e-5 * Biaxial);
            Assert.Equal(Biaxial / 3 * (1.2 + (0.6 * r * r) - (3 * r * r)), found.Tangential[i], 2e-5 * Biaxial);
            Assert.Equal(2 * Biaxial / 3 * (0.6 - (r * r)), found.Hydrostatic[i], 2e-5 * Biaxial);
        }
    }

    [Fact]
    public void A_parabola_in_a_cylinder_has_its_closed_form()
    {
        // I(r)/r² = r²/4.
        RadialStress found = RadialStress.Of(ParticleShape.Cylinder, Swelling, [.. Radii.Select(r => r * r)], 0.2);
        foreach ((double r, int i) in Radii.Select((r, i) => (r, i)))
        {
            double radial = Biaxial * (0.25 - (r * r / 4)), hoop = Biaxial * (0.25 + (r * r / 4) - (r * r));
            Assert.Equal(radial, found.Radial[i], 2e-5 * Biaxial);
            Assert.Equal(hoop, found.Tangential[i], 2e-5 * Biaxial);
            Assert.Equal((0.3 * (radial + hoop)) - (43e9 * 0.0149 * ((r * r) - 0.2)), found.Axial[i], 2e-5 * Biaxial);
        }
    }

    [Theory]
    [InlineData(ParticleShape.Slab)]
    [InlineData(ParticleShape.Cylinder)]
    [InlineData(ParticleShape.Sphere)]
    public void Any_profile_is_in_equilibrium_and_free_at_the_surface(ParticleShape shape)
    {
        double[] c = [.. Radii.Select(r => 0.5 + (0.35 * Math.Tanh((r - 0.6) * 15)))], r = Radii;
        RadialStress found = RadialStress.Of(shape, Swelling, c);
        Assert.True(found.Tangential.Max(Math.Abs) > 0.2 * Biaxial);
        if (shape == ParticleShape.Slab)
        {
            Assert.Equal(0, found.Tangential.Average(), 1e-9 * Biaxial);
            return;
        }

        double h = 1.0 / N;
        for (int i = 1; i + 1 < N; i++)
        {
            double balance = ((found.Radial[i + 1] - found.Radial[i - 1]) / (2 * h)) + (((int)shape - 1) * (found.Radial[i] - found.Tangential[i]) / r[i]);
            Assert.Equal(0, balance, 0.02 * Biaxial);
        }

        Assert.Equal(0, found.Radial[^1], 0.003 * Biaxial);
    }

    [Theory]
    [InlineData(ParticleShape.Slab)]
    [InlineData(ParticleShape.Cylinder)]
    [InlineData(ParticleShape.Sphere)]
    public void The_elastic_part_of_the_potential_is_the_hydrostatic_stress_times_the_molar_volume(ParticleShape shape)
    {
        var problem = new RadialProblem
        {
            Shape = shape,
            Length = 1e-7,
            Law = new RegularSolution(0.5, 2479).ToChemicalPotential(),
            ThermalEnergy = 2479,
            Diffusivity = 1e-15,
            GradientEnergy = 1e-15,
            Swelling = Swelling,
            ReferenceComposition = 0.15,
            Cells = N,
        };
        double[] c = [.. Radii.Select(r => 0.5 + (0.35 * Math.Tanh((r - 0.6) * 15)))];
        RadialSolver stressed = new(problem), free = new(problem with { Swelling = null });
        stressed.Fill(c);
        free.Fill(c);
        double[] with = stressed.Potential(), without = free.Potential(), hydrostatic = RadialStress.Of(shape, Swelling, c, 0.15).Hydrostatic;
        double omega = 3 * 0.0149 / 18531;
        for (int i = 0; i < N; i++)
        {
            Assert.Equal(-omega * hydrostatic[i], with[i] - without[i], 1e-6 * 2479);
        }
    }
}
