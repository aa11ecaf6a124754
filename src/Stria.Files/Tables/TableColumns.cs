namespace Stria.Files;

/// <summary>The columns of a table by what they are, each with its unit.</summary>
internal sealed class TableColumns
{
    private static readonly Dictionary<ColumnRole, string> Wanted = new()
    {
        [ColumnRole.Time] = "s", [ColumnRole.StepTime] = "s", [ColumnRole.Current] = "A", [ColumnRole.Potential] = "V", [ColumnRole.Charge] = "C", [ColumnRole.ChargeCapacity] = "C",
        [ColumnRole.DischargeCapacity] = "C", [ColumnRole.StepCapacity] = "C", [ColumnRole.Frequency] = "Hz", [ColumnRole.RealPart] = "Ohm", [ColumnRole.ImaginaryPart] = "Ohm",
        [ColumnRole.NegativeImaginaryPart] = "Ohm", [ColumnRole.Modulus] = "Ohm", [ColumnRole.Phase] = "rad", [ColumnRole.Position] = "m", [ColumnRole.Height] = "m",
        [ColumnRole.Curvature] = "1/m", [ColumnRole.TwoTheta] = "deg", [ColumnRole.MomentumTransfer] = "1/Å", [ColumnRole.Spacing] = "Å", [ColumnRole.PhotonEnergy] = "eV",
    };

    private readonly TextTable table;
    private readonly Dictionary<ColumnRole, Source> sources = [];
    private readonly double? activeMass;

    private TableColumns(TextTable table, double? activeMass) => (this.table, this.activeMass) = (table, activeMass);

    internal TextTable Table => table;

    internal List<Remark> Remarks { get; } = [];

    /// <summary>Numbers of the columns that have a role.</summary>
    internal IEnumerable<int> Used => sources.Values.Where(s => s.Column >= 0).Select(s => s.Column);

    internal bool Has(ColumnRole role) => sources.ContainsKey(role);

    /// <summary>Number of the column of a role, or −1.</summary>
    internal int Column(ColumnRole role) => sources.TryGetValue(role, out Source source) ? source.Column : -1;

    /// <summary>The heading of a role's column as written.</summary>
    internal string Heading(ColumnRole role) => Column(role) is >= 0 and var column ? table.Headings[column].Text : role.ToString();

    /// <summary>Finds the columns under the names that a format gives them.</summary>
    /// <param name="table">The table.</param>
    /// <param name="names">For each role the names, in the order in which they are tried.</param>
    /// <param name="units">For each role the unit that counts when the heading tells none; null means that the format fixes SI and ampere-hours.</param>
    /// <param name="areUnitsFixed">Whether those units are the format's own and no assumption.</param>
    internal static TableColumns Named(TextTable table, IReadOnlyList<(ColumnRole Role, string[] Names)> names, Func<ColumnRole, string> units, bool areUnitsFixed)
    {
        var columns = new TableColumns(table, null);
        foreach ((ColumnRole role, string[] candidates) in names)
        {
            int column = table.Find(candidates);
            if (column >= 0 && !columns.Used.Contains(column))
            {
                columns.sources[role] = columns.Resolve(role, column, null, (units(role), areUnitsFixed));
            }
        }

        return columns;
    }

    /// <summary>Finds the columns that a map names.</summary>
    /// <exception cref="DataException">A column is not there or its unit is unknown.</exception>
    internal static TableColumns Mapped(TextTable table, ColumnMap map)
    {
        var columns = new TableColumns(table, map.ActiveMass);
        foreach ((ColumnRole role, MappedColumn mapped) in map.Columns)
        {
            if (mapped.Constant is { } constant)
            {
                columns.sources[role] = new Source(-1, columns.UnitOf(role, mapped.Unit ?? Wanted.GetValueOrDefault(role, "1"), "the map"), constant);
                continue;
            }

            (int column, string? unit) = columns.FindMapped(role, mapped);
            columns.sources[role] = columns.Resolve(role, column, unit, (Wanted.GetValueOrDefault(role, "1"), false));
        }

        return columns;
    }

    /// <summary>The values of a role in SI; null when the table has none.</summary>
    internal double[]? Values(ColumnRole role)
    {
        if (!sources.TryGetValue(role, out Source source))
        {
            return null;
        }

        double factor = Factor(role, source.Unit);
        return source.Constant is { } constant
            ? [.. Enumerable.Repeat(constant * factor, table.RowCount)]
            : TraceChecks.Scaled(table.Numbers(source.Column), factor);
    }

    /// <summary>The unit of a role as written.</summary>
    internal string UnitText(ColumnRole role) => sources[role].Unit.Symbol;

    private (int Column, string? Unit) FindMapped(ColumnRole role, MappedColumn mapped)
    {
        if (mapped.Heading.StartsWith('#') && int.TryParse(mapped.Heading.AsSpan(1), out int number))
        {
            return number >= 1 && number <= table.Headings.Count ? (number - 1, mapped.Unit)
                : throw new DataException($"has {table.Headings.Count} columns; the map asks for column {number} ({ColumnMapParser.Symbol(role)}). Perhaps the delimiter is another.", table.Path);
        }

        string both = mapped.Unit is null ? mapped.Heading : $"{mapped.Heading} [{mapped.Unit}]";
        for (int column = 0; column < table.Headings.Count; column++)
        {
            if (table.Headings[column].Text == mapped.Heading || table.Headings[column].Text == both)
            {
                return (column, mapped.Unit);
            }
        }

        ColumnHeading parted = ColumnHeading.Parse(mapped.Heading);
        int found = table.Find(mapped.Heading);
        return found >= 0 ? (found, mapped.Unit)
            : table.Find(parted.Name) is >= 0 and var byName ? (byName, mapped.Unit ?? parted.Unit)
            : throw new DataException(
                $"has no column '{mapped.Heading}' for {ColumnMapParser.Symbol(role)}. Its columns are {string.Join(", ", table.Headings.Select(h => $"'{h.Text}'"))}. Perhaps the name, the delimiter or the code page is another.",
                table.Path);
    }

    private Source Resolve(ColumnRole role, int column, string? unit, (string Unit, bool IsFixed) usual)
    {
        if (role is ColumnRole.Step or ColumnRole.Cycle or ColumnRole.Mode or ColumnRole.Counts or ColumnRole.StandardDeviation)
        {
            return new Source(column, Unit.One, null);
        }

        ColumnHeading heading = table.Headings[column];
        bool isClock = role is ColumnRole.Time or ColumnRole.StepTime && TableTime.IsClock(table, column);
        string? stated = unit ?? heading.Unit;
        if (isClock || (stated is null && role is ColumnRole.Time or ColumnRole.StepTime && !usual.IsFixed && unit is null && TableTime.IsUnitTold(table, column)))
        {
            return new Source(column, Unit.Parse("s"), null);
        }

        if (stated is null)
        {
            int slash = heading.Text.LastIndexOf('/');
            if (slash > 0)
            {
                throw Unknown(heading.Text[(slash + 1)..].Trim(), heading.Text, usual.Unit);
            }

            if (!usual.IsFixed)
            {
                Remarks.Add(Remark.Assumed($"The column '{heading.Text}' tells no unit; {usual.Unit} was assumed."));
            }

            return new Source(column, UnitOf(role, usual.Unit, heading.Text), null);
        }

        return new Source(column, UnitOf(role, stated, heading.Text), null);
    }

    private Unit UnitOf(ColumnRole role, string text, string where)
    {
        if (role == ColumnRole.SpotSpacing)
        {
            return LabUnit.TryParse(text, out Unit? any) ? any : throw Unknown(text, where, "µm or px");
        }

        string wanted = Wanted.GetValueOrDefault(role, "1");
        if (!LabUnit.TryParse(text, out Unit? unit))
        {
            throw Unknown(text, where, wanted);
        }

        var expected = Unit.Parse(wanted);
        bool perMass = role is ColumnRole.Current or ColumnRole.Charge or ColumnRole.ChargeCapacity or ColumnRole.DischargeCapacity or ColumnRole.StepCapacity
            && unit.Dimension == Unit.Parse(wanted + "/kg").Dimension;
        if (unit.Dimension != expected.Dimension && !perMass)
        {
            throw new DataException($"column '{where}': {text} is no unit of {Spoken(role)} (such as {wanted}). Perhaps another column was meant, or the heading is wrong; a map can state the unit, as in {ColumnMapParser.Symbol(role)}=#1 [{wanted}].", table.Path);
        }

        return unit;
    }

    private double Factor(ColumnRole role, Unit unit)
    {
        if (role is ColumnRole.Step or ColumnRole.Cycle or ColumnRole.Mode or ColumnRole.SpotSpacing or ColumnRole.Counts or ColumnRole.StandardDeviation)
        {
            return role == ColumnRole.SpotSpacing ? unit.Factor : 1;
        }

        if (unit.Dimension == Unit.Parse(Wanted[role]).Dimension)
        {
            return unit.Convert(1, Unit.Parse(Wanted[role]));
        }

        double mass = activeMass ?? throw new ScenarioException($"The column '{Heading(role)}' is per mass ({unit.Symbol}): give the mass of active material in the map, as in mass=2.1 mg.");
        return unit.Convert(1, Unit.Parse(Wanted[role] + "/kg")) * mass;
    }

    private DataException Unknown(string text, string where, string wanted) =>
        new($"column '{where}': the unit '{text}' is unknown. Perhaps it is misspelt; a map can state it, as in [{wanted}].", table.Path);

    private static string Spoken(ColumnRole role) => role switch
    {
        ColumnRole.Time or ColumnRole.StepTime => "time",
        ColumnRole.Current => "current",
        ColumnRole.Potential => "potential",
        ColumnRole.Frequency => "frequency",
        ColumnRole.Phase => "phase",
        ColumnRole.Position or ColumnRole.Height => "length",
        ColumnRole.Curvature => "curvature",
        ColumnRole.RealPart or ColumnRole.ImaginaryPart or ColumnRole.NegativeImaginaryPart or ColumnRole.Modulus => "impedance",
        _ => "charge",
    };

    /// <summary>Where a role's values are.</summary>
    private readonly record struct Source(int Column, Unit Unit, double? Constant);
}
