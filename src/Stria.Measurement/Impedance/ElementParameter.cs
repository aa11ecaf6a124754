namespace Stria.Measurement.Impedance;

/// <summary>What a parameter of an element means: tells its limits and where to begin looking for it.</summary>
public enum ParameterRole
{
    /// <summary>A resistance [Ω].</summary>
    Resistance,

    /// <summary>A capacitance [F].</summary>
    Capacitance,

    /// <summary>An inductance [H].</summary>
    Inductance,

    /// <summary>The factor of a constant phase element [S s^α].</summary>
    PhaseElement,

    /// <summary>An exponent, 0 … 1.</summary>
    Exponent,

    /// <summary>A relaxation or diffusion time [s].</summary>
    Time,

    /// <summary>The coefficient of semi-infinite diffusion [Ω s^−½].</summary>
    WarburgCoefficient,
}

/// <summary>A parameter of an element.</summary>
/// <param name="Name">Its symbol ("Q", "alpha").</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Role">What it means.</param>
public sealed record ElementParameter(string Name, string Unit, ParameterRole Role);
