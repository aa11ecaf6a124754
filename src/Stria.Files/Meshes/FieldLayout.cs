namespace Stria.Files;

/// <summary>How the components of a field in the plane stand among those of a field in space, as visualisation programs want them.</summary>
/// <param name="Names">Name of each component in the file; "0" for one that is zero because there is no third direction.</param>
/// <param name="Source">The component of the plane field at each place; −1 for zero.</param>
internal sealed record FieldLayout(IReadOnlyList<string> Names, IReadOnlyList<int> Source)
{
    private const string Nothing = "0";
    private static readonly string[] Vector = ["x", "y", "z"];
    private static readonly string[] Symmetric = ["xx", "yy", "zz", "xy", "yz", "xz"];
    private static readonly string[] Full = ["xx", "xy", "xz", "yx", "yy", "yz", "zx", "zy", "zz"];

    /// <summary>The layout of a field: vectors get three components, symmetric tensors six (xx, yy, zz, xy, yz, xz, the order of VTK), other tensors nine; everything else stays as it is.</summary>
    internal static FieldLayout Of(IReadOnlyList<string> components)
    {
        string[]? space = components.Count switch
        {
            1 => null,
            2 when !components.Any(Full.Contains) => Vector,
            _ when components.All(Symmetric.Contains) => Symmetric,
            _ when components.All(Full.Contains) => Full,
            _ => null,
        };
        if (space is null)
        {
            return new FieldLayout(components, [.. Enumerable.Range(0, components.Count)]);
        }

        int[] source = space == Vector ? [0, 1, -1] : [.. space.Select(name => components.ToList().IndexOf(name))];
        return new FieldLayout([.. source.Select(s => s < 0 ? Nothing : components[s])], source);
    }

    /// <summary>Which components of a field in space belong to the plane.</summary>
    /// <param name="names">Names in the file; null where it gives none.</param>
    /// <param name="values">All components of the first place, then of the next.</param>
    /// <returns>The components to keep and their names; a single empty name for a scalar.</returns>
    internal static (IReadOnlyList<string> Names, IReadOnlyList<int> Kept) Plane(IReadOnlyList<string?> names, ReadOnlySpan<double> values)
    {
        int count = names.Count;
        if (count == 1)
        {
            return ([names[0] ?? ""], [0]);
        }

        string[]? usual = count switch { 3 => Vector, 6 => Symmetric, 9 => Full, _ => null };
        var kept = new List<int>();
        for (int c = 0; c < count; c++)
        {
            bool outOfPlane = names[c] is null && usual is not null && usual[c].Contains('z', StringComparison.Ordinal) && AllZero(values, c, count);
            if (names[c] != Nothing && !outOfPlane)
            {
                kept.Add(c);
            }
        }

        return ([.. kept.Select(c => names[c] ?? usual?[c] ?? $"{c + 1}")], kept);
    }

    /// <summary>A tensor of which both shear components are equal everywhere keeps one of them.</summary>
    /// <param name="names">Names of the components.</param>
    /// <param name="kept">The component of the file for each name.</param>
    /// <param name="rows">All components of each place in the file.</param>
    internal static (IReadOnlyList<string> Names, IReadOnlyList<int> Kept) Symmetrised(IReadOnlyList<string> names, IReadOnlyList<int> kept, double[][] rows)
    {
        int xy = names.ToList().IndexOf("xy"), yx = names.ToList().IndexOf("yx");
        if (xy < 0 || yx < 0 || names.Any(n => n is "xz" or "yz" or "zx" or "zy") || rows.Any(r => !r[kept[xy]].Equals(r[kept[yx]])))
        {
            return (names, kept);
        }

        string[] symmetric = [.. Symmetric.Where(names.Contains)];
        return (symmetric, [.. symmetric.Select(n => kept[names.ToList().IndexOf(n)])]);
    }

    /// <summary>The layout of a field where only 1, 3 or 9 components are known, as in Gmsh; null when it has no such layout.</summary>
    internal static FieldLayout? OneThreeOrNine(IReadOnlyList<string> components)
    {
        FieldLayout layout = Of(components);
        if (layout.Source.Count != 6)
        {
            return layout.Source.Count is 1 or 3 or 9 ? layout : null;
        }

        int[] source = [.. Full.Select(name => layout.Source[Array.IndexOf(Symmetric, Symmetric.Contains(name) ? name : $"{name[1]}{name[0]}")])];
        return new FieldLayout(Full, source);
    }

    /// <summary>The values as they stand in a file.</summary>
    internal double[] Spread(MeshField field)
    {
        int from = field.Components.Count, to = Source.Count, places = field.Values.Length / from;
        var values = new double[places * to];
        for (int i = 0; i < places; i++)
        {
            for (int c = 0; c < to; c++)
            {
                values[(i * to) + c] = Source[c] < 0 ? 0 : field.Values[(i * from) + Source[c]];
            }
        }

        return values;
    }

    private static bool AllZero(ReadOnlySpan<double> values, int component, int count)
    {
        for (int i = component; i < values.Length; i += count)
        {
            if (values[i] != 0)
            {
                return false;
            }
        }

        return true;
    }
}
