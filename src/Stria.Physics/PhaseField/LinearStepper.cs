using System.Numerics.Tensors;
using Stria.Numerics.Linear;
using Stria.Numerics.Time;

namespace Stria.Physics.PhaseField;

/// <summary>Stabilised semi-implicit backward differences of second order: quadratic energies and the largest mobility implicit, everything else extrapolated, and S (c − c*) added, which is of second order (Shen and Yang, Discrete Contin. Dyn. Syst. 28, 1669 (2010)).</summary>
/// <remarks>The matrix depends on the length of the step alone. The unknowns are the differences from the extrapolated fields, so that rounding is relative to these.</remarks>
internal sealed class LinearStepper : IDisposable
{
    private const int KeptFactors = 3;
    private readonly PhaseFieldSystem system;
    private readonly PairFactors solver;
    private readonly double mobility;
    private readonly List<(double Weight, IFactorization Factors)> kept = [];

    public LinearStepper(PhaseFieldSystem system, PairFactors solver, double stabilisation)
    {
        (this.system, this.solver) = (system, solver);
        mobility = system.Problem.Mobility.Largest;
        Stabilisation = stabilisation;
    }

    /// <summary>S, the coherent stiffness included.</summary>
    public double Stabilisation { get; }

    /// <summary>Where the step leads; not yet judged by its error or energy.</summary>
    public StepResult Step(IReadOnlyList<PhaseFieldLevel> levels, Bdf2 formula)
    {
        int n = system.Count;
        PhaseFieldLevel now = levels[0], before = levels[Math.Min(1, levels.Count - 1)];
        double tau = formula.Weight;
        double[] composition = new double[n], potential = new double[n], forces = new double[n], outflow = new double[n], start = new double[n];
        formula.Extrapolate(now.Composition, before.Composition, composition);
        formula.Extrapolate(now.Potential, before.Potential, potential);
        formula.Extrapolate(now.Forces, before.Forces, forces);
        formula.Start(now.Composition, before.Composition, start);
        system.Boundary.Impose(potential, composition);
        system.Outflow(now.Time + formula.Step, outflow);
        if (Factors(tau) is not { } factors)
        {
            return new StepResult(StepFailure.Convergence);
        }

        double[] side = RightHandSide((composition, potential, forces), (start, outflow), (now, before), formula);
        factors.Solve(side);
        for (int i = 0; i < n; i++)
        {
            potential[i] += side[2 * i];
            composition[i] += side[(2 * i) + 1];
        }

        MassAccount.Settle(system, start, outflow, tau, composition);
        return system.IsWithin(composition) ? Finish((now.Time + formula.Step, formula.Step), composition, potential) : new StepResult(StepFailure.Bounds);
    }

    /// <summary>Completes a level: forces and energies at its composition.</summary>
    public StepResult Finish((double End, double Step) time, double[] composition, double[] potential)
    {
        double[] forces = new double[system.Count], quadratic = new double[system.Count];
        EnergyShare[] energies = system.Evaluate(composition, forces, quadratic);
        return new StepResult(StepFailure.None, new PhaseFieldLevel(time.End, time.Step, composition, potential, forces, Drift(composition, potential)), energies);
    }

    public void Dispose() => kept.ForEach(k => k.Factors.Dispose());

    // −(mass balance), −(potential) at the extrapolated fields; S and the quadratic terms act on the difference from them.
    private double[] RightHandSide(
        (double[] Composition, double[] Potential, double[] Forces) ahead, (double[] Start, double[] Outflow) balance, (PhaseFieldLevel Now, PhaseFieldLevel Before) levels, Bdf2 formula)
    {
        int n = system.Count;
        double tau = formula.Weight;
        double[] mass = new double[n], flow = new double[n], difference = new double[n], weighted = new double[n], drift = new double[n], side = new double[2 * n];
        TensorPrimitives.Subtract(ahead.Composition, balance.Start, difference);
        system.MultiplyMass(difference, mass);
        system.Multiply(system.Flow, ahead.Potential, flow);
        system.MultiplyMass(ahead.Potential, weighted);
        system.EvaluateQuadratic(ahead.Composition, ahead.Forces);
        if (levels.Now.Drift.Length > 0)
        {
            formula.Extrapolate(levels.Now.Drift, levels.Before.Drift, drift);
        }

        for (int i = 0; i < n; i++)
        {
            side[2 * i] = mass[i] + (tau * ((mobility * flow[i]) + drift[i] + balance.Outflow[i]));
            side[(2 * i) + 1] = weighted[i] - ahead.Forces[i];
        }

        Release(side);
        return side;
    }

    private void Release(double[] side)
    {
        for (int i = 0; system.Boundary.Held is { } held && i < side.Length; i++)
        {
            side[i] = held[i] ? 0 : side[i];
        }
    }

    private double[] Drift(double[] composition, double[] potential)
    {
        if (system.Problem.Mobility.IsConstant)
        {
            return [];
        }

        double[] entries = system.MobilityEntries(composition), drift = new double[system.Count];
        TensorPrimitives.MultiplyAdd(system.Flow, -mobility, entries, entries);
        system.Multiply(entries, potential, drift);
        return drift;
    }

    private IFactorization? Factors(double tau)
    {
        int at = kept.FindIndex(k => k.Weight == tau);
        if (at >= 0)
        {
            return kept[at].Factors;
        }

        double[] second = [.. system.Quadratic];
        TensorPrimitives.MultiplyAdd(system.Mass, Stabilisation, second, second);
        SymmetricMatrix matrix = system.Paired.Of(PhaseFieldSystem.Scaled(system.Flow, -tau * mobility), PhaseFieldSystem.Scaled(system.Mass, -1), second, system.Boundary.Held);
        if (solver.Factor(matrix) is not { } factors)
        {
            return null;
        }

        if (kept.Count == KeptFactors)
        {
            kept[0].Factors.Dispose();
            kept.RemoveAt(0);
        }

        kept.Add((tau, factors));
        return factors;
    }
}
