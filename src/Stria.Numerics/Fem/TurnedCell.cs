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

    private void AddBlock(ReadOnlySpan<double> block, (int Row, int Column) node, int place)
    {
        int m = unknowns.Components, row = unknowns.FirstFree(node.Row), at = place;
        for (int p = 0; p < m; p++)
        {
            bool rowHeld = unknowns.IsHeld(node.Row, p);
            int column = unknowns.FirstFree(node.Column), entry = at;
            for (int r = 0; r < m; r++)
            {
                bool columnHeld = unknowns.IsHeld(node.Column, r);
                double value = block[(p * m) + r];
                if (!rowHeld && !columnHeld && (node.Row != node.Column || r >= p))
                {
                    values[entry] += value;
                }
                else if (!rowHeld && columnHeld)
                {
                    lift[row] -= value * unknowns.HeldValue(node.Column, r);
                }
                else if (rowHeld && !columnHeld && node.Row != node.Column)
                {
                    lift[column] -= value * unknowns.HeldValue(node.Row, p);
                }

                (column, entry) = columnHeld ? (column, entry) : (column + 1, entry + 1);
            }

            if (!rowHeld)
            {
                at = row + 1 < pattern.RowStart.Length ? place + pattern.RowStart[row + 1] - pattern.RowStart[row] - 1 : place;
                row++;
            }
        }
    }
}
