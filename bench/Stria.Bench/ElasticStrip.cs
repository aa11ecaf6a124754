using Stria.Numerics.Linear;

namespace Stria.Bench;

/// <summary>Plane-stress elasticity (E = 1, ν = 0.3) of a strip of squares, each cut into two linear triangles; the left edge is held.</summary>
internal static class ElasticStrip
{
    // Neighbours of a node in a mesh whose squares are cut from lower left to upper right, itself and those after it.
    private static readonly (int Dx, int Dy)[] Later = [(0, 0), (1, 0), (0, 1), (1, 1)];

    /// <summary>The stiffness matrix, two displacements per node, nodes row by row.</summary>
    public static SymmetricMatrix Assemble(int columns, int rows)
    {
        int wide = columns + 1, nodes = wide * (rows + 1);
        double[][] stiffness = [Triangle((0, 0), (1, 0), (1, 1)), Triangle((0, 0), (1, 1), (0, 1))];
        // Per node and later neighbour a 2 × 2 block.
        var blocks = new double[nodes * Later.Length * 4];
        for (int square = 0; square < columns * rows; square++)
        {
            int corner = (square / columns * wide) + (square % columns);
            Add(blocks, stiffness[0], [corner, corner + 1, corner + wide + 1], wide);
            Add(blocks, stiffness[1], [corner, corner + wide + 1, corner + wide], wide);
        }

        var entries = new List<(int Column, double Value)>(8 * nodes);
        var start = new int[(2 * nodes) + 1];
        for (int row = 0; row < 2 * nodes; row++)
        {
            WriteRow(blocks, row, wide, rows, entries);
            start[row + 1] = entries.Count;
        }

        return new SymmetricMatrix(2 * nodes, start, [.. entries.Select(e => e.Column)], [.. entries.Select(e => e.Value)]) { BlockSize = 2 };
    }

    private static void WriteRow(double[] blocks, int row, int wide, int rows, List<(int Column, double Value)> entries)
    {
        int node = row / 2, part = row % 2, x = node % wide, y = node / wide;
        bool held = x == 0;
        for (int k = 0; k < Later.Length; k++)
        {
            (int dx, int dy) = Later[k];
            if (x + dx >= wide || y + dy > rows)
            {
                continue;
            }

            for (int other = k == 0 ? part : 0; other < 2; other++)
            {
                int column = (2 * (node + dx + (dy * wide))) + other;
                double value = blocks[(((node * Later.Length) + k) * 4) + (2 * part) + other];
                entries.Add((column, held && column == row ? 1 : held || x + dx == 0 ? 0 : value));
            }
        }
    }

    private static void Add(double[] blocks, double[] stiffness, int[] nodes, int wide)
    {
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                int step = nodes[j] - nodes[i], k = step == 0 ? 0 : step == 1 ? 1 : step == wide ? 2 : step == wide + 1 ? 3 : -1;
                for (int part = 0; part < 4 && k >= 0; part++)
                {
                    blocks[(((nodes[i] * Later.Length) + k) * 4) + part] += stiffness[(((2 * i) + (part / 2)) * 6) + (2 * j) + (part % 2)];
                }
            }
        }
    }

    // Bᵀ·D·B·A of a linear triangle, 6 × 6.
    private static double[] Triangle((double X, double Y) p, (double X, double Y) q, (double X, double Y) r)
    {
        double doubleArea = ((q.X - p.X) * (r.Y - p.Y)) - ((r.X - p.X) * (q.Y - p.Y));
        double[] bx = [(q.Y - r.Y) / doubleArea, (r.Y - p.Y) / doubleArea, (p.Y - q.Y) / doubleArea];
        double[] by = [(r.X - q.X) / doubleArea, (p.X - r.X) / doubleArea, (q.X - p.X) / doubleArea];
        const double Poisson = 0.3, Along = 1 / (1 - (Poisson * Poisson)), Across = Along * Poisson, Shear = Along * (1 - Poisson) / 2;
        var k = new double[36];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                double half = 0.5 * doubleArea;
                k[(2 * i * 6) + (2 * j)] = half * ((Along * bx[i] * bx[j]) + (Shear * by[i] * by[j]));
                k[(2 * i * 6) + (2 * j) + 1] = half * ((Across * bx[i] * by[j]) + (Shear * by[i] * bx[j]));
                k[(((2 * i) + 1) * 6) + (2 * j)] = half * ((Across * by[i] * bx[j]) + (Shear * bx[i] * by[j]));
                k[(((2 * i) + 1) * 6) + (2 * j) + 1] = half * ((Along * by[i] * by[j]) + (Shear * bx[i] * bx[j]));
            }
        }

        return k;
    }
}
