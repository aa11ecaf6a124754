using Stria.Core;
using Stria.Measurement.Cycling;
using Stria.Measurement.Gitt;

namespace Stria.Studies;

/// <summary>A titration with what is known of its cell and what was found in it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Trace">Its trace.</param>
/// <param name="Facts">What is known of the cell.</param>
/// <param name="Scale">How charge and time become composition and diffusivity, as far as that is known.</param>
internal sealed record Titration(string Name, CyclerTrace Trace, CellFacts Facts, TitrationScale Scale)
{
    /// <summary>Pulses and rests.</summary>
    public required GittPulses Pulses { get; init; }

    /// <summary>One point for each pulse between two rests.</summary>
    public IReadOnlyList<GittPoint> Points { get; init; } = [];

    /// <summary>The fit of diffusion in the particle to the pulses of a direction.</summary>
    public IReadOnlyList<(PhaseKind Kind, InverseFitResult Fit)> Fits { get; init; } = [];

    /// <summary>Every estimate of the diffusion coefficient, by direction.</summary>
    public IEnumerable<(PhaseKind Kind, double Composition, DiffusionEstimate Estimate)> Estimates() => !Scale.HasShape
        ? []
        : Points.SelectMany(p => p.Diffusion.Select(d => (p.Pulse.Pulse.Kind, p.Composition, d))).Concat(Fits.SelectMany(f => f.Fit.Estimates.Select(e => (f.Kind, e.Composition, e.Estimate))));
}
