using System.Globalization;

namespace Stria.Files;

/// <summary>The text file (.dat) that aXis2000 writes beside the binary stack (.ncb).</summary>
/// <param name="Columns">Number of columns.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Scale">Positive: 16-bit whole numbers, value = number / scale; negative: 32-bit floating-point numbers.</param>
/// <param name="X">First and last position along a row [µm].</param>
/// <param name="Y">First and last position along a column [µm].</param>
/// <param name="Energies_eV">Photon energies [eV].</param>
/// <param name="FrameNames">Names of the frames; empty when the file gives none.</param>
/// <param name="Dwells_ms">Dwell times [ms]; empty when the file gives none.</param>
internal sealed record AxisHeader(
    int Columns,
    int Rows,
    double Scale,
    (double First, double Last) X,
    (double First, double Last) Y,
    double[] Energies_eV,
    IReadOnlyList<string> FrameNames,
    double[] Dwells_ms)
{
    private static readonly char[] Blanks = [' ', '\t', ','];

    /// <summary>Reads the file.</summary>
    /// <exception cref="DataException">A number is missing or impossible; the message names line and field.</exception>
    internal static AxisHeader Read(string path)
    {
        // Blank lines are passed over, and counted: a message names the line as an editor does.
        (int Number, string Text)[] lines = [.. PlainText.Read(path).Split('\n').Select((line, i) => (i + 1, line.Trim())).Where(line => line.Item2.Length > 0)];
        double[] size = Numbers(lines, 0, 3, "columns, rows and scale", path);
        double[] x = Numbers(lines, 1, 2, "first and last x", path), y = Numbers(lines, 2, 2, "first and last y", path);
        int count = Whole(Numbers(lines, 3, 1, "number of energies", path)[0], "number of energies", path);
        int columns = Whole(size[0], "number of columns", path), rows = Whole(size[1], "number of rows", path);
        ImageBounds.Require(count, rows, columns, path);
        if (size[2] == 0 || !double.IsFinite(size[2]))
        {
            throw new DataException($"line {lines[0].Number}: the scale is {size[2]}. A positive number is wanted for 16-bit data, a negative one for 32-bit data.", path);
        }

        if (lines.Length < 4 + count)
        {
            throw new DataException($"announces {count} energies in line {lines[3].Number}, and {lines.Length - 4} lines follow. Perhaps the file was cut.", path);
        }

        double[] energies = [.. Enumerable.Range(4, count).Select(line => Numbers(lines, line, 1, "photon energy", path)[0])];
        PhotonEnergies.Require(energies, path);
        string[][] frames = [.. lines.Skip(4 + count).Take(count).Select(line => line.Text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries))];
        bool isComplete = frames.Length == count && frames.All(cells => cells.Length >= 3);
        double[] dwells = [.. frames.Select(cells => isComplete && double.TryParse(cells[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out double dwell) ? dwell : double.NaN)];
        return new AxisHeader(
            columns,
            rows,
            size[2],
            (x[0], x[1]),
            (y[0], y[1]),
            energies,
            isComplete ? [.. frames.Select(cells => string.Join(' ', cells[..^2]))] : [],
            dwells.Length == count && dwells.All(dwell => dwell > 0) ? dwells : []);
    }

    /// <summary>Whether a text file begins as such headers do.</summary>
    internal static bool IsLikely(string path)
    {
        string[] lines = PlainText.Decode(BinaryFile.Head(path, 512)).Split('\n');
        return lines.Length >= 4 && Count(lines[0]) == 3 && Count(lines[1]) == 2 && Count(lines[2]) == 2 && Count(lines[3]) == 1;
    }

    private static int Count(string line)
    {
        string[] cells = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Array.TrueForAll(cells, cell => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) ? cells.Length : -1;
    }

    private static double[] Numbers((int Number, string Text)[] lines, int line, int count, string what, string path)
    {
        (int number, string text) = line < lines.Length ? lines[line]
            : throw new DataException($"ends before line {(lines.Length > 0 ? lines[^1].Number + line + 1 - lines.Length : line + 1)} ({what}). Perhaps the file was cut.", path);
        string[] cells = text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        double[] numbers = [.. cells.Take(count).Select(cell => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN)];
        return numbers.Length == count && Array.TrueForAll(numbers, double.IsFinite)
            ? numbers
            : throw new DataException($"line {number}: '{(text.Length > 60 ? text[..60] : text)}' should be {what}. Perhaps it is no header of aXis2000.", path);
    }

    private static int Whole(double value, string what, string path) => value is >= 1 and < int.MaxValue && value == Math.Floor(value)
        ? (int)value
        : throw new DataException($"the {what} is {value}; a positive whole number is wanted.", path);
}
