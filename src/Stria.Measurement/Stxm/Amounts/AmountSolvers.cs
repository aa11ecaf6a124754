namespace Stria.Measurement.Stxm;

/// <summary>The catalogue of ways to find amounts.</summary>
public static class AmountSolvers
{
    /// <summary>All of them; the first is the usual one.</summary>
    public static IReadOnlyList<IAmountSolver> All { get; } = [new NonNegativeAmounts(), new BoundedAmounts(), new SvdAmounts(), new SelectedAmounts()];

    /// <summary>Amounts that are not negative.</summary>
    public static IAmountSolver Usual => All[0];

    /// <summary>The one of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static IAmountSolver Named(string name) =>
        All.FirstOrDefault(s => s.Name == name) ?? throw new ArgumentException($"There is no way '{name}' to find amounts; there are {string.Join(", ", All.Select(s => s.Name))}.", nameof(name));
}
