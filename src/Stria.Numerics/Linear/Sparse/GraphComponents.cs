namespace Stria.Numerics.Linear;

/// <summary>The connected parts of a matrix's graph: unknowns of different parts do not know of each other.</summary>
public sealed class GraphComponents
{
    private readonly int[] parts;

    private GraphComponents(int[] parts, int count) => (this.parts, Count) = (parts, count);

    /// <summary>Number of parts.</summary>
    public int Count { get; }

    /// <summary>The part of each unknown, 0 … Count − 1, numbered by their first unknowns.</summary>
    public ReadOnlySpan<int> Parts => parts;

    /// <summary>The unknowns of one part, ascending.</summary>
    public int[] Members(int part) => [.. Enumerable.Range(0, parts.Length).Where(i => parts[i] == part)];

    /// <summary>The parts of a matrix; an entry that is stored connects, even if it is 0.</summary>
    public static GraphComponents Of(SymmetricMatrix matrix)
    {
        int[] root = [.. Enumerable.Range(0, matrix.Order)];
        for (int i = 0; i < matrix.Order; i++)
        {
            for (int p = matrix.RowStart[i]; p < matrix.RowStart[i + 1]; p++)
            {
                int a = Root(root, i), b = Root(root, matrix.Columns[p]);
                root[Math.Max(a, b)] = Math.Min(a, b);
            }
        }

        // The root of a part is its first unknown, so parts are numbered in passing.
        int count = 0;
        var parts = new int[matrix.Order];
        for (int i = 0; i < parts.Length; i++)
        {
            int first = Root(root, i);
            parts[i] = first == i ? count++ : parts[first];
        }

        return new GraphComponents(parts, count);
    }

    private static int Root(int[] root, int i)
    {
        while (root[i] != i)
        {
            root[i] = root[root[i]];
            i = root[i];
        }

        return i;
    }
}
