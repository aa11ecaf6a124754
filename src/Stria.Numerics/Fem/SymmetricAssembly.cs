using Stria.Numerics.Linear;

namespace Stria.Numerics.Fem;

/// <summary>The matrix of one cell.</summary>
public interface ICellMatrix
{
    /// <summary>Computes the matrix of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="blocks">Receives, for each pair of nodes i ≤ j in the order of <see cref="SymmetricPattern.Pair"/>, the block of node i (rows) and node j (columns), row by row: 1 or 4 values.</param>
    void Compute(int cell, Span<double> blocks);
}

/// <summary>An assembled system: the matrix and what the held values add to the right-hand side.</summary>
/// <param name="Matrix">The matrix.</param>
/// <param name="Lift">Contribution of the held values to the right-hand side, one per unknown.</param>
public sealed record AssembledSystem(SymmetricMatrix Matrix, double[] Lift);

/// <summary>Adds the matrices of the cells into one symmetric matrix, cell after cell, so that the sums are the same every time.</summary>
public static class SymmetricAssembly
{
    /// <summary>Assembles.</summary>
    /// <param name="pattern">The pattern, which knows mesh and unknowns.</param>
    /// <param name="form">The matrices of the cells; a struct, so that no call is virtual.</param>
    /// <typeparam name="T">The form.</typeparam>
    public static AssembledSystem Run<T>(SymmetricPattern pattern, T form)
        where T : struct, ICellMatrix
    {
        int width = pattern.Unknowns.Components * pattern.Unknowns.Components;
        double[] values = new double[pattern.EntryCount], lift = new double[pattern.Unknowns.Count];
        Span<double> blocks = stackalloc double[pattern.PairsPerCell * width];
        var turned = new TurnedCell(pattern, values, lift);
        for (int cell = 0; cell < pattern.Mesh.CellCount; cell++)
        {
            form.Compute(cell, blocks);
            if (!IsPlain(pattern, cell))
            {
                turned.Add(cell, blocks);
            }
            else if (width == 4)
            {
                AddPairs(pattern, cell, blocks, values);
            }
            else
            {
                AddScalars(pattern, cell, blocks, values);
            }
        }

        return new AssembledSystem(pattern.Matrix(values), lift);
    }

    private static bool IsPlain(SymmetricPattern pattern, int cell)
    {
        ReadOnlySpan<byte> states = pattern.Unknowns.States;
        int state = 0;
        foreach (int n in pattern.Mesh.Cell(cell))
        {
            state |= states[n];
        }

        return state == 0;
    }

    // The innermost loop of assembly: pointers, because the places are already checked by the pattern that made them.
    private static unsafe void AddPairs(SymmetricPattern pattern, int cell, ReadOnlySpan<double> blocks, double[] values)
    {
        ReadOnlySpan<int> nodes = pattern.Mesh.Cell(cell);
        fixed (int* rowStart = pattern.RowStart, first = pattern.Unknowns.First, position = pattern.Positions[(cell * pattern.PairsPerCell)..])
        fixed (double* target = values, block = blocks)
        {
            int* place = position;
            double* b = block;
            for (int i = 0; i < nodes.Length; i++)
            {
                int rowOfI = first[nodes[i]], below = rowStart[rowOfI + 1] - rowStart[rowOfI] - 1;
                double* own = target + *place++;
                own[0] += b[0];
                own[1] += b[1];
                own[below + 1] += b[3];
                b += 4;
                for (int j = i + 1; j < nodes.Length; j++, b += 4)
                {
                    bool across = nodes[j] < nodes[i];
                    int row = across ? first[nodes[j]] : rowOfI;
                    double* upper = target + *place++, lower = upper + (rowStart[row + 1] - rowStart[row] - 1);
                    upper[0] += b[0];
                    upper[1] += across ? b[2] : b[1];
                    lower[0] += across ? b[1] : b[2];
                    lower[1] += b[3];
                }
            }
        }
    }

    private static void AddScalars(SymmetricPattern pattern, int cell, ReadOnlySpan<double> blocks, double[] values)
    {
        ReadOnlySpan<int> places = pattern.Positions.Slice(cell * pattern.PairsPerCell, pattern.PairsPerCell);
        for (int k = 0; k < places.Length; k++)
        {
            values[places[k]] += blocks[k];
        }
    }
}
