namespace Stria.Matter;

/// <summary>The crystal systems.</summary>
public enum CrystalSystem
{
    /// <summary>No axis.</summary>
    Triclinic,

    /// <summary>One twofold axis or mirror.</summary>
    Monoclinic,

    /// <summary>Three twofold axes or mirrors.</summary>
    Orthorhombic,

    /// <summary>One fourfold axis.</summary>
    Tetragonal,

    /// <summary>One threefold axis.</summary>
    Trigonal,

    /// <summary>One sixfold axis.</summary>
    Hexagonal,

    /// <summary>Four threefold axes.</summary>
    Cubic,
}

/// <summary>Tells crystal systems apart by the rotations.</summary>
internal static class CrystalSystems
{
    internal static CrystalSystem Of(SpaceGroup group)
    {
        // The trace tells the order of a rotation, proper or not: −1 2, 0 3, 1 4, 2 6, 3 1.
        int[] traces = [.. group.PointGroup.Select(r => r.Determinant * (r.M11 + r.M22 + r.M33))];
        int twofold = traces.Count(t => t == -1), threefold = traces.Count(t => t == 0), fourfold = traces.Count(t => t == 1), sixfold = traces.Count(t => t == 2);
        int halves = group.IsCentric ? 2 : 1;
        return threefold / halves >= 8 ? CrystalSystem.Cubic
            : sixfold > 0 ? CrystalSystem.Hexagonal
            : threefold > 0 ? CrystalSystem.Trigonal
            : fourfold > 0 ? CrystalSystem.Tetragonal
            : twofold / halves >= 3 ? CrystalSystem.Orthorhombic
            : twofold > 0 ? CrystalSystem.Monoclinic
            : CrystalSystem.Triclinic;
    }
}
