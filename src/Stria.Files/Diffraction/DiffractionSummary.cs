using System.Globalization;

namespace Stria.Files;

/// <summary>What is in a file of diffraction patterns, in figures and in words: the answer of <c>stria inspect</c>. Plain data, ready for JSON.</summary>
/// <param name="Path">The file.</param>
/// <param name="Format">The format's name.</param>
/// <param name="Patterns">The patterns.</param>
/// <param name="Remarks">What was assumed, odd, or worth knowing, each beginning with its kind.</param>
public sealed record DiffractionSummary(string Path, string Format, IReadOnlyList<PatternSummary> Patterns, IReadOnlyList<string> Remarks)
{
    private const int MostPatterns = 20;

    /// <summary>Summarises what a file holds.</summary>
    public static DiffractionSummary Of(DiffractionRecord record) => new(
        record.Path,
        record.Format,
        [.. record.Patterns.Select(PatternSummary.Of)],
        [.. record.Remarks.Select(remark => $"{remark.Kind.ToString().ToLowerInvariant()}: {remark.Text}")]);

    /// <summary>The summary as lines of text.</summary>
    public IReadOnlyList<string> Lines() =>
    [
        Path,
        string.Create(CultureInfo.InvariantCulture, $"  format          {Format}, {Patterns.Count} diffraction pattern{(Patterns.Count == 1 ? "" : "s")}"),
        .. Patterns.Take(MostPatterns).SelectMany(p => p.Lines()),
        .. Patterns.Count > MostPatterns ? [$"  … and {(Patterns.Count - MostPatterns).ToString(CultureInfo.InvariantCulture)} more"] : Array.Empty<string>(),
        .. Remarks.Select(remark => $"  {remark}"),
    ];
}

/// <summary>One diffraction pattern in figures.</summary>
/// <param name="Name">What tells it from others.</param>
/// <param name="Axis">The axis with its unit ("2θ [°]").</param>
/// <param name="PointCount">Number of points.</param>
/// <param name="First">First position, in the unit of the axis.</param>
/// <param name="Last">Last position.</param>
/// <param name="LeastCounts">Least value.</param>
/// <param name="MostCounts">Greatest value.</param>
public sealed record PatternSummary(string Name, string Axis, int PointCount, double First, double Last, double LeastCounts, double MostCounts)
{
    /// <summary>Wavelengths [Å], the strongest first; empty when the file does not say them.</summary>
    public IReadOnlyList<double> Wavelengths_angstrom { get; init; } = [];

    /// <summary>Intensities of the wavelengths relative to the first [1].</summary>
    public IReadOnlyList<double> WavelengthWeights { get; init; } = [];

    /// <summary>The fixed angle 2θ of a pattern against energy [°], or null.</summary>
    public double? FixedTwoTheta_deg { get; init; }

    /// <summary>Temperature of the sample [K], or null.</summary>
    public double? Temperature { get; init; }

    /// <summary>When the measurement began (UTC), or null.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>What else the file states.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Summarises a pattern.</summary>
    public static PatternSummary Of(Diffractogram pattern) => new(
        pattern.Name, Diffractogram.Label(pattern.Axis), pattern.Count, pattern.Positions[0], pattern.Positions[^1], pattern.Counts.Min(), pattern.Counts.Max())
    {
        Wavelengths_angstrom = [.. (pattern.Radiation?.Lines ?? []).Select(l => l.Wavelength_angstrom)],
        WavelengthWeights = [.. (pattern.Radiation?.Lines ?? []).Select(l => l.Weight)],
        FixedTwoTheta_deg = pattern.FixedTwoTheta_deg,
        Temperature = pattern.Temperature,
        Start = pattern.Start,
        Metadata = pattern.Further,
    };

    /// <summary>The summary as lines of text.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"  {Name}";
        yield return $"    positions     {PointCount} points, {First:g7} … {Last:g7}, {Axis}";
        yield return $"    values        {LeastCounts:g5} … {MostCounts:g6}";
        if (Wavelengths_angstrom.Count > 0)
        {
            yield return "    wavelength    " + string.Join(", ", Wavelengths_angstrom.Select((w, i) => i == 0 ? $"{w:g8} Å" : $"{w:g8} Å × {WavelengthWeights[i]:g4}"));
        }

        foreach ((string what, string? value) in new[]
        {
            ("2θ fixed", FixedTwoTheta_deg is { } angle ? $"{angle:g6}°" : null), ("temperature", Temperature is { } kelvin ? $"{kelvin:g5} K" : null), ("began", Start is { } start ? $"{start:yyyy-MM-dd HH:mm:ss} UTC" : null),
        })
        {
            if (value is not null)
            {
                yield return $"    {what,-13} {value}";
            }
        }

        foreach ((string key, string value) in Metadata)
        {
            yield return $"    {key,-13} {(value.Length <= 120 ? value : value[..120] + "…")}";
        }
    }
}
