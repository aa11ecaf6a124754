using Stria.Numerics.Time;

namespace Stria.Physics.PhaseField;

/// <summary>How long steps are: by their error, in whole powers of √2 where a new length asks for new factors.</summary>
internal static class StepLength
{
    /// <summary>Attempts of the linear method in a row after which Newton's takes over.</summary>
    public const int RefusalsOfLinear = 6;

    /// <summary>A rise of the energy by so much of the sum of its parts' magnitudes is rounding.</summary>
    public const double EnergyRounding = 1e-12;

    /// <summary>Two times that differ by so much of a step are one.</summary>
    public const double SameTime = 1e-9;

    private const double FirstShare = 0.02, ToleranceOfFirst = 1e-4;
    private const double Most = 2, Least = 0.25, Care = 0.85, Notch = 1.4142135623730951;
    private const int PatienceOfLinear = 8, PatienceAfterRefusal = 3;

    /// <summary>First step by the time of growth of the fastest wave.</summary>
    public static double FirstShareOf(double tolerance) => FirstShare * Math.Sqrt(Math.Min(1, tolerance / ToleranceOfFirst));

    /// <summary>A step that ends at the goal, when that is within two steps, or else the wanted one.</summary>
    public static double ToMeet(double time, double until, double wanted)
    {
        double left = until - time;
        return Math.Abs(left - wanted) <= SameTime * wanted ? wanted : left < wanted ? left : left < 2 * wanted ? left / 2 : wanted;
    }

    /// <summary>Largest estimated error of c anywhere by the tolerance; NaN with fewer than three earlier levels.</summary>
    public static double ErrorOf(PhaseFieldState state, PhaseFieldLevel level, Bdf2 formula, PhaseFieldTime options)
    {
        if (state.Levels.Count < 3)
        {
            return double.NaN;
        }

        double beforeLast = state.Levels[1].Step;
        var ahead = new double[level.Composition.Length];
        formula.Extrapolate((state.Levels[0].Composition, state.Levels[1].Composition, state.Levels[2].Composition), beforeLast, ahead);
        double largest = 0;
        for (int i = 0; i < ahead.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(level.Composition[i] - ahead[i]));
        }

        // What the linear method extrapolates and stabilises adds errors of its own, which the distance shows whole.
        double share = state.Method == PhaseFieldMethod.Linear ? 1 : formula.ErrorShare(beforeLast);
        return largest * share / options.Tolerance;
    }

    /// <summary>The next step after one that was taken, and the steps for which it is then kept.</summary>
    public static (double Step, int Patience) Next(PhaseFieldState state, double step, double error, PhaseFieldTime options)
    {
        // A step that was only shortened to meet a time says nothing against the next.
        bool shortened = step < 0.99 * state.NextStep;
        double factor = Math.Clamp(double.IsNaN(error) ? Most : Care * Math.Pow(Math.Max(error, 1e-12), -1.0 / 3), Least, Most);
        if (options.Fixed || (shortened && factor >= 1))
        {
            return (options.Fixed ? state.NextStep : Math.Min(state.NextStep, Most * step), state.Patience);
        }

        if (state.Method == PhaseFieldMethod.Newton)
        {
            return (Math.Min(step * factor, options.LargestStep), 0);
        }

        if (state.Patience > 0 && factor >= 1)
        {
            return (step, state.Patience - 1);
        }

        double notched = factor >= Notch ? Math.Pow(Notch, Math.Floor(Math.Log(factor, Notch) + 1e-9)) : factor < 0.9 ? 1 / Notch : 1;
        return (Math.Min(step * notched, options.LargestStep), notched > 1 ? PatienceOfLinear : 0);
    }

    /// <summary>The state after a step that was taken back.</summary>
    public static Attempt Refused(PhaseFieldState state, double step, StepFailure failure, double error)
    {
        double factor = failure == StepFailure.Error ? Math.Clamp(Care * Math.Pow(error, -1.0 / 3), Least, 0.8) : 0.5;
        if (state.Method == PhaseFieldMethod.Linear)
        {
            factor = factor > 0.5 ? 1 / Notch : factor > 0.35 ? 0.5 : 0.25;
        }

        PhaseFieldCounts counts = failure switch
        {
            StepFailure.Bounds => state.Counts with { RejectedForBounds = state.Counts.RejectedForBounds + 1 },
            StepFailure.Energy => state.Counts with { RejectedForEnergy = state.Counts.RejectedForEnergy + 1 },
            StepFailure.Error => state.Counts with { RejectedForError = state.Counts.RejectedForError + 1 },
            _ => state.Counts with { RejectedForConvergence = state.Counts.RejectedForConvergence + 1 },
        };
        return new Attempt(state with { NextStep = step * factor, Patience = PatienceAfterRefusal, Counts = counts }, failure, null);
    }
}
