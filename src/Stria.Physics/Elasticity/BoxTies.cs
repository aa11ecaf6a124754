using Stria.Core;
using Stria.Numerics.Fem;

namespace Stria.Physics.Elasticity;

/// <summary>The unknowns of an elastic problem: those of its nodes, or in a periodic box those of the nodes that are different.</summary>
internal sealed class BoxTies
{
    private const double OnSide = 1e-6;
    private readonly TiedNodes? tied;

    private BoxTies(TiedNodes? tied, TriangleMesh mesh, NodeConstraints constraints)
    {
        this.tied = tied;
        Pattern = tied?.Topology ?? mesh;
        if (tied is null)
        {
            Unknowns = new NodalUnknowns(2, constraints.Held, constraints.Values, constraints.Axes);
            return;
        }

        var (held, values) = (new bool[2 * tied.Count], new double[2 * tied.Count]);
        for (int i = 0; i < constraints.Held.Length; i++)
        {
            int at = (2 * tied.UnknownOf[i / 2]) + (i % 2);
            (held[at], values[at]) = (held[at] || constraints.Held[i], constraints.Held[i] ? constraints.Values[i] : values[at]);
        }

        double[]? axes = constraints.Axes is { } own ? [.. tied.NodeOf.ToArray().SelectMany(n => new[] { own[2 * n], own[(2 * n) + 1] })] : null;
        Unknowns = new NodalUnknowns(2, held, values, axes);
    }

    /// <summary>The mesh over whose nodes the unknowns are numbered.</summary>
    public TriangleMesh Pattern { get; }

    public NodalUnknowns Unknowns { get; }

    public static BoxTies Of(ElasticProblem problem, NodeConstraints constraints) =>
        new(problem.Periodic is { } box ? new TiedNodes(problem.Mesh, box.AlongX, box.AlongY) : null, problem.Mesh, constraints);

    /// <summary>Refuses what contradicts a box that repeats itself: repeated sides that are held or loaded, and sides that are held along a direction in which the box is to change its length.</summary>
    /// <exception cref="ScenarioException">As said.</exception>
    public static void Check(ElasticProblem problem, NodeConstraints constraints)
    {
        if (problem.Periodic is not { } box)
        {
            return;
        }

        bool[] repeats = [box.AlongX, box.AlongY];
        foreach (BoundaryCondition condition in problem.Boundary.Where(b => b is not Free))
        {
            if (condition is PinnedPoint || LiesOnRepeatedSide(problem.Mesh, EdgeWalk.PartNumber(problem.Mesh, condition.Place), repeats))
            {
                throw new ScenarioException($"'{condition.Place}' lies on sides of the periodic box that continue on the opposite side; it cannot be held or loaded. Perhaps 'mean_strain' or 'mean_stress' is meant.");
            }
        }

        for (int i = 0; i < constraints.Held.Length; i++)
        {
            double? strain = box.Strain.Components[i % 2];
            if (constraints.Held[i] && repeats[i % 2] && strain is not 0)
            {
                throw new ScenarioException(
                    $"'{problem.Boundary[constraints.Owner[i / 2]].Place}' is held along {"xy"[i % 2]}, the direction in which the periodic box {(strain is null ? "is free to change its length" : $"is stretched by {strain:G4}")}. "
                    + $"Perhaps hold it by a roller, or give the mean strain {"xy"[i % 2]}{"xy"[i % 2]} as 0.");
            }
        }
    }

    /// <summary>Takes nodal forces to the unknowns.</summary>
    public void Restrict(ReadOnlySpan<double> nodal, Span<double> loads) => Unknowns.Restrict(tied is null ? nodal : tied.Gather(nodal, 2), loads);

    /// <summary>Displacement of the nodes; with the held values, or zero in their place.</summary>
    public void Expand(ReadOnlySpan<double> solved, bool withHeld, Span<double> nodal)
    {
        Span<double> target = tied is null ? nodal : new double[2 * tied.Count];
        if (withHeld)
        {
            Unknowns.Expand(solved, target);
        }
        else
        {
            Unknowns.ExpandFree(solved, target);
        }

        tied?.Spread(target, 2, nodal);
    }

    /// <summary>The node of the mesh that an unknown belongs to.</summary>
    public int NodeOf(int unknown) => tied is null ? Unknowns.NodeOf(unknown) : tied.NodeOf[Unknowns.NodeOf(unknown)];

    private static bool LiesOnRepeatedSide(TriangleMesh mesh, int part, bool[] repeats)
    {
        (double[] low, double[] high) = (new[] { double.PositiveInfinity, double.PositiveInfinity }, new[] { double.NegativeInfinity, double.NegativeInfinity });
        for (int i = 0; i < mesh.Points.Length; i++)
        {
            (low[i % 2], high[i % 2]) = (Math.Min(low[i % 2], mesh.Points[i]), Math.Max(high[i % 2], mesh.Points[i]));
        }

        for (int edge = 0; edge < mesh.EdgeCount; edge++)
        {
            ReadOnlySpan<int> n = mesh.Edge(edge);
            for (int axis = 0; axis < 2 && mesh.EdgeParts[edge] == part; axis++)
            {
                double middle = (mesh.Points[(2 * n[0]) + axis] + mesh.Points[(2 * n[1]) + axis]) / 2, slack = OnSide * (high[axis] - low[axis]);
                if (repeats[axis] && (middle < low[axis] + slack || middle > high[axis] - slack))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
