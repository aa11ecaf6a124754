using Stria.Core;
using Stria.Numerics.Diffusion;
using Stria.Physics.FreeEnergies;
using Stria.Physics.Thermodynamics;

namespace Stria.Physics.Radial;

/// <summary>How the mobility of lithium depends on composition.</summary>
public enum RadialMobility
{
    /// <summary>M = D c (1−c)/RT: lithium needs a filled site and an empty one.</summary>
    Degenerate,

    /// <summary>M = D/RT.</summary>
    Constant,
}

/// <summary>A particle in which everything depends on the distance from its middle: a slab, a cylinder in plane strain, a sphere; free of forces at its surface.</summary>
public sealed record RadialProblem
{
    /// <summary>Slab (a plate free to grow in its plane, no bending), cylinder (plane strain), sphere.</summary>
    public required ParticleShape Shape { get; init; }

    /// <summary>Radius, or the thickness of a slab that is open on one side [m].</summary>
    public required double Length { get; init; }

    /// <summary>The homogeneous free energy.</summary>
    public required IChemicalPotential Law { get; init; }

    /// <summary>RT [J/mol]; 1 where a problem has no units.</summary>
    public required double ThermalEnergy { get; init; }

    /// <summary>D [m²/s].</summary>
    public required double Diffusivity { get; init; }

    /// <summary>κ [J m²/mol]; 0 only for a solid solution.</summary>
    public double GradientEnergy { get; init; }

    /// <summary>How the mobility depends on composition.</summary>
    public RadialMobility Mobility { get; init; } = RadialMobility.Degenerate;

    /// <summary>Elasticity; null leaves stress out.</summary>
    public IsotropicSwelling? Swelling { get; init; }

    /// <summary>Site fraction without strain; it matters to a cylinder in plane strain alone.</summary>
    public double ReferenceComposition { get; init; }

    /// <summary>What happens at the surface.</summary>
    public ISurfaceCondition Surface { get; init; } = new ClosedSurface();

    /// <summary>Number of cells of equal thickness.</summary>
    public int Cells { get; init; } = 400;

    /// <summary>Coefficient of the local elastic part of μ, B = 2Eη²/((1−ν) C_max) [J/mol]; 0 without elasticity. It is the same for all three shapes.</summary>
    public double Coupling => Swelling?.Coherency(CoherentBody.Bulk) ?? 0;

    /// <summary>The elastic part of the chemical potential, −Ω σ_h [J/mol], that is the same everywhere: it follows the mean composition.</summary>
    /// <param name="mean">Mean site fraction.</param>
    public double UniformElasticPotential(double mean)
    {
        if (Swelling is not { } s)
        {
            return 0;
        }

        // Slab and sphere: μ = B (c − c̄). Cylinder with ε_z = 0: μ = B (c − c_ref) − (1+ν) B/2 (c̄ − c_ref).
        return Shape == ParticleShape.Cylinder
            ? -Coupling * (ReferenceComposition + ((1 + s.PoissonRatio) / 2 * (mean - ReferenceComposition)))
            : -Coupling * mean;
    }

    /// <summary>Refuses what cannot be solved.</summary>
    /// <exception cref="ScenarioException">A number is out of its range, or a separating host has no gradient energy.</exception>
    public void Check()
    {
        if (!(Length > 0 && Diffusivity > 0 && ThermalEnergy > 0 && GradientEnergy >= 0 && Cells >= 4))
        {
            throw new ScenarioException(
                $"A radial particle needs a length, D and RT above 0, κ of at least 0 and four cells or more; they are {Length:G6} m, {Diffusivity:G6} m²/s, {ThermalEnergy:G6} J/mol, {GradientEnergy:G6} J m²/mol and {Cells}.");
        }

        if (GradientEnergy == 0 && new PhaseEquilibria(Law.Strained(new ElasticTerm(Coupling, 1, 0, 0))).Spinodals.Count > 0)
        {
            throw new ScenarioException("The host separates into phases, but its gradient energy κ is 0: boundaries would have no width and patterns no size. Give κ; 8.8e-15 J m²/mol makes an interface of 5 nm at χ = 2.5.");
        }
    }
}
