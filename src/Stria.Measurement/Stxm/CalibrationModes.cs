using System.Numerics.Tensors;

namespace Stria.Measurement.Stxm;

/// <summary>One independent part of the error of the common terms: what they all change by, when it is one standard deviation of it.</summary>
/// <param name="Name">What is in error, as a name of a map ("energy_shift").</param>
/// <param name="Meaning">The same in words.</param>
public sealed record CalibrationMode(string Name, string Meaning)
{
    /// <summary>The parts that there may be, in the order in which they are taken apart.</summary>
    public static IReadOnlyList<CalibrationMode> Kinds { get; } =
    [
        new("halo_share", "share of the beam in its halo"), new("halo_width", "width of the halo"), new("stray_light", "stray light"), new("energy_shift", "energy shift"),
    ];

    /// <summary>Change of the energy shift [eV].</summary>
    public double Shift_eV { get; init; }

    /// <summary>Change of the stray share.</summary>
    public double Stray { get; init; }

    /// <summary>Change of the halo's share.</summary>
    public double Halo { get; init; }

    /// <summary>Change of the halo's width [px].</summary>
    public double HaloWidth { get; init; }
}

/// <summary>Takes the error of the common terms apart into independent parts. The halo comes first, then stray light, then the shift; each takes with it what those after it
/// would have come out as (a Cholesky factor of the covariance).</summary>
internal static class CalibrationModes
{
    private const double ShiftStep_eV = 0.01, StrayStep = 0.002;

    /// <summary>The parts.</summary>
    /// <param name="problem">The sample that was fitted.</param>
    /// <param name="found">The solution.</param>
    /// <param name="stray">The solution with stray light, whether it was significant or not; null when none was tried.</param>
    /// <param name="halo">The halo that was given; null = none.</param>
    /// <param name="widened">The sample with the surroundings of a halo of another width.</param>
    public static IReadOnlyList<CalibrationMode> Of(
        CalibrationProblem problem, CalibrationSolution found, CalibrationSolution? stray, HaloEstimate? halo, Func<double, CalibrationProblem> widened)
    {
        var modes = new List<CalibrationMode>();
        if (halo is not null)
        {
            modes.Add(Followed(problem, found, problem, CalibrationMode.Kinds[0] with { Halo = halo.Deviation }));
            if (halo.WidthDeviation > 0)
            {
                CalibrationMode width = CalibrationMode.Kinds[1] with { Halo = halo.ShareWithWidth, HaloWidth = halo.WidthDeviation };
                modes.Add(Followed(problem, found, widened(halo.Width + halo.WidthDeviation), width));
            }
        }

        double left = found.Covariance[0];
        if (stray is { StrayDeviation: > 0 } s)
        {
            // Light that was found but is not significant is not taken off: its mean square about zero is what may be wrong.
            double own = found.StrayDeviation > 0 ? found.StrayDeviation : double.Hypot(s.StrayDeviation, s.At.Light.Stray);
            double slope = s.Covariance[1] / s.Covariance[3];
            modes.Add(CalibrationMode.Kinds[2] with { Stray = own, Shift_eV = slope * own });
            left -= found.StrayDeviation > 0 ? slope * slope * found.Covariance[3] : 0;
        }

        if (!problem.ShiftIsFixed && left > 0)
        {
            modes.Add(CalibrationMode.Kinds[3] with { Shift_eV = Math.Sqrt(left) });
        }

        return modes;
    }

    // With the halo changed, stray light and shift come out otherwise: −(JᵀJ)⁻¹Jᵀ times the change of the residuals.
    private static CalibrationMode Followed(CalibrationProblem problem, CalibrationSolution found, CalibrationProblem changed, CalibrationMode mode)
    {
        CommonParameters at = found.At;
        int n = found.Covariance.Length == 4 ? 2 : 1;
        CalibrationEvaluation here = problem.Evaluate(at, problem.Weights(at, problem.Evaluate(at, null)));
        AdditiveLight light = new(at.Light.Stray, at.Light.Halo + mode.Halo, at.Light.HaloWidth + mode.HaloWidth);
        double[] moved = changed.Evaluate(at with { Light = light }, here.Weights).Residuals, change = new double[moved.Length];
        TensorPrimitives.Subtract(moved, here.Residuals, change);
        double[][] slopes = [.. Enumerable.Range(0, n).Select(k => problem.Slope(at, k, k == 0 ? ShiftStep_eV : StrayStep, here))];
        double[] normal = [.. slopes.SelectMany(a => slopes.Select(b => TensorPrimitives.Dot<double>(a, b)))];
        if (problem.Inverse(normal, n) is not { } inverse)
        {
            return mode;
        }

        double[] right = [.. slopes.Select(s => -TensorPrimitives.Dot<double>(s, change))];
        double[] step = [.. Enumerable.Range(0, n).Select(k => TensorPrimitives.Dot<double>(inverse.AsSpan(k * n, n), right))];
        return mode with { Shift_eV = step[0], Stray = n > 1 ? step[1] : 0 };
    }
}
