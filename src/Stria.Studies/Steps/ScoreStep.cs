using Stria.Core;
using Stria.Matter;
using Stria.Measurement.Stxm;
using Stria.Measurement.Synthesis;

namespace Stria.Studies;

/// <summary>Scores the chain against what was planted: the numbers that the demonstration is judged by.</summary>
/// <param name="limits">What should be reached.</param>
internal sealed class ScoreStep(ScoreLimits limits) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "score";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        SyntheticTruth planted = context.Get<SyntheticTruth>();
        CompositionMaps maps = context.Get<CompositionMaps>();
        PlantedTruth truth = PlantedTruth.On(maps.Grid, planted.Composition, planted.Thickness) with { Rows = planted.Rows, Columns = planted.Columns };
        context.Put(truth);
        double shift = context.Get<CalibrationResult>().Shift_eV;
        context.Report(new Headline("truth_energy_shift_error", shift - planted.EnergyOffset_eV, "eV", "Energy shift: found − planted")
        {
            Note = $"planted {planted.EnergyOffset_eV:f3} eV; limit 0.01 eV",
            IsWithinLimit = Math.Abs(shift - planted.EnergyOffset_eV) <= 0.01,
        });
        double registration = RegistrationError(context.Get<RegistrationResult>(), planted);
        context.Report(new Headline("truth_registration_rms", registration, "px", "Registration error, root mean square") { Note = AtMost(limits.Registration, " px"), IsWithinLimit = Below(registration, limits.Registration) });
        Score(context, maps, truth, "", "");
        if (context.TryGet("clusters", out CompositionMaps? clusters))
        {
            Score(context, clusters, truth, "_by_clusters", " (path by clusters)");
        }
    }

    // Root mean square per axis, about the mean: a common displacement of all frames moves no frame against another.
    private static double RegistrationError(RegistrationResult found, SyntheticTruth planted)
    {
        double[] y = [.. found.Rows.Zip(planted.Rows, (a, b) => a - b)], x = [.. found.Columns.Zip(planted.Columns, (a, b) => a - b)];
        double my = y.Average(), mx = x.Average();
        return Math.Sqrt((y.Average(v => (v - my) * (v - my)) + x.Average(v => (v - mx) * (v - mx))) / 2);
    }

    private void Score(StudyContext context, CompositionMaps maps, PlantedTruth truth, string suffix, string which)
    {
        double squareX = 0, squareT = 0;
        int n = 0, covered = 0;
        for (int i = 0; i < maps.Grid.Count; i++)
        {
            double dx = maps.Composition.Values[i] - truth.Composition.Values[i], dt = maps.Thickness.Values[i] - truth.Thickness.Values[i];
            if (truth.Scored.Inside[i] && double.IsFinite(dx))
            {
                (squareX, squareT, n) = (squareX + (dx * dx), squareT + (dt * dt), n + 1);
                covered += Math.Abs(dx) <= Interval(maps, i) ? 1 : 0;
            }
        }

        double x = Math.Sqrt(squareX / n), t = Math.Sqrt(squareT / n), cover = (double)covered / n, missing = 1 - ((double)n / truth.Scored.Count), iou = MeanIntersectionOverUnion(maps, truth, context.Get<HostMaterial>(), inside: false);
        bool scored = suffix.Length == 0;
        context.Report(new Headline("truth_x_rmse" + suffix, x, "1", $"Error of x, root mean square{which}") { Note = AtMost(limits.Composition, ""), IsWithinLimit = scored ? Below(x, limits.Composition) : null });
        context.Report(new Headline("truth_phase_iou" + suffix, iou, "1", $"Phases: mean intersection over union{which}") { Note = double.IsNaN(limits.PhaseOverlap) ? null : $"at least {limits.PhaseOverlap}", IsWithinLimit = scored ? Below(-iou, -limits.PhaseOverlap) : null });
        context.Report(new Headline("truth_phase_iou_inside" + suffix, MeanIntersectionOverUnion(maps, truth, context.Get<HostMaterial>(), inside: true), "1", $"Phases: mean intersection over union, inside{which}"));
        context.Report(new Headline("truth_thickness_rmse" + suffix, t, "nm", $"Error of the thickness, root mean square{which}") { Note = AtMost(limits.Thickness_nm, " nm"), IsWithinLimit = scored ? Below(t, limits.Thickness_nm) : null });
        context.Report(new Headline("truth_coverage" + suffix, cover, "1", $"Pixels whose 68 % interval holds the truth{which}") { Note = $"{limits.Coverage.Low} to {limits.Coverage.High}", IsWithinLimit = scored ? cover >= limits.Coverage.Low && cover <= limits.Coverage.High : null });
        context.Report(new Headline("truth_missing_pixels" + suffix, missing, "1", $"Scored pixels without a composition{which}") { Note = "limit 0.01", IsWithinLimit = scored ? missing <= 0.01 : null });
    }

    // Noise of the pixel and what all pixels share are independent of each other.
    private static double Interval(CompositionMaps maps, int pixel)
    {
        double own = maps.Deviation.Values[pixel], common = maps.SystematicDeviation?.Values[pixel] ?? 0;
        return Math.Sqrt((own * own) + (double.IsFinite(common) ? common * common : 0));
    }

    private static string? AtMost(double limit, string unit) => double.IsNaN(limit) ? null : $"limit {limit}{unit}";

    private static bool? Below(double value, double limit) => double.IsNaN(limit) || double.IsNaN(value) ? null : value <= limit;

    // Over the whole field: a pixel outside the particle that is given a phase counts against it, and so does a missed one.
    private static double MeanIntersectionOverUnion(CompositionMaps maps, PlantedTruth truth, HostMaterial host, bool inside)
    {
        var values = new List<double>();
        for (int p = 0; p < maps.PhaseNames.Count; p++)
        {
            int both = 0, either = 0, planted = 0;
            for (int i = 0; i < maps.Grid.Count; i++)
            {
                if (inside && !truth.Scored.Inside[i])
                {
                    continue;
                }

                bool isTrue = truth.Thickness.Values[i] > 0 && host.PhaseAt(truth.Composition.Values[i])?.Name == maps.PhaseNames[p], isFound = maps.PhaseLabels[i] == p;
                both += isTrue && isFound ? 1 : 0;
                either += isTrue || isFound ? 1 : 0;
                planted += isTrue ? 1 : 0;
            }

            if (planted > 0)
            {
                values.Add((double)both / either);
            }
        }

        return values.Count > 0 ? values.Average() : double.NaN;
    }
}
