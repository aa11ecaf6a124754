namespace Stria.Files;

/// <summary>A crystal as a file describes it: cell, symmetry, atoms.</summary>
/// <param name="Path">The file.</param>
/// <param name="Name">The name of the phase.</param>
/// <param name="Cell">a, b, c [Å], α, β, γ [°].</param>
/// <param name="Sigmas">Standard deviations of the cell; 0 where the file gives none.</param>
public sealed record CrystalRecord(string Path, string Name, IReadOnlyList<double> Cell, IReadOnlyList<double> Sigmas)
{
    private static readonly string[] CellNames = ["_cell_length_a", "_cell_length_b", "_cell_length_c", "_cell_angle_alpha", "_cell_angle_beta", "_cell_angle_gamma"];

    /// <summary>Symmetry operations as written; empty when the file gives none.</summary>
    public IReadOnlyList<string> Operations { get; init; } = [];

    /// <summary>The Hall symbol, or null.</summary>
    public string? Hall { get; init; }

    /// <summary>The Hermann–Mauguin symbol, or null.</summary>
    public string? Symbol { get; init; }

    /// <summary>The number of the space group, or null.</summary>
    public int? Number { get; init; }

    /// <summary>The chemical formula, or null.</summary>
    public string? Formula { get; init; }

    /// <summary>Formula units in the cell, or null.</summary>
    public double? FormulaUnits { get; init; }

    /// <summary>Atoms of the asymmetric unit.</summary>
    public IReadOnlyList<AtomSite> Sites { get; init; } = [];

    /// <summary>Every crystal of a CIF: each block that has a cell.</summary>
    /// <exception cref="DataException">The file is missing or damaged, or no block has a whole cell.</exception>
    public static IReadOnlyList<CrystalRecord> ReadCif(string path)
    {
        CifFile file = CifFile.Read(path);
        CrystalRecord[] found = [.. file.Blocks.Where(b => CellNames.Any(n => b.Text(n) is not null)).Select(Of)];
        return found.Length > 0 ? found : throw new DataException("holds no cell: no block has _cell_length_a. Perhaps it is a CIF of something else.", path);
    }

    private static CrystalRecord Of(CifBlock block)
    {
        (double Value, double Sigma)?[] cell = [.. CellNames.Select(n => block.Number(n))];
        int missing = Array.FindIndex(cell, c => c is null);
        if (missing >= 0)
        {
            throw new DataException($"block data_{block.Name} has no {CellNames[missing]}. Perhaps the file was cut.", block.Path);
        }

        string name = block.Text("_pd_phase_name", "_chemical_name_mineral", "_chemical_name_common", "_chemical_formula_sum", "_chemical_formula_structural") ?? block.Name;
        return new CrystalRecord(block.Path, name, [.. cell.Select(c => c!.Value.Value)], [.. cell.Select(c => c!.Value.Sigma)])
        {
            Operations = [.. block.Column("_space_group_symop_operation_xyz", "_space_group_symop.operation_xyz", "_symmetry_equiv_pos_as_xyz") ?? []],
            Hall = block.Text("_space_group_name_Hall", "_symmetry_space_group_name_Hall"),
            Symbol = block.Text("_space_group_name_H-M_alt", "_symmetry_space_group_name_H-M", "_space_group_name_H-M_ref"),
            Number = block.Number("_space_group_IT_number", "_symmetry_Int_Tables_number") is { } number ? (int)number.Value : null,
            Formula = block.Text("_chemical_formula_sum"),
            FormulaUnits = block.Number("_cell_formula_units_Z")?.Value,
            Sites = [.. AtomsOf(block)],
        };
    }

    // An atom without a place is known to be there, and scatters nowhere; one whose place cannot be read would be missing from the intensities.
    private static double? Coordinate(CifBlock block, string label, string text) => CifBlock.TryNumber(text, out double value, out _) ? value
        : text is "?" or "." ? null
        : throw new DataException($"block data_{block.Name}, atom {label}: '{text}' is no coordinate. Perhaps a fraction was meant as a decimal number.", block.Path);

    private static IEnumerable<AtomSite> AtomsOf(CifBlock block)
    {
        IReadOnlyList<string>? labels = block.Column("_atom_site_label"), xs = block.Column("_atom_site_fract_x"), ys = block.Column("_atom_site_fract_y"), zs = block.Column("_atom_site_fract_z");
        if (labels is null || xs is null || ys is null || zs is null)
        {
            yield break;
        }

        if (xs.Count != labels.Count || ys.Count != labels.Count || zs.Count != labels.Count)
        {
            throw new DataException($"block data_{block.Name} has {labels.Count} labels of atoms and {xs.Count}, {ys.Count} and {zs.Count} coordinates. Perhaps the file was cut.", block.Path);
        }

        IReadOnlyList<string>? types = block.Column("_atom_site_type_symbol"), occupancies = block.Column("_atom_site_occupancy"), us = block.Column("_atom_site_U_iso_or_equiv"), bs = block.Column("_atom_site_B_iso_or_equiv");
        for (int i = 0; i < labels.Count; i++)
        {
            if (Coordinate(block, labels[i], xs[i]) is { } x && Coordinate(block, labels[i], ys[i]) is { } y && Coordinate(block, labels[i], zs[i]) is { } z)
            {
                string type = types is not null && i < types.Count ? types[i] : new string([.. labels[i].TakeWhile(char.IsLetter)]);
                double u = Given(us, i) ?? (Given(bs, i) / (8 * Math.PI * Math.PI)) ?? 0;
                yield return new AtomSite(labels[i], type, x, y, z) { Occupancy = Given(occupancies, i) ?? 1, MeanSquareDisplacement_angstrom2 = u };
            }
        }
    }

    private static double? Given(IReadOnlyList<string>? column, int row) => column is not null && row < column.Count && CifBlock.TryNumber(column[row], out double value, out _) ? value : null;
}

/// <summary>An atom of the asymmetric unit.</summary>
/// <param name="Label">Its label ("O1").</param>
/// <param name="Type">Element, with its charge where given.</param>
/// <param name="X">Coordinate along a [1].</param>
/// <param name="Y">Coordinate along b [1].</param>
/// <param name="Z">Coordinate along c [1].</param>
public sealed record AtomSite(string Label, string Type, double X, double Y, double Z)
{
    /// <summary>Share of the site that is filled [1].</summary>
    public double Occupancy { get; init; } = 1;

    /// <summary>Isotropic mean square displacement U [Å²].</summary>
    public double MeanSquareDisplacement_angstrom2 { get; init; }
}
