namespace Stria.Files;

/// <summary>Where the values of a role come from: a column by its heading or number, or one constant.</summary>
/// <param name="Heading">The heading as written in the file, or "#3" for the third column; empty for a constant.</param>
/// <param name="Unit">The unit, or null to read it from the heading.</param>
/// <param name="Constant">The one value of all rows, in the unit; null for a column.</param>
public sealed record MappedColumn(string Heading, string? Unit = null, double? Constant = null)
{
    /// <summary>As it is written in a map.</summary>
    public override string ToString() => Constant is { } value
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value:R}{(Unit is null ? "" : " " + Unit)}")
        : Heading + (Unit is null ? "" : $" [{Unit}]");
}
