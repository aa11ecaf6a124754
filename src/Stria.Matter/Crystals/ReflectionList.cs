namespace Stria.Matter;

/// <summary>Every reflection of a cell down to a lattice spacing.</summary>
public static class ReflectionList
{
    /// <summary>The largest number of lattice points that is searched.</summary>
    public const long MostPoints = 50_000_000;

    /// <summary>The reflections that symmetry allows, one of each set, the largest spacing first.</summary>
    /// <param name="group">The space group, in the setting of the cell.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="least_angstrom">The smallest spacing [Å], positive.</param>
    /// <param name="most_angstrom">The largest spacing [Å].</param>
    /// <exception cref="ArgumentException">The smallest spacing is not positive, or so small that more than <see cref="MostPoints"/> lattice points would be searched.</exception>
    public static IReadOnlyList<Reflection> Within(SpaceGroup group, UnitCell cell, double least_angstrom, double most_angstrom = double.PositiveInfinity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(least_angstrom);
        double[] g = cell.ReciprocalMetric_angstrom2();
        int hMost = (int)(cell.A_angstrom / least_angstrom), kMost = (int)(cell.B_angstrom / least_angstrom), lMost = (int)(cell.C_angstrom / least_angstrom);
        if ((hMost + 1L) * ((2L * kMost) + 1) * ((2L * lMost) + 1) > MostPoints)
        {
            throw new ArgumentException($"Spacings down to {least_angstrom:g4} Å of the cell {cell} are more than {MostPoints:n0} lattice points. Perhaps the wavelength or the cell is in another unit.");
        }

        double qMost = 1 / (least_angstrom * least_angstrom), qLeast = 1 / (most_angstrom * most_angstrom);
        IntegerMatrix3[] laue = [.. group.LaueGroup];
        var found = new List<Reflection>();
        for (int h = 0; h <= hMost; h++)
        {
            for (int k = h == 0 ? 0 : -kMost; k <= kMost; k++)
            {
                for (int l = h == 0 && k == 0 ? 1 : -lMost; l <= lMost; l++)
                {
                    double q = SymmetricMatrix3.Form(g, h, k, l);
                    if (q <= qMost && q >= qLeast && Multiplicity(laue, new MillerIndices(h, k, l)) is var m and > 0 && !group.IsAbsent(new MillerIndices(h, k, l)))
                    {
                        found.Add(new Reflection(new MillerIndices(h, k, l), m, 1 / Math.Sqrt(q)));
                    }
                }
            }
        }

        found.Sort((p, r) => r.Spacing_angstrom.CompareTo(p.Spacing_angstrom) is var order && order != 0 ? order : Order(r.Indices, p.Indices));
        return found;
    }

    // Of each set only the reflection with the greatest indices is kept; 0 for the others.
    private static int Multiplicity(IntegerMatrix3[] laue, MillerIndices h)
    {
        int unmoved = 0;
        foreach (IntegerMatrix3 rotation in laue)
        {
            int order = Order(rotation.TurnedBy(h), h);
            if (order > 0)
            {
                return 0;
            }

            unmoved += order == 0 ? 1 : 0;
        }

        return laue.Length / unmoved;
    }

    private static int Order(MillerIndices p, MillerIndices q) => p.H != q.H ? p.H.CompareTo(q.H) : p.K != q.K ? p.K.CompareTo(q.K) : p.L.CompareTo(q.L);
}
