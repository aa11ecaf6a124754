using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Numerics.Sparse;

/// <summary>Matrices whose properties are known.</summary>
internal static class SparseSamples
{
    /// <summary>The five-point Laplacian on n × n inner points of the unit square, boundary held at 0, not divided by h².</summary>
    internal static SymmetricMatrix Laplacian(int n)
    {
        var entries = new EntryList(n * n);
        for (int i = 0; i < n * n; i++)
        {
            entries.Add(i, i, 4);
            if (i % n < n - 1)
            {
                entries.Add(i, i + 1, -1);
            }

            if (i + n < n * n)
            {
                entries.Add(i, i + n, -1);
            }
        }

        return entries.ToMatrix();
    }

    /// <summary>Diagonally dominant with random pattern, hence positive definite.</summary>
    internal static SymmetricMatrix RandomDominant(int order, int entriesPerRow, long seed)
    {
        var random = new SeededRandom(seed);
        var entries = new EntryList(order);
        for (int i = 0; i < order; i++)
        {
            entries.Add(i, i, 0.5 + random.Uniform());
            for (int k = 0; k < entriesPerRow; k++)
            {
                int j = (int)(random.Uniform() * order);
                double value = random.Normal();
                if (j != i)
                {
                    entries.Add(Math.Min(i, j), Math.Max(i, j), value);
                    entries.Add(i, i, Math.Abs(value));
                    entries.Add(j, j, Math.Abs(value));
                }
            }
        }

        return entries.ToMatrix();
    }

    /// <summary>A chain of springs of stiffness 1; the first and the last point are held by springs of the given stiffness.</summary>
    internal static SymmetricMatrix Chain(int points, double held)
    {
        var entries = new EntryList(points);
        entries.Add(0, 0, held);
        entries.Add(points - 1, points - 1, held);
        for (int i = 1; i < points; i++)
        {
            entries.AddSpring(i - 1, i, 1);
        }

        return entries.ToMatrix();
    }

    /// <summary>A band of squares of bars with diagonals, two displacements per node, not held: three motions without energy.</summary>
    internal static EntryList Truss(int columns, int rows)
    {
        var entries = new EntryList(2 * columns * rows);
        Truss(columns, rows, entries, 0);
        return entries;
    }

    /// <summary>The same from a given node on.</summary>
    internal static void Truss(int columns, int rows, EntryList entries, int firstNode)
    {
        for (int node = 0; node < columns * rows; node++)
        {
            int x = node % columns, y = node / columns;
            foreach ((int dx, int dy) in new[] { (1, 0), (0, 1), (1, 1), (-1, 1) })
            {
                if (x + dx >= 0 && x + dx < columns && y + dy < rows)
                {
                    entries.AddBar(firstNode + node, firstNode + node + dx + (dy * columns), dx, dy);
                }
            }
        }
    }

    /// <summary>Largest error of −Δu = f with u = x(1 − x) y(1 − y) eˣ and 0 on the boundary, on n × n inner points.</summary>
    internal static double PoissonError(ISparseSolver solver, int n)
    {
        double h = 1.0 / (n + 1);
        double[] exact = new double[n * n], u = new double[n * n];
        for (int i = 0; i < u.Length; i++)
        {
            double x = h * ((i % n) + 1), y = h * ((i / n) + 1);
            exact[i] = x * (1 - x) * y * (1 - y) * Math.Exp(x);
            u[i] = h * h * Math.Exp(x) * ((x * (x + 3) * y * (1 - y)) + (2 * x * (1 - x)));
        }

        using IFactorization factors = solver.Factor(Laplacian(n));
        factors.Solve(u);
        return u.Zip(exact, (a, b) => Math.Abs(a - b)).Max();
    }

    internal static double[] RandomVector(int length, long seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.Normal())];
    }
}
