using Stria.Core;
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
            string unit = context.Get<PatternSeries>().Patterns[0].Axis switch { DiffractionAxis.TwoTheta => "°", DiffractionAxis.Energy => "keV", _ => "1/Å" };
            context.Report(new Headline("zero", zero.Value, unit, "Zero of the scale, first pattern") { StandardDeviation = zero.Sigma });
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
        (string Name, double Angle, double Sigma, string Symbol)[] angles = [("alpha", c.Alpha_deg, s[3], "α"), ("beta", c.Beta_deg, s[4], "β"), ("gamma", c.Gamma_deg, s[5], "γ")];
        foreach ((string name, double angle, double sigma, string symbol) in angles.Where(a => Math.Abs(a.Angle - 90) > 1e-9 && Math.Abs(a.Angle - 120) > 1e-9))
        {
            Add(name, angle, sigma, "°", symbol);
        }

        Add("volume", c.Volume_angstrom3, s[6], "Å³", "Volume");
    }
}
