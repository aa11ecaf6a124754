using System.Text.RegularExpressions;

namespace Stria.Files;

/// <summary>A table of spectra: what its head says about the columns, and the spectra themselves.</summary>
internal sealed partial class SpectrumColumns
{
    private const double EqualEnergies_eV = 1e-3;
    private readonly NumberTable table;
    private readonly double[] energies;
    private readonly int[] order;

    private SpectrumColumns(NumberTable table, IReadOnlyList<string> labels)
    {
        (this.table, Labels) = (table, labels);
        energies = InElectronvolts(table, labels.Count > 0 ? labels[0] : "");
        order = [.. Enumerable.Range(0, energies.Length).OrderBy(row => energies[row])];
    }

    /// <summary>The head of each column; empty when the file has none.</summary>
    internal IReadOnlyList<string> Labels { get; }

    internal static SpectrumColumns Of(NumberTable table)
    {
        if (table.ColumnCount < 2)
        {
            throw new DataException("has one column; a spectrum needs energies and values. Perhaps it is a list of energies.", table.Path);
        }

        string? head = table.Head.LastOrDefault(line => NumberTable.Cells(line).Length == table.ColumnCount && EnergyWord().IsMatch(line));
        return new SpectrumColumns(table, head is null ? [] : NumberTable.Cells(head));
    }

    /// <summary>What a column is called, without its unit.</summary>
    internal string Label(int column) => Labels.Count > column ? UnitInBrackets().Replace(Labels[column], "").Trim() : $"column {column + 1}";

    /// <summary>The unit that a column's head gives in brackets; null when it gives none.</summary>
    internal string? Unit(int column) =>
        Labels.Count > column && UnitInBrackets().Match(Labels[column]) is { Success: true } match ? match.Groups[1].Value.Trim() : null;

    /// <summary>One column as a spectrum with ascending energies; values at equal energies are averaged.</summary>
    internal Spectrum Spectrum(int column, string name)
    {
        List<double> e = [], v = [];
        for (int first = 0; first < order.Length;)
        {
            int last = first;
            double sum = 0;
            while (last < order.Length && energies[order[last]] - energies[order[first]] <= EqualEnergies_eV)
            {
                sum += table[order[last++], column];
            }

            e.Add(energies[order[first]]);
            v.Add(sum / (last - first));
            first = last;
        }

        return new Spectrum([.. e], [.. v], name, Unit(column) ?? "1");
    }

    private static double[] InElectronvolts(NumberTable table, string label)
    {
        bool isKiloelectronvolt = label.Contains("keV", StringComparison.OrdinalIgnoreCase);
        var energies = new double[table.RowCount];
        for (int row = 0; row < energies.Length; row++)
        {
            energies[row] = table[row, 0] * (isKiloelectronvolt ? 1000 : 1);
        }

        const double LowestEdge_eV = 25;
        if (energies.Min() <= 0 || energies.Max() < LowestEdge_eV)
        {
            throw new DataException(
                $"the first column runs from {energies.Min():G6} to {energies.Max():G6}, which are no photon energies in eV. "
                + "Perhaps they are keV: then head the column 'energy_keV'.",
                table.Path);
        }

        return energies;
    }

    [GeneratedRegex(@"energy|photon|^\s*e\s*[,;\[(]|\bk?eV\b", RegexOptions.IgnoreCase)]
    private static partial Regex EnergyWord();

    [GeneratedRegex(@"\[([^\]]*)\]")]
    private static partial Regex UnitInBrackets();
}
