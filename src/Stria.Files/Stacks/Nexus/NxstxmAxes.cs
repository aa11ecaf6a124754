namespace Stria.Files;

/// <summary>One axis as an NXstxm file gives it, under Stria's name.</summary>
internal sealed record NxstxmAxis(string Name, string Unit, double[] Points);

/// <summary>Finds out which axis of a signal is which: by the attribute axes, by @NAME_indices, by the old attribute axis, or by lengths.</summary>
internal static class NxstxmAxes
{
    private static readonly string[] UsualNames = ["energy", "photon_energy", "sample_y", "sample_x", "line_position", "zone_plate", "sample_z"];

    /// <summary>The axes in the order of the signal's dimensions.</summary>
    internal static NxstxmAxis[] Find(Hdf5Group group, Hdf5Group entry, int[] shape, string path, List<Remark> remarks)
    {
        string[] names = FromAxesAttribute(group, shape.Length) ?? FromIndices(group, shape.Length) ?? FromOldAttribute(group, shape.Length)
            ?? FromLengths(group, shape, path, remarks);
        var axes = new NxstxmAxis[shape.Length];
        for (int i = 0; i < axes.Length; i++)
        {
            axes[i] = Read(group, entry, names[i], shape[i], path, remarks);
        }

        return axes;
    }

    private static string[]? FromAxesAttribute(Hdf5Group group, int rank)
    {
        IReadOnlyList<string>? texts = group.AttributeTexts("axes");
        if (texts is [string joined] && rank > 1)
        {
            texts = joined.Trim('[', ']').Split([':', ','], StringSplitOptions.TrimEntries);
        }

        return texts is not null && texts.Count == rank ? [.. texts] : null;
    }

    private static string[]? FromIndices(Hdf5Group group, int rank)
    {
        const string Suffix = "_indices";
        var names = new string?[rank];
        foreach (string attribute in group.AttributeNames.Where(name => name.EndsWith(Suffix, StringComparison.Ordinal)))
        {
            // Of a line's axes (line_position, sample_x, sample_y share one index) the line's own position comes first by name.
            if (group.AttributeNumbers(attribute) is [double index] && index >= 0 && index < rank)
            {
                names[(int)index] ??= attribute[..^Suffix.Length];
            }
        }

        return names.OfType<string>().ToArray() is { } found && found.Length == rank ? found : null;
    }

    /// <summary>Before the definition was final, each axis carried its dimension, counted from 1.</summary>
    private static string[]? FromOldAttribute(Hdf5Group group, int rank)
    {
        var names = new string?[rank];
        foreach (Hdf5Dataset axis in group.Datasets)
        {
            double number = axis.AttributeNumbers("axis") is [double n] ? n
                : double.TryParse(axis.AttributeText("axis"), System.Globalization.CultureInfo.InvariantCulture, out double parsed) ? parsed : double.NaN;
            if (number >= 1 && number <= rank)
            {
                names[(int)number - 1] ??= axis.Name;
            }
        }

        return names.OfType<string>().ToArray() is { } found && found.Length == rank ? found : null;
    }

    private static string[] FromLengths(Hdf5Group group, int[] shape, string path, List<Remark> remarks)
    {
        List<Hdf5Dataset> unused = [.. UsualNames.Select(group.Dataset).OfType<Hdf5Dataset>()];
        var names = new string[shape.Length];
        for (int i = 0; i < shape.Length; i++)
        {
            Hdf5Dataset axis = unused.FirstOrDefault(a => a.Count == shape[i]) ?? throw new DataException(
                $"'{group.Path}' does not say which axis is which, and no axis has the {shape[i]} points of dimension {i} (of {string.Join(" × ", shape)}). "
                + "Give the data by their path (dataset) with their order of axes.",
                path);
            names[i] = axis.Name;
            unused.Remove(axis);
        }

        remarks.Add(Remark.Assumed($"'{group.Path}' does not say which axis is which; from their lengths: {string.Join(", ", names)}."));
        return names;
    }

    private static NxstxmAxis Read(Hdf5Group group, Hdf5Group entry, string inFile, int length, string path, List<Remark> remarks)
    {
        string name = AxisArrangement.Name(inFile);
        Hdf5Dataset? dataset = group.Dataset(inFile) ?? (name == "energy" ? group.Dataset("energy") ?? group.Dataset("photon_energy") : null)
            ?? entry.Dataset($"control/{inFile}");
        if (dataset is null)
        {
            if (name == "energy")
            {
                throw new DataException($"'{group.Path}' has an energy axis of {length} points, but no photon energies ('energy' or 'photon_energy').", path);
            }

            remarks.Add(Remark.Assumed($"The file gives no positions for '{inFile}'; its {length} points are counted."));
            return new NxstxmAxis(name, "", [.. Enumerable.Range(0, length).Select(i => (double)i)]);
        }

        double[] points = dataset.ReadDoubles();
        if (points.Length != length)
        {
            throw new DataException(
                $"'{dataset.Path}' has {points.Length} points where the signal has {length} along it. Perhaps the scan was stopped, or the order of axes is wrong.", path);
        }

        string unit = dataset.AttributeText("units")?.Trim() ?? dataset.AttributeText("unit")?.Trim() ?? "";
        if (unit.Length == 0 && name is ("sample_x" or "sample_y" or "position"))
        {
            remarks.Add(Remark.Assumed($"The file gives no unit for '{inFile}' ({points[0]:G6} … {points[^1]:G6}); µm is assumed."));
            unit = "µm";
        }

        return new NxstxmAxis(name, unit is "um" or "micron" or "microns" or "μm" ? "µm" : unit, points);
    }
}
