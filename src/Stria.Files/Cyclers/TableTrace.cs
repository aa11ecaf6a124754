namespace Stria.Files;

/// <summary>Makes a trace from the columns of a text table.</summary>
internal sealed class TableTrace
{
    private readonly TableColumns columns;
    private readonly TextTable table;
    private readonly TraceHabits habits;
    private readonly CyclerReadOptions options;
    private readonly List<Remark> remarks;

    private TableTrace(TableColumns columns, TraceHabits habits, CyclerReadOptions options)
    {
        (this.columns, this.habits, this.options, table) = (columns, habits, options, columns.Table);
        remarks = [.. table.Remarks];
    }

    /// <summary>Where commas are decimal marks, days stand before months.</summary>
    private bool DayFirst => options.DayFirst ?? options.Map?.DayFirst ?? (habits.DayFirst || table.DecimalMark == ',');

    internal static CyclerRecord Make(TableColumns columns, TraceHabits habits, CyclerReadOptions options) => new TableTrace(columns, habits, options).Record();

    private CyclerRecord Record()
    {
        double[] potentials = columns.Values(ColumnRole.Potential) ?? throw Missing("potential", "U=#3 [V]");
        double[]? given = columns.Values(ColumnRole.Current);
        double[] times = Times(given);
        double[] currents = given ?? Differentiated(times);
        int unknown = potentials.Count(double.IsNaN);
        if (unknown > 0)
        {
            remarks.Add(Remark.Warning($"{unknown} of {potentials.Length} rows have no potential (NaN)."));
        }

        DateTimeOffset? start = TableTime.FirstMoment(table, DayFirst)?.AddSeconds(-(times[0] < 1e7 ? times[0] : 0)) ?? habits.Cell.Start;
        if (start is not null && options.DayFirst is null && options.Map?.DayFirst is null && TableTime.IsAmbiguous(table))
        {
            remarks.Add(Remark.Assumed($"'{table.Cell(0, TableTime.DateColumn(table)).Trim()}' can be read in two ways; it was read with the {(DayFirst ? "day" : "month")} first: {start:d MMMM yyyy}."));
        }

        CurrentSense sense = CurrentSense.Of(columns, currents, potentials, habits, options);
        remarks.AddRange(sense.Remarks);
        remarks.AddRange(columns.Remarks);
        int[]? steps = Steps();
        return new CyclerRecord(table.Path, habits.Format, new CyclerTrace(times, sense.Currents, potentials)
        {
            Charges = TraceCharge.Of(columns, sense, steps),
            Steps = steps,
            Cycles = columns.Values(ColumnRole.Cycle) is { } cycles ? Array.ConvertAll(cycles, cycle => double.IsNaN(cycle) ? 0 : (int)cycle) : null,
            Further = Further(),
            Start = start,
            Origin = Provenance.Of(table.Path).Then($"read as {habits.Format}"),
        })
        {
            Cell = habits.Cell with { Start = start },
            Remarks = [.. remarks.Distinct()],
        };
    }

    private double[] Times(double[]? currents)
    {
        if (columns.Has(ColumnRole.Time))
        {
            double[] times = TableTime.Seconds(columns, ColumnRole.Time, DayFirst);
            TraceChecks.Times(times, table.Path, row => $"line {table.Line(row)}", columns.Heading(ColumnRole.Time));
            return times;
        }

        if (TableTime.DateColumn(table) is >= 0 and var dates)
        {
            double[] times = DatedTimes(dates);
            TraceChecks.Times(times, table.Path, row => $"line {table.Line(row)}", table.Headings[dates].Text);
            return times;
        }

        if (columns.Has(ColumnRole.StepTime))
        {
            remarks.Add(Remark.Assumed("The table has no time of the whole test: the times of the steps were put end to end, pauses between them are lost."));
            return EndToEnd(TableTime.Seconds(columns, ColumnRole.StepTime, DayFirst));
        }

        double[]? charges = columns.Values(ColumnRole.Charge) ?? columns.Values(ColumnRole.StepCapacity);
        if (charges is not null && currents is not null && currents.Distinct().Count() == 1 && currents[0] != 0)
        {
            double current = currents[0];
            remarks.Add(Remark.Assumed($"The table has no time: it is the charge over the constant current of {current:g6} A."));
            double[] times = Array.ConvertAll(charges, charge => Math.Abs(charge / current));
            TraceChecks.Times(times, table.Path, row => $"line {table.Line(row)}", columns.Heading(columns.Has(ColumnRole.Charge) ? ColumnRole.Charge : ColumnRole.StepCapacity));
            return times;
        }

        throw Missing("time", "t=#1 [s], or a constant current as in I=-1.5 mA beside a column of charge");
    }

    private double[] DatedTimes(int dates)
    {
        double[] times = new double[table.RowCount];
        DateTimeOffset start = default;
        for (int row = 0; row < times.Length; row++)
        {
            if (!ClockText.TryMoment(table.Cell(row, dates).ToString(), DayFirst, out DateTimeOffset moment))
            {
                throw table.Wrong(row, dates, "is no date and hour");
            }

            start = row == 0 ? moment : start;
            times[row] = (moment - start).TotalSeconds;
        }

        remarks.Add(Remark.Note($"Seconds are counted from the dates of the column '{table.Headings[dates].Text}'."));
        return times;
    }

    private static double[] EndToEnd(double[] stepTimes)
    {
        double[] times = new double[stepTimes.Length];
        double before = 0;
        for (int row = 0; row < times.Length; row++)
        {
            before = row > 0 && stepTimes[row] < stepTimes[row - 1] ? times[row - 1] : before;
            times[row] = before + stepTimes[row];
        }

        return times;
    }

    private double[] Differentiated(double[] times)
    {
        double[] charges = columns.Values(ColumnRole.Charge) ?? throw Missing("current", "I=#2 [mA], or a constant as in I=-1.5 mA");
        double[] currents = new double[times.Length];
        for (int row = 1; row < times.Length; row++)
        {
            currents[row] = times[row] > times[row - 1] ? (charges[row] - charges[row - 1]) / (times[row] - times[row - 1]) : 0;
        }

        remarks.Add(Remark.Assumed("The table has no current: it is the slope of the charge from row to row."));
        return currents;
    }

    /// <summary>A step begins where its number changes, where the mode changes, or where the time of the step begins again.</summary>
    private int[]? Steps()
    {
        double[]? numbers = columns.Values(ColumnRole.Step);
        double[]? times = columns.Has(ColumnRole.StepTime) ? TableTime.Seconds(columns, ColumnRole.StepTime, DayFirst) : null;
        int mode = columns.Column(ColumnRole.Mode);
        return numbers is null && mode < 0 && times is null ? null : TraceChecks.Count(table.RowCount, row =>
            (numbers is not null && numbers[row] != numbers[row - 1])
            || (times is not null && times[row] < times[row - 1])
            || (mode >= 0 && numbers is null && !table.Cell(row, mode).SequenceEqual(table.Cell(row - 1, mode))));
    }

    private TraceColumn[] Further()
    {
        int[] used = [.. columns.Used];
        return [.. Enumerable.Range(0, table.Headings.Count)
            .Where(column => !used.Contains(column) && table.Headings[column].Text.Length > 0 && table.IsNumeric(column))
            .Select(column => new TraceColumn(table.Headings[column].Name, table.Headings[column].Unit ?? "1", table.Numbers(column)))];
    }

    private DataException Missing(string what, string example) => new(
        $"has no column that could be the {what}; its columns are {string.Join(", ", table.Headings.Select(h => $"'{h.Text}'"))}. Perhaps it bears an unusual name: a map can tell, as in {example}.", table.Path);
}
