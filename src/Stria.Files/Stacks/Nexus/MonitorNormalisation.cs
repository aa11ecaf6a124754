using System.Globalization;

namespace Stria.Files;

/// <summary>Takes the ring current out of the counts: divides by the monitor over its median, where a monitor was recorded and varied.</summary>
internal sealed class MonitorNormalisation(Hdf5Group entry, StackReadOptions options, List<Remark> remarks)
{
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

        float[] current = isPerPixel ? AxisArrangement.Transposed(monitor.ReadFloats(), shape, order) : monitor.ReadFloats();
        double[] perFrame = Means(current, frames);
        string unit = monitor.AttributeText("units") is { Length: > 0 } given ? " " + given.Trim() : "";
        Normalise(values, current, unit);
        return perFrame;
    }

    private void Normalise(FrameStore values, float[] monitor, string unit)
    {
        if (!monitor.All(value => value > 0 && float.IsFinite(value)))
        {
            remarks.Add(Remark.Warning("The monitor (control/data) has zeros or gaps; the counts are not divided by it."));
            return;
        }

        (double least, double most, double median) = (monitor.Min(), monitor.Max(), Median(monitor));
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

        int perFrame = monitor.Length / values.FrameCount;
        for (int f = 0; f < values.FrameCount; f++)
        {
            Span<float> frame = values.Frame(f);
            for (int i = 0; i < frame.Length; i++)
            {
                frame[i] = (float)(frame[i] * median / monitor[(f * perFrame) + (perFrame > 1 ? i : 0)]);
            }
        }

        remarks.Add(Remark.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"The counts are divided by the monitor (control/data, {range}) over its median, {median:G6}{unit}.")));
    }

    private static double[] Means(float[] monitor, int frames)
    {
        int perFrame = monitor.Length / frames;
        var means = new double[frames];
        for (int frame = 0; frame < frames; frame++)
        {
            double sum = 0;
            foreach (float value in monitor.AsSpan(frame * perFrame, perFrame))
            {
                sum += value;
            }

            means[frame] = sum / perFrame;
        }

        return means;
    }

    private static double Median(float[] values)
    {
        float[] sorted = [.. values];
        Array.Sort(sorted);
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : 0.5 * ((double)sorted[middle - 1] + sorted[middle]);
    }
}
