namespace Stria.Files;

/// <summary>Brings data into Stria's order of axes: energy, then y, then x; other axes as they come.</summary>
internal static class AxisArrangement
{
    private static readonly Dictionary<string, string> KnownNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["energy"] = "energy", ["energies"] = "energy", ["photon_energy"] = "energy", ["ev"] = "energy", ["e"] = "energy",
        ["sample_y"] = "sample_y", ["y"] = "sample_y", ["sample y"] = "sample_y", ["samplefiney"] = "sample_y",
        ["sample_x"] = "sample_x", ["x"] = "sample_x", ["sample x"] = "sample_x", ["samplefinex"] = "sample_x",
        ["zone_plate"] = "zone_plate", ["zoneplatez"] = "zone_plate", ["sample_z"] = "sample_z", ["z"] = "sample_z",
        ["line_position"] = "position", ["position"] = "position",
    };

    /// <summary>Stria's name for an axis; the file's own name where Stria has none.</summary>
    internal static string Name(string inFile) => KnownNames.GetValueOrDefault(inFile.Trim(), inFile.Trim());

    /// <summary>The kind of measurement that axes in Stria's order mean.</summary>
    internal static ScanKind Kind(IReadOnlyList<string> names) => names switch
    {
        ["energy", "sample_y", "sample_x"] => ScanKind.ImageStack,
        ["sample_y", "sample_x"] => ScanKind.Image,
        ["energy", "position" or "sample_x" or "sample_y"] => ScanKind.LineSpectrum,
        ["energy"] => ScanKind.PointSpectrum,
        ["zone_plate" or "sample_z", _] => ScanKind.Focus,
        _ => ScanKind.Other,
    };

    /// <summary>For each axis in Stria's order, its place in the file's order.</summary>
    internal static int[] Order(IReadOnlyList<string> names) =>
        [.. Enumerable.Range(0, names.Count).OrderBy(i => Rank(names[i])).ThenBy(i => i)];

    /// <summary>The values with their axes exchanged.</summary>
    /// <param name="values">Values in the file's order, slowest axis first.</param>
    /// <param name="shape">Lengths of the axes in the file's order.</param>
    /// <param name="order">For each axis of the result, its place in the file's order.</param>
    internal static float[] Transposed(float[] values, IReadOnlyList<int> shape, IReadOnlyList<int> order)
    {
        if (order.Select((from, to) => from == to).All(same => same))
        {
            return values;
        }

        // At most three axes: the missing ones are of length one, and in front.
        int missing = 3 - order.Count;
        int[] strides = Strides(shape);
        int[] length = [.. Enumerable.Repeat(1, missing), .. order.Select(axis => shape[axis])];
        int[] step = [.. Enumerable.Repeat(0, missing), .. order.Select(axis => strides[axis])];
        var result = new float[values.Length];
        int to = 0;
        for (int i = 0; i < length[0]; i++)
        {
            for (int j = 0; j < length[1]; j++)
            {
                int from = (i * step[0]) + (j * step[1]);
                for (int k = 0; k < length[2]; k++, from += step[2])
                {
                    result[to++] = values[from];
                }
            }
        }

        return result;
    }

    private static int[] Strides(IReadOnlyList<int> shape)
    {
        var strides = new int[shape.Count];
        for (int axis = shape.Count - 1, stride = 1; axis >= 0; stride *= shape[axis--])
        {
            strides[axis] = stride;
        }

        return strides;
    }

    private static int Rank(string name) => name switch
    {
        "energy" => 0,
        "zone_plate" or "sample_z" => 1,
        "sample_y" => 3,
        "sample_x" => 4,
        "position" => 5,
        _ => 2,
    };
}
