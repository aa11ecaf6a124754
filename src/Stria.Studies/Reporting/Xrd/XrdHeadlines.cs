using Stria.Matter;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>The numbers that answer a diffraction study.</summary>
internal static class XrdHeadlines
{
    public static void Report(StudyContext context)
    {
        SeriesFitResult result = context.Get<SeriesFitResult>();
        PatternFitResult first = result.Patterns[0].Fit;
        context.Report(new Headline("patterns", result.Patterns.Count, "1", "Patterns fitted"));
        context.Report(new Headline("converged", result.Patterns.Count(p => p.Fit.Converged), "1", "Patterns whose fit converged"));
        double[] sorted = [.. result.Patterns.Select(p => p.Fit.GoodnessOfFit).Order()];
        context.Report(new Headline("goodness_of_fit", sorted[sorted.Length / 2], "1", "Goodness of fit, the middle of all patterns"));
        context.Report(new Headline("rwp", first.Rwp, "1", "Weighted profile R factor of the first pattern"));
        context.Report(new Headline("rexp", first.Rexp, "1", "R factor from counting noise alone, first pattern"));
        if (first.Parameters.FirstOrDefault(p => p.Name == "zero") is { } zero)
        {
            context.Report(new Headline("zero", zero.Value, "°", "Zero of the scale, first pattern") { StandardDeviation = zero.Sigma });
        }

        if (context.TryGet("", out InstrumentCalibrationResult? calibrated) && calibrated.Wavelength_angstrom.Sigma > 0)
        {
            context.Report(new Headline("wavelength", calibrated.Wavelength_angstrom.Value, "Å", "Wavelength from the standard") { StandardDeviation = calibrated.Wavelength_angstrom.Sigma });
        }

        foreach (string phase in result.Patterns.SelectMany(p => p.Fit.Phases).Where(p => p.IsPresent).Select(p => p.Phase.Name).Distinct())
        {
            OfPhase(context, result, phase);
        }
    }

    private static void OfPhase(StudyContext context, SeriesFitResult result, string phase)
    {
        SeriesEntry entry = result.Patterns.First(p => p.Of(phase) is { IsPresent: true });
        MeasuredCell measured = entry.Of(phase)!.Cell;
        double[] s = measured.StandardDeviations();
        UnitCell c = measured.Cell;
        string key = SnakeCase.Of(phase).Replace(' ', '_'), where = result.Patterns.Count == 1 ? phase : $"{phase}, pattern {entry.Index}";
        void Add(string name, double value, double sigma, string unit, string meaning) => context.Report(new Headline($"cell_{key}_{name}", value, unit, $"{meaning} of {where}") { StandardDeviation = sigma > 0 ? sigma : null });
        Add("a", c.A_angstrom, s[0], "Å", "a");
        Add("b", c.B_angstrom, s[1], "Å", "b");
        Add("c", c.C_angstrom, s[2], "Å", "c");
        if (c.Beta_deg != 90)
        {
            Add("beta", c.Beta_deg, s[4], "°", "β");
        }

        Add("volume", c.Volume_angstrom3, s[6], "Å³", "Volume");
    }
}
