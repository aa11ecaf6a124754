using System.Numerics.Tensors;
using Stria.Numerics.Linear;
using Stria.Numerics.Time;

namespace Stria.Physics.PhaseField;

/// <summary>Implicit backward differences of second order by Newton's method with the exact tangent. Factors of the part of the tangent that couples neighbours are kept as long as they serve;
/// what they leave (elastic forces at a distance, the slope of the mobility, their age) is left to generalised minimal residuals. Corrections are shortened, never clipped, so that the composition stays within its bounds.</summary>
internal sealed class NewtonStepper(PhaseFieldSystem system, PairFactors solver, double tolerance) : IDisposable
{
    private const int MostIterations = 25, MostProducts = 30, ManyProducts = 10;
    private const double InnerTolerance = 1e-3, FactorsStillGood = 0.3, ShareOfReach = 0.9, ShareOfGuess = 0.5;
    private readonly SharedPotential shared = new(system);
    private IFactorization? factors;
    private FactoredPlace? place;

    public StepResult Step(PhaseFieldState state, Bdf2 formula)
    {
        var levels = state.Levels;
        PhaseFieldLevel now = levels[0], before = levels[Math.Min(1, levels.Count - 1)];
        int n = system.Count;
        var point = new NewtonPoint(system, formula.Weight, new double[n], new double[n]);
        formula.Start(now.Composition, before.Composition, point.Start);
        system.Outflow(now.Time + formula.Step, point.Outflow);
        Guess(levels, formula, point);
        if (!Recall(state.Factored, formula.Weight))
        {
            return new StepResult(StepFailure.Convergence);
        }

        int iterations = 0, products = 0;
        double last = double.PositiveInfinity;
        bool done = false;
        while (!done && iterations < MostIterations)
        {
            point.Evaluate();
            iterations++;
            if (Correction(point, ref products) is not { } change)
            {
                return Failed(StepFailure.Convergence, iterations, products);
            }

            double size = point.Add(change, ShareOfReach);
            done = size <= tolerance;
            if (!double.IsFinite(size) || (iterations > 8 && size > 0.9 * last))
            {
                return Failed(StepFailure.Convergence, iterations, products);
            }

            last = size;
        }

        if (!done)
        {
            return Failed(StepFailure.Convergence, iterations, products);
        }

        MassAccount.Settle(system, point.Start, point.Outflow, formula.Weight, point.Composition);
        if (!system.IsWithin(point.Composition))
        {
            return Failed(StepFailure.Bounds, iterations, products);
        }

        double[] forces = new double[n], quadratic = new double[n];
        EnergyShare[] energies = system.Evaluate(point.Composition, forces, quadratic);
        return new StepResult(StepFailure.None, new PhaseFieldLevel(now.Time + formula.Step, formula.Step, point.Composition, point.Potential, forces, []), energies)
        {
            Iterations = iterations,
            Products = products,
            Factored = place,
        };
    }

    public void Dispose() => factors?.Dispose();

    private StepResult Failed(StepFailure failure, int iterations, int products) => new(failure) { Iterations = iterations, Products = products, Factored = place };

    private void Guess(IReadOnlyList<PhaseFieldLevel> levels, Bdf2 formula, NewtonPoint point)
    {
        PhaseFieldLevel now = levels[0], before = levels[Math.Min(1, levels.Count - 1)];
        formula.Extrapolate(now.Potential, before.Potential, point.Potential);
        var change = new double[point.Composition.Length];
        if (levels.Count > 2)
        {
            formula.Extrapolate((now.Composition, before.Composition, levels[2].Composition), before.Step, change);
        }
        else
        {
            formula.Extrapolate(now.Composition, before.Composition, change);
        }

        TensorPrimitives.Subtract(change, now.Composition, change);
        double share = Math.Min(1, ShareOfGuess * system.Reach(now.Composition, change));
        TensorPrimitives.MultiplyAdd(change, share, now.Composition, point.Composition);
        system.Boundary.Impose(point.Potential, point.Composition);
    }

    // After a restart the factors are made again where they were made first, so that every later bit is the same.
    private bool Recall(FactoredPlace? wanted, double weight)
    {
        if (wanted is null || Math.Abs((weight / wanted.Weight) - 1) > FactorsStillGood)
        {
            factors?.Dispose();
            (factors, place) = (null, null);
            return true;
        }

        if (ReferenceEquals(wanted, place))
        {
            return true;
        }

        var point = new NewtonPoint(system, wanted.Weight, [.. wanted.Composition], new double[system.Count]);
        point.Evaluate();
        factors?.Dispose();
        (factors, place) = (solver.Factor(point.Tangent()), wanted);
        return factors is not null;
    }

    private double[]? Correction(NewtonPoint point, ref int products)
    {
        double[] side = point.Residual(), change = new double[side.Length];
        TensorPrimitives.Negate(side, side);
        SymmetricMatrix tangent = point.Tangent();
        var exact = new ExactTangent(system, point, tangent);
        for (int attempt = 0; attempt < 2; attempt++)
        {
            bool fresh = factors is null;
            if (factors is null)
            {
                (factors, place) = (solver.Factor(tangent), new FactoredPlace(point.Weight, [.. point.Composition]));
                if (factors is null)
                {
                    return null;
                }
            }

            if (fresh && exact.IsMatrix)
            {
                side.CopyTo(change, 0);
                factors.Solve(change);
                return WithShared(point, exact, change, ref products);
            }

            GmresResult result = Gmres.Solve(exact, factors, side, change, (InnerTolerance, MostProducts));
            products += result.Iterations;
            if (result.Residual <= InnerTolerance || (fresh && result.Residual < 0.3))
            {
                if (result.Iterations > ManyProducts && !fresh)
                {
                    DropFactors();
                }

                return WithShared(point, exact, change, ref products);
            }

            if (fresh)
            {
                return null;
            }

            DropFactors();
        }

        return null;
    }

    // The potential of an equipotential part follows from the amount that must have passed.
    private double[]? WithShared(NewtonPoint point, ExactTangent exact, double[] change, ref int products)
    {
        if (!shared.IsThere)
        {
            return change;
        }

        double[] side = shared.Side(point.Mobility, point.Weight), response = new double[side.Length];
        if (factors is null)
        {
            (factors, place) = (solver.Factor(point.Tangent()), new FactoredPlace(point.Weight, [.. point.Composition]));
        }

        if (factors is null)
        {
            return null;
        }

        // Not quite solved is good enough: the next iteration corrects it.
        products += Gmres.Solve(exact, factors, side, response, (InnerTolerance, MostProducts)).Iterations;
        return shared.Complete(change, response, point.Composition, (point.Start, point.Outflow), point.Weight) ? change : null;
    }

    private void DropFactors()
    {
        factors?.Dispose();
        (factors, place) = (null, null);
    }
}
