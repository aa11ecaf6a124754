using System.Text.Json;

namespace Stria.Studies;

/// <summary>Names of settings as people write them: OpticalDensity is optical_density.</summary>
public static class SnakeCase
{
    /// <summary>The written form of a property's, an enumeration's or a record's name. A unit at its end stays out: the value carries it.</summary>
    public static string Of(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name.EndsWith("_eV", StringComparison.Ordinal) ? name[..^3] : name);
}
