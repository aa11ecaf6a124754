using Stria.Core;
using Stria.Figures;
using Stria.Files;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>Writes the table, the figure and the report of the times.</summary>
/// <param name="scenario">What was asked.</param>
internal sealed class TimescalesResultsStep(TimescalesScenario scenario) : IStudyStep
{
    /// <inheritdoc/>
    public string Name => "results";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        DiffusionTimes found = context.Get<DiffusionTimes>();
        (string Name, MeasuredValue Value, string Unit)[] rows =
        [
            ("particle length l", found.Particle.Length, "m"), ("diffusivity in the particles D_s", found.Particle.Diffusivity, "m²/s"),
            ("thickness of the electrode L", found.Electrolyte.Thickness, "m"), ("diffusivity of the salt D_e", found.Electrolyte.Diffusivity, "m²/s"),
            ("porosity ε", found.Pores.Porosity, "1"), ("tortuosity factor τ", found.Pores.Tortuosity, "1"),
            ("t_s", found.Times.Particle, "s"), ("t_e", found.Times.Electrolyte, "s"),
        ];
        CsvTable.Write(
            context.Table("timescales.csv", "Times of diffusion and what they come from"),
            new CsvColumn("quantity", rows.Select(r => r.Name)),
            new CsvColumn("value", "1", rows.Select(r => r.Value.Value)),
            new CsvColumn("sd", "1", rows.Select(r => r.Value.Sigma)),
            new CsvColumn("unit", rows.Select(r => r.Unit)));
        string answer = scenario.HalfCycle is { } half
            ? found.Times.Limits(half)
            : $"{(found.Times.Particle.Value > found.Times.Electrolyte.Value ? "Diffusion in the particles" : "Diffusion in the pores")} is the slower: {found.Times.Particle.Value:g3} s in the particles, {found.Times.Electrolyte.Value:g3} s in the pores.";
        var content = new ReportContent($"Times of diffusion of {found.Name}", [Figure(found)]) { Main = context.Headlines, Answer = answer };
        RunReport.Write(context, content, new Fraction(Name, progress), cancel);
    }

    private NamedFigure Figure(DiffusionTimes found)
    {
        double effective = found.Pores.Porosity.Value / found.Pores.Tortuosity.Value * found.Electrolyte.Diffusivity.Value;
        return NamedFigure.Of(
            "timescales",
            "Times of diffusion against length",
            "Each line is length²/D; the marks are this electrode. What lies above the time of a half cycle limits it.",
            new Figure([
                Panel("particles, t_s", "particle length l [nm]", 1e9, (found.Particle.Length.Value, found.Particle.Diffusivity.Value, found.Times.Particle), 0),
                Panel("pores, t_e", "thickness of the electrode L [µm]", 1e6, (found.Electrolyte.Thickness.Value, effective, found.Times.Electrolyte), 1),
            ]) { Columns = 2, PanelLetters = true });
    }

    private LinePanel Panel(string title, string label, double unit, (double Length, double Diffusivity, MeasuredValue Time) of, int colour)
    {
        double[] lengths = [.. Enumerable.Range(0, 41).Select(k => of.Length * Math.Pow(10, (k - 20) / 20.0))];
        return new LinePanel(new Axis(label) { Logarithmic = true }, new Axis("time [s]") { Logarithmic = true }, [
            new Series($"D = {of.Diffusivity:g3} m²/s", [.. lengths.Select(l => l * unit)], [.. lengths.Select(l => l * l / of.Diffusivity)]) { Colour = Palette.Categorical(colour) },
            new Series($"{of.Time.Value:g3} s", [of.Length * unit], [of.Time.Value]) { Style = SeriesStyle.Markers, MarkerRadius = 3, Colour = Palette.Categorical(colour), Sd = [Math.Min(of.Time.Sigma, 0.9 * of.Time.Value)], Errors = ErrorStyle.Bars },
        ]) { Title = title, Levels = scenario.HalfCycle is { } half ? [new HorizontalMark(half, "half cycle")] : [] };
    }
}
