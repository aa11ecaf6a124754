using Stria.Core;
using Stria.Files;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>Which depth of the electrode each pattern of a series was measured at.</summary>
/// <param name="Names">The layers, from the side where lags are counted from.</param>
/// <param name="Of">For each pattern the number of its layer.</param>
internal sealed record PatternLayers(IReadOnlyList<string> Names, IReadOnlyList<int> Of)
{
    /// <summary>The word that makes each folder within the series' folder a layer.</summary>
    public const string Folders = "folders";

    /// <summary>The patterns of each folder within a folder, one folder after another.</summary>
    /// <exception cref="DataException">There are fewer than two, or one holds no pattern.</exception>
    public static (IReadOnlyList<DiffractionRecord> Records, PatternLayers Layers) OfFolders(string path, DiffractionReadOptions options)
    {
        string[] folders = Directory.Exists(path) ? [.. Directory.GetDirectories(path).Order(StringComparer.Ordinal)] : [];
        if (folders.Length < 2)
        {
            throw new DataException($"holds {folders.Length} folders; 'layers: folders' takes each folder within it as a layer.", path);
        }

        DiffractionRecord[] records = [.. folders.Select(f => PatternArchive.Read(f, options))];
        return (records, new PatternLayers([.. folders.Select(f => Path.GetFileName(f))], [.. records.SelectMany((r, layer) => Enumerable.Repeat(layer, r.Patterns.Count))]));
    }

    /// <summary>Layers by a column of the log, in ascending order.</summary>
    /// <exception cref="DataException">The log has no such column, or only one value in it.</exception>
    public static PatternLayers OfColumn(PatternLog log, IReadOnlyList<int> rows, string column)
    {
        double[] depths = [.. rows.Select(r => log.Number(r, column))], distinct = [.. depths.Distinct().Order()];
        return distinct.Length > 1
            ? new PatternLayers([.. distinct.Select(d => $"{column} {d:0.###}")], [.. depths.Select(d => Array.IndexOf(distinct, d))])
            : throw new DataException($"has the value {distinct[0]:g6} in column '{column}' for all patterns; layers need at least two.", log.Path);
    }

    /// <summary>The numbers of the patterns of a layer, in the order of the series.</summary>
    public int[] Patterns(int layer) => [.. Enumerable.Range(0, Of.Count).Where(i => Of[i] == layer)];
}

/// <summary>The fits of the layers of an electrode.</summary>
/// <param name="Layers">The layers.</param>
/// <param name="Fits">For each layer its fits, patterns counted over the whole series.</param>
internal sealed record LayeredFits(PatternLayers Layers, IReadOnlyList<SeriesFitResult> Fits)
{
    /// <summary>The level of a fraction whose crossing tells when a layer is reached.</summary>
    public const double Level = 0.5;

    /// <summary>For each phase whose fraction crosses the level in the first layer: when each layer is reached, and how much later than the first.</summary>
    public IEnumerable<(string Phase, int Layer, MeasuredValue Crossing, MeasuredValue Lag)> Lags()
    {
        foreach (string phase in Fits.SelectMany(f => f.Patterns).SelectMany(p => p.Fit.Phases).Select(p => p.Phase.Name).Distinct())
        {
            MeasuredValue?[] crossings = [.. Fits.Select(f => f.Patterns.Any(p => p.Of(phase) is not null) ? LayerLag.Crossing(f, phase, Level) : null)];
            if (crossings[0] is null)
            {
                continue;
            }

            IReadOnlyList<MeasuredValue?> lags = LayerLag.Of([.. Fits.Where((_, i) => crossings[i] is not null)], phase, Level);
            int[] reached = [.. Enumerable.Range(0, Fits.Count).Where(i => crossings[i] is not null)];
            for (int k = 0; k < reached.Length; k++)
            {
                yield return (phase, reached[k], crossings[reached[k]]!.Value, lags[k]!.Value);
            }
        }
    }
}
