using Stria.Core;
using Stria.Matter;

namespace Stria.Measurement;

/// <summary>An instrument from the pattern of a standard.</summary>
public static class InstrumentCalibration
{
    /// <summary>Refines zero, widths and axial divergence with the certified cell, and where it is asked for the wavelength.</summary>
    /// <param name="pattern">The pattern against angle.</param>
    /// <param name="standard">The standard.</param>
    /// <param name="options">Range, background and what is refined; its instrument, if any, is the start.</param>
    /// <param name="refinesWavelength">Whether the wavelength is refined: for synchrotrons. The lines of tubes are known better than a pattern tells.</param>
    /// <param name="cancel">Stops between iterations.</param>
    /// <exception cref="ScenarioException">The pattern is not against angle, or shows no line of the standard.</exception>
    public static InstrumentCalibrationResult Run(Diffractogram pattern, CrystalStandard standard, PatternFitOptions options, bool refinesWavelength = false, CancellationToken cancel = default)
    {
        if (pattern.Axis != DiffractionAxis.TwoTheta)
        {
            throw new ScenarioException($"An instrument is calibrated with a pattern against 2θ; this one is against {Diffractogram.Label(pattern.Axis)}.");
        }

        // A wavelength that is off by a factor makes every spacing, and so the cell, off by it: the cell tells the wavelength, uncertainty and all.
        CrystalPhase phase = standard.Phase with { RefinesCell = refinesWavelength };
        PatternFitResult fit = PatternFit.Run(pattern, [phase], options, cancel);
        if (!fit.Phases[0].IsPresent)
        {
            throw new ScenarioException($"No line of {standard.Name} is seen in the pattern. Perhaps it is another standard, or the wavelength is wrong.");
        }

        Radiation radiation = fit.Instrument.Radiation;
        if (!refinesWavelength)
        {
            return new InstrumentCalibrationResult(fit, fit.Instrument, new MeasuredValue(radiation.Wavelength_angstrom));
        }

        UnitCell found = fit.Phases[0].Cell.Cell;
        double factor = Math.Cbrt(standard.Phase.Cell.Volume / found.Volume), relative = fit.Phases[0].Cell.StandardDeviations()[6] / found.Volume_angstrom3 / 3;
        var lines = new Radiation([.. radiation.Lines.Select(l => l with { Wavelength_angstrom = l.Wavelength_angstrom * factor })], radiation.Name);
        return new InstrumentCalibrationResult(fit, fit.Instrument with { Radiation = lines }, new MeasuredValue(lines.Wavelength_angstrom, lines.Wavelength_angstrom * relative));
    }
}

/// <summary>What a standard told about the instrument.</summary>
/// <param name="Fit">The fit.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Wavelength_angstrom">The wavelength [Å]; without uncertainty where it was not refined.</param>
public sealed record InstrumentCalibrationResult(PatternFitResult Fit, InstrumentProfile Instrument, MeasuredValue Wavelength_angstrom);
