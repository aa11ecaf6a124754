using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Numerics.Linear;

namespace Stria.Physics.Elasticity;

/// <summary>An elastic problem, assembled and factored once, and solved for as many compositions as are asked.</summary>
public sealed class ElasticSystem : IDisposable
{
    private const int SolvedAtOnce = 16;
    private readonly AssembledSystem assembled;
    private readonly FloatingParticles floating;
    private readonly double[] externalForces;
    private readonly BoxTies ties;
    private IFactorization? factors;
    private BoxStrain? boxStrain;

    /// <summary>Assembles; <see cref="Factor"/> must follow before <see cref="Solve(ReadOnlySpan{double})"/>.</summary>
    /// <param name="problem">What is asked.</param>
    /// <exception cref="ScenarioException">Conditions contradict each other or name parts that are not there, a floating particle is pushed by its loads, or a law has no stiffness in this plane.</exception>
    public ElasticSystem(ElasticProblem problem)
    {
        problem.Check();
        Problem = problem;
        Points = new ElasticPoints(problem);
        var constraints = NodeConstraints.Of(problem);
        BoxTies.Check(problem, constraints);
        externalForces = ExternalLoads.Of(problem);
        BoxStrain.AddMeanStress(problem, Points, externalForces);
        floating = FloatingParticles.Of(problem, constraints);
        floating.Balance(externalForces);
        HolderOfNode = constraints.Owner;
        ties = BoxTies.Of(problem, constraints);
        Moduli = MaterialModuli.Of(problem);
        var stiffness = new StrainStiffness(problem.Mesh, Moduli, problem.Operation, problem.Rule);
        assembled = SymmetricAssembly.Run(SymmetricPattern.Of(ties.Pattern, Unknowns), stiffness);
    }

    /// <summary>What was asked.</summary>
    public ElasticProblem Problem { get; }

    /// <summary>The stiffness matrix.</summary>
    public SymmetricMatrix Matrix => assembled.Matrix;

    /// <summary>What was assumed: rigid motions that were held, loads that were balanced.</summary>
    public IReadOnlyList<Remark> Remarks => floating.Remarks;

    /// <summary>Which unknowns are free, and along which axes; in a periodic box those of the nodes that are different.</summary>
    public NodalUnknowns Unknowns => ties.Unknowns;

    /// <summary>Stress from elastic strain, cell by cell.</summary>
    public CellModuli Moduli { get; }

    internal ElasticPoints Points { get; }

    internal ReadOnlySpan<double> ExternalForces => externalForces;

    internal int[] HolderOfNode { get; }

    /// <summary>Assembles and factors.</summary>
    /// <param name="problem">What is asked.</param>
    /// <param name="solver">The solver of the linear system.</param>
    /// <exception cref="ScenarioException">As the constructor; or something in the mesh hangs together by a single node.</exception>
    public static ElasticSystem Factored(ElasticProblem problem, ISparseSolver solver)
    {
        var system = new ElasticSystem(problem);
        system.Factor(solver);
        return system;
    }

    /// <summary>Factors the matrix.</summary>
    /// <param name="solver">The solver of the linear system.</param>
    /// <exception cref="ScenarioException">Something in the mesh can move without strain, such as two particles that share a single node.</exception>
    public void Factor(ISparseSolver solver)
    {
        factors?.Dispose();
        try
        {
            factors = solver.Factor(assembled.Matrix);
        }
        catch (SingularMatrixException singular)
        {
            string where = "";
            if (singular.Unknown >= 0)
            {
                int node = ties.NodeOf(singular.Unknown);
                where = $" near ({Problem.Mesh.Points[2 * node]:G4}, {Problem.Mesh.Points[(2 * node) + 1]:G4}) m";
            }

            throw new ScenarioException($"Something{where} can move without strain, so that its place is not determined. Perhaps two particles touch at a single node.", singular);
        }

        boxStrain = Problem.Periodic is null ? null : BoxStrain.Of(Problem, ForcesOfUniform, forces => RespondStill(forces));
    }

    /// <summary>The chemical strain of a composition and the forces that it stands for.</summary>
    /// <param name="composition">Site fraction c, one per node.</param>
    /// <exception cref="ScenarioException">The number of values does not fit, one is not finite, or one lies outside a table of strain.</exception>
    public ElasticLoad Load(ReadOnlySpan<double> composition) => Points.Load(composition, 0, Moduli);

    /// <summary>The same with another stress-free composition: the strain of that composition is taken off everywhere.</summary>
    /// <param name="composition">Site fraction c, one per node.</param>
    /// <param name="referenceChange">By how much the stress-free composition is higher than the laws'.</param>
    /// <exception cref="ScenarioException">The number of values does not fit, one is not finite, or one lies outside a table of strain.</exception>
    public ElasticLoad Load(ReadOnlySpan<double> composition, double referenceChange) => Points.Load(composition, referenceChange, Moduli);

    /// <summary>The chemical strain of a composition that is known at the quadrature points (<see cref="ElasticProblem.PointPlaces"/>), and the forces that it stands for. In six-node
    /// cells the strain is made linear, as that of the displacement is: sharp changes inside a cell then cost ten times less in the energy than nodal values do.</summary>
    /// <param name="composition">Site fraction c at each point of the first cell, then of the next.</param>
    /// <exception cref="ScenarioException">As <see cref="Load(ReadOnlySpan{double})"/>.</exception>
    public ElasticLoad LoadAtPoints(ReadOnlySpan<double> composition) => Points.LoadAtPoints(composition, Moduli);

    /// <summary>Displacement, strain and stress of a composition.</summary>
    /// <param name="composition">Site fraction c, one per node.</param>
    /// <exception cref="ScenarioException">As <see cref="Load(ReadOnlySpan{double})"/>.</exception>
    public ElasticSolution Solve(ReadOnlySpan<double> composition) => Solve([Load(composition)])[0];

    /// <summary>Displacement, strain and stress of loads that <see cref="Load(ReadOnlySpan{double})"/> has made.</summary>
    public IReadOnlyList<ElasticSolution> Solve(IReadOnlyList<ElasticLoad> loads)
    {
        IFactorization solver = factors ?? throw new InvalidOperationException("Factor() comes before Solve().");
        int n = Unknowns.Count;
        var sides = new double[n * loads.Count];
        var nodal = new double[externalForces.Length];
        for (int k = 0; k < loads.Count; k++)
        {
            System.Numerics.Tensors.TensorPrimitives.Add(externalForces, loads[k].Forces, nodal);
            Span<double> side = sides.AsSpan(k * n, n);
            ties.Restrict(nodal, side);
            System.Numerics.Tensors.TensorPrimitives.Add(side, assembled.Lift, side);
        }

        if (n > 0)
        {
            solver.Solve(sides, loads.Count);
        }

        var solutions = new ElasticSolution[loads.Count];
        for (int k = 0; k < solutions.Length; k++)
        {
            var displacement = new double[nodal.Length];
            ties.Expand(sides.AsSpan(k * n, n), withHeld: true, displacement);
            if (boxStrain is not null)
            {
                System.Numerics.Tensors.TensorPrimitives.Add(externalForces, loads[k].Forces, nodal);
                boxStrain.Add(nodal, withGiven: true, displacement);
            }

            floating.TakeOffMotion(displacement);
            solutions[k] = new ElasticSolution(this, loads[k], displacement);
        }

        return solutions;
    }

    /// <summary>The displacement that further nodal forces add, where nothing is held elsewhere than at zero.</summary>
    internal double[] Respond(ReadOnlySpan<double> forces)
    {
        double[] displacement = RespondStill(forces);
        boxStrain?.Add(forces, withGiven: false, displacement);
        return displacement;
    }

    /// <summary>Whether nothing is held elsewhere than at zero.</summary>
    internal bool HoldsAtZero => boxStrain is not { IsStrained: true } && Enumerable.Range(0, 2 * Unknowns.NodeCount).All(i => !Unknowns.IsHeld(i / 2, i % 2) || Unknowns.HeldValue(i / 2, i % 2) == 0);

    /// <summary>A displacement without the rigid motions that nothing holds.</summary>
    internal double[] WithoutMotion(double[] displacement)
    {
        double[] still = [.. displacement];
        floating.TakeOffMotion(still);
        return still;
    }

    /// <summary>Solves for many compositions with the same factors, a few at a time.</summary>
    /// <param name="compositions">Site fractions, one array with a value per node for each.</param>
    /// <param name="progress">Told how far the work has come.</param>
    /// <param name="cancel">Stops between groups.</param>
    /// <exception cref="ScenarioException">As <see cref="Load(ReadOnlySpan{double})"/>.</exception>
    public IReadOnlyList<ElasticSolution> SolveMany(IReadOnlyList<double[]> compositions, IProgress<RunProgress>? progress = null, CancellationToken cancel = default)
    {
        var solutions = new List<ElasticSolution>(compositions.Count);
        foreach (double[][] group in compositions.Chunk(SolvedAtOnce))
        {
            cancel.ThrowIfCancellationRequested();
            solutions.AddRange(Solve([.. group.Select(c => Load(c))]));
            progress?.Report(new RunProgress("stress", (double)solutions.Count / compositions.Count));
        }

        return solutions;
    }

    /// <inheritdoc/>
    public void Dispose() => factors?.Dispose();

    // The answer of a box whose mean strain is zero, and of everything else.
    private double[] RespondStill(ReadOnlySpan<double> forces)
    {
        IFactorization solver = factors ?? throw new InvalidOperationException("Factor() comes before Respond().");
        double[] side = new double[Unknowns.Count], displacement = new double[forces.Length];
        ties.Restrict(forces, side);
        if (side.Length > 0)
        {
            solver.Solve(side);
        }

        ties.Expand(side, withHeld: false, displacement);
        return displacement;
    }

    private double[] ForcesOfUniform(double[] strain)
    {
        double[] everywhere = new double[4 * Points.PerCell * Problem.Mesh.CellCount], forces = new double[2 * Problem.Mesh.NodeCount];
        for (int i = 0; i < everywhere.Length; i++)
        {
            everywhere[i] = strain[i % 4];
        }

        Points.AddForces(everywhere, Moduli, forces);
        return forces;
    }
}
