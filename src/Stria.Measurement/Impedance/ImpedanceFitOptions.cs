namespace Stria.Measurement.Impedance;

/// <summary>What a deviation counts.</summary>
public enum ImpedanceWeighting
{
    /// <summary>Relative to |Z|: the usual error of an impedance meter, and what decides the ionic resistance of a blocked electrode.</summary>
    Modulus,

    /// <summary>All points alike [Ω]: the low frequencies of a blocked electrode outweigh all others.</summary>
    Unit,

    /// <summary>Real and imaginary part each relative to itself.</summary>
    Proportional,

    /// <summary>Relative to standard deviations that are given point by point.</summary>
    GivenSigma,
}

/// <summary>What is known of a parameter beforehand.</summary>
public sealed record ParameterSetting
{
    /// <summary>Where to begin; null to find a beginning from the data.</summary>
    public double? Start { get; init; }

    /// <summary>Least allowed value; null for a limit from the data.</summary>
    public double? Lower { get; init; }

    /// <summary>Largest allowed value; null for a limit from the data.</summary>
    public double? Upper { get; init; }

    /// <summary>True to keep it at its start.</summary>
    public bool Fixed { get; init; }

    internal bool IsEmpty => Start is null && Lower is null && Upper is null && !Fixed;
}

/// <summary>How a circuit is fitted.</summary>
public sealed record ImpedanceFitOptions
{
    /// <summary>What a deviation counts.</summary>
    public ImpedanceWeighting Weighting { get; init; }

    /// <summary>Standard deviation of real and imaginary part of each point [Ω], for <see cref="ImpedanceWeighting.GivenSigma"/>.</summary>
    public double[]? Sigma { get; init; }

    /// <summary>What is known of parameters, by their names in the circuit.</summary>
    public IReadOnlyDictionary<string, ParameterSetting> Settings { get; init; } = new Dictionary<string, ParameterSetting>();

    /// <summary>The most starting points; after the given one they are drawn at random within what the data allow.</summary>
    public int Starts { get; init; } = 40;

    /// <summary>Begins the random starting points.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The lowest frequency that is used [Hz].</summary>
    public double LowestFrequency { get; init; }

    /// <summary>The highest frequency that is used [Hz].</summary>
    public double HighestFrequency { get; init; } = double.PositiveInfinity;

    /// <summary>True to leave out points whose imaginary part is not negative (inductance of the wiring).</summary>
    public bool DropInductive { get; init; }
}
