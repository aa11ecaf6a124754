using Stria.Core;
using Stria.Physics.Elasticity;
using Stria.Physics.FreeEnergies;
using Stria.Physics.Transport;

namespace Stria.Physics.PhaseField;

/// <summary>What is asked of the phase field, in plain numbers (see <see cref="PhaseFieldScales"/>): ∂c/∂t = ∇·(M ∇μ), μ = δE/δc with E = ∫ f(c) + ½ ∇c·κ∇c + elastic energy + wetting (Santos, Mater. Horiz. 2020, eqs 12–22).</summary>
/// <param name="Mesh">The mesh.</param>
/// <param name="FreeEnergy">f(c); divided by <see cref="PhaseFieldScales.ThermalEnergy"/>.</param>
/// <param name="Gradient">κ, above 0, along the crystal's axes.</param>
/// <param name="Mobility">M(c).</param>
public sealed record PhaseFieldProblem(TriangleMesh Mesh, IChemicalPotential FreeEnergy, CrystalTensor Gradient, IMobility Mobility)
{
    /// <summary>Directions of the mobility along the crystal's axes; M(c) is multiplied by them.</summary>
    public CrystalTensor MobilityDirections { get; init; } = CrystalTensor.Isotropic(1);

    /// <summary>Angle [rad] from x to the crystal's axis 1, one per cell; null when the axes are x and y.</summary>
    public double[]? AxisAngles { get; init; }

    /// <summary>Conditions on named parts; what is not named lets nothing through.</summary>
    public IReadOnlyList<TransportCondition> Boundary { get; init; } = [];

    /// <summary>Surfaces that prefer a phase.</summary>
    public IReadOnlyList<WettingSurface> Wetting { get; init; } = [];

    /// <summary>The elastic problem on the same mesh; null without mechanics. Stresses are divided by <see cref="PhaseFieldScales.EnergyDensity"/>.</summary>
    public ElasticProblem? Elasticity { get; init; }

    /// <summary>Whether the box repeats itself along x.</summary>
    public bool PeriodicAlongX { get; init; }

    /// <summary>Whether the box repeats itself along y.</summary>
    public bool PeriodicAlongY { get; init; }

    /// <summary>What the amount does: kept (Cahn–Hilliard) or relaxing, ∂c/∂t = −M μ (Allen–Cahn; PFHub benchmark 7).</summary>
    public PhaseFieldDynamics Dynamics { get; init; } = PhaseFieldDynamics.Conserved;

    /// <summary>How integrals over linear cells are taken; quadratic cells always have the exact rule.</summary>
    public PhaseFieldQuadrature Quadrature { get; init; } = PhaseFieldQuadrature.Balanced;

    /// <summary>What is fed in per area and time, for manufactured solutions; null for nothing.</summary>
    public ISource? Source { get; init; }

    /// <summary>The way back to SI.</summary>
    public PhaseFieldScales Scales { get; init; } = PhaseFieldScales.None;

    /// <summary>Whether nothing enters or leaves, so that the energy can only fall.</summary>
    public bool IsClosed => Source is null && Boundary.All(b => b is NoFlux);
}

/// <summary>A part of the boundary with the energy γ₁ c + ½ γ₂ c² per length.</summary>
/// <param name="Part">Name of the part.</param>
/// <param name="Linear">γ₁.</param>
/// <param name="Quadratic">γ₂.</param>
public sealed record WettingSurface(string Part, double Linear, double Quadratic = 0);

/// <summary>How the field follows its potential.</summary>
public enum PhaseFieldDynamics
{
    /// <summary>∂c/∂t = ∇·(M ∇μ).</summary>
    Conserved,

    /// <summary>∂c/∂t = −M μ.</summary>
    Relaxing,
}

/// <summary>Integrals over linear cells.</summary>
public enum PhaseFieldQuadrature
{
    /// <summary>Three points that balance what exact integrals have too much and lumped ones too little: interfaces and waves are several times more accurate on regular meshes.</summary>
    Balanced,

    /// <summary>Exact to the fourth degree, as most codes have it.</summary>
    Exact,
}

/// <summary>A source that depends on place and time.</summary>
public interface ISource
{
    /// <summary>The source at many places.</summary>
    /// <param name="time">Time.</param>
    /// <param name="x">x of each place.</param>
    /// <param name="y">y of each place.</param>
    /// <param name="values">Receives what is fed in per area and time.</param>
    void Evaluate(double time, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> values);
}
