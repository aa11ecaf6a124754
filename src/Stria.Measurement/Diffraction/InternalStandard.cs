using Stria.Core;

namespace Stria.Measurement;

/// <summary>The wavelength from a phase in the pattern whose cell is known: a foil, a can, an admixed standard.</summary>
public static class InternalStandard
{
    /// <summary>Fits the pattern and compares the cell of the known phase with what it is known to be: a wavelength off by a factor makes every length off by it, and the pattern the same.</summary>
    /// <param name="pattern">The pattern against angle, with a wavelength near the true one.</param>
    /// <param name="phases">The phases; the cell of the known one is what it is compared with.</param>
    /// <param name="name">Name of the known phase.</param>
    /// <param name="options">How the pattern is fitted.</param>
    /// <param name="cancel">Stops between iterations.</param>
    /// <returns>The factor that the wavelength must be multiplied with [1].</returns>
    /// <exception cref="ScenarioException">There is no such phase, it is not seen, or the pattern is not against angle.</exception>
    public static MeasuredValue WavelengthFactor(Diffractogram pattern, IReadOnlyList<CrystalPhase> phases, string name, PatternFitOptions options, CancellationToken cancel = default)
    {
        if (pattern.Axis != DiffractionAxis.TwoTheta)
        {
            throw new ScenarioException($"A wavelength is found from patterns against 2θ; these are against {Diffractogram.Label(pattern.Axis)}.");
        }

        CrystalPhase known = phases.FirstOrDefault(p => p.Name == name)
            ?? throw new ScenarioException($"The wavelength is to be found from '{name}'; the phases are {string.Join(", ", phases.Select(p => p.Name))}.");
        PatternFitResult fit = PatternFit.Run(pattern, [.. phases.Select(p => p.Name == name ? p with { RefinesCell = true } : p)], options, cancel);
        PhaseFit found = fit.Phases.First(p => p.Phase.Name == name);
        if (!found.IsPresent)
        {
            throw new ScenarioException($"The wavelength is to be found from '{name}', which is not seen in {pattern.Name}. Perhaps the wavelength to begin from is too far off.");
        }

        double factor = Math.Cbrt(known.Cell.Volume / found.Cell.Cell.Volume);
        return new MeasuredValue(factor, factor * found.Cell.StandardDeviations()[6] / found.Cell.Cell.Volume_angstrom3 / 3);
    }

    /// <summary>A radiation with all its wavelengths multiplied.</summary>
    public static Radiation Scaled(Radiation radiation, double factor) =>
        radiation with { Lines = [.. radiation.Lines.Select(l => l with { Wavelength_angstrom = l.Wavelength_angstrom * factor })] };
}
