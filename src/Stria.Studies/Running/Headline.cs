namespace Stria.Studies;

/// <summary>A number that answers the question; one entry of summary.json.</summary>
/// <param name="Name">Its name in summary.json ("energy_shift").</param>
/// <param name="Value">Its value in the unit; NaN when there is none.</param>
/// <param name="Unit">The unit as written; "1" for a pure number.</param>
/// <param name="Meaning">What it is, for people ("Energy shift of the stack against the standards").</param>
public sealed record Headline(string Name, double Value, string Unit, string Meaning)
{
    /// <summary>Its standard deviation, or null when it has none.</summary>
    public double? StandardDeviation { get; init; }

    /// <summary>A few words on it ("planted: 1.218 eV"), or null.</summary>
    public string? Note { get; init; }

    /// <summary>Whether it keeps a limit that was set for it; null when none was set.</summary>
    public bool? IsWithinLimit { get; init; }
}
