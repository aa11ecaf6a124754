namespace Stria.Files;

/// <summary>The currents of a table turned so that charging is positive, and how that was decided.</summary>
internal sealed class CurrentSense
{
    private CurrentSense(double[] currents, params IReadOnlyList<Remark> remarks) => (Currents, Remarks) = (currents, remarks);

    /// <summary>Currents [A], positive on charge.</summary>
    internal double[] Currents { get; }

    /// <summary>Whether the charge in the file was turned with the current.</summary>
    internal bool IsTurned { get; private init; }

    internal IReadOnlyList<Remark> Remarks { get; }

    internal static CurrentSense Of(TableColumns columns, double[] currents, double[] potentials, TraceHabits habits, CyclerReadOptions options)
    {
        CurrentSign asked = options.Sign != CurrentSign.AsFormat ? options.Sign : options.Map?.Sign ?? CurrentSign.AsFormat;
        if (asked == CurrentSign.PositiveOnCharge)
        {
            return new CurrentSense(currents, TraceChecks.Sign("the file's are so, as was stated."));
        }

        if (asked == CurrentSign.PositiveOnDischarge)
        {
            return Turned(currents, TraceChecks.Sign("the file's were turned, as was stated."));
        }

        bool hasSign = Array.Exists(currents, current => current < 0);
        if (!hasSign && habits.Current != CurrentHabit.Signed && columns.Column(ColumnRole.Mode) is >= 0 and var mode && habits.SignOfMode is { } sign)
        {
            return ByMode(columns.Table, mode, currents, sign);
        }

        if (Agreement(columns, currents) is var agreement and not 0)
        {
            return agreement > 0
                ? new CurrentSense(currents, TraceChecks.Sign("the file's own capacities say that its current is so."))
                : hasSign ? Turned(currents, Remark.Assumed("The file's own capacities say that its current is positive on discharge: it was turned. Current and charge are positive while the cell is charged."))
                : ByCapacity(columns, currents);
        }

        if (hasSign || habits.Current == CurrentHabit.Signed)
        {
            return habits.Current == CurrentHabit.Signed
                ? new CurrentSense(currents, TraceChecks.Sign($"{habits.Format} counts so."))
                : new CurrentSense(currents, Remark.Assumed("The file does not tell which way its current counts; positive on charge was assumed. Current and charge are positive while the cell is charged."));
        }

        return Array.TrueForAll(currents, current => current == 0 || double.IsNaN(current))
            ? new CurrentSense(currents, TraceChecks.Sign("the file holds no current other than 0."))
            : ByResponse(columns, currents, potentials);
    }

    private static CurrentSense Turned(double[] currents, Remark remark) => new(TraceChecks.Turned(currents), remark) { IsTurned = true };

    private static CurrentSense ByMode(TextTable table, int mode, double[] currents, Func<string, int> sign)
    {
        double[] signed = new double[currents.Length];
        for (int row = 0; row < signed.Length; row++)
        {
            int direction = sign(table.Cell(row, mode).Trim().Trim('"').ToString());
            signed[row] = currents[row] == 0 ? 0 : direction < 0 ? -currents[row] : currents[row];
        }

        return new CurrentSense(signed, TraceChecks.Sign($"the file gives magnitudes, the column '{table.Headings[mode].Text}' tells the direction."));
    }

    /// <summary>Whether the current has the sign of the growing capacity: the charges that agree minus those that do not, of all that grew; 0 where the current is too small to explain them.</summary>
    private static double Agreement(TableColumns columns, double[] currents)
    {
        double[]? charged = columns.Values(ColumnRole.ChargeCapacity), discharged = columns.Values(ColumnRole.DischargeCapacity);
        if ((charged is null && discharged is null) || !columns.Has(ColumnRole.Time))
        {
            return 0;
        }

        double[] times = TableTime.Seconds(columns, ColumnRole.Time, dayFirst: false);
        double agreement = 0, grown = 0, flowed = 0;
        for (int row = 1; row < currents.Length; row++)
        {
            double gain = Math.Max(0, Gain(charged, row)) - Math.Max(0, Gain(discharged, row));
            if (double.IsFinite(gain) && double.IsFinite(currents[row]))
            {
                agreement += gain * Math.Sign(currents[row]);
                grown += Math.Abs(gain);
                flowed += Math.Abs(currents[row]) * (times[row] - times[row - 1]);
            }
        }

        return grown > 0 && flowed > 0.5 * grown && Math.Abs(agreement) > 0.5 * grown ? agreement / grown : 0;
    }

    private static CurrentSense ByCapacity(TableColumns columns, double[] currents)
    {
        double[]? charged = columns.Values(ColumnRole.ChargeCapacity), discharged = columns.Values(ColumnRole.DischargeCapacity);
        double[] signed = (double[])currents.Clone();
        for (int row = 1; row < signed.Length; row++)
        {
            signed[row] = Gain(discharged, row) > Gain(charged, row) ? -currents[row] : currents[row];
        }

        return new CurrentSense(signed, TraceChecks.Sign("the file gives magnitudes; the growing capacity tells the direction."));
    }

    /// <summary>A current of unknown direction: the ohmic drop at its beginning tells it.</summary>
    private static CurrentSense ByResponse(TableColumns columns, double[] currents, double[] potentials)
    {
        double[] signed = (double[])currents.Clone();
        int direction = 1;
        for (int row = 1; row < signed.Length; row++)
        {
            bool begins = currents[row] != 0 && currents[row - 1] == 0;
            direction = begins ? (potentials[row] >= potentials[row - 1] ? 1 : -1) : direction;
            signed[row] = currents[row] == 0 ? 0 : direction * currents[row];
        }

        return new CurrentSense(signed, Remark.Assumed(
            $"The current in '{columns.Heading(ColumnRole.Current)}' has no sign and no column tells charge from discharge: where it sets in and the potential rises it was taken as charging. Current and charge are positive while the cell is charged."));
    }

    private static double Gain(double[]? values, int row) => values is null ? 0 : values[row] - values[row - 1];
}
