using Stria.Core;

namespace Stria.Studies;

/// <summary>From diffraction patterns to cells, phase fractions and a phase diagram.</summary>
public sealed record XrdScenario : IScenario, ICheckedSettings
{
    /// <summary>The patterns.</summary>
    public required XrdPatterns Patterns { get; init; }

    /// <summary>The phases; none when the instrument is calibrated with a standard, or for a first look: peaks are found and fitted one by one.</summary>
    public ValueList<XrdPhase> Phases { get; init; } = [];

    /// <summary>How each pattern is fitted.</summary>
    public XrdFit Fit { get; init; } = new();

    /// <summary>How the patterns belong together, when there are several.</summary>
    public XrdSeries Series { get; init; } = new();

    /// <summary>Transformations whose stretches are given, phase by phase with a correspondence of axes.</summary>
    public ValueList<XrdTransformation> Transformations { get; init; } = [];

    /// <inheritdoc/>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; } = 1;

    /// <inheritdoc/>
    [Word("auto")]
    [Range(1, 1024)]
    public int? Threads { get; init; }

    /// <inheritdoc/>
    public IScenario WithThreads(int? threads) => this with { Threads = threads };

    /// <summary>Whether nothing is known of what the patterns hold.</summary>
    internal bool IsFirstLook => Phases.Count == 0 && Fit.Standard is null;

    /// <inheritdoc/>
    public string DefaultName => $"xrd-{Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Patterns.Path))}";

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Phases.Count > 0 && Fit.Standard is not null)
        {
            yield return "'standard' and 'phases' exclude each other: calibrate first, then fit the phases with the instrument that was written.";
        }

        if (Fit.WavelengthFrom is not null && Fit.Standard is not null)
        {
            yield return "'wavelength_from' names a phase beside others; with a 'standard' the wavelength is found by 'refine_wavelength'.";
        }

        foreach (string mistake in Names())
        {
            yield return mistake;
        }

        if (IsFirstLook && (Series.Host ?? Fit.WavelengthFrom ?? Series.Layers ?? (Transformations.Count > 0 || Fit.Restraints.Count > 0 ? "" : null)) is not null)
        {
            yield return "'host', 'layers', 'wavelength_from', 'restraints' and 'transformations' need 'phases': without them peaks are found and fitted one by one.";
        }

        foreach (XrdRange range in Fit.Excluded.Where(r => r.From >= r.To))
        {
            yield return $"The excluded region {range.From:g6} … {range.To:g6} ends before it begins.";
        }

        XrdRange[] ordered = [.. Fit.Excluded.OrderBy(r => r.From)];
        for (int i = 1; i < ordered.Length; i++)
        {
            if (ordered[i].From < ordered[i - 1].To)
            {
                yield return $"The excluded regions {ordered[i - 1].From:g6} … {ordered[i - 1].To:g6} and {ordered[i].From:g6} … {ordered[i].To:g6} overlap.";
            }
        }

        if (Series.Cycler is null && Series.Against is XrdAgainst.Potential or XrdAgainst.Composition)
        {
            yield return $"'against: {SnakeCase.Of(Series.Against.ToString())}' needs 'cycler', the record of the cycler.";
        }

        if (Series.Against == XrdAgainst.Composition && Series.ChargePerX is null)
        {
            yield return "'against: composition' needs 'charge_per_x', the charge that changes x by one.";
        }
    }

    // Names of CIFs are known only when they are read.
    private IEnumerable<string> Names()
    {
        string[] known = [.. Phases.Where(p => p.Name is not null).Select(p => p.Name!)];
        bool areAllNamed = known.Length == Phases.Count && known.Length > 0;
        (string Where, string Name)[] used =
        [
            .. Fit.WavelengthFrom is { } from ? [("wavelength_from", from)] : Array.Empty<(string, string)>(),
            .. Fit.Restraints.Select(r => ("restraints", r.Phase)),
            .. Transformations.SelectMany(t => new[] { ("transformations", t.From), ("transformations", t.To) }),
        ];
        foreach ((string where, string name) in used.Where(u => areAllNamed && !known.Contains(u.Name)))
        {
            yield return $"'{where}' names the phase '{name}'; the phases are {string.Join(", ", known)}.";
        }

        foreach (XrdTransformation t in Transformations)
        {
            if (XrdTransformations.Correspondence(t.Axes, out string? why) is null)
            {
                yield return $"The axes of the transformation from '{t.From}' to '{t.To}': {why}";
            }
        }
    }
}
