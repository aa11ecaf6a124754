namespace Stria.Measurement;

/// <summary>The parameters of a pattern that are not linear, in one row: profile, then for each phase its cell, the terms of its anisotropic strain, size and strain, then the places of foreign lines.</summary>
internal sealed class FitParameters
{
    internal const int Zero = 0, Displacement = 1, U = 2, V = 3, W = 4, X = 5, Y = 6, Z = 7, Axial = 8, Ratio = 9, Profile = 10;

    private static readonly string[] ProfileNames = ["zero", "displacement", "U", "V", "W", "X", "Y", "Z", "SH/L", "Kα₂/Kα₁"];

    private readonly int[] phaseStart, cellEnd;

    internal FitParameters(IReadOnlyList<ReflectionSet> phases, IReadOnlyList<ForeignLine> lines)
    {
        phaseStart = new int[phases.Count + 1];
        cellEnd = new int[phases.Count];
        phaseStart[0] = Profile;
        for (int p = 0; p < phases.Count; p++)
        {
            cellEnd[p] = phaseStart[p] + phases[p].CellParameters;
            phaseStart[p + 1] = phaseStart[p] + phases[p].CellParameters + phases[p].StrainTerms.Count + 2;
        }

        Count = phaseStart[^1] + lines.Count;
        Values = new double[Count];
        Free = new bool[Count];
        Names = new string[Count];
        ProfileNames.CopyTo(Names, 0);
        for (int p = 0; p < phases.Count; p++)
        {
            for (int k = 0; k < phases[p].CellParameters; k++)
            {
                Names[Cell(p) + k] = $"{phases[p].Phase.Name}: G*{k + 1}";
            }

            for (int k = 0; k < phases[p].StrainTerms.Count; k++)
            {
                Names[StrainTerm(p) + k] = $"{phases[p].Phase.Name}: {phases[p].StrainTerms[k]}";
            }

            (Names[Size(p)], Names[Strain(p)]) = ($"{phases[p].Phase.Name}: size", $"{phases[p].Phase.Name}: strain");
            phases[p].Parameters.CopyTo(Values, Cell(p));
        }

        for (int l = 0; l < lines.Count; l++)
        {
            Names[Line(l)] = $"line {lines[l].Name}";
            Values[Line(l)] = lines[l].Position;
        }
    }

    internal int Count { get; }

    internal double[] Values { get; }

    internal bool[] Free { get; }

    internal string[] Names { get; }

    /// <summary>First parameter of the cell of a phase.</summary>
    internal int Cell(int phase) => phaseStart[phase];

    /// <summary>First term of the anisotropic strain of a phase.</summary>
    internal int StrainTerm(int phase) => cellEnd[phase];

    internal int Size(int phase) => phaseStart[phase + 1] - 2;

    internal int Strain(int phase) => phaseStart[phase + 1] - 1;

    internal int Line(int line) => phaseStart[^1] + line;

    /// <summary>Numbers of the free parameters.</summary>
    internal int[] FreeOnes => [.. Enumerable.Range(0, Count).Where(k => Free[k])];

    /// <summary>The least value that a parameter may have: widths, sizes, strains, divergence and the ratio of the lines are not negative.</summary>
    internal double Lower(int k) => k is X or Y or Z or Axial or Ratio || IsWidthOfPhase(k) ? 0 : double.NegativeInfinity;

    private bool IsWidthOfPhase(int k)
    {
        for (int p = 0; p + 1 < phaseStart.Length; p++)
        {
            if (k == Size(p) || k == Strain(p))
            {
                return true;
            }
        }

        return false;
    }
}
