namespace Stria.Files;

/// <summary>Times of a table: numbers, clocks, dates; where the unit is not told, dates beside them tell it.</summary>
internal static class TableTime
{
    private static readonly (string Unit, double Seconds)[] Units = [("s", 1), ("min", 60), ("h", 3600), ("d", 86400), ("ms", 1e-3)];
    private static readonly string[] Dates = ["DPT Time", "DateTime", "Date Time", "Date", "Real Time", "Realtime", "Absolute Time", "Timestamp", "Date and Time", "绝对时间", "系统时间"];

    /// <summary>True when the first cell of a column is a clock or a date.</summary>
    internal static bool IsClock(TextTable table, int column)
    {
        ReadOnlySpan<char> cell = table.Cell(0, column);
        return !TableNumber.IsNumber(cell, table.DecimalMark) && (ClockText.TryDuration(cell, out _) || ClockText.TryMoment(cell.ToString(), false, out _));
    }

    /// <summary>The column of dates, or −1.</summary>
    internal static int DateColumn(TextTable table) =>
        table.Find(Dates) is >= 0 and var column && (ClockText.TryMoment(table.Cell(0, column).ToString(), false, out _) || ClockText.TryMoment(table.Cell(0, column).ToString(), true, out _)) ? column : -1;

    /// <summary>The moment of the first row: a date, or days since 30 December 1899 as workbooks and databases count them; null when there is none.</summary>
    internal static DateTimeOffset? FirstMoment(TextTable table, bool dayFirst)
    {
        int column = table.Find(Dates);
        if (column < 0)
        {
            return null;
        }

        if (ClockText.TryMoment(table.Cell(0, column).ToString(), dayFirst, out DateTimeOffset moment))
        {
            return moment;
        }

        return TableNumber.TryParse(table.Cell(0, column), table.DecimalMark, out double days) && days is > 20000 and < 80000
            ? new DateTimeOffset(1899, 12, 30, 0, 0, 0, TimeSpan.Zero).AddMilliseconds(Math.Round(days * 86400e3))
            : null;
    }

    /// <summary>True when the first date means different days with the day or the month first.</summary>
    internal static bool IsAmbiguous(TextTable table) => DateColumn(table) is >= 0 and var column
        && ClockText.TryMoment(table.Cell(0, column).ToString(), true, out DateTimeOffset day) && ClockText.TryMoment(table.Cell(0, column).ToString(), false, out DateTimeOffset month) && day != month;

    /// <summary>True when a column of times without unit can be measured against dates.</summary>
    internal static bool IsUnitTold(TextTable table, int column) => Measured(table, column, false) is not null;

    /// <summary>The unit of a column of times found from the dates beside it, or null.</summary>
    internal static (string Name, double Seconds)? Measured(TextTable table, int column, bool dayFirst)
    {
        int dates = DateColumn(table);
        if (dates < 0 || table.RowCount < 3)
        {
            return null;
        }

        int last = table.RowCount - 1;
        bool told = ClockText.TryMoment(table.Cell(0, dates).ToString(), dayFirst, out DateTimeOffset from) && ClockText.TryMoment(table.Cell(last, dates).ToString(), dayFirst, out DateTimeOffset to)
            && (to - from).TotalSeconds > 10 && TableNumber.TryParse(table.Cell(0, column), table.DecimalMark, out _);
        if (!told)
        {
            return null;
        }

        _ = ClockText.TryMoment(table.Cell(last, dates).ToString(), dayFirst, out to);
        TableNumber.TryParse(table.Cell(0, column), table.DecimalMark, out double first);
        TableNumber.TryParse(table.Cell(last, column), table.DecimalMark, out double end);
        double ratio = (to - from).TotalSeconds / (end - first);
        foreach ((string name, double seconds) in Units)
        {
            if (Math.Abs((ratio / seconds) - 1) < 0.02)
            {
                return (name, seconds);
            }
        }

        return null;
    }

    /// <summary>Times [s] of a column.</summary>
    internal static double[] Seconds(TableColumns columns, ColumnRole role, bool dayFirst)
    {
        TextTable table = columns.Table;
        int column = columns.Column(role);
        if (column < 0)
        {
            return columns.Values(role)!;
        }

        if (IsClock(table, column))
        {
            return Clocks(table, column, dayFirst, columns.Remarks);
        }

        if (table.Headings[column].Unit is null && columns.UnitText(role) == "s" && Measured(table, column, dayFirst) is { } unit)
        {
            columns.Remarks.Add(Remark.Assumed($"The column '{table.Headings[column].Text}' tells no unit; against the dates beside it it counts in {unit.Name}."));
            return TraceChecks.Scaled(table.Numbers(column), unit.Seconds);
        }

        return columns.Values(role)!;
    }

    private static double[] Clocks(TextTable table, int column, bool dayFirst, List<Remark> remarks)
    {
        double[] times = new double[table.RowCount];
        bool isDuration = ClockText.TryDuration(table.Cell(0, column), out _);
        DateTimeOffset start = default;
        if (!isDuration && !ClockText.TryMoment(table.Cell(0, column).ToString(), dayFirst, out start))
        {
            throw table.Wrong(0, column, $"is no date with the {(dayFirst ? "day" : "month")} first");
        }

        for (int row = 0; row < times.Length; row++)
        {
            ReadOnlySpan<char> cell = table.Cell(row, column);
            if (isDuration ? !ClockText.TryDuration(cell, out times[row]) : !ClockText.TryMoment(cell.ToString(), dayFirst, out DateTimeOffset moment) || (times[row] = (moment - start).TotalSeconds) < -1e12)
            {
                throw table.Wrong(row, column, isDuration ? "is no time such as 12:34:56" : "is no date and hour");
            }
        }

        if (!isDuration)
        {
            remarks.Add(Remark.Note($"The times are dates ({(dayFirst ? "day" : "month")} before the other where it matters); seconds are counted from {start:yyyy-MM-dd HH:mm:ss}."));
        }

        return times;
    }
}
