namespace Stria.Files;

/// <summary>Makes the trace of an EC-Lab record.</summary>
internal static class EcLabTrace
{
    private const double CoulombPerMilliampereHour = 3.6;
    private const double Resting = 3;
    private const double Galvanostatic = 1;

    internal static CyclerRecord Of(EcLabTable table, string format, CyclerReadOptions options)
    {
        List<Remark> remarks = table.Remarks;
        double[] times = table.Find("time/s") ?? throw new DataException("has no column 'time/s'. Perhaps the export was set to leave it out; a trace needs it.", table.Path);
        TraceChecks.Times(times, table.Path, table.Place, "time/s");
        double[] potentials = table.Find("Ewe/V", "<Ewe>/V", "Ewe-Ece/V", "|Ewe|/V") ?? throw new DataException(
            $"has no potential of the working electrode; its columns are {string.Join(", ", table.Columns.Select(c => c.Name))}. Perhaps the export was set to leave it out.", table.Path);
        double[] currents = Currents(table, times, remarks);
        double[]? charges = table.Find("(Q-Qo)/mA.h") is { } hours ? TraceChecks.Scaled(hours, CoulombPerMilliampereHour) : table.Find("(Q-Qo)/C");
        if (options.Sign == CurrentSign.PositiveOnDischarge)
        {
            (currents, charges) = (TraceChecks.Turned(currents), charges is null ? null : TraceChecks.Turned(charges));
            remarks.Add(TraceChecks.Sign("the file's were turned, as asked."));
        }
        else
        {
            remarks.Add(TraceChecks.Sign("EC-Lab counts the oxidation of the working electrode so."));
        }

        if (table.Find("freq/Hz") is not null)
        {
            remarks.Add(Remark.Note("An impedance technique: the trace holds the direct potential and current, the spectra are read as impedance."));
        }

        double[]?[] used = [times, potentials, table.Find("(Q-Qo)/mA.h") ?? table.Find("(Q-Qo)/C"), table.Find("<I>/mA") ?? table.Find("I/mA")];
        return new CyclerRecord(table.Path, format, new CyclerTrace(times, currents, potentials)
        {
            Charges = charges,
            Steps = Steps(table),
            Cycles = Cycles(table, remarks),
            Further = [.. table.Columns.Where(c => !used.Contains(c.Values))],
            Start = table.Cell.Start,
            Origin = Provenance.Of(table.Path).Then($"read as {format}"),
        })
        {
            Cell = table.Cell,
            Remarks = remarks,
        };
    }

    /// <summary>The current [A]. Binary files of cycling keep only the charge between two records: the mean current is that charge over the time, which is what the text export prints.</summary>
    private static double[] Currents(EcLabTable table, double[] times, List<Remark> remarks)
    {
        if ((table.Find("<I>/mA") ?? table.Find("I/mA")) is { } milliamperes)
        {
            return TraceChecks.Scaled(milliamperes, 1e-3);
        }

        double[]? passed = table.Find("dq/mA.h") is { } hours ? TraceChecks.Scaled(hours, CoulombPerMilliampereHour) : table.Find("dQ/C");
        if (passed is not null)
        {
            double[] means = new double[times.Length];
            for (int row = 1; row < means.Length; row++)
            {
                double interval = times[row] - times[row - 1];
                means[row] = interval > 0 ? passed[row] / interval : 0;
            }

            remarks.Add(Remark.Note("The file keeps no current: it is the charge between two records over the time between them, as EC-Lab's own <I>."));
            return means;
        }

        if (table.Find("mode") is { } modes && modes.Any(mode => mode != Resting))
        {
            remarks.Add(Remark.Warning("The file holds neither current nor charge: the current is not known (NaN)."));
            return [.. Enumerable.Repeat(double.NaN, times.Length)];
        }

        remarks.Add(Remark.Assumed("The file holds no current; an open-circuit technique has none: 0 A."));
        return new double[times.Length];
    }

    /// <summary>A step begins where the sequence or the mode of control changes, or a galvanostatic current changes its sign.</summary>
    private static int[]? Steps(EcLabTable table)
    {
        double[]? sequence = table.Find("Ns"), mode = table.Find("mode"), oxidation = table.Find("ox/red");
        if (sequence is null && mode is null)
        {
            return null;
        }

        return TraceChecks.Count(table.RowCount, row =>
            (sequence is not null && sequence[row] != sequence[row - 1])
            || (mode is not null && mode[row] != mode[row - 1])
            || (mode is not null && oxidation is not null && mode[row] == Galvanostatic && oxidation[row] != oxidation[row - 1]));
    }

    private static int[]? Cycles(EcLabTable table, List<Remark> remarks)
    {
        if (table.Find("cycle number") is { } cycles)
        {
            return Array.ConvertAll(cycles, cycle => (int)cycle);
        }

        if (table.Find("half cycle") is not { } halves)
        {
            return null;
        }

        remarks.Add(Remark.Note("The file counts half cycles: two of them are one cycle, numbered from 0."));
        return Array.ConvertAll(halves, half => (int)half / 2);
    }
}
