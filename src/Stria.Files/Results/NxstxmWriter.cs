namespace Stria.Files;

/// <summary>What an NXstxm file says about its measurement, beside the counts.</summary>
public sealed record NxstxmDetails
{
    /// <summary>Title of the scan.</summary>
    public string Title { get; init; } = "stack";

    /// <summary>Start as ISO 8601 text; null leaves it out.</summary>
    public string? StartTime { get; init; }

    /// <summary>End as ISO 8601 text; null leaves it out.</summary>
    public string? EndTime { get; init; }

    /// <summary>The source ("Swiss Light Source"; for made data say so).</summary>
    public string SourceName { get; init; } = "unknown";

    /// <summary>The sample's name.</summary>
    public string SampleName { get; init; } = "unknown";

    /// <summary>Ring current [mA] of each frame, or null when there is none.</summary>
    public IReadOnlyList<double>? RingCurrent_mA { get; init; }
}

/// <summary>Writes a stack as an NXstxm file with one entry, laid out as the beamlines' programs do; MANTiS and h5py read it.</summary>
public static class NxstxmWriter
{
    private const string Entry = "/entry1";
    private const string Signal = Entry + "/counter0";
    private static readonly string[] Axes = ["energy", "sample_y", "sample_x"];

    /// <summary>Writes the file; it appears under its name when it is complete.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="stack">The stack; positions are written in µm, counted from 0 when its grid has none.</param>
    /// <param name="details">What else is known.</param>
    /// <exception cref="ArgumentException">The ring currents are not one per frame.</exception>
    /// <exception cref="DataException">It cannot be written there.</exception>
    public static void Write(string path, SpectralStack stack, NxstxmDetails? details = null)
    {
        details ??= new NxstxmDetails();
        if (details.RingCurrent_mA is { } current && current.Count != stack.FrameCount)
        {
            throw new ArgumentException($"{current.Count} ring currents for {stack.FrameCount} frames.", nameof(details));
        }

        // MANTiS decodes the names of the axes as bytes, which h5py gives for strings of fixed length only.
        using var writer = new Hdf5Writer(path) { FixedLengthTexts = true };
        writer.Attribute("/", "NX_class", "NXroot");
        writer.Group(Entry, "NXentry");
        writer.Attribute("/", "default", "entry1");
        writer.Attribute(Entry, "default", "counter0");
        WriteHead(writer, details);
        WriteInstrument(writer, stack, details);
        WriteData(writer, Signal, "NXdata", stack, stack.Frames);
        writer.Write(Signal + "/stxm_scan_type", ["sample image stack"]);
        if (stack.Dwells is { } dwells)
        {
            writer.Write(Signal + "/count_time", dwells, [dwells.Length]);
            writer.Attribute(Signal + "/count_time", "units", "s");
        }

        if (details.RingCurrent_mA is { } perFrame)
        {
            WriteData(writer, Entry + "/control", "NXmonitor", stack, new MemoryFrames(Spread(perFrame, stack.Grid.Count), stack.FrameCount));
            writer.Attribute(Entry + "/control/data", "units", "mA");
        }

        writer.Complete();
    }

    private static void WriteHead(Hdf5Writer writer, NxstxmDetails details)
    {
        writer.Write(Entry + "/definition", ["NXstxm"]);
        writer.Write(Entry + "/title", [details.Title]);
        foreach ((string name, string? time) in new[] { ("start_time", details.StartTime), ("end_time", details.EndTime) })
        {
            if (time is not null)
            {
                writer.Write($"{Entry}/{name}", [time]);
            }
        }

        writer.Group(Entry + "/sample", "NXsample");
        writer.Write(Entry + "/sample/name", [details.SampleName]);
        writer.Write(Entry + "/sample/rotation_angle", [0.0], [1]);
        writer.Attribute(Entry + "/sample/rotation_angle", "units", "deg");
    }

    private static void WriteInstrument(Hdf5Writer writer, SpectralStack stack, NxstxmDetails details)
    {
        const string Instrument = Entry + "/instrument";
        writer.Group(Instrument, "NXinstrument");
        writer.Group(Instrument + "/source", "NXsource");
        writer.Write(Instrument + "/source/name", [details.SourceName]);
        writer.Write(Instrument + "/source/probe", ["x-ray"]);
        writer.Write(Instrument + "/source/type", ["Synchrotron X-ray Source"]);
        writer.Group(Instrument + "/monochromator", "NXmonochromator");
        writer.Write(Instrument + "/monochromator/energy", stack.PhotonEnergies_eV, [stack.FrameCount]);
        writer.Attribute(Instrument + "/monochromator/energy", "units", "eV");
    }

    private static void WriteData(Hdf5Writer writer, string group, string nexusClass, SpectralStack stack, FrameStore values)
    {
        ImageGrid grid = stack.Grid;
        writer.Group(group, nexusClass);
        writer.Attribute(group, "signal", "data");
        writer.Attribute(group, "axes", Axes);
        for (int i = 0; i < Axes.Length; i++)
        {
            writer.Attribute(group, Axes[i] + "_indices", [i]);
        }

        writer.Write(group + "/data", values, [stack.FrameCount, grid.Height, grid.Width], Hdf5Storage.Compressed(1, grid.Height, grid.Width));
        writer.Write(group + "/energy", stack.PhotonEnergies_eV, [stack.FrameCount]);
        writer.Attribute(group + "/energy", "units", "eV");
        WritePositions(writer, group + "/sample_y", StagePositions.Of(grid.FirstY, grid.PixelSizeY, grid.Height));
        WritePositions(writer, group + "/sample_x", StagePositions.Of(grid.FirstX, grid.PixelSizeX, grid.Width));
    }

    private static void WritePositions(Hdf5Writer writer, string path, StagePositions positions)
    {
        writer.Write(path, positions.Values, [positions.Values.Length]);
        writer.Attribute(path, "units", positions.Unit);
    }

    private static float[] Spread(IReadOnlyList<double> perFrame, int pixels)
    {
        var values = new float[checked(perFrame.Count * pixels)];
        for (int frame = 0; frame < perFrame.Count; frame++)
        {
            values.AsSpan(frame * pixels, pixels).Fill((float)perFrame[frame]);
        }

        return values;
    }
}
