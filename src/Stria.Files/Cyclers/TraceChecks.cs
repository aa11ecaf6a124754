namespace Stria.Files;

/// <summary>What every trace must satisfy, and what every reader does alike.</summary>
internal static class TraceChecks
{
    /// <summary>The sentence about the sign that every record carries.</summary>
    internal static Remark Sign(string how) => Remark.Note($"Current and charge are positive while the cell is charged; {how}");

    /// <summary>Makes sure that time is there in every row and does not run backward.</summary>
    /// <param name="times">Times [s].</param>
    /// <param name="path">The file, for the message.</param>
    /// <param name="place">Where a row is: "line 12".</param>
    /// <param name="column">The heading of the column.</param>
    /// <exception cref="DataException">A time is missing or smaller than the one before.</exception>
    internal static void Times(double[] times, string path, Func<int, string> place, string column)
    {
        for (int row = 0; row < times.Length; row++)
        {
            if (!double.IsFinite(times[row]))
            {
                throw new DataException($"{place(row)}, column '{column}': there is no time. Perhaps the line was cut.", path);
            }

            if (row > 0 && times[row] < times[row - 1])
            {
                throw new DataException(
                    $"{place(row)}, column '{column}': time runs backward, from {times[row - 1]:g9} s to {times[row]:g9} s. Perhaps two tests stand in one file or the clock was set; part the file and join the parts.",
                    path);
            }
        }
    }

    /// <summary>Numbers the changes: 1, 1, 2, 2, 3 wherever a row begins something new.</summary>
    internal static int[] Count(int rows, Func<int, bool> isNew)
    {
        int[] steps = new int[rows];
        int step = 1;
        for (int row = 0; row < rows; row++)
        {
            step += row > 0 && isNew(row) ? 1 : 0;
            steps[row] = step;
        }

        return steps;
    }

    /// <summary>Turns a current or a charge about; zero stays zero without a sign.</summary>
    internal static double[] Turned(double[] values) => Array.ConvertAll(values, value => value == 0 ? 0 : -value);

    /// <summary>A column times a factor.</summary>
    internal static double[] Scaled(double[] values, double factor) => factor == 1 ? values : Array.ConvertAll(values, value => value * factor);
}
