using Stria.Core;

namespace Stria.Measurement.Cycling;

/// <summary>What limits an electrode: times of diffusion in the particles and in the pores (Luo et al., Nat. Mater. 2022, eqs 15 and 16).</summary>
/// <param name="Particle">t_s = l²/D_s [s].</param>
/// <param name="Electrolyte">t_e = L²/((ε/τ) D_e) [s].</param>
public sealed record Timescales(MeasuredValue Particle, MeasuredValue Electrolyte)
{
    /// <summary>Computes both times.</summary>
    /// <param name="particle">Intercalation length l of the particles [m] and diffusivity of the ion in the host D_s [m²/s].</param>
    /// <param name="electrolyte">Thickness of the electrode L [m] and diffusivity of the salt D_e [m²/s].</param>
    /// <param name="pores">Porosity ε and tortuosity τ.</param>
    /// <exception cref="ScenarioException">A number is missing.</exception>
    public static Timescales Of((MeasuredValue Length, MeasuredValue Diffusivity) particle, (MeasuredValue Thickness, MeasuredValue Diffusivity) electrolyte, (MeasuredValue Porosity, MeasuredValue Tortuosity) pores) => new(
        MeasuredValue.Product(1, (particle.Length.Positive("intercalation length of the particles [m]"), 2), (particle.Diffusivity.Positive("diffusivity in the particles [m²/s]"), -1)),
        MeasuredValue.Product(
            1,
            (electrolyte.Thickness.Positive("thickness of the electrode [m]"), 2),
            (electrolyte.Diffusivity.Positive("diffusivity of the salt [m²/s]"), -1),
            (pores.Porosity.Positive("porosity"), -1),
            (pores.Tortuosity.Positive("tortuosity"), 1)));

    /// <summary>In words: which of the two is slower, and how both stand against the time of a half cycle.</summary>
    /// <param name="halfCycle">Time of a half cycle [s].</param>
    public string Limits(double halfCycle)
    {
        (string slower, double time) = Particle.Value > Electrolyte.Value ? ("diffusion in the particles", Particle.Value) : ("diffusion in the pores", Electrolyte.Value);
        double share = time / halfCycle;
        return share < 0.01
            ? $"Neither limits: the slower, {slower}, takes {time:g3} s of {halfCycle:g3} s."
            : $"{char.ToUpperInvariant(slower[0])}{slower[1..]} limits: {time:g3} s are {100 * share:g2} % of the half cycle of {halfCycle:g3} s.";
    }
}
