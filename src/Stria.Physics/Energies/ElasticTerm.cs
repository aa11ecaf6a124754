using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Numerics.Linear;
using Stria.Physics.Elasticity;

namespace Stria.Physics.Energies;

/// <summary>The energy of coherency: the least elastic energy min_u ∫ ½ ε_el : C : ε_el − work of the loads, of a body whose stress-free strain follows its composition (Santos, Mater. Horiz. 2020, eqs 14–22).</summary>
/// <remarks>Mechanical equilibrium is reached at once, so that the displacement is a function of the composition. Its slope is −σ : dε_c/dc + ½ ε_el : dC/dc : ε_el at that equilibrium;
/// its curvature acts at a distance, through the elastic solution of a change. Locally it is estimated by <see cref="CoherentStiffness"/>.</remarks>
public sealed class ElasticTerm : IEnergyTerm, IDisposable
{
    private readonly ScalarSpace space;
    private readonly ElasticProblem problem;
    private readonly ISparseSolver solver;
    private readonly double scale;
    private readonly double[] estimate;
    private ElasticSystem system;
    private ModuliSlopes? moduliSlopes;
    private double[] slopes = [], curvatures = [], evaluated = [];
    private readonly LinearCoupling? coupling;
    private ElasticSolution? solution;
    private double[]? displacement;

    /// <summary>Assembles and factors the elastic problem.</summary>
    /// <param name="space">The unknowns of the composition.</param>
    /// <param name="problem">The elastic problem on the same mesh; its moduli may depend on composition.</param>
    /// <param name="solver">The solver of its linear systems.</param>
    /// <param name="scale">What energies are divided by: RT C_max [J/m³], or 1 in a problem without units.</param>
    /// <exception cref="ScenarioException">The mesh is another one, one of both repeats itself and the other does not, or the elastic problem is not well posed.</exception>
    public ElasticTerm(ScalarSpace space, ElasticProblem problem, ISparseSolver solver, double scale = 1)
    {
        if (space.UnknownOf.Length != problem.Mesh.NodeCount || space.Mesh.CellCount != problem.Mesh.CellCount)
        {
            throw new ScenarioException($"The elastic problem has {problem.Mesh.NodeCount} nodes, the composition {space.UnknownOf.Length}.");
        }

        if (space.Count != space.UnknownOf.Length != problem.Periodic is not null)
        {
            throw new ScenarioException("Composition and displacement must repeat themselves along the same directions.");
        }

        if (problem.Model == PlaneModel.Axisymmetric)
        {
            throw new ScenarioException("The phase field is solved in the plane; an axisymmetric elastic problem does not fit it. Perhaps the radial solver serves.");
        }

        (this.space, this.problem, this.solver, this.scale) = (space, problem, solver, scale);
        Varies = problem.Materials.Any(m => m.Law.DependsOnComposition);
        double[] middle = new double[problem.Mesh.NodeCount];
        Array.Fill(middle, 0.5);
        system = ElasticSystem.Factored(Varies ? problem with { ModuliComposition = problem.ModuliComposition ?? middle } : problem, solver);
        double[] ofRegion = [.. Enumerable.Range(0, Math.Max(1, problem.Mesh.RegionNames.Count)).Select(r => CoherentStiffness.Largest(problem.MaterialOf(r), problem.Model) / scale)];
        LocalStiffness = ofRegion.Max();
        estimate = EstimateEntries(ofRegion);
        coupling = LinearCoupling.Of(problem.Periodic is null ? space.Pattern : SymmetricPattern.Of(problem.Mesh, NodalUnknowns.AllFree(1, problem.Mesh.NodeCount)), system, Varies);
    }

    /// <inheritdoc/>
    public string Kind => "elastic";

    /// <inheritdoc/>
    public bool IsQuadratic => false;

    /// <inheritdoc/>
    public bool IsLocal => false;

    /// <summary>Whether the moduli depend on composition, so that the elastic problem is factored anew at each evaluation.</summary>
    public bool Varies { get; }

    /// <summary>The largest coherent stiffness b, in the problem's units.</summary>
    public double LocalStiffness { get; }

    /// <summary>Displacement, strain and stress of the last evaluation.</summary>
    /// <exception cref="InvalidOperationException">Nothing has been evaluated.</exception>
    public ElasticSolution Solution => solution ??= displacement is null
        ? throw new InvalidOperationException("Evaluate() comes before Solution.")
        : new ElasticSolution(system, system.Load(evaluated), system.WithoutMotion(displacement));

    /// <summary>Displacement of the last evaluation, x and y for each node.</summary>
    public double[] Displacement => coupling is not null && displacement is not null ? system.WithoutMotion(displacement) : Solution.Displacement;

    /// <summary>What the elastic problem assumed.</summary>
    public IReadOnlyList<Remark> Remarks => system.Remarks;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> composition, Span<double> residual)
    {
        if (problem.Periodic is null)
        {
            return EvaluateAtNodes(composition, residual);
        }

        var nodal = new double[space.UnknownOf.Length];
        double energy = EvaluateAtNodes(space.ToNodes(composition), nodal);
        AddToUnknowns(nodal, residual);
        return energy;
    }

    /// <inheritdoc/>
    public void AddLocalTangent(Span<double> entries) => TensorPrimitives.Add(entries, estimate, entries);

    /// <inheritdoc/>
    public void AddRemainingProduct(ReadOnlySpan<double> direction, Span<double> product)
    {
        var known = new double[direction.Length];
        space.Pattern.Matrix(estimate).Multiply(direction, known);
        TensorPrimitives.Subtract(product, known, product);
        if (problem.Periodic is null)
        {
            AddProductAtNodes(direction, product);
            return;
        }

        var nodal = new double[space.UnknownOf.Length];
        AddProductAtNodes(space.ToNodes(direction), nodal);
        AddToUnknowns(nodal, product);
    }

    /// <inheritdoc/>
    public void Dispose() => system.Dispose();

    private void AddToUnknowns(double[] nodal, Span<double> unknowns)
    {
        for (int n = 0; n < nodal.Length; n++)
        {
            unknowns[space.UnknownOf[n]] += nodal[n];
        }
    }

    private double EvaluateAtNodes(ReadOnlySpan<double> composition, Span<double> residual)
    {
        if (coupling is not null)
        {
            (evaluated, solution) = (composition.ToArray(), null);
            double[] forces = coupling.Forces(composition, withConstant: true);
            TensorPrimitives.Add(forces, system.ExternalForces, forces);
            displacement = system.Respond(forces);
            coupling.AddSlope(composition, displacement, (1 / scale, true), residual);
            return coupling.Energy(composition, displacement, forces) / scale;
        }

        if (Varies)
        {
            system.Dispose();
            system = ElasticSystem.Factored(problem with { ModuliComposition = composition.ToArray() }, solver);
            moduliSlopes = ModuliSlopes.Of(system.Problem);
        }

        ElasticLoad load = system.Load(composition);
        slopes = system.Points.Strains(composition, order: 1);
        (curvatures, evaluated) = ([], composition.ToArray());
        solution = system.Solve([load])[0];
        var values = new double[system.Points.Weights.Length];
        Contract(solution.PointStress, slopes, values);
        TensorPrimitives.Multiply(values, -1 / scale, values);
        system.Points.AddToNodes(values, residual);
        moduliSlopes?.AddSlope(solution, 1 / scale, residual);
        return (solution.Energy - TensorPrimitives.Dot(system.ExternalForces, solution.Displacement)) / scale;
    }

    private void AddProductAtNodes(ReadOnlySpan<double> direction, Span<double> product)
    {
        if (coupling is not null)
        {
            coupling.AddSlope(direction, system.Respond(coupling.Forces(direction, withConstant: false)), (1 / scale, false), product);
            return;
        }

        ElasticSolution at = Solution;
        if (curvatures.Length == 0)
        {
            curvatures = system.Points.Strains(evaluated, order: 2);
        }

        double[] change = system.Points.Compositions(direction), strain = new double[slopes.Length], forces = new double[at.Displacement.Length];
        for (int i = 0; i < slopes.Length; i++)
        {
            strain[i] = slopes[i] * change[i / 4];
        }

        system.Points.AddForces(strain, system.Moduli, forces);
        moduliSlopes?.AddForces(at, system.Points, direction, forces);
        double[] moved = system.Respond(forces);
        var fields = new PointFields(new double[slopes.Length], new double[slopes.Length], new double[slopes.Length]);
        system.Points.Evaluate(new ElasticLoad(strain, forces), system.Moduli, moved, fields);
        moduliSlopes?.AddChange(at, fields, direction, 1 / scale, product);
        double[] values = new double[change.Length], bend = new double[change.Length];
        Contract(fields.Stress, slopes, values);
        Contract(at.PointStress, curvatures, bend);
        TensorPrimitives.MultiplyAdd<double>(bend, change, values, values);
        TensorPrimitives.Multiply(values, -1 / scale, values);
        system.Points.AddToNodes(values, product);
    }

    // wσ : e at each point.
    private void Contract(ReadOnlySpan<double> stress, ReadOnlySpan<double> strain, Span<double> values)
    {
        ReadOnlySpan<double> w = system.Points.Weights;
        for (int i = 0, k = 0; i < values.Length; i++, k += 4)
        {
            values[i] = w[i] * ((stress[k] * strain[k]) + (stress[k + 1] * strain[k + 1]) + (stress[k + 2] * strain[k + 2]) + (stress[k + 3] * strain[k + 3]));
        }
    }

    private double[] EstimateEntries(double[] ofRegion)
    {
        var entries = new double[space.Pattern.EntryCount];
        Span<double> values = stackalloc double[ScalarSpace.BatchSize * space.PointCount];
        for (int batch = 0; batch < space.BatchCount; batch++)
        {
            int cells = space.CellsIn(batch);
            for (int i = 0; i < space.ValuesIn(batch); i++)
            {
                values[i] = ofRegion[space.Mesh.CellRegions[(batch * ScalarSpace.BatchSize) + (i % cells)]];
            }

            space.AddMass(batch, values[..space.ValuesIn(batch)], entries);
        }

        return entries;
    }
}
