using System.Globalization;
using System.Text.RegularExpressions;

namespace Stria.Files;

/// <summary>
/// Libraries of reference spectra. One table: a first column of photon energies and one column per standard, headed by its composition,
/// <c>energy_eV, x=0, x=0.1 alpha, x=1 [cm2/g]</c>. Or one file per standard, named <c>oxidized.t:x=0</c>.
/// </summary>
public static partial class ReferenceTable
{
    /// <summary>Reads a table of references.</summary>
    /// <param name="path">A text table whose head gives the composition of each column, and its unit in brackets:
    /// none for optical density of unknown thickness, [cm2/g] for mass attenuation, [1/nm] for optical density per nanometre.</param>
    /// <exception cref="DataException">The file is missing, a cell is no number, or a head gives no composition or an unknown unit.</exception>
    public static IReadOnlyList<ReferenceSpectrum> Read(string path)
    {
        NumberTable table = NumberTable.Read(path);
        SpectrumColumns columns = SpectrumColumns.Of(table);
        if (columns.Labels.Count == 0)
        {
            throw new DataException(
                "has no head that names its columns. A reference library begins with a line such as 'energy_eV, x=0, x=0.1'; a single standard is given as FILE:x=0.1.",
                path);
        }

        return [.. Enumerable.Range(1, table.ColumnCount - 1).Select(column => Reference(columns, column, path))];
    }

    /// <summary>Reads references given one by one.</summary>
    /// <param name="specifications">Each a table, or FILE:x=VALUE for one standard, or FILE:x=VALUE:PHASE.</param>
    /// <exception cref="ScenarioException">A specification is not understood.</exception>
    /// <exception cref="DataException">A file is missing or damaged.</exception>
    public static IReadOnlyList<ReferenceSpectrum> ReadAll(IEnumerable<string> specifications) => [.. specifications.SelectMany(ReadOne)];

    private static IReadOnlyList<ReferenceSpectrum> ReadOne(string specification)
    {
        if (File.Exists(specification) || Specification().Match(specification) is not { Success: true } match)
        {
            return specification.Contains(":x", StringComparison.Ordinal)
                ? throw new ScenarioException($"reference '{specification}' is not understood. Write FILE:x=0.1, with the lithium content as a number.")
                : Read(specification);
        }

        string path = match.Groups["path"].Value;
        return
        [
            new ReferenceSpectrum(SpectrumFile.Read(path), double.Parse(match.Groups["x"].Value, CultureInfo.InvariantCulture))
            {
                Phase = match.Groups["phase"].Value is { Length: > 0 } phase ? phase : null,
                Source = path,
            },
        ];
    }

    private static ReferenceSpectrum Reference(SpectrumColumns columns, int column, string path)
    {
        string label = columns.Label(column);
        Match composition = Composition().Match(label);
        if (!composition.Success)
        {
            throw new DataException($"column {column + 1} is headed '{columns.Labels[column]}', which gives no composition. Write 'x=0.1', or 'x=0.1 alpha'.", path);
        }

        string rest = label.Remove(composition.Index, composition.Length).Trim(' ', ':', '-', '_');
        return new ReferenceSpectrum(
            columns.Spectrum(column, label),
            double.Parse(composition.Groups["x"].Value, CultureInfo.InvariantCulture),
            Scale(columns.Unit(column), path))
        {
            Phase = rest.Length > 0 ? rest : null,
            Source = path,
        };
    }

    private static ReferenceScale Scale(string? unit, string path) => unit?.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        null or "" or "1" or "OD" => ReferenceScale.OpticalDensityOfUnknownThickness,
        "CM2/G" or "CM²/G" or "CM^2/G" => ReferenceScale.MassAttenuation,
        "1/NM" or "NM-1" or "NM^-1" or "NM⁻¹" or "OD/NM" => ReferenceScale.OpticalDensityPerNanometre,
        _ => throw new DataException($"unit '{unit}' of a reference is not understood; [cm2/g], [1/nm] and none are.", path),
    };

    [GeneratedRegex(@"^(?<path>.+):x=(?<x>[0-9.eE+-]*[0-9])(?::(?<phase>.+))?$")]
    private static partial Regex Specification();

    [GeneratedRegex(@"(?:x\s*=\s*|^)(?<x>[0-9]+(?:\.[0-9]*)?)")]
    private static partial Regex Composition();
}
