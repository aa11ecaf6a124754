namespace Stria.Measurement.Gitt;

/// <summary>
/// How far ln D of a single pulse may be off because what its formula takes for granted does not hold, told from the record alone: as standard deviations,
/// beside the scatter of the lines.
/// </summary>
/// <remarks>
/// dU/dx and D are taken for even over what the surface passes through: their change to the neighbouring pulses says by how much they are not. The potential is
/// taken to go along √t, or along the series: the two halves of the pulse say whether it does. And all methods shall find the same D.
/// </remarks>
internal static class PulseModelErrors
{
    private const double Within = 0.25; // what changes evenly by one from pulse to pulse is off by a quarter, root mean square, within one

    /// <summary>Standard deviation of ln D by a method; NaN where no neighbour tells how even dU/dx is.</summary>
    /// <param name="at">The pulse.</param>
    /// <param name="neighbours">The pulses before and after it in the same direction, as far as there are.</param>
    /// <param name="method">Which method.</param>
    public static double Of(PulseFits at, IReadOnlyList<PulseFits> neighbours, DiffusionMethod method)
    {
        if (neighbours.Count == 0)
        {
            return double.NaN;
        }

        double reach = Math.Max(Within, Math.Abs(Finite(at.Excursion, 1) - 1) / 2);
        reach *= method == DiffusionMethod.Relaxation ? 2 : 1; // D and dU/dx must be even over the rest as well
        double slope = 2 * reach * neighbours.Max(n => Change(at.Slope, n.Slope));
        double diffusivity = reach * neighbours.Max(n => Change(at.Finite, n.Finite));
        double course = Course(at, method);
        double shortTime = method == DiffusionMethod.FiniteBody ? 0 : Finite(Math.Log(1 - at.Bias), 0), unrest = 2 * at.Record.Unrest / Math.Abs(at.Steady);
        return Math.Sqrt((slope * slope) + (diffusivity * diffusivity) + (course * course) + (shortTime * shortTime) + (unrest * unrest) + Square(Disagreement(at, method)));
    }

    // Half of the largest distance to another method, each freed from what the body does to it, as far as the other's own deviation from its course does not explain it.
    private static double Disagreement(PulseFits at, DiffusionMethod method)
    {
        double free = Finite(Math.Log(1 - at.Bias), 0), own = Log(at, method, free);
        return ((DiffusionMethod[])[DiffusionMethod.WeppnerHuggins, DiffusionMethod.FiniteBody, DiffusionMethod.Relaxation])
            .Select(m => (Math.Abs(Log(at, m, free) - own) - Math.Abs(Course(at, m))) / 2).Where(double.IsFinite).DefaultIfEmpty(0).Max(d => Math.Max(0, d));
    }

    // By how much the lines do not go along what the formula takes them to: its effect on ln D.
    private static double Course(PulseFits at, DiffusionMethod method) => method switch
    {
        DiffusionMethod.WeppnerHuggins => at.AlongPulse.Curvature,
        DiffusionMethod.Relaxation => at.AlongRest.Curvature,
        _ => at.Series.Drift / 2,
    };

    private static double Log(PulseFits at, DiffusionMethod method, double free) => method switch
    {
        DiffusionMethod.WeppnerHuggins => Math.Log(at.Short) - free,
        DiffusionMethod.Relaxation => Math.Log(at.Relaxed) - free,
        _ => Math.Log(at.Finite),
    };

    // |ln b/a|, which for slopes of unlike sign has no meaning: then as large as they come.
    private static double Change(double a, double b) => a * b > 0 ? Math.Abs(Math.Log(b / a)) : 3;

    private static double Finite(double value, double otherwise) => double.IsFinite(value) ? value : otherwise;

    private static double Square(double value) => value * value;
}
