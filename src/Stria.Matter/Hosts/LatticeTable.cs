namespace Stria.Matter;

/// <summary>Unit cells of a host against composition: linear in x between the cells, constant beyond them.</summary>
/// <param name="Cells">Two or more cells, x ascending, all with the same number of formula units.</param>
public sealed record LatticeTable(IReadOnlyList<LatticeCell> Cells)
{
    /// <summary>The cell at a composition x [1].</summary>
    public LatticeCell At(double x)
    {
        int above = 0;
        while (above < Cells.Count && Cells[above].Composition < x)
        {
            above++;
        }

        if (above == 0 || above == Cells.Count)
        {
            return Cells[Math.Min(above, Cells.Count - 1)] with { Composition = x };
        }

        LatticeCell low = Cells[above - 1], high = Cells[above];
        double t = (x - low.Composition) / (high.Composition - low.Composition);
        var lengths = new AxisTriple(
            Between(low.Lengths.A, high.Lengths.A, t), Between(low.Lengths.B, high.Lengths.B, t), Between(low.Lengths.C, high.Lengths.C, t));
        return new LatticeCell(x, lengths, Between(low.Beta, high.Beta, t), low.Source == high.Source ? low.Source : $"{low.Source}; {high.Source}");
    }

    /// <summary>The strain of the host at a composition x [1], measured from another.</summary>
    /// <param name="x">Composition [1].</param>
    /// <param name="reference">Composition at which the host is free of strain [1].</param>
    public LatticeStrain Strain(double x, double reference) => LatticeStrain.Between(At(reference), At(x));

    /// <summary>Every number with its source.</summary>
    public IEnumerable<SourcedNumber> Numbers()
    {
        foreach (LatticeCell cell in Cells)
        {
            string at = $"at x = {cell.Composition:0.###}";
            yield return new SourcedNumber($"cell length a {at}", cell.Lengths.A, "m", cell.Source);
            yield return new SourcedNumber($"cell length b {at}", cell.Lengths.B, "m", cell.Source);
            yield return new SourcedNumber($"cell length c {at}", cell.Lengths.C, "m", cell.Source);
            if (cell.Beta != Math.PI / 2)
            {
                yield return new SourcedNumber($"cell angle β {at}", cell.Beta, "rad", cell.Source);
            }
        }
    }

    private static double Between(double low, double high, double t) => ((1 - t) * low) + (t * high);
}
