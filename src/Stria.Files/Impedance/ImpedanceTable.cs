namespace Stria.Files;

/// <summary>Finds the columns of an impedance table by their headings.</summary>
internal static class ImpedanceTable
{
    private static readonly string[] Frequency = ["freq", "Frequency", "Freq", "f", "Frequenz", "频率"];
    private static readonly string[] Real = ["Re(Z)", "Zreal", "Zre", "Z'", "Z Real", "Re Z", "Re", "ReZ", "Z_re", "Realteil"];
    private static readonly string[] Imaginary = ["Im(Z)", "Zimag", "Zim", "Zimg", "Z''", "Z\"", "Z Imag", "Im Z", "Im", "ImZ", "Z_im", "Imaginärteil"];
    private static readonly string[] NegativeImaginary = ["-Im(Z)", "-Zimag", "-Zim", "-Z''", "-Z\"", "-Im Z", "-Im", "-ImZ"];
    private static readonly string[] Time = ["Time", "time", "Elapsed Time"];
    private static readonly string[] Potential = ["<Ewe>", "Vdc", "Potential", "E", "Ewe", "Bias"];

    /// <summary>True when frequency and impedance are among the headings.</summary>
    internal static bool Knows(TextTable table) => Find(table, Frequency) >= 0 && Find(table, Real) >= 0 && (Find(table, Imaginary) >= 0 || Find(table, NegativeImaginary) >= 0);

    /// <summary>Reads the table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="format">The format's name.</param>
    /// <param name="isImaginary">Whether the format is known to write Im Z where the heading bears no minus.</param>
    /// <exception cref="DataException">A column is missing, holds text, or has a unit that is none of impedance.</exception>
    internal static ImpedanceColumns Columns(TextTable table, string format, bool isImaginary)
    {
        int frequency = Required(table, Frequency, "frequency", "f=#1 [Hz]"), real = Required(table, Real, "real part", "ReZ=#2 [Ohm]");
        int minus = Find(table, NegativeImaginary), plus = Find(table, Imaginary);
        int imaginary = minus >= 0 ? minus : plus >= 0 ? plus : Required(table, Imaginary, "imaginary part", "ImZ=#3 [Ohm]");
        List<Remark> remarks = [.. table.Remarks];
        int time = Find(table, Time), potential = Find(table, Potential);
        int[] used = [frequency, real, imaginary, time, potential];
        return new ImpedanceColumns
        {
            Path = table.Path,
            Format = format,
            Frequencies = InSI(table, frequency, "Hz", remarks),
            Reals = InSI(table, real, "Ohm", remarks),
            Imaginaries = InSI(table, imaginary, "Ohm", remarks),
            Declared = minus >= 0 ? ImaginarySign.NegativeImaginary : isImaginary ? ImaginarySign.Imaginary : ImaginarySign.AsFormat,
            Times = Times(table, time),
            Potentials = potential >= 0 && table.IsNumeric(potential) ? table.Numbers(potential) : null,
            Further = Further(table, used),
            Remarks = remarks,
            Place = row => $"line {table.Line(row)}",
        };
    }

    /// <summary>The columns of numbers other than the used ones.</summary>
    internal static TraceColumn[] Further(TextTable table, int[] used) =>
    [
        .. Enumerable.Range(0, table.Headings.Count)
            .Where(column => !used.Contains(column) && table.Headings[column].Text.Length > 0 && table.IsNumeric(column))
            .Select(column => new TraceColumn(table.Headings[column].Name, table.Headings[column].Unit ?? "1", table.Numbers(column))),
    ];

    /// <summary>Times [s]; instruments that keep none fill the column with one number.</summary>
    private static double[]? Times(TextTable table, int column)
    {
        double[]? times = column >= 0 && table.IsNumeric(column) ? table.Numbers(column) : null;
        return times is null || Array.TrueForAll(times, time => time == times[0]) ? null
            : LabUnit.TryParse(table.Headings[column].Unit ?? "", out Unit? unit) && unit.Dimension == Unit.Parse("s").Dimension ? TraceChecks.Scaled(times, unit.Factor) : times;
    }

    private static int Find(TextTable table, string[] names) => table.Find(names);

    private static int Required(TextTable table, string[] names, string what, string example) => table.Find(names) is >= 0 and var column ? column : throw new DataException(
        $"has no column that could be the {what}; its columns are {string.Join(", ", table.Headings.Select(h => $"'{h.Text}'"))}. Perhaps it bears an unusual name: a map can tell, as in {example}.", table.Path);

    private static double[] InSI(TextTable table, int column, string wanted, List<Remark> remarks)
    {
        ColumnHeading heading = table.Headings[column];
        double[] values = table.Numbers(column);
        if (heading.Unit is null || heading.Unit is "a" or "b" or "Z")
        {
            // ZPlot numbers its axes (a) and (b); "Re(Z)" is a name with brackets.
            if (heading.Unit is null)
            {
                remarks.Add(Remark.Assumed($"The column '{heading.Text}' tells no unit; {wanted} was assumed."));
            }

            return values;
        }

        return !LabUnit.TryParse(heading.Unit, out Unit? unit)
            ? throw new DataException($"column '{heading.Text}': the unit '{heading.Unit}' is unknown. Perhaps it is misspelt; a map can state it, as in [{wanted}].", table.Path)
            : unit.Dimension != Unit.Parse(wanted).Dimension
            ? throw new DataException($"column '{heading.Text}': {heading.Unit} is no unit such as {wanted}. Perhaps the impedance is per area: divide by the area of the electrode first.", table.Path)
            : TraceChecks.Scaled(values, unit.Convert(1, Unit.Parse(wanted)));
    }
}
