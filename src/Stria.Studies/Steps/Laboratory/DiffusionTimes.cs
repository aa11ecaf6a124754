using Stria.Measurement;
using Stria.Measurement.Cycling;

namespace Stria.Studies;

/// <summary>The times of an electrode with the numbers that they come from.</summary>
/// <param name="Name">Name of the cell.</param>
/// <param name="Times">The times.</param>
internal sealed record DiffusionTimes(string Name, Timescales Times)
{
    /// <summary>Intercalation length [m] and diffusivity in the particles [m²/s].</summary>
    public required (MeasuredValue Length, MeasuredValue Diffusivity) Particle { get; init; }

    /// <summary>Thickness of the electrode [m] and diffusivity of the salt [m²/s].</summary>
    public required (MeasuredValue Thickness, MeasuredValue Diffusivity) Electrolyte { get; init; }

    /// <summary>Porosity and tortuosity factor.</summary>
    public required (MeasuredValue Porosity, MeasuredValue Tortuosity) Pores { get; init; }
}
