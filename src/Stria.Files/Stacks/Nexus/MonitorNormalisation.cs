using System.Globalization;

namespace Stria.Files;

/// <summary>Takes the ring current out of the counts: divides by the monitor over its median, where a monitor was recorded and varied.</summary>
internal sealed class MonitorNormalisation(Hdf5Group entry, StackReadOptions options, List<Remark> remarks)
{
    private const long MostSorted = 1 << 20;

    /// <summary>Normalises the values of a stack.</summary>
    /// <param name="values">Values as just read, in Stria's order of axes; divided where they lie.</param>
    /// <param name="shape">Lengths of the axes in the file's order.</param>
    /// <param name="order">For each axis of the values, its place in the file's order.</param>
    /// <param name="kind">What kind of measurement it is; only stacks are normalised.</param>
    /// <returns>The monitor of each frame; null when there is none.</returns>
    internal double[]? Apply(FrameStore values, int[] shape, int[] order, ScanKind kind)
    {
        Hdf5Dataset? monitor = entry.Dataset("control/data");
        if (kind != ScanKind.ImageStack || monitor is not { IsNumeric: true })
        {
            return null;
        }

        int frames = shape[order[0]];
        bool isPerPixel = monitor.Shape.SequenceEqual(shape.Select(n => (long)n));
        if (!isPerPixel && monitor.Count != frames)
        {
            remarks.Add(Remark.Warning(
                $"The monitor '{monitor.Path}' is {Hdf5Dataset.Describe(monitor.Shape)}, which fits neither the counts nor the frames; it is left out."));
            return null;
        }

        FrameStore current = isPerPixel ? Hdf5Frames.Read(monitor, order, options) : new MemoryFrames(monitor.ReadFloats(), frames);
        MonitorFigures figures = Figures(current);
        string unit = monitor.AttributeText("units") is { Length: > 0 } given ? " " + given.Trim() : "";
        Normalise(values, current, figures, unit);
        return figures.Means;
    }

    private void Normalise(FrameStore values, FrameStore monitor, MonitorFigures figures, string unit)
    {
        if (!figures.IsWhole)
        {
            remarks.Add(Remark.Warning("The monitor (control/data) has zeros or gaps; the counts are not divided by it."));
            return;
        }

        (double least, double most, double median) = (figures.Least, figures.Most, figures.Median);
        string range = string.Create(CultureInfo.InvariantCulture, $"{least:G6} … {most:G6}{unit}");
        const double NoVariation = 1e-6;
        if (most - least <= NoVariation * median)
        {
            remarks.Add(Remark.Note(string.Create(
                CultureInfo.InvariantCulture, $"The monitor (control/data) is constant at {median:G6}{unit}: nothing to normalise.")));
            return;
        }

        if (!options.NormaliseByMonitor)
        {
            remarks.Add(Remark.Note($"The monitor (control/data) varies over {range}; the counts are kept as they are, as asked."));
            return;
        }

        for (int f = 0; f < values.FrameCount; f++)
        {
            Span<float> frame = values.Frame(f);
            ReadOnlySpan<float> current = monitor.Frame(f);
            for (int i = 0; i < frame.Length; i++)
            {
                frame[i] = (float)(frame[i] * median / current[current.Length > 1 ? i : 0]);
            }
        }

        remarks.Add(Remark.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"The counts are divided by the monitor (control/data, {range}) over its median, {median:G6}{unit}.")));
    }

    // One pass over the frames. The median of a large monitor is that of evenly chosen values.
    private static MonitorFigures Figures(FrameStore monitor)
    {
        long every = Math.Max(1, monitor.Count / MostSorted), next = 0;
        var means = new double[monitor.FrameCount];
        var chosen = new List<float>();
        (double least, double most, bool isWhole) = (double.PositiveInfinity, double.NegativeInfinity, true);
        for (int f = 0; f < means.Length; f++)
        {
            double sum = 0;
            foreach (float value in monitor.Frame(f))
            {
                sum += value;
                (least, most, isWhole) = (Math.Min(least, value), Math.Max(most, value), isWhole && value > 0 && float.IsFinite(value));
                if (next++ % every == 0)
                {
                    chosen.Add(value);
                }
            }

            means[f] = sum / monitor.FrameLength;
        }

        return new MonitorFigures(means, least, most, Median([.. chosen])) { IsWhole = isWhole };
    }

    private static double Median(float[] values)
    {
        Array.Sort(values);
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : 0.5 * ((double)values[middle - 1] + values[middle]);
    }

    private sealed record MonitorFigures(double[] Means, double Least, double Most, double Median)
    {
        public required bool IsWhole { get; init; }
    }
}
