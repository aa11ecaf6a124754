namespace Stria.Measurement;

/// <summary>Names the patterns of a series whose cells or fits do not go with their neighbours.</summary>
internal static class SeriesOutliers
{
    private static readonly string[] Names = ["a", "b", "c", "α", "β", "γ"];

    internal static IEnumerable<SeriesOutlier> Of(SeriesEntry[] entries, double sigmas)
    {
        double[] fits = [.. entries.Select(e => e.Fit.GoodnessOfFit).Order()];
        double median = fits[fits.Length / 2], spread = Math.Max(0.05 * median, 1.4826 * fits.Select(f => Math.Abs(f - median)).Order().ElementAt(fits.Length / 2));
        foreach (SeriesEntry entry in entries.Where(e => e.Fit.GoodnessOfFit > median + (sigmas * spread)))
        {
            yield return new SeriesOutlier(entry.Index, $"goodness of fit {entry.Fit.GoodnessOfFit:0.00}, where the middle of the series is {median:0.00}");
        }

        foreach (string phase in entries.SelectMany(e => e.Fit.Phases).Select(p => p.Phase.Name).Distinct())
        {
            SeriesEntry[] there = [.. entries.Where(e => e.Of(phase) is { IsPresent: true })];
            for (int k = 1; k + 1 < there.Length; k++)
            {
                if (Odd(there[k - 1].Of(phase)!, there[k].Of(phase)!, there[k + 1].Of(phase)!, sigmas) is { } what)
                {
                    yield return new SeriesOutlier(there[k].Index, $"{phase}: {what}");
                }
            }
        }

        foreach (SeriesEntry entry in entries.Where(e => !e.Fit.Converged))
        {
            yield return new SeriesOutlier(entry.Index, "the fit has not converged");
        }
    }

    // A cell between two neighbours that agree with each other, and not with it.
    private static string? Odd(PhaseFit before, PhaseFit now, PhaseFit after, double sigmas)
    {
        double[] p = Values(before), v = Values(now), q = Values(after), sp = before.Cell.StandardDeviations(), sv = now.Cell.StandardDeviations(), sq = after.Cell.StandardDeviations();
        for (int i = 0; i < 6; i++)
        {
            double middle = (p[i] + q[i]) / 2, own = Math.Sqrt((sv[i] * sv[i]) + ((sp[i] * sp[i]) + (sq[i] * sq[i])) / 4), apart = Math.Abs(q[i] - p[i]) / 2;
            if (Math.Abs(v[i] - middle) > (sigmas * own) + apart && own > 0)
            {
                return $"{Names[i]} = {v[i]:0.#####}, {Math.Abs(v[i] - middle) / own:0} standard deviations from the mean of its neighbours";
            }
        }

        return null;
    }

    private static double[] Values(PhaseFit phase) =>
        [phase.Cell.Cell.A_angstrom, phase.Cell.Cell.B_angstrom, phase.Cell.Cell.C_angstrom, phase.Cell.Cell.Alpha_deg, phase.Cell.Cell.Beta_deg, phase.Cell.Cell.Gamma_deg];
}
