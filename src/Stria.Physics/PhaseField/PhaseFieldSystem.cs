using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Numerics.Linear;
using Stria.Physics.Energies;
using Stria.Physics.FreeEnergies;

namespace Stria.Physics.PhaseField;

/// <summary>The matrices, terms and boundary values of a problem on its mesh. Of the two unknowns of a node the potential comes first: its pivots are negative whatever f″ is.</summary>
internal sealed class PhaseFieldSystem : IDisposable
{
    private readonly ScalarSpace flow;
    private readonly double[]? constantMobility;
    private readonly SymmetricMatrix massMatrix;
    private readonly SourceLoads? source;

    /// <exception cref="ScenarioException">The problem contradicts itself.</exception>
    public PhaseFieldSystem(PhaseFieldProblem problem, ISparseSolver solver)
    {
        PhaseFieldChecks.Check(problem);
        Problem = problem;
        TriangleMesh mesh = problem.Mesh;
        int[]? unknowns = problem.PeriodicAlongX || problem.PeriodicAlongY ? PeriodicNodes.Of(mesh, problem.PeriodicAlongX, problem.PeriodicAlongY) : null;
        Space = new ScalarSpace(mesh, RuleOf(problem), unknowns);
        flow = problem.MobilityDirections.IsUnity ? Space : Space.WithTensor(problem.MobilityDirections.InCells(mesh.CellCount, problem.AxisAngles));
        Mass = Space.MassEntries();
        massMatrix = Space.Pattern.Matrix(Mass);
        Flow = Conserved ? flow.StiffnessEntries() : Mass;
        Boundary = PhaseFieldBoundary.Of(problem, Space);
        List<IEnergyTerm> terms = MakeTerms();
        // Factored last: what is refused before it leaves nothing behind.
        Elastic = problem.Elasticity is { } elasticity ? new ElasticTerm(Space, elasticity, solver, problem.Scales.EnergyDensity) : null;
        Terms = Elastic is null ? terms : [.. terms, Elastic];
        Quadratic = new double[Space.Pattern.EntryCount];
        foreach (IEnergyTerm term in Terms.Where(t => t.IsQuadratic))
        {
            term.AddLocalTangent(Quadratic);
        }

        constantMobility = problem.Mobility.IsConstant ? Scaled(Flow, problem.Mobility.Largest) : null;
        Paired = new PairedMatrix(Space.Pattern);
        source = problem.Source is null ? null : new SourceLoads(problem.Source, Space);
        Parts = ConnectedParts.Of(Space.Pattern.Mesh);
    }

    public PhaseFieldProblem Problem { get; }

    public ScalarSpace Space { get; }

    public IReadOnlyList<IEnergyTerm> Terms { get; }

    public ElasticTerm? Elastic { get; }

    public PairedMatrix Paired { get; }

    public PhaseFieldBoundary Boundary { get; }

    public ConnectedParts Parts { get; }

    /// <summary>Entries of ∫ N_i N_j.</summary>
    public double[] Mass { get; }

    /// <summary>Entries of ∫ ∇N_i · T ∇N_j, or of the mass where the field relaxes.</summary>
    public double[] Flow { get; }

    /// <summary>Entries of the curvature of all quadratic terms.</summary>
    public double[] Quadratic { get; }

    public bool Conserved => Problem.Dynamics == PhaseFieldDynamics.Conserved;

    public int Count => Space.Count;

    public CompositionDomain Domain => Problem.FreeEnergy.Domain;

    public static double[] Scaled(double[] entries, double factor)
    {
        var scaled = new double[entries.Length];
        TensorPrimitives.Multiply(entries, factor, scaled);
        return scaled;
    }

    public void MultiplyMass(ReadOnlySpan<double> x, Span<double> y) => massMatrix.Multiply(x, y);

    public void Multiply(double[] entries, ReadOnlySpan<double> x, Span<double> y) => Space.Pattern.Matrix(entries).Multiply(x, y);

    /// <summary>All terms at a composition: their values, and dE/dc of the quadratic ones and of the others.</summary>
    public EnergyShare[] Evaluate(ReadOnlySpan<double> composition, Span<double> forces, Span<double> quadratic)
    {
        var shares = new EnergyShare[Terms.Count];
        for (int k = 0; k < shares.Length; k++)
        {
            shares[k] = new EnergyShare(Terms[k].Kind, Terms[k].Evaluate(composition, Terms[k].IsQuadratic ? quadratic : forces));
        }

        return shares;
    }

    /// <summary>dE/dc of the quadratic terms.</summary>
    public void EvaluateQuadratic(ReadOnlySpan<double> composition, Span<double> residual)
    {
        foreach (IEnergyTerm term in Terms)
        {
            if (term.IsQuadratic)
            {
                term.Evaluate(composition, residual);
            }
        }
    }

    /// <summary>Entries of ∫ M(c) ∇N_i · T ∇N_j.</summary>
    public double[] MobilityEntries(ReadOnlySpan<double> composition)
    {
        if (constantMobility is not null)
        {
            return constantMobility;
        }

        var entries = new double[Space.Pattern.EntryCount];
        Span<double> c = stackalloc double[ScalarSpace.BatchSize * Space.PointCount], m = stackalloc double[c.Length];
        for (int batch = 0; batch < Space.BatchCount; batch++)
        {
            int count = Space.ValuesIn(batch);
            Space.Interpolate(batch, composition, c[..count]);
            Problem.Mobility.Evaluate(c[..count], m[..count], []);
            if (Conserved)
            {
                flow.AddStiffness(batch, m[..count], entries);
            }
            else
            {
                Space.AddMass(batch, m[..count], entries);
            }
        }

        return entries;
    }

    /// <summary>Adds factor · ∫ M′(c) δc ∇N_i · T ∇μ.</summary>
    public void AddMobilitySlope(double[] composition, double[] potential, ReadOnlySpan<double> change, double factor, Span<double> target)
    {
        int most = ScalarSpace.BatchSize * Space.PointCount;
        Span<double> c = stackalloc double[most], m = stackalloc double[most], slope = stackalloc double[most], a = stackalloc double[most], b = stackalloc double[most];
        for (int batch = 0; batch < Space.BatchCount; batch++)
        {
            int count = Space.ValuesIn(batch);
            Space.Interpolate(batch, composition, c[..count]);
            Problem.Mobility.Evaluate(c[..count], m[..count], slope[..count]);
            Space.Interpolate(batch, change, m[..count]);
            TensorPrimitives.Multiply(slope[..count], m[..count], slope[..count]);
            TensorPrimitives.Multiply(slope[..count], factor, slope[..count]);
            if (Conserved)
            {
                flow.Differentiate(batch, potential, a[..count], b[..count]);
                flow.AddFlux(batch, slope[..count], a[..count], b[..count], target);
            }
            else
            {
                Space.Interpolate(batch, potential, a[..count]);
                TensorPrimitives.Multiply(slope[..count], a[..count], a[..count]);
                Space.AddIntegral(batch, a[..count], target);
            }
        }
    }

    /// <summary>What leaves each unknown per time: fluxes through the boundary, less sources.</summary>
    public void Outflow(double time, Span<double> loads)
    {
        Boundary.Outflow.CopyTo(loads);
        source?.Subtract(time, loads);
    }

    /// <summary>How far one may go from a composition before a value reaches a bound; infinite when none is met within reach.</summary>
    public double Reach(ReadOnlySpan<double> composition, ReadOnlySpan<double> change)
    {
        if (double.IsInfinity(Domain.Low) && double.IsInfinity(Domain.High))
        {
            return double.PositiveInfinity;
        }

        double reach = ReachOf(composition, change);
        Span<double> c = stackalloc double[ScalarSpace.BatchSize * Space.PointCount], d = stackalloc double[c.Length];
        for (int batch = 0; batch < Space.BatchCount && Space.Mesh.NodesPerCell == 6; batch++)
        {
            int count = Space.ValuesIn(batch);
            Space.Interpolate(batch, composition, c[..count]);
            Space.Interpolate(batch, change, d[..count]);
            reach = Math.Min(reach, ReachOf(c[..count], d[..count]));
        }

        return reach;
    }

    /// <summary>Whether a composition lies within the bounds everywhere.</summary>
    public bool IsWithin(ReadOnlySpan<double> composition)
    {
        bool within = composition.IndexOfAnyExceptInRange(double.MinValue, double.MaxValue) < 0 && IsWithinDomain(composition);
        Span<double> c = stackalloc double[ScalarSpace.BatchSize * Space.PointCount];
        for (int batch = 0; batch < Space.BatchCount && within && Space.Mesh.NodesPerCell == 6; batch++)
        {
            int count = Space.ValuesIn(batch);
            Space.Interpolate(batch, composition, c[..count]);
            within = IsWithinDomain(c[..count]);
        }

        return within;
    }

    public void Dispose() => Elastic?.Dispose();

    private bool IsWithinDomain(ReadOnlySpan<double> values) => Domain.Contains(TensorPrimitives.Min(values)) && Domain.Contains(TensorPrimitives.Max(values));

    private double ReachOf(ReadOnlySpan<double> c, ReadOnlySpan<double> d)
    {
        (double low, double high) = (Domain.Low, Domain.High);
        double reach = double.PositiveInfinity;
        for (int i = 0; i < c.Length; i++)
        {
            double room = d[i] > 0 ? high - c[i] : c[i] - low, step = Math.Abs(d[i]);
            reach = step * reach > room ? room / step : reach;
        }

        return reach;
    }

    private static QuadratureRule RuleOf(PhaseFieldProblem problem) => problem.Mesh.NodesPerCell == 6
        ? QuadratureRule.Triangle(5)
        : problem.Quadrature == PhaseFieldQuadrature.Balanced ? QuadratureRule.BalancedTriangle() : QuadratureRule.Triangle(4);

    private List<IEnergyTerm> MakeTerms()
    {
        var terms = new List<IEnergyTerm>
        {
            new ChemicalTerm(Space, Problem.FreeEnergy, Problem.Scales.ThermalEnergy),
            new GradientTerm(Space, Problem.Gradient.InCells(Space.Mesh.CellCount, Problem.AxisAngles)),
        };
        terms.AddRange(Problem.Wetting.Select(w => new WettingTerm(Space, w.Part, w.Linear, w.Quadratic)));
        return terms;
    }
}
