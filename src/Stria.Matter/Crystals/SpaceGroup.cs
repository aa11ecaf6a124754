namespace Stria.Matter;

/// <summary>A space group in one setting: all its operations modulo the translations of the cell.</summary>
public sealed class SpaceGroup
{
    private const int Most = 4 * 192; // operations of a group in a cell that is four times as large

    private readonly (IntegerMatrix3 Rotation, (int X, int Y, int Z)[] Shifts)[] byRotation;

    /// <summary>The group that some operations generate.</summary>
    /// <param name="generators">The generators; the identity need not be among them.</param>
    /// <exception cref="ArgumentException">They generate no finite group.</exception>
    public SpaceGroup(IEnumerable<SymmetryOperation> generators)
    {
        Operations = Closure([.. generators]);
        byRotation = [.. Operations.GroupBy(o => o.Rotation).Select(g => (g.Key, g.Select(o => (o.X, o.Y, o.Z)).ToArray()))];
        IsCentric = byRotation.Any(g => g.Rotation == -IntegerMatrix3.Identity);
        LaueGroup = [.. PointGroup.Concat(PointGroup.Select(r => -r)).Distinct()];
    }

    /// <summary>Every operation, the identity first.</summary>
    public IReadOnlyList<SymmetryOperation> Operations { get; }

    /// <summary>The rotations of the operations, each once: the point group.</summary>
    public IEnumerable<IntegerMatrix3> PointGroup => byRotation.Select(g => g.Rotation);

    /// <summary>The rotations with the inversion added: what intensities follow, apart from anomalous scattering.</summary>
    public IReadOnlyList<IntegerMatrix3> LaueGroup { get; }

    /// <summary>Whether the inversion is among the rotations.</summary>
    public bool IsCentric { get; }

    /// <summary>Lattice points in the cell: 1 for P, 2 for A, B, C and I, 3 for R, 4 for F.</summary>
    public int LatticePoints => byRotation.First(g => g.Rotation == IntegerMatrix3.Identity).Shifts.Length;

    /// <summary>The number in the International Tables; 0 when the group was not found in the table.</summary>
    public int Number { get; init; }

    /// <summary>The Hermann–Mauguin symbol ("P 63/m"); empty when the group was not found in the table.</summary>
    public string Symbol { get; init; } = "";

    /// <summary>The setting ("b1", "2", "H"); empty for the only or standard one.</summary>
    public string Setting { get; init; } = "";

    /// <summary>The Hall symbol, or empty.</summary>
    public string Hall { get; init; } = "";

    /// <summary>Whether a reflection is absent by centring, screw axes or glide planes.</summary>
    public bool IsAbsent(MillerIndices h)
    {
        foreach ((IntegerMatrix3 rotation, (int X, int Y, int Z)[] shifts) in byRotation)
        {
            if (rotation.TurnedBy(h) != h)
            {
                continue;
            }

            foreach ((int x, int y, int z) in shifts)
            {
                if (((h.H * x) + (h.K * y) + (h.L * z)) % SymmetryOperation.Parts != 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>How many reflections, Friedel mates among them, are alike by symmetry.</summary>
    public int Multiplicity(MillerIndices h)
    {
        int unmoved = 0;
        foreach (IntegerMatrix3 rotation in LaueGroup)
        {
            unmoved += rotation.TurnedBy(h) == h ? 1 : 0;
        }

        return LaueGroup.Count / unmoved;
    }

    /// <summary>The reflections that are alike by symmetry, Friedel mates among them.</summary>
    public IReadOnlyCollection<MillerIndices> Equivalents(MillerIndices h)
    {
        var found = new HashSet<MillerIndices>();
        foreach (IntegerMatrix3 rotation in LaueGroup)
        {
            found.Add(rotation.TurnedBy(h));
        }

        return found;
    }

    /// <summary>The group in another cell.</summary>
    /// <exception cref="ArgumentException">The other lattice does not have the symmetry (a rotation would not be whole in it).</exception>
    public SpaceGroup Transformed(CellTransformation change) => new(change.Apply(Operations));

    /// <summary>The metric tensors that the point group leaves unchanged, as a basis: (11, 22, 33, 23, 13, 12) of the reciprocal metric.</summary>
    /// <returns>1 (cubic) to 6 (triclinic) vectors of six numbers; every reciprocal metric of the lattice is a sum of them.</returns>
    public double[][] ReciprocalMetricBasis() => MetricInvariants.Of([.. PointGroup]);

    /// <summary>The forms of fourth degree in h k l that the Laue group leaves unchanged, as a basis over <see cref="StrainInvariants.Terms"/>: what the square of a microstrain times 1/d⁴ may be (Stephens, J. Appl. Cryst. 32, 281 (1999)).</summary>
    /// <returns>2 (cubic) to 15 (triclinic) vectors of 15 numbers, in reduced echelon form.</returns>
    public double[][] StrainBasis() => StrainInvariants.Of([.. LaueGroup]);

    /// <summary>The crystal system by what the metric may be.</summary>
    public CrystalSystem System => CrystalSystems.Of(this);

    /// <summary>The symbol with its setting, or the number of operations.</summary>
    public override string ToString() => Symbol.Length == 0 ? (Hall.Length > 0 ? Hall : $"{Operations.Count} operations") : Setting.Length == 0 ? Symbol : $"{Symbol} ({Setting})";

    private static List<SymmetryOperation> Closure(SymmetryOperation[] generators)
    {
        List<SymmetryOperation> found = [SymmetryOperation.Identity];
        HashSet<SymmetryOperation> known = [SymmetryOperation.Identity];
        for (int i = 0; i < found.Count; i++)
        {
            foreach (SymmetryOperation generator in generators)
            {
                SymmetryOperation product = found[i] * generator;
                if (known.Add(product))
                {
                    found.Add(product);
                }
            }

            if (found.Count > Most)
            {
                throw new ArgumentException($"The operations {string.Join("; ", generators)} generate more than {Most} others: they are not those of one space group.", nameof(generators));
            }
        }

        return found;
    }
}
