namespace Stria.Files;

/// <summary>Impedance of EC-Lab: binary .mpr and text .mpt; loops and cycles become spectra of their own.</summary>
public sealed class EcLabImpedanceReader : IImpedanceReader
{
    /// <inheritdoc/>
    public string Name => "EC-Lab impedance (.mpr, .mpt)";

    /// <inheritdoc/>
    public bool Recognises(string path) => EcLabReader.IsEcLab(path);

    /// <inheritdoc/>
    public ImpedanceRecord Read(string path, ImpedanceReadOptions options)
    {
        EcLabTable table = EcLabReader.Table(path);
        double[]? frequencies = table.Find("freq/Hz"), reals = table.Find("Re(Z)/Ohm"), imaginaries = table.Find("-Im(Z)/Ohm");
        if (frequencies is null || reals is null || imaginaries is null)
        {
            throw new DataException(
                $"holds no impedance{(table.Cell.Technique.Length > 0 ? $" but {table.Cell.Technique}" : "")}; its columns are {string.Join(", ", table.Columns.Select(c => c.Name))}. Perhaps it is to be read as a cycling file.", path);
        }

        double[]? times = table.Find("time/s"), potentials = table.Find("<Ewe>/V", "Ewe/V");
        double[]?[] used = [frequencies, reals, imaginaries, times];
        return new ImpedanceColumns
        {
            Path = path,
            Format = EcLabReader.IsBinary(path) ? "EC-Lab binary" : "EC-Lab text",
            Frequencies = frequencies,
            Reals = reals,
            Imaginaries = imaginaries,
            Declared = ImaginarySign.NegativeImaginary,
            Times = times,
            Potentials = potentials,
            Groups = Groups(table),
            Further = [.. table.Columns.Where(c => !used.Contains(c.Values))],
            Cell = table.Cell,
            Remarks = table.Remarks,
            Place = table.Place,
        }.Record(options);
    }

    /// <summary>The cycle where it changes, else the loop.</summary>
    private static double[]? Groups(EcLabTable table)
    {
        double[]? cycles = table.Find("cycle number");
        if (cycles is not null && cycles.Distinct().Count() > 1)
        {
            return cycles;
        }

        if (table.Loops.Length < 2)
        {
            return null;
        }

        double[] loops = new double[table.RowCount];
        for (int row = 0; row < loops.Length; row++)
        {
            loops[row] = table.Loops.Count(start => start <= row);
        }

        return loops;
    }
}
