using Stria.Core;
using Stria.Matter;
using Stria.Numerics.Statistics;

namespace Stria.Studies;

/// <summary>How the stress-free composition is found: as given, or else as the mean x of the lowest phase there. In the second case it is known no better than the map, and an
/// error of the map moves it along.</summary>
internal sealed class ReferenceRule
{
    private const double LeastShareOfPhase = 0.02, LowShare = 0.05;
    private readonly TriangleMesh mesh;
    private readonly HostMaterial? host;
    private readonly double[] areas;
    private readonly int phase = -1;

    /// <summary>Finds the composition.</summary>
    /// <param name="problem">Whether it is given.</param>
    /// <param name="mesh">The mesh.</param>
    /// <param name="x">x at each node.</param>
    /// <param name="host">The host with its phases; null when it is not known.</param>
    public ReferenceRule(StressProblem problem, TriangleMesh mesh, double[] x, HostMaterial? host)
    {
        (this.mesh, this.host, areas) = (mesh, host, CellMeans.Areas(mesh));
        if (problem.StressFreeComposition is { } given)
        {
            (Value, Meaning, IsGiven) = (given, "as given", true);
            return;
        }

        double[] cells = CellMeans.Of(mesh, x);
        double all = areas.Sum();
        for (int p = 0; p < (host?.Phases.Count ?? 0) && phase < 0; p++)
        {
            phase = Area(cells, p) >= LeastShareOfPhase * all ? p : -1;
        }

        Value = At(x);
        Meaning = phase >= 0
            ? $"mean x of the lowest phase there, {host!.Phases[phase].Name}"
            : "the value that 5 % of the nodes stay below, since no phases are known";
    }

    /// <summary>The stress-free composition.</summary>
    public double Value { get; } = double.NaN;

    /// <summary>How it was chosen, in words.</summary>
    public string Meaning { get; }

    /// <summary>Whether it was given.</summary>
    public bool IsGiven { get; }

    /// <summary>What it would be with another composition on the same mesh.</summary>
    /// <param name="x">x at each node.</param>
    public double At(double[] x)
    {
        if (IsGiven)
        {
            return Value;
        }

        if (phase < 0)
        {
            return Quantiles.Of([.. x.Select(v => (float)v)], LowShare);
        }

        double[] cells = CellMeans.Of(mesh, x);
        double area = 0, moment = 0;
        for (int c = 0; c < cells.Length; c++)
        {
            double a = IsOf(cells[c], phase) ? areas[c] : 0;
            (area, moment) = (area + a, moment + (a * cells[c]));
        }

        return area > 0 ? moment / area : Value;
    }

    private double Area(double[] cells, int p) => cells.Select((x, c) => IsOf(x, p) ? areas[c] : 0).Sum();

    private bool IsOf(double x, int p) => host!.PhaseAt(x) is { } found && found.Name == host.Phases[p].Name;
}
