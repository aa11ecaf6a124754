using Stria.Core;
using Stria.Measurement.Impedance;

namespace Stria.Studies;

/// <summary>How a circuit is fitted to a spectrum.</summary>
public sealed record ImpedanceFitSettings : ICheckedSettings
{
    /// <summary>What a deviation counts.</summary>
    public ImpedanceWeighting Weighting { get; init; } = ImpedanceWeighting.Modulus;

    /// <summary>The most starting points.</summary>
    [Range(1, 10000)]
    public int Starts { get; init; } = 40;

    /// <summary>The lowest frequency that is used [Hz].</summary>
    [Unit("Hz")]
    [Range(0, 1e15)]
    public double LowestFrequency { get; init; }

    /// <summary>The highest frequency that is used [Hz]; none sets no limit.</summary>
    [Word("none")]
    [Unit("Hz")]
    [Range(0, 1e15)]
    public double? HighestFrequency { get; init; }

    /// <summary>Whether points with Im Z ≥ 0 (inductance of the wiring) are left out.</summary>
    public bool DropInductive { get; init; }

    /// <summary>What is known of parameters beforehand.</summary>
    public ValueList<CircuitParameterSettings> Parameters { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Weighting == ImpedanceWeighting.GivenSigma)
        {
            yield return "'weighting: given_sigma' needs standard deviations that no file holds; it is one of modulus, unit, proportional.";
        }

        foreach (IGrouping<string, CircuitParameterSettings> same in Parameters.GroupBy(p => p.Name).Where(g => g.Count() > 1))
        {
            yield return $"'{same.Key}' is given {same.Count()} times in 'parameters'; one entry holds start, lower and upper.";
        }

        foreach (CircuitParameterSettings known in Parameters)
        {
            if (known.Lower >= known.Upper)
            {
                yield return System.FormattableString.Invariant($"The range of '{known.Name}' in 'parameters' is empty: lower is {known.Lower}, upper is {known.Upper}.");
            }

            if (known is { Fixed: true, Start: null })
            {
                yield return $"'{known.Name}' in 'parameters' is to be kept fixed, but has no 'start' to be kept at.";
            }
        }
    }
}

/// <summary>What is known of a parameter of a circuit, in SI units.</summary>
public sealed record CircuitParameterSettings
{
    /// <summary>Its name in the circuit ("R0", "CPE1.alpha").</summary>
    public required string Name { get; init; }

    /// <summary>Where to begin; null finds a beginning from the data.</summary>
    public double? Start { get; init; }

    /// <summary>Least allowed value; null takes a limit from the data.</summary>
    public double? Lower { get; init; }

    /// <summary>Largest allowed value; null takes a limit from the data.</summary>
    public double? Upper { get; init; }

    /// <summary>Whether it is kept at its start.</summary>
    public bool Fixed { get; init; }
}
