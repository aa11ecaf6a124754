using Stria.Core;
using Stria.Matter;
using Stria.Numerics.Diffusion;

namespace Stria.Physics.Radial;

/// <summary>Nothing passes.</summary>
public sealed class ClosedSurface : ISurfaceCondition
{
    /// <inheritdoc/>
    public string Kind => "closed";

    /// <inheritdoc/>
    public bool IsClosed => true;

    /// <inheritdoc/>
    public double? HeldPotential => null;

    /// <inheritdoc/>
    public SurfaceInflow Inflow(double time, double c, double mu) => default;
}

/// <summary>A constant flux, as of a constant current.</summary>
public sealed class ConstantInflow : ISurfaceCondition
{
    private readonly double rate;

    /// <summary>Makes the condition.</summary>
    /// <param name="rate">J/C_max [m/s], lithiation positive.</param>
    /// <exception cref="ScenarioException">The rate is not finite.</exception>
    public ConstantInflow(double rate) => this.rate = double.IsFinite(rate) ? rate : throw new ScenarioException($"The inflow through the surface is {rate} m/s; a finite number is needed.");

    /// <inheritdoc/>
    public string Kind => "constant_flux";

    /// <inheritdoc/>
    public bool IsClosed => rate == 0;

    /// <inheritdoc/>
    public double? HeldPotential => null;

    /// <summary>The flux that fills a particle at a rate of its mean site fraction: C/20 from empty to full is 1/(20 h).</summary>
    /// <param name="meanRate">Rate of the mean site fraction [1/s].</param>
    /// <param name="shape">The particle.</param>
    /// <param name="length">Its radius, or the thickness of a slab open on one side [m].</param>
    public static ConstantInflow Galvanostatic(double meanRate, ParticleShape shape, double length) => new(meanRate * length / (int)shape);

    /// <inheritdoc/>
    public SurfaceInflow Inflow(double time, double c, double mu) => new(rate);
}

/// <summary>A surface in equilibrium with a reservoir.</summary>
/// <param name="potential">μ [J/mol].</param>
public sealed class HeldSurface(double potential) : ISurfaceCondition
{
    /// <inheritdoc/>
    public string Kind => "held_potential";

    /// <inheritdoc/>
    public bool IsClosed => false;

    /// <inheritdoc/>
    public double? HeldPotential => potential;

    /// <inheritdoc/>
    public SurfaceInflow Inflow(double time, double c, double mu) => default;
}

/// <summary>What a reservoir keeps when its chemical potential moves.</summary>
public enum Reservoir
{
    /// <summary>The activity of lithium in the electrolyte moves the potential: J = −k C_max (1−c)(a − a_ext).</summary>
    Activity,

    /// <summary>The activity is fixed and only the electric potential moves: the prefactor is √a alone.</summary>
    Potential,
}

/// <summary>Insertion with a transition state that excludes one site (Bazant, Acc. Chem. Res. 2013; Santos, Mater. Horiz. 2020, eq. 25 in consistent form): J_out = k C_max (1−c) √(a a_ext) [exp(Δμ/2RT) − exp(−Δμ/2RT)], a = exp(μ/RT), Δμ = μ − μ_ext.</summary>
public sealed class SurfaceReaction : ISurfaceCondition
{
    private readonly double rateConstant, external, thermal;
    private readonly Reservoir reservoir;

    /// <summary>Makes the law.</summary>
    /// <param name="rateConstant">k [m/s], above 0.</param>
    /// <param name="external">μ_ext [J/mol].</param>
    /// <param name="temperature">T [K]; with RT = 1 of a problem without units, 1/R.</param>
    /// <param name="reservoir">What moves μ_ext.</param>
    /// <exception cref="ScenarioException">k or T is not above 0.</exception>
    public SurfaceReaction(double rateConstant, double external, double temperature, Reservoir reservoir = Reservoir.Activity)
    {
        if (!(rateConstant > 0 && temperature > 0))
        {
            throw new ScenarioException($"The surface reaction has k = {rateConstant:G6} m/s at {temperature:G6} K; both must be above 0.");
        }

        (this.rateConstant, this.external, thermal, this.reservoir) = (rateConstant, external, PhysicalConstants.GasConstant * temperature, reservoir);
    }

    /// <inheritdoc/>
    public string Kind => "reaction";

    /// <inheritdoc/>
    public bool IsClosed => false;

    /// <inheritdoc/>
    public double? HeldPotential => null;

    /// <inheritdoc/>
    public SurfaceInflow Inflow(double time, double c, double mu)
    {
        // Activity: k (1−c)(a_ext − a). Potential: k (1−c) √a (e^{−Δ/2} − e^{Δ/2}) = k (1−c)(e^{μ_ext/2RT} − e^{(2μ − μ_ext)/2RT}).
        double half = 1 / (2 * thermal), ahead, back, slope;
        if (reservoir == Reservoir.Activity)
        {
            (ahead, back) = (Math.Exp(external / thermal), Math.Exp(mu / thermal));
            slope = -back / thermal;
        }
        else
        {
            (ahead, back) = (Math.Exp(external * half), Math.Exp(((2 * mu) - external) * half));
            slope = -back / thermal;
        }

        return new(rateConstant * (1 - c) * (ahead - back), -rateConstant * (ahead - back), rateConstant * (1 - c) * slope);
    }
}
