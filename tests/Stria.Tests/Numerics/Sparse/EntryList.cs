using Stria.Numerics.Linear;

namespace Stria.Tests.Numerics.Sparse;

/// <summary>Collects entries of the upper triangle in any order.</summary>
internal sealed class EntryList(int order)
{
    private readonly SortedDictionary<(int Row, int Column), double> entries = [];

    internal void Add(int row, int column, double value) => entries[(row, column)] = entries.GetValueOrDefault((row, column)) + value;

    /// <summary>A spring between two unknowns.</summary>
    internal void AddSpring(int i, int j, double stiffness)
    {
        Add(i, i, stiffness);
        Add(j, j, stiffness);
        Add(Math.Min(i, j), Math.Max(i, j), -stiffness);
    }

    /// <summary>A bar of stiffness 1 between two nodes with two displacements each.</summary>
    internal void AddBar(int a, int b, double dx, double dy)
    {
        double length = Math.Sqrt((dx * dx) + (dy * dy));
        double[] along = [-dx / length, -dy / length, dx / length, dy / length];
        int[] unknowns = [2 * a, (2 * a) + 1, 2 * b, (2 * b) + 1];
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                if (unknowns[j] >= unknowns[i])
                {
                    Add(unknowns[i], unknowns[j], along[i] * along[j]);
                }
            }
        }
    }

    internal SymmetricMatrix ToMatrix(int blockSize = 1)
    {
        var start = new int[order + 1];
        foreach ((int row, int _) in entries.Keys)
        {
            start[row + 1]++;
        }

        for (int i = 0; i < order; i++)
        {
            start[i + 1] += start[i];
        }

        return new SymmetricMatrix(order, start, [.. entries.Keys.Select(k => k.Column)], [.. entries.Values]) { BlockSize = blockSize };
    }
}
