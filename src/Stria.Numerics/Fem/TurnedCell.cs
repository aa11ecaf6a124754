namespace Stria.Numerics.Fem;

/// <summary>Adds the matrix of a cell that has held or turned unknowns: blocks are turned to the axes of their nodes, columns of held values go to the right-hand side.</summary>
internal readonly struct TurnedCell(SymmetricPattern pattern, double[] values, double[] lift)
{
    private readonly NodalUnknowns unknowns = pattern.Unknowns;

    public void Add(int cell, ReadOnlySpan<double> blocks)
    {
        ReadOnlySpan<int> nodes = pattern.Mesh.Cell(cell);
        int width = unknowns.Components * unknowns.Components, pair = 0;
        Span<double> turned = stackalloc double[4];
        for (int i = 0; i < nodes.Length; i++)
        {
            for (int j = i; j < nodes.Length; j++, pair++)
            {
                bool across = nodes[j] < nodes[i];
                Turn(blocks.Slice(pair * width, width), nodes[i], nodes[j], turned);
                if (across && width == 4)
                {
                    (turned[1], turned[2]) = (turned[2], turned[1]);
                }

                AddBlock(turned, across ? (nodes[j], nodes[i]) : (nodes[i], nodes[j]), pattern.Positions[(cell * pattern.PairsPerCell) + pair]);
            }
        }
    }

    // Qᵢᵀ B Qⱼ with the axes of a node as the columns of Q.
    private void Turn(ReadOnlySpan<double> block, int i, int j, Span<double> turned)
    {
        block.CopyTo(turned);
        if (((unknowns.States[i] | unknowns.States[j]) & NodalUnknowns.TurnedBit) == 0)
        {
            return;
        }

        for (int p = 0; p < 2; p++)
        {
            (double px, double py) = unknowns.Axis(i, p);
            for (int r = 0; r < 2; r++)
            {
                (double rx, double ry) = unknowns.Axis(j, r);
                turned[(2 * p) + r] = (px * ((block[0] * rx) + (block[1] * ry))) + (py * ((block[2] * rx) + (block[3] * ry)));
            }
        }
    }

    // A held component keeps its diagonal entry and nothing beside it, so that its row is as large as its neighbours'.
    private void AddBlock(ReadOnlySpan<double> block, (int Row, int Column) node, int place)
    {
        int m = unknowns.Components, row = unknowns.FirstAt(node.Row), column = unknowns.FirstAt(node.Column);
        bool rowIsThere = unknowns.CountAt(node.Row) > 0, isThere = rowIsThere && unknowns.CountAt(node.Column) > 0, same = node.Row == node.Column;
        int below = rowIsThere ? pattern.RowStart[row + 1] - pattern.RowStart[row] - 1 : 0;
        for (int k = 0; k < block.Length && k < m * m; k++)
        {
            int p = k / m, r = k - (p * m);
            bool rowHeld = unknowns.IsHeld(node.Row, p), columnHeld = unknowns.IsHeld(node.Column, r);
            if (isThere && (same ? r == p || (r > p && !rowHeld && !columnHeld) : !rowHeld && !columnHeld))
            {
                values[place + (p * below) + r] += block[k];
            }

            if (!rowHeld && columnHeld)
            {
                lift[row + p] -= block[k] * unknowns.HeldValue(node.Column, r);
            }
            else if (rowHeld && !columnHeld && !same)
            {
                lift[column + r] -= block[k] * unknowns.HeldValue(node.Row, p);
            }
        }
    }
}
