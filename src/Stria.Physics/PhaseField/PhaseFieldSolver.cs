using System.Numerics.Tensors;
using Stria.Core;
using Stria.Numerics.Linear;
using Stria.Numerics.Time;
using Stria.Physics.Elasticity;
using Stria.Physics.Energies;

namespace Stria.Physics.PhaseField;

/// <summary>Advances a phase field in time: chooses the method, controls errors, takes back steps that break a law, and gives reasons when it must stop.</summary>
public sealed class PhaseFieldSolver : IDisposable
{
    private readonly PhaseFieldSystem system;
    private readonly PhaseFieldTime options;
    private readonly PairFactors solver = new();
    private LinearStepper? linear;
    private NewtonStepper? newton;

    /// <summary>Assembles a problem.</summary>
    /// <param name="problem">What is asked.</param>
    /// <param name="options">How time is stepped.</param>
    /// <param name="elasticSolver">The solver of the elastic problem; null for the built-in one.</param>
    /// <exception cref="ScenarioException">The problem contradicts itself.</exception>
    public PhaseFieldSolver(PhaseFieldProblem problem, PhaseFieldTime? options = null, ISparseSolver? elasticSolver = null)
    {
        this.options = options ?? new PhaseFieldTime();
        system = new PhaseFieldSystem(problem, elasticSolver ?? new BuiltInSolver());
    }

    /// <summary>What is asked.</summary>
    public PhaseFieldProblem Problem => system.Problem;

    /// <summary>Number of unknowns of the composition: one per node, fewer in periodic boxes.</summary>
    public int Count => system.Count;

    /// <summary>Area of the mesh.</summary>
    public double Area => system.Space.Area;

    /// <summary>The energy terms.</summary>
    public IReadOnlyList<IEnergyTerm> Terms => system.Terms;

    /// <summary>What was chosen and assumed, in words; filled by <see cref="Start"/>.</summary>
    public IReadOnlyList<Remark> Remarks { get; private set; } = [];

    /// <summary>Displacement, strain and stress of a state.</summary>
    /// <exception cref="InvalidOperationException">The problem has no mechanics.</exception>
    public ElasticSolution ElasticSolutionOf(PhaseFieldState state)
    {
        ElasticTerm term = system.Elastic ?? throw new InvalidOperationException("The problem has no mechanics.");
        term.Evaluate(state.Composition, new double[system.Count]);
        return term.Solution;
    }

    /// <summary>Values at the nodes of the mesh from values of the unknowns.</summary>
    public double[] ToNodes(ReadOnlySpan<double> unknowns) => system.Space.ToNodes(unknowns);

    /// <summary>Values of the unknowns from values at the nodes of the mesh.</summary>
    public double[] FromNodes(ReadOnlySpan<double> nodal) => system.Space.FromNodes(nodal);

    /// <summary>The state at the start.</summary>
    /// <param name="composition">c, one per unknown (<see cref="FromNodes"/>).</param>
    /// <param name="time">Time of the start.</param>
    /// <exception cref="ScenarioException">A composition is out of bounds.</exception>
    public PhaseFieldState Start(ReadOnlySpan<double> composition, double time = 0)
    {
        double[] start = composition.ToArray(), potential = new double[start.Length];
        PhaseFieldChecks.CheckStart(system, start);
        system.Boundary.Impose(potential, start);
        if (!system.IsWithin(start))
        {
            system.Boundary.Straighten(system.Space, start);
            PhaseFieldChecks.CheckStart(system, start);
        }

        MethodChoice choice = MethodChoice.Of(system, options, start);
        Prepare(choice.Stabilisation);
        Remarks = [.. Remarks, Remark.Note($"Time is stepped by the {(choice.Method == PhaseFieldMethod.Linear ? "linear" : "Newton")} method: {choice.Reason}.")];
        double first = options.FirstStep ?? FirstStep(choice.Deepest);
        double[] forces = new double[start.Length], quadratic = new double[start.Length];
        EnergyShare[] energies = system.Evaluate(start, forces, quadratic);
        TensorPrimitives.Add(forces, quadratic, potential);
        using (IFactorization mass = new BuiltInSolver().Factor(system.Space.Pattern.Matrix(system.Mass)))
        {
            mass.Solve(potential);
        }

        system.Boundary.Impose(potential, start);
        PhaseFieldLevel level = linear!.Finish((time, 0), start, potential).Level!;
        double mass0 = system.Space.Integral(start);
        return new PhaseFieldState
        {
            Levels = [level],
            Displacement = system.Elastic?.Displacement ?? [],
            Energies = energies,
            Mass = mass0,
            Start = (mass0, time),
            NextStep = first,
            Method = choice.Method,
            Choice = (choice.Stabilisation, options.SmallestShare * first),
        };
    }

    /// <summary>Makes ready to go on from a state of an earlier run of the same problem; what follows has the same bits as without the interruption.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="ScenarioException">The state belongs to another mesh.</exception>
    public void Resume(PhaseFieldState state)
    {
        if (state.Composition.Length != system.Count)
        {
            throw new ScenarioException($"The state has {state.Composition.Length} unknowns, the problem {system.Count}. Perhaps the mesh has changed since.");
        }

        Prepare(state.Choice.Stabilisation);
    }

    /// <summary>Goes on until a time, which is met exactly.</summary>
    /// <param name="state">Where to begin: from <see cref="Start"/> or from an earlier call.</param>
    /// <param name="until">The time to reach.</param>
    /// <param name="onStep">Told of every step that was taken; null when nobody listens.</param>
    /// <param name="progress">Told how far the work has come.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <exception cref="PhaseFieldException">Steps became too short; the message says why.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; the last state told to <paramref name="onStep"/> is the one to resume from.</exception>
    public PhaseFieldState Advance(PhaseFieldState state, double until, IProgress<PhaseFieldStep>? onStep = null, IProgress<RunProgress>? progress = null, CancellationToken cancel = default)
    {
        if (linear is null)
        {
            throw new InvalidOperationException("Start() or Resume() comes before Advance().");
        }

        double begin = state.Time;
        int refused = 0;
        while (state.Time < until)
        {
            cancel.ThrowIfCancellationRequested();
            double step = StepLength.ToMeet(state.Time, until, Math.Min(state.NextStep, options.LargestStep));
            Attempt attempt = Try(state, step, until);
            state = attempt.State;
            refused = attempt.Step is not null ? 0 : attempt.Failure == StepFailure.Error ? refused : refused + 1;
            if (attempt.Step is { } taken)
            {
                onStep?.Report(taken);
                progress?.Report(new RunProgress("phase field", Math.Min(1, (state.Time - begin) / (until - begin))));
            }
            else if (options.Fixed)
            {
                throw new PhaseFieldException($"A step of the fixed length {step:G4} at t = {state.Time:G4} was taken back ({attempt.Failure}). Perhaps a shorter one, or steps that are chosen by their error.", state);
            }
            else if (state.NextStep < state.Choice.SmallestStep)
            {
                throw new PhaseFieldException(FailureWords.Of(system, state, attempt.Failure), state);
            }
            else if (refused >= StepLength.RefusalsOfLinear && state.Method == PhaseFieldMethod.Linear && options.Method == PhaseFieldMethod.Automatic)
            {
                state = state with { Method = PhaseFieldMethod.Newton, NextStep = step, Patience = 0 };
                Remarks = [.. Remarks, Remark.Note($"At t = {state.Time:G4} Newton's method took over: {refused} attempts of the linear one in a row were taken back ({attempt.Failure}).")];
            }
        }

        return state;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        linear?.Dispose();
        newton?.Dispose();
        system.Dispose();
    }

    private void Prepare(double stabilisation)
    {
        linear?.Dispose();
        newton?.Dispose();
        linear = new LinearStepper(system, solver, stabilisation);
        newton = new NewtonStepper(system, solver, options.NewtonTolerance);
        Remarks = system.Elastic?.Remarks ?? [];
    }

    // The fastest wave grows with M (f″)²/4κ; where nothing grows, the time in which an interface diffuses stands for it. The first step is of first order and no estimate of its error exists,
    // so that it shrinks with the square root of a tolerance below the default one; else its error would be the floor of all others.
    private double FirstStep(double deepest)
    {
        double curvature = Math.Max(Math.Abs(deepest), 1e-3), kappa = Math.Min(system.Problem.Gradient.Along, system.Problem.Gradient.Across);
        double rate = system.Conserved ? curvature * curvature / (4 * kappa) : curvature;
        double fastest = system.Conserved ? Math.Max(system.Problem.MobilityDirections.Along, system.Problem.MobilityDirections.Across) : 1;
        return StepLength.FirstShareOf(options.Tolerance) / (rate * system.Problem.Mobility.Largest * fastest);
    }

    private Attempt Try(PhaseFieldState state, double step, double until)
    {
        var formula = new Bdf2(step, state.Levels[0].Step);
        int made = solver.Made;
        StepResult result = state.Method == PhaseFieldMethod.Linear ? linear!.Step(state.Levels, formula) : newton!.Step(state, formula);
        PhaseFieldCounts counts = state.Counts with
        {
            Iterations = state.Counts.Iterations + result.Iterations,
            Products = state.Counts.Products + result.Products,
            Factorisations = state.Counts.Factorisations + solver.Made - made,
        };
        state = state with { Counts = counts, Factored = state.Method == PhaseFieldMethod.Newton ? result.Factored : null };
        if (result.Failure != StepFailure.None)
        {
            return StepLength.Refused(state, step, result.Failure, double.NaN);
        }

        if (RisesInClosed(state, result.Energies!))
        {
            return StepLength.Refused(state, step, StepFailure.Energy, double.NaN);
        }

        double error = StepLength.ErrorOf(state, result.Level!, formula, options);
        if (error > 1 && !options.Fixed)
        {
            return StepLength.Refused(state, step, StepFailure.Error, error);
        }

        return Taken(state, result, (step, error, until));
    }

    private bool RisesInClosed(PhaseFieldState state, EnergyShare[] energies)
    {
        double after = energies.Sum(e => e.Value), size = energies.Sum(e => Math.Abs(e.Value));
        return !double.IsFinite(after) || (system.Problem.IsClosed && after - state.Energy > StepLength.EnergyRounding * size);
    }

    private Attempt Taken(PhaseFieldState state, StepResult result, (double Step, double Error, double Until) step)
    {
        PhaseFieldLevel level = Math.Abs(result.Level!.Time - step.Until) <= StepLength.SameTime * step.Step ? result.Level with { Time = step.Until } : result.Level;
        (double next, int patience) = StepLength.Next(state, step.Step, step.Error, options);
        state = state with
        {
            Levels = [level, .. state.Levels.Take(2)],
            Displacement = system.Elastic?.Displacement ?? [],
            Energies = result.Energies!,
            Mass = system.Space.Integral(level.Composition),
            NextStep = next,
            Patience = patience,
            Counts = state.Counts with { Steps = state.Counts.Steps + 1 },
        };
        double[] c = level.Composition;
        return new Attempt(state, StepFailure.None, new PhaseFieldStep(state, step.Step, step.Error, TensorPrimitives.Min<double>(c), TensorPrimitives.Max<double>(c)));
    }
}

/// <summary>A state after an attempt, and the step when it was taken.</summary>
internal sealed record Attempt(PhaseFieldState State, StepFailure Failure, PhaseFieldStep? Step);
