namespace Stria.Measurement;

/// <summary>
/// Where the better outcome of a pattern came from the other direction, its neighbour was followed from the worse one, and may stand in a wrong minimum: it is
/// offered the better one, and so on along the series, forward and backward.
/// </summary>
internal static class SeriesRelay
{
    private const double ApartAtSigmas = 3;

    /// <summary>Improves <paramref name="best"/> in place.</summary>
    /// <param name="pass">Fits a pattern from a neighbour.</param>
    /// <param name="best">The best outcome of each pattern so far.</param>
    /// <param name="followed">The outcomes of both directions.</param>
    /// <param name="criterion">What is less for the better of two outcomes.</param>
    /// <param name="first">Number of the first pattern in the series.</param>
    /// <param name="cancel">Stops between iterations.</param>
    internal static void Run(
        SeriesPass pass, PatternFitResult[] best, (PatternFitResult[] Ahead, PatternFitResult[] Behind) followed, Func<PatternFitResult, double> criterion, int first, CancellationToken cancel)
    {
        for (int k = 1; k < best.Length; k++)
        {
            Offer(k, k - 1, followed.Ahead);
        }

        for (int k = best.Length - 2; k >= 0; k--)
        {
            Offer(k, k + 1, followed.Behind);
        }

        void Offer(int k, int neighbour, PatternFitResult[] from)
        {
            if (AreApart(best[neighbour], from[neighbour]) && pass.From(best[neighbour], first + k, cancel) is var other && criterion(other) < criterion(best[k]))
            {
                best[k] = other;
            }
        }
    }

    /// <summary>Whether two outcomes of one pattern show other phases, or cells that differ by more than their errors.</summary>
    internal static bool AreApart(PatternFitResult one, PatternFitResult other)
    {
        if (ReferenceEquals(one, other))
        {
            return false;
        }

        PhaseFit[] own = [.. one.Phases.Where(p => p.IsPresent)], theirs = [.. other.Phases.Where(p => p.IsPresent)];
        return own.Length != theirs.Length || own.Any(p => theirs.FirstOrDefault(q => q.Phase.Name == p.Phase.Name) is not { } q || AreApart(p.Cell, q.Cell));
    }

    private static bool AreApart(Matter.MeasuredCell one, Matter.MeasuredCell other)
    {
        double[] sigmas = one.StandardDeviations();
        double[] a = [one.Cell.A_angstrom, one.Cell.B_angstrom, one.Cell.C_angstrom, one.Cell.Alpha_deg, one.Cell.Beta_deg, one.Cell.Gamma_deg];
        double[] b = [other.Cell.A_angstrom, other.Cell.B_angstrom, other.Cell.C_angstrom, other.Cell.Alpha_deg, other.Cell.Beta_deg, other.Cell.Gamma_deg];
        return Enumerable.Range(0, a.Length).Any(i => Math.Abs(a[i] - b[i]) > ApartAtSigmas * sigmas[i] + 1e-12);
    }
}
