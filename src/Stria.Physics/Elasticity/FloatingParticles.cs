using Stria.Core;
using Stria.Numerics.Fem;

namespace Stria.Physics.Elasticity;

/// <summary>Particles that the boundary conditions leave free to move as a whole. They are pinned at as many components as they have free motions, at places where no force arises, and their mean motion is taken off afterwards.</summary>
internal sealed class FloatingParticles
{
    private const double NoMotion = 1e-10, Balanced = 1e-9, Refused = 1e-3;
    private readonly ElasticProblem problem;
    private readonly NodeConstraints constraints;
    private readonly ConnectedParts parts;
    private readonly double[] nodeArea;
    private int[]? regionOfPart;
    private readonly List<Particle> floating = [];

    private FloatingParticles(ElasticProblem problem, NodeConstraints constraints)
    {
        (this.problem, this.constraints) = (problem, constraints);
        parts = ConnectedParts.Of(problem.Mesh);
        nodeArea = NodeAreas(problem.Mesh);
    }

    /// <summary>What was pinned and balanced, for the report.</summary>
    public List<Remark> Remarks { get; } = [];

    /// <summary>Finds the free motions of each particle, pins them in the constraints, and holds nodes that no cell uses.</summary>
    public static FloatingParticles Of(ElasticProblem problem, NodeConstraints constraints)
    {
        var particles = new FloatingParticles(problem, constraints);
        var count = new int[particles.parts.Count];
        ReadOnlySpan<int> part = particles.parts.OfNode;
        for (int n = 0; n < part.Length; n++)
        {
            if (part[n] < 0)
            {
                (constraints.Held[2 * n], constraints.Held[(2 * n) + 1]) = (true, true);
            }
            else
            {
                count[part[n]]++;
            }
        }

        int[][] nodes = [.. count.Select(c => new int[c])];
        for (int n = part.Length - 1; n >= 0; n--)
        {
            if (part[n] >= 0)
            {
                nodes[part[n]][--count[part[n]]] = n;
            }
        }

        foreach (int[] list in nodes)
        {
            particles.Examine(list);
        }

        particles.Tell();
        return particles;
    }

    /// <summary>Takes off what loads on floating particles have left of resultant force, when it is no more than their discretisation explains.</summary>
    /// <param name="forces">x and y for each node; changed.</param>
    /// <exception cref="ScenarioException">A floating particle is pushed or turned by its loads.</exception>
    public void Balance(Span<double> forces)
    {
        foreach (Particle p in floating)
        {
            double[] work = Coefficients(p, forces, weighted: false);
            double total = 0, largest = work.Max(Math.Abs) * p.MotionScale;
            foreach (int n in p.Nodes)
            {
                total += double.Hypot(forces[2 * n], forces[(2 * n) + 1]);
            }

            if (largest > Refused * total)
            {
                throw Unbalanced(p, forces);
            }

            if (largest > Balanced * total)
            {
                Remarks.Add(Remark.Note($"The loads on {NameOf(p)} leave {largest / total:G2} of their sum unbalanced; an even body force takes it up."));
            }

            TakeOff(p, work, forces, weighted: true);
        }
    }

    /// <summary>Takes the mean of the free motions off the displacement of floating particles.</summary>
    /// <param name="displacement">x and y [m] for each node; changed.</param>
    public void TakeOffMotion(Span<double> displacement)
    {
        foreach (Particle p in floating)
        {
            TakeOff(p, Coefficients(p, displacement, weighted: true), displacement, weighted: false);
        }
    }

    private double[] Coefficients(Particle p, ReadOnlySpan<double> field, bool weighted)
    {
        var found = new double[p.Motions.Length];
        for (int k = 0; k < found.Length; k++)
        {
            foreach (int n in p.Nodes)
            {
                (double x, double y) = p.MotionAt(k, n);
                found[k] += (weighted ? nodeArea[n] : 1) * ((x * field[2 * n]) + (y * field[(2 * n) + 1]));
            }
        }

        return found;
    }

    // The motions are orthonormal in the weights of the nodes, so their coefficients are independent.
    private void TakeOff(Particle p, double[] coefficients, Span<double> field, bool weighted)
    {
        for (int k = 0; k < coefficients.Length; k++)
        {
            foreach (int n in p.Nodes)
            {
                (double x, double y) = p.MotionAt(k, n);
                double factor = coefficients[k] * (weighted ? nodeArea[n] : 1);
                field[2 * n] -= factor * x;
                field[(2 * n) + 1] -= factor * y;
            }
        }
    }

    private void Examine(int[] nodes)
    {
        var p = new Particle(problem.Mesh, nodes, nodeArea);
        p.FindMotions((problem.Model == PlaneModel.Axisymmetric, problem.Periodic is not null), constraints, NoMotion);
        if (p.Motions.Length > 0)
        {
            floating.Add(p);
            p.Pin(constraints);
        }
    }

    private void Tell()
    {
        if (floating.Count == 0)
        {
            return;
        }

        string who = floating.Count == 1 ? NameOf(floating[0]) : $"{floating.Count} particles";
        Remarks.Add(Remark.Note($"The boundary conditions leave {floating.Sum(p => p.Motions.Length)} rigid motions of {who} free; they are held without force, and the mean motion is taken off."));
    }

    private ScenarioException Unbalanced(Particle p, ReadOnlySpan<double> forces)
    {
        double x = 0, y = 0, moment = 0;
        foreach (int n in p.Nodes)
        {
            (x, y) = (x + forces[2 * n], y + forces[(2 * n) + 1]);
            moment += ((problem.Mesh.Points[2 * n] - p.X) * forces[(2 * n) + 1]) - ((problem.Mesh.Points[(2 * n) + 1] - p.Y) * forces[2 * n]);
        }

        (string force, string turn) = problem.Model == PlaneModel.Axisymmetric ? ("N", "N m") : ("N/m", "N");
        return new ScenarioException(
            $"Nothing holds {NameOf(p)}, but its loads add up to ({x:G4}, {y:G4}) {force} and to a moment of {moment:G4} {turn} about its centre. Perhaps hold a part of its boundary, or balance the tractions.");
    }

    private string NameOf(Particle p)
    {
        regionOfPart ??= RegionOfParts(problem.Mesh, parts);
        int part = parts.OfNode[p.Nodes[0]], region = regionOfPart[part], pieces = regionOfPart.Count(r => r == region);
        double micrometres = 1e6 * problem.MetresPerUnit ?? 1;
        string place = $"centre ({Math.Round(p.X * micrometres, 3) + 0.0:G4}, {Math.Round(p.Y * micrometres, 3) + 0.0:G4}){(problem.MetresPerUnit is null ? "" : " µm")}", name = problem.Mesh.RegionNames[region];
        return pieces == 1 ? $"'{name}' ({place})" : $"piece {regionOfPart.Take(part + 1).Count(r => r == region)} of {pieces} of '{name}' ({place})";
    }

    // The region of each part's first cell; a particle of several regions is named after that one.
    private static int[] RegionOfParts(TriangleMesh mesh, ConnectedParts parts)
    {
        var regions = new int[parts.Count];
        for (int cell = mesh.CellCount - 1; cell >= 0; cell--)
        {
            regions[parts.OfNode[mesh.Cell(cell)[0]]] = mesh.CellRegions[cell];
        }

        return regions;
    }

    private static double[] NodeAreas(TriangleMesh mesh)
    {
        var areas = new double[mesh.NodeCount];
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            double share = mesh.TwiceCornerArea(cell) / (2 * mesh.NodesPerCell);
            foreach (int n in mesh.Cell(cell))
            {
                areas[n] += share;
            }
        }

        return areas;
    }
}
