using Stria.Core;
using Stria.Physics.Elasticity;
using Stria.Physics.PhaseField;

namespace Stria.Studies;

/// <summary>One line of the history: a step that was taken, in plain numbers.</summary>
/// <param name="Time">Time after it.</param>
/// <param name="Step">Its length; 0 for the start.</param>
/// <param name="Error">Estimated error by the tolerance; NaN where there is none.</param>
/// <param name="Mass">∫ c.</param>
/// <param name="Lowest">Smallest c.</param>
/// <param name="Highest">Largest c.</param>
/// <param name="Potential">Mean μ over the unknowns.</param>
/// <param name="IsNewton">Whether Newton's method made it.</param>
/// <param name="Energies">Each energy term.</param>
internal sealed record HistoryRow(double Time, double Step, double Error, double Mass, double Lowest, double Highest, double Potential, bool IsNewton, double[] Energies)
{
    /// <summary>Numbers before the energies.</summary>
    public const int Fixed = 8;

    /// <summary>Sum of the energies.</summary>
    public double Energy => Energies.Sum();

    /// <summary>The line of the start.</summary>
    public static HistoryRow Of(PhaseFieldState start) => Of(start, 0, double.NaN, start.Composition.Min(), start.Composition.Max());

    /// <summary>The line of a step.</summary>
    public static HistoryRow Of(PhaseFieldStep step) => Of(step.State, step.Step, step.Error, step.Lowest, step.Highest);

    /// <summary>The line from its numbers.</summary>
    public static HistoryRow Of(ReadOnlySpan<double> n) => new(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7] != 0, n[Fixed..].ToArray());

    /// <summary>The line as numbers.</summary>
    public IEnumerable<double> Numbers() => [Time, Step, Error, Mass, Lowest, Highest, Potential, IsNewton ? 1 : 0, .. Energies];

    private static HistoryRow Of(PhaseFieldState state, double step, double error, double low, double high) =>
        new(state.Time, step, error, state.Mass, low, high, state.Potential.Average(), state.Method == PhaseFieldMethod.Newton, [.. state.Energies.Select(e => e.Value)]);
}

/// <summary>A picture of the field.</summary>
/// <param name="Time">Its moment, in plain numbers.</param>
/// <param name="File">Its mesh file, below fields/.</param>
internal sealed record Snapshot(double Time, string File)
{
    /// <summary>Mean strain and mean stress of a periodic box with mechanics at that moment; null without.</summary>
    public BoxMeans? Box { get; init; }
}

/// <summary>Mean strain and mean stress of a periodic box, in plain numbers of the solver; a component that the box does not have is NaN.</summary>
/// <param name="Strain">ε_xx, ε_yy and ε_xy.</param>
/// <param name="Stress">σ_xx, σ_yy and σ_xy, in SI or, with units of none, in those of the scenario.</param>
internal sealed record BoxMeans(double[] Strain, double[] Stress)
{
    /// <summary>Names of the components.</summary>
    public static readonly string[] Components = ["xx", "yy", "xy"];

    /// <summary>The means of a solution.</summary>
    public static BoxMeans Of(ElasticSolution solution, PeriodicBox box)
    {
        double[] strain = solution.MeanOf(solution.PointStrain), stress = solution.MeanOf(solution.PointStress);
        bool[] has = [box.AlongX, box.AlongY, box.AlongX && box.AlongY];
        double[] Kept(double xx, double yy, double xy) => [.. new[] { xx, yy, xy }.Select((v, i) => has[i] ? v : double.NaN)];
        return new BoxMeans(Kept(strain[0], strain[1], strain[3] / 2), Kept(stress[0], stress[1], stress[3]));
    }
}

/// <summary>A run of the finite elements as far as it has come.</summary>
internal sealed class PhaseFieldCourse : FieldCourse
{
    /// <summary>The present state.</summary>
    public required PhaseFieldState State { get; set; }

    /// <summary>What the solver said before the run was stopped.</summary>
    public IReadOnlyList<Remark> EarlierRemarks { get; init; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> EnergyNames => [.. State.Energies.Select(e => e.Kind)];
}
