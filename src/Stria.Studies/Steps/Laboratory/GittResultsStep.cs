using Stria.Core;
using Stria.Measurement.Gitt;
using Stria.Numerics.Statistics;

namespace Stria.Studies;

/// <summary>Writes gitt.csv and the other tables, figures and report of a titration.</summary>
internal sealed class GittResultsStep : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "results";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        Titration titration = context.Get<Titration>();
        GittTables.Write(titration, context);
        Medians(titration, context);
        var all = context.Headlines.ToDictionary(h => h.Name);
        string[] first = ["diffusivity_median", "diffusivity_lowest", "diffusivity_highest", "hysteresis_median"];
        var content = new ReportContent($"Titration of {titration.Name}", [.. new GittFigures(titration).All()])
        {
            Main = [.. first.Where(all.ContainsKey).Select(n => all[n]), .. context.Headlines.Where(h => !first.Contains(h.Name))],
            Answer = all.TryGetValue("diffusivity_median", out Headline? d) ? $"The median of {titration.Scale.DiffusivityName} is {d.Value:g3} {d.Unit} ({d.Note})." : null,
        };
        RunReport.Write(context, content, new Fraction(Name, progress), cancel);
    }

    // The inverse fit where it was made; else what the formulas give where they are valid.
    private static void Medians(Titration titration, StudyContext context)
    {
        DiffusionEstimate[] valid = [.. titration.Estimates().Select(e => e.Estimate).Where(e => e.Valid)];
        DiffusionEstimate[] used = valid.Any(e => e.Method == DiffusionMethod.InverseFit) ? [.. valid.Where(e => e.Method == DiffusionMethod.InverseFit)] : valid;
        if (used.Length > 0)
        {
            double[] values = [.. used.Select(e => e.Diffusivity.Value)];
            string unit = titration.Scale.DiffusivityUnit, how = used[0].Method == DiffusionMethod.InverseFit ? "inverse fit" : "valid single pulses", name = titration.Scale.DiffusivityName;
            context.Report(new Headline("diffusivity_median", Quantiles.Median(values), unit, $"Median of {name}") { Note = $"{used.Length} values, {how}" });
            context.Report(new Headline("diffusivity_lowest", values.Min(), unit, $"Lowest {name}"));
            context.Report(new Headline("diffusivity_highest", values.Max(), unit, $"Highest {name}"));
        }

        double[] hysteresis = [.. RestPotentials.Hysteresis(titration.Points).Select(h => h.Difference)];
        if (hysteresis.Length > 0)
        {
            context.Report(new Headline("hysteresis_median", Quantiles.Median(hysteresis) * 1e3, "mV", "Rest potential on charge less that on discharge, median"));
        }
    }
}
