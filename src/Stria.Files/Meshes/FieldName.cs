namespace Stria.Files;

/// <summary>Symbol and unit of a field in one name: "σ_v [Pa]"; only the symbol for a pure number.</summary>
internal static class FieldName
{
    internal static string Of(MeshField field) => field.Unit is "" or "1" ? field.Symbol : $"{field.Symbol} [{field.Unit}]";

    internal static (string Symbol, string Unit) Parse(string name)
    {
        int bracket = name.LastIndexOf(" [", StringComparison.Ordinal);
        return bracket > 0 && name.EndsWith(']') ? (name[..bracket], name[(bracket + 2)..^1]) : (name, "1");
    }
}
