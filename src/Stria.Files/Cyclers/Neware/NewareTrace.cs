namespace Stria.Files;

/// <summary>Makes the trace of Neware's records.</summary>
internal static class NewareTrace
{
    /// <summary>Steps follow each other at once; only a longer silence by the clock is a pause.</summary>
    private const double PauseAllowed = 5;

    internal static CyclerRecord Of(string path, string format, List<NewareRecord> records, CellInformation cell, List<Remark> remarks, CyclerReadOptions options)
    {
        records.Sort((a, b) => a.Index.CompareTo(b.Index));
        int before = records.Count;
        NewareRecord[] kept = [.. records.DistinctBy(r => r.Index)];
        if (kept.Length == 0)
        {
            throw new DataException("holds no record of data. Perhaps the test was not started.", path);
        }

        if (kept.Length < before)
        {
            remarks.Add(Remark.Note($"{before - kept.Length} records stand twice in the file and were taken once."));
        }

        if (kept[^1].Index - kept[0].Index + 1 != kept.Length)
        {
            remarks.Add(Remark.Warning($"Of the records {kept[0].Index} … {kept[^1].Index} only {kept.Length} are there. Perhaps the file was cut or repaired."));
        }

        double[] currents = Array.ConvertAll(kept, r => r.Current), charges = TraceCharge.Net(Array.ConvertAll(kept, r => r.Charged), Array.ConvertAll(kept, r => r.Discharged));
        bool isTurned = options.Sign == CurrentSign.PositiveOnDischarge;
        remarks.Add(TraceChecks.Sign(isTurned ? "the file's were turned, as asked." : "Neware counts so."));
        DateTimeOffset? start = kept[0].Moment?.AddSeconds(-kept[0].StepTime) ?? cell.Start;
        return new CyclerRecord(path, format, new CyclerTrace(Times(kept, remarks), isTurned ? TraceChecks.Turned(currents) : currents, Array.ConvertAll(kept, r => r.Potential))
        {
            Charges = isTurned ? TraceChecks.Turned(charges) : charges,
            Steps = TraceChecks.Count(kept.Length, row => kept[row].Step != kept[row - 1].Step || kept[row].StepTime < kept[row - 1].StepTime),
            Cycles = Array.ConvertAll(kept, r => r.Cycle),
            Further =
            [
                new TraceColumn("Step ID", "1", Array.ConvertAll(kept, r => (double)r.Step)),
                new TraceColumn("Step kind", "1", Array.ConvertAll(kept, r => (double)r.Kind)),
            ],
            Start = start,
            Origin = Provenance.Of(path).Then($"read as {format}"),
        })
        {
            Cell = cell with { Start = start },
            Remarks = remarks,
        };
    }

    /// <summary>The file keeps the time within the step, and the hour to the second: steps are put end to end, and apart where the clock says that there was a pause.</summary>
    private static double[] Times(NewareRecord[] records, List<Remark> remarks)
    {
        double[] times = new double[records.Length];
        double begin = 0;
        int pauses = 0;
        DateTimeOffset? zero = records[0].Moment?.AddSeconds(-records[0].StepTime);
        for (int row = 0; row < times.Length; row++)
        {
            if (row > 0 && (records[row].Step != records[row - 1].Step || records[row].StepTime < records[row - 1].StepTime))
            {
                begin = times[row - 1];
                double? byClock = (records[row].Moment - zero)?.TotalSeconds - records[row].StepTime;
                if (byClock > begin + PauseAllowed)
                {
                    pauses++;
                    begin = byClock.Value;
                }
            }

            times[row] = Math.Max(begin + records[row].StepTime, row > 0 ? times[row - 1] : 0);
        }

        if (pauses > 0)
        {
            remarks.Add(Remark.Note($"{pauses} pauses between steps were taken from the clock, to the second."));
        }

        return times;
    }
}
