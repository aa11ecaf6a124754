namespace Stria.Matter;

/// <summary>Forms of fourth degree in h k l that a Laue group leaves unchanged (Stephens, J. Appl. Cryst. 32, 281 (1999), his Table 1 for each class).</summary>
public static class StrainInvariants
{
    private const int Degree = 4;

    private static readonly (int H, int K, int L)[] Powers =
        [.. Enumerable.Range(0, Degree + 1).SelectMany(h => Enumerable.Range(0, Degree + 1 - h).Select(l => (h, Degree - h - l, l))).OrderByDescending(p => p.h).ThenByDescending(p => p.Item2).Select(p => (p.h, p.Item2, p.l))];

    /// <summary>The powers of h, k and l in each of the 15 monomials, in the order of the vectors of a basis.</summary>
    public static IReadOnlyList<(int H, int K, int L)> Terms => Powers;

    /// <summary>The name of a form, after its first monomial: S400, S202.</summary>
    /// <param name="form">15 coefficients.</param>
    public static string Name(IReadOnlyList<double> form)
    {
        (int h, int k, int l) = Powers[Enumerable.Range(0, Powers.Length).First(i => form[i] != 0)];
        return $"S{h}{k}{l}";
    }

    /// <summary>The value of a form at a reflection.</summary>
    /// <param name="form">15 coefficients.</param>
    /// <param name="h">The reflection.</param>
    public static double At(IReadOnlyList<double> form, MillerIndices h)
    {
        double sum = 0;
        for (int i = 0; i < Powers.Length; i++)
        {
            (int a, int b, int c) = Powers[i];
            sum += form[i] == 0 ? 0 : form[i] * Math.Pow(h.H, a) * Math.Pow(h.K, b) * Math.Pow(h.L, c);
        }

        return sum;
    }

    /// <summary>(1/d²)² as a form: the same strain in all directions.</summary>
    /// <param name="reciprocalMetric">(11, 22, 33, 23, 13, 12) of the reciprocal metric.</param>
    /// <returns>15 coefficients.</returns>
    public static double[] SquareOf(IReadOnlyList<double> reciprocalMetric)
    {
        double[] g = [.. reciprocalMetric];
        var quadratic = new Dictionary<(int, int, int), double>
        {
            [(2, 0, 0)] = g[0], [(0, 2, 0)] = g[1], [(0, 0, 2)] = g[2], [(0, 1, 1)] = 2 * g[3], [(1, 0, 1)] = 2 * g[4], [(1, 1, 0)] = 2 * g[5],
        };
        return Coefficients(Product(quadratic, quadratic));
    }

    /// <summary>A basis of the invariant forms, in reduced echelon form: each vector has a one where the others have zeros.</summary>
    internal static double[][] Of(IReadOnlyList<IntegerMatrix3> rotations)
    {
        var rows = new List<double[]>();
        foreach ((int h, int k, int l) in Powers)
        {
            // The average of any form over the group is invariant, and all invariant ones come so.
            var sum = new double[Powers.Length];
            foreach (IntegerMatrix3 rotation in rotations)
            {
                double[] turned = Turned(rotation, h, k, l);
                for (int i = 0; i < sum.Length; i++)
                {
                    sum[i] += turned[i] / rotations.Count;
                }
            }

            rows.Add(sum);
        }

        double[][] basis = MetricInvariants.Reduce(rows);
        return [.. basis.Select(b => b.Select(v => Math.Abs(v) < 1e-9 ? 0 : v).ToArray())];
    }

    // h'^a k'^b l'^c with (h' k' l') turned, as a sum of monomials in h k l.
    private static double[] Turned(IntegerMatrix3 rotation, int a, int b, int c)
    {
        MillerIndices x = rotation.TurnedBy(new MillerIndices(1, 0, 0)), y = rotation.TurnedBy(new MillerIndices(0, 1, 0)), z = rotation.TurnedBy(new MillerIndices(0, 0, 1));
        Dictionary<(int, int, int), double> Linear(int h, int k, int l) => new() { [(1, 0, 0)] = h, [(0, 1, 0)] = k, [(0, 0, 1)] = l };
        Dictionary<(int, int, int), double>[] parts = [Linear(x.H, y.H, z.H), Linear(x.K, y.K, z.K), Linear(x.L, y.L, z.L)];
        var product = new Dictionary<(int, int, int), double> { [(0, 0, 0)] = 1 };
        foreach (int part in Enumerable.Repeat(0, a).Concat(Enumerable.Repeat(1, b)).Concat(Enumerable.Repeat(2, c)))
        {
            product = Product(product, parts[part]);
        }

        return Coefficients(product);
    }

    private static Dictionary<(int, int, int), double> Product(Dictionary<(int H, int K, int L), double> first, Dictionary<(int H, int K, int L), double> second)
    {
        var product = new Dictionary<(int, int, int), double>();
        foreach (((int H, int K, int L) p, double u) in first)
        {
            foreach (((int H, int K, int L) q, double v) in second)
            {
                (int, int, int) power = (p.H + q.H, p.K + q.K, p.L + q.L);
                product[power] = product.GetValueOrDefault(power) + (u * v);
            }
        }

        return product;
    }

    private static double[] Coefficients(Dictionary<(int, int, int), double> form) => [.. Powers.Select(p => form.GetValueOrDefault(p))];
}
