namespace Stria.Physics.Radial;

/// <summary>What happens at the surface of a particle.</summary>
public interface ISurfaceCondition
{
    /// <summary>Its name in scenarios ("mean_rate").</summary>
    string Kind { get; }

    /// <summary>Whether nothing passes, so that energy can only fall.</summary>
    bool IsClosed { get; }

    /// <summary>The chemical potential at which the surface is held [J/mol]; null where a rate is given instead.</summary>
    double? HeldPotential { get; }

    /// <summary>Inflow per area and C_max, J/C_max [m/s], lithiation positive, with its derivatives; not asked where the potential is held.</summary>
    /// <param name="time">Time [s].</param>
    /// <param name="c">Site fraction at the surface.</param>
    /// <param name="mu">Chemical potential at the surface [J/mol].</param>
    SurfaceInflow Inflow(double time, double c, double mu);
}

/// <summary>Inflow through a surface.</summary>
/// <param name="Rate">J/C_max [m/s].</param>
/// <param name="ByComposition">Its derivative with the site fraction [m/s].</param>
/// <param name="ByPotential">Its derivative with the chemical potential [m/s per J/mol].</param>
public readonly record struct SurfaceInflow(double Rate, double ByComposition = 0, double ByPotential = 0);
