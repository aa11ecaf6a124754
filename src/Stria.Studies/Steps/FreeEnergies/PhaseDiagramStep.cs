using Stria.Core;
using Stria.Physics.Thermodynamics;

namespace Stria.Studies;

/// <summary>Equilibria against temperature.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class PhaseDiagramStep(FreeEnergyScenario scenario) : IStudyStep
{
    private const double Hottest = 1500;

    /// <inheritdoc/>
    public string Name => "phase_diagram";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Problem, scenario.PhaseDiagram];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        FreeEnergyHost host = context.Get<FreeEnergyHost>();
        if (!host.DependsOnTemperature)
        {
            context.Say(Remark.Note("No phase diagram: the free energy is given at one temperature, and nothing says how its gaps move with another."));
            return;
        }

        PhaseDiagramSettings settings = scenario.PhaseDiagram;
        double highest = settings.Highest ?? Highest(host, settings.Lowest);
        double[] temperatures = [.. Enumerable.Range(0, settings.Points).Select(i => settings.Lowest + ((highest - settings.Lowest) * i / (settings.Points - 1)))];
        if (new PhaseDiagram(host.LawAt, temperatures).CriticalTemperature() is { } top)
        {
            // Binodal and spinodal close with an upright tangent: rows near the top draw it.
            temperatures = [.. temperatures.Concat(new[] { 0.99, 0.997, 0.999, 0.9999 }.Select(share => share * top)).Where(t => t >= settings.Lowest).Order()];
        }

        var diagram = new PhaseDiagram(host.LawAt, temperatures);
        context.Put(diagram);
        if (diagram.CriticalTemperature() is { } critical)
        {
            context.Report(new Headline("critical_temperature", critical, "K", "Temperature above which nothing separates (chemical energy alone)"));
        }
    }

    // A tenth beyond the critical point, which is looked for from below.
    private static double Highest(FreeEnergyHost host, double lowest)
    {
        for (double t = lowest; t < Hottest; t *= 1.2)
        {
            if (new PhaseEquilibria(host.LawAt(t)).Spinodals.Count == 0)
            {
                return Math.Min(Hottest, t == lowest ? 2 * lowest : 1.1 * PhaseDiagram.Critical(host.LawAt, t / 1.2, t));
            }
        }

        return Hottest;
    }
}
