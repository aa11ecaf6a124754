using Stria.Core;
using Stria.Matter;

namespace Stria.Measurement;

/// <summary>A standard whose cell is certified.</summary>
/// <param name="Name">What people call it ("LaB6").</param>
/// <param name="Phase">Its phase.</param>
public sealed record CrystalStandard(string Name, CrystalPhase Phase)
{
    /// <summary>The standards of NIST that are known by name; cells at 22.5 °C from their certificates.</summary>
    public static IReadOnlyList<CrystalStandard> All { get; } =
    [
        Of("LaB6", "P m -3 m", 4.156826, 4.156826, "SRM 660c"),
        Of("LaB6-660b", "P m -3 m", 4.15689, 4.15689, "SRM 660b"),
        Of("Si", "F d -3 m:2", 5.431144, 5.431144, "SRM 640f"),
        Of("CeO2", "F m -3 m", 5.411651, 5.411651, "SRM 674b"),
        Of("Al2O3", "R -3 c:H", 4.759091, 12.991779, "SRM 676a", 120),
    ];

    /// <summary>The standard of a name.</summary>
    /// <exception cref="ScenarioException">It is unknown.</exception>
    public static CrystalStandard Find(string name) => All.FirstOrDefault(s => s.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw new ScenarioException($"'{name}' is no standard that is known: {string.Join(", ", All.Select(s => s.Name))}. A standard of your own is a phase whose cell is not refined.");

    private static CrystalStandard Of(string name, string symbol, double a, double c, string source, double gamma = 90) =>
        new(name, new CrystalPhase(name, SpaceGroups.Find(symbol), UnitCell.FromAngstroms(a, a, c, 90, 90, gamma)) { RefinesCell = false, Source = $"NIST {source}" });
}
