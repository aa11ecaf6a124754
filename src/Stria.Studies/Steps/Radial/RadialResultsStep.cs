using Stria.Core;
using Stria.Physics.Radial;

namespace Stria.Studies;

/// <summary>Writes history, profiles, figures, numbers and the report of a radial particle.</summary>
/// <param name="scenario">What was asked.</param>
internal sealed class RadialResultsStep(PhaseFieldScenario scenario) : IStudyStep
{
    private static readonly string[] First =
    [
        "end_time", "mean_composition_end", "surface_composition", "surface_potential", "lowest_composition", "highest_composition", "hydrostatic_span", "largest_principal_stress", "molar_energy_start",
        "molar_energy_end", "mass_drift", "steps", "rejected_steps",
    ];

    /// <inheritdoc/>
    public string Name => "results";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        RadialBody body = context.Get<RadialBody>();
        RadialCourse course = context.Get<RadialCourse>();
        RadialStress?[] stresses = [.. course.Pictures.Select(p => body.Problem.Swelling is { } s ? RadialStress.Of(body.Problem.Shape, s, p.Composition, body.Problem.ReferenceComposition) : null)];
        new RadialTables(scenario, context, stresses).Write();
        Numbers(context, body, course, stresses[^1]);
        var all = context.Headlines.ToDictionary(h => h.Name);
        var content = new ReportContent($"Phase field of a {((RadialGeometry)scenario.Problem.Geometry).Word}", [.. new RadialFigures(scenario, context, stresses).All()])
        {
            Main = [.. First.Where(all.ContainsKey).Select(n => all[n])],
            Answer = Answer(body, course.History[^1]),
        };
        RunReport.Write(context, content, new Fraction(Name, progress), cancel);
    }

    private void Numbers(StudyContext context, RadialBody body, RadialCourse course, RadialStress? stress)
    {
        bool plain = scenario.Units == UnitChoice.None;
        RadialRow first = course.History[0], last = course.History[^1];
        void Report(string name, double value, string unit, string meaning) => context.Report(new Headline(name, value, plain ? "1" : unit, meaning));
        double mega = plain ? 1 : 1e-6, kilo = plain ? 1 : 1e-3;
        Report("end_time", last.Time, "s", "Time reached");
        Report("steps", course.History.Count - 1, "1", "Steps of time taken");
        Report("rejected_steps", course.Rejected, "1", "Steps taken back: for their error, for rising energy, for convergence, or because a mode grows faster than they follow");
        Report("mean_composition_end", last.Mean, "1", "Mean c at the end");
        Report("surface_composition", last.Surface, "1", "c at the surface at the end");
        Report("surface_potential", last.Potential * kilo, "kJ/mol", "μ at the surface at the end");
        Report("lowest_composition", last.Lowest, "1", "Smallest c at the end");
        Report("highest_composition", last.Highest, "1", "Largest c at the end");
        Report("molar_energy_start", first.Energy, "J/mol", "Chemical and gradient energy and the local part of the elastic energy over the sites of the particle, at the start");
        Report("molar_energy_end", last.Energy, "J/mol", "The same at the end");
        if (body.Problem.Surface.IsClosed)
        {
            Report("mass_drift", course.History.Max(h => Math.Abs(h.Mean - first.Mean)) / Math.Max(Math.Abs(first.Mean), 1e-3), "1", "Largest relative change of the amount of lithium, which none left or entered");
            Report("energy_rises", course.History.Zip(course.History.Skip(1), (a, b) => b.Energy > a.Energy + (1e-12 * Math.Max(body.Problem.ThermalEnergy, Math.Abs(b.Energy)))).Count(r => r), "1", "Steps with which the energy of the closed body rose");
        }

        if (stress is not null)
        {
            double[] hydrostatic = stress.Hydrostatic;
            Report("hydrostatic_span", (hydrostatic.Max() - hydrostatic.Min()) * mega, "MPa", "Largest minus smallest hydrostatic stress at the end");
            Report("largest_principal_stress", stress.Radial.Concat(stress.Tangential).Concat(stress.Axial).Max() * mega, "MPa", "Largest first principal stress at the end");
        }
    }

    private static string Answer(RadialBody body, RadialRow last)
    {
        string range = $"at the end c lies between {last.Lowest:f4} and {last.Highest:f4}, {last.Surface:f4} at the surface";
        return body.Laws.Tangent is not { } gap ? $"The host has no miscibility gap; {range}."
            : last.Highest - last.Lowest > 0.5 * (gap.High - gap.Low) ? $"Two phases share the particle: {range}."
            : $"The particle is of one phase: {range}.";
    }
}
