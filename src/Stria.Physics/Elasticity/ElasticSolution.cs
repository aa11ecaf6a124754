using Stria.Core;

namespace Stria.Physics.Elasticity;

/// <summary>Displacement, strain and stress of one composition. Tensor components are xx, yy, zz, xy; the shear of strain is the engineering one; about an axis zz is the hoop.</summary>
public sealed class ElasticSolution
{
    private readonly ElasticSystem system;
    private readonly ElasticLoad load;
    private PointFields? fields;
    private RegionNodes? places;

    internal ElasticSolution(ElasticSystem system, ElasticLoad load, double[] displacement) => (this.system, this.load, Displacement) = (system, load, displacement);

    /// <summary>The problem that was solved.</summary>
    public ElasticProblem Problem => system.Problem;

    /// <summary>x and y [m] for each node. Rigid motions that nothing holds have zero mean.</summary>
    public double[] Displacement { get; }

    /// <summary>Quadrature points per cell.</summary>
    public int PointsPerCell => system.Points.PerCell;

    /// <summary>Area [m²] (about an axis: volume [m³]) that each quadrature point of each cell stands for.</summary>
    public double[] PointWeights => system.Points.Weights;

    /// <summary>x and y [m] of each quadrature point of each cell.</summary>
    public double[] PointPlaces => system.Points.Places;

    /// <summary>Total strain at each quadrature point, four components each.</summary>
    public double[] PointStrain => Fields.Strain;

    /// <summary>Elastic strain at each quadrature point, four components each: sym ∇u + ε_pre − ε_c.</summary>
    public double[] PointElasticStrain => Fields.ElasticStrain;

    /// <summary>Stress [Pa] at each quadrature point, four components each.</summary>
    public double[] PointStress => Fields.Stress;

    /// <summary>Means, quantiles and extremes of values at the quadrature points.</summary>
    public PointStatistics Statistics => new(PointWeights, PointPlaces, PointsPerCell);

    /// <summary>Elastic energy ∫ ½ σ : ε_el [J per metre of thickness; about an axis J].</summary>
    public double Energy
    {
        get
        {
            double energy = 0;
            for (int i = 0; i < PointWeights.Length; i++)
            {
                ReadOnlySpan<double> s = Fields.Stress.AsSpan(4 * i, 4), e = Fields.ElasticStrain.AsSpan(4 * i, 4);
                energy += 0.5 * PointWeights[i] * ((s[0] * e[0]) + (s[1] * e[1]) + (s[2] * e[2]) + (s[3] * e[3]));
            }

            return energy;
        }
    }

    private PointFields Fields => fields ??= Evaluate();

    private RegionNodes Places => places ??= new RegionNodes(Problem.Mesh);

    /// <summary>Whether each cell belongs to a region.</summary>
    /// <exception cref="ArgumentException">The mesh has no such region.</exception>
    public bool[] CellsOf(string region)
    {
        TriangleMesh mesh = Problem.Mesh;
        int number = mesh.RegionNames.ToList().IndexOf(region);
        return number >= 0
            ? [.. Enumerable.Range(0, mesh.CellCount).Select(c => mesh.CellRegions[c] == number)]
            : throw new ArgumentException($"The mesh has no region '{region}'.", nameof(region));
    }

    /// <summary>Mean of values at the quadrature points over each cell.</summary>
    /// <param name="pointValues">All components of the first quadrature point, then of the next.</param>
    /// <param name="components">Values per point.</param>
    /// <returns>All components of the first cell, then of the next.</returns>
    public double[] CellMeans(ReadOnlySpan<double> pointValues, int components)
    {
        int perCell = PointsPerCell;
        var means = new double[components * Problem.Mesh.CellCount];
        var areas = new double[Problem.Mesh.CellCount];
        for (int i = 0; i < PointWeights.Length; i++)
        {
            double w = PointWeights[i];
            areas[i / perCell] += w;
            for (int k = 0; k < components; k++)
            {
                means[(components * (i / perCell)) + k] += w * pointValues[(components * i) + k];
            }
        }

        for (int i = 0; i < means.Length; i++)
        {
            means[i] /= areas[i / components];
        }

        return means;
    }

    /// <summary>Mean over the body of a tensor at the quadrature points.</summary>
    /// <param name="pointValues">Four components of the first point, then of the next.</param>
    /// <returns>Its four components.</returns>
    public double[] MeanOf(ReadOnlySpan<double> pointValues)
    {
        double[] mean = new double[4];
        double area = 0;
        for (int i = 0; i < PointWeights.Length; i++)
        {
            area += PointWeights[i];
            for (int k = 0; k < 4; k++)
            {
                mean[k] += PointWeights[i] * pointValues[(4 * i) + k];
            }
        }

        return [.. mean.Select(m => m / area)];
    }

    /// <summary>Stress [Pa] recovered at the nodes of each region.</summary>
    public RegionField NodalStress() => new NodalRecovery(Problem.Mesh, Problem.Rule, PointWeights).Recover(Places, PointStress);

    /// <summary>Total strain recovered at the nodes of each region.</summary>
    public RegionField NodalStrain() => new NodalRecovery(Problem.Mesh, Problem.Rule, PointWeights).Recover(Places, PointStrain);

    /// <summary>The forces that hold the body: one entry per boundary condition that holds nodes (in their order). A node that several hold is counted with the first.</summary>
    public IReadOnlyList<Reaction> Reactions()
    {
        var forces = new double[Displacement.Length];
        system.Points.AddForces(PointStress, forces);
        var sums = new (double X, double Y)[Problem.Boundary.Count];
        for (int n = 0; n < Problem.Mesh.NodeCount; n++)
        {
            int holder = system.HolderOfNode[n];
            if (holder >= 0)
            {
                sums[holder] = (sums[holder].X + forces[2 * n] - system.ExternalForces[2 * n], sums[holder].Y + forces[(2 * n) + 1] - system.ExternalForces[(2 * n) + 1]);
            }
        }

        return [.. Problem.Boundary.Select((b, k) => (b, k)).Where(p => system.HolderOfNode.Contains(p.k)).Select(p => new Reaction(p.b.Place, sums[p.k].X, sums[p.k].Y))];
    }

    private PointFields Evaluate()
    {
        int length = load.Eigenstrain.Length;
        var found = new PointFields(new double[length], new double[length], new double[length]);
        system.Points.Evaluate(load, system.Moduli, Displacement, found);
        return found;
    }
}

/// <summary>The force of a holding part on the body.</summary>
/// <param name="Place">Name of the part, or of the pinned point.</param>
/// <param name="X">Force along x [N per metre of thickness; about an axis the sum of radial forces, N].</param>
/// <param name="Y">Force along y [N per metre of thickness; about an axis N].</param>
public readonly record struct Reaction(string Place, double X, double Y);
