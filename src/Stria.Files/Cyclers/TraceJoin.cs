namespace Stria.Files;

/// <summary>Joins the records of one test that was continued in further files.</summary>
public static class TraceJoin
{
    /// <summary>Joins records in the order given: times are offset by the moments at which the files began; charge, steps and cycles count on.</summary>
    /// <param name="parts">The records, at least one.</param>
    /// <returns>One record; its remarks tell each part, each pause and what was assumed.</returns>
    /// <exception cref="DataException">Two parts overlap in time: perhaps they are in the wrong order or of different cells.</exception>
    public static CyclerRecord Join(params IReadOnlyList<CyclerRecord> parts)
    {
        if (parts.Count == 0)
        {
            throw new ArgumentException("There is no record to join.", nameof(parts));
        }

        bool areDated = parts.All(p => p.Trace.Start is not null);
        double[] offsets = new double[parts.Count];
        List<Remark> remarks = [];
        for (int part = 1; part < offsets.Length; part++)
        {
            CyclerTrace before = parts[part - 1].Trace, trace = parts[part].Trace;
            double end = offsets[part - 1] + before.Times[^1];
            offsets[part] = areDated ? (trace.Start!.Value - parts[0].Trace.Start!.Value).TotalSeconds : end - trace.Times[0];
            double pause = offsets[part] + trace.Times[0] - end;
            if (pause < 0)
            {
                throw new DataException(
                    $"begins {-pause:g6} s before {parts[part - 1].Path} ends. Perhaps the files are in the wrong order, or belong to different tests.", parts[part].Path);
            }

            remarks.Add(areDated ? Remark.Note($"{Path.GetFileName(parts[part].Path)} follows after a pause of {pause:g6} s.")
                : Remark.Assumed($"When {Path.GetFileName(parts[part].Path)} began is not known for all files: it was put right behind the one before."));
        }

        return Joined(parts, offsets, remarks);
    }

    /// <summary>Joins parts whose times already count on.</summary>
    internal static CyclerRecord EndToEnd(IReadOnlyList<CyclerRecord> parts)
    {
        double[] offsets = new double[parts.Count];
        for (int part = 1; part < offsets.Length; part++)
        {
            double end = offsets[part - 1] + parts[part - 1].Trace.Times[^1];
            offsets[part] = parts[part].Trace.Times[0] >= end ? 0 : end - parts[part].Trace.Times[0];
        }

        return Joined(parts, offsets, []);
    }

    private static CyclerRecord Joined(IReadOnlyList<CyclerRecord> parts, double[] offsets, List<Remark> remarks)
    {
        if (parts.Count == 1)
        {
            return parts[0];
        }

        CyclerTrace[] traces = [.. parts.Select(p => p.Trace)];
        var joined = new CyclerTrace(
            [.. traces.SelectMany((t, part) => t.Times.Select(time => time + offsets[part]))],
            [.. traces.SelectMany(t => t.Currents)],
            [.. traces.SelectMany(t => t.Potentials)])
        {
            Charges = traces.All(t => t.Charges is not null) ? Charges(traces) : null,
            Steps = traces.All(t => t.Steps is not null) ? Counted(traces, t => t.Steps!, 1) : null,
            Cycles = traces.All(t => t.Cycles is not null) ? Cycles(traces, remarks) : null,
            Further = Further(traces),
            Start = traces[0].Start,
            Origin = Provenance.Of(parts[0].Path).Then($"joined with {string.Join(", ", parts.Skip(1).Select(p => Path.GetFileName(p.Path)))}"),
        };
        return parts[0] with
        {
            Trace = joined,
            Remarks = [.. parts.SelectMany(p => p.Remarks).Distinct(), .. remarks],
            Files = [.. parts.SelectMany(p => p.Files).Distinct()],
        };
    }

    /// <summary>Each part counts its charge from what the one before ended with.</summary>
    private static double[] Charges(CyclerTrace[] traces)
    {
        List<double> charges = [];
        foreach (CyclerTrace trace in traces)
        {
            double before = charges.Count == 0 ? 0 : charges[^1];

            // A file that counts on from the one before begins near its last charge and not near zero.
            double first = trace.Charges![0];
            double offset = charges.Count == 0 || Math.Abs(first - before) <= Math.Abs(first) ? 0 : before;
            charges.AddRange(trace.Charges.Select(charge => charge + offset));
        }

        return [.. charges];
    }

    private static int[] Cycles(CyclerTrace[] traces, List<Remark> remarks)
    {
        bool countsOn = Enumerable.Range(1, traces.Length - 1).All(i => traces[i].Cycles![0] >= traces[i - 1].Cycles![^1] && traces[i].Cycles![0] > traces[i - 1].Cycles![0]);
        if (countsOn)
        {
            return [.. traces.SelectMany(t => t.Cycles!)];
        }

        remarks.Add(Remark.Assumed("Each file numbers its cycles anew: the cycles of a file count on from the last of the file before, whose last cycle ends with it."));
        return Counted(traces, t => t.Cycles!, 1);
    }

    private static int[] Counted(CyclerTrace[] traces, Func<CyclerTrace, int[]> numbers, int gap)
    {
        List<int> counted = [];
        foreach (CyclerTrace trace in traces)
        {
            int offset = counted.Count == 0 ? 0 : counted[^1] + gap - numbers(trace)[0];
            counted.AddRange(numbers(trace).Select(number => number + offset));
        }

        return [.. counted];
    }

    private static TraceColumn[] Further(CyclerTrace[] traces)
    {
        (string Name, string Unit)[] keys = [.. traces.SelectMany(t => t.Further).Select(c => (c.Name, c.Unit)).Distinct()];
        return [.. keys.Select(key => new TraceColumn(key.Name, key.Unit, [.. traces.SelectMany(t => Values(t, key))]))];
    }

    private static IEnumerable<double> Values(CyclerTrace trace, (string Name, string Unit) key) =>
        trace.Further.FirstOrDefault(c => c.Name == key.Name && c.Unit == key.Unit)?.Values ?? Enumerable.Repeat(double.NaN, trace.Count);
}
