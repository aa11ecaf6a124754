using Stria.Measurement.Cycling;

namespace Stria.Studies;

/// <summary>What figures, tables and remarks of the laboratory call things.</summary>
internal static class Words
{
    /// <summary>The sign convention, as it stands on figures.</summary>
    public const string Sign = "current and charge positive on charge";

    /// <summary>Charge or discharge.</summary>
    public static string Of(PhaseKind kind) => kind switch { PhaseKind.Charge => "charge", PhaseKind.Discharge => "discharge", _ => "rest" };
}
