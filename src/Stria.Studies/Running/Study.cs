using Stria.Core;

namespace Stria.Studies;

/// <summary>A scenario with the ordered steps that answer it.</summary>
public sealed class Study
{
    /// <summary>Makes the study.</summary>
    /// <param name="scenario">What is asked.</param>
    /// <param name="steps">The steps in their order.</param>
    /// <param name="weights">The steps' usual shares of the time, for the time left; null takes all alike.</param>
    /// <exception cref="ArgumentException">No steps, two of one name, or as many weights as not steps.</exception>
    public Study(IScenario scenario, IReadOnlyList<IStudyStep> steps, IReadOnlyList<double>? weights = null)
    {
        if (steps.Count == 0 || steps.Select(s => s.Name).Distinct().Count() != steps.Count || (weights is not null && weights.Count != steps.Count))
        {
            throw new ArgumentException($"A study has steps of different names, and a weight for each: {string.Join(", ", steps.Select(s => s.Name))}.", nameof(steps));
        }

        (Scenario, Steps) = (scenario, steps);
        Weights = weights ?? [.. steps.Select(_ => 1.0)];
    }

    /// <summary>What is asked.</summary>
    public IScenario Scenario { get; }

    /// <summary>The steps in their order.</summary>
    public IReadOnlyList<IStudyStep> Steps { get; }

    /// <summary>The steps' usual shares of the time.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>The place of a step in the order.</summary>
    /// <exception cref="ScenarioException">There is no such step; the message names those there are.</exception>
    public int IndexOf(string step)
    {
        string[] names = [.. Steps.Select(s => s.Name)];
        int index = Array.IndexOf(names, step);
        if (index >= 0)
        {
            return index;
        }

        string? nearest = Spelling.Nearest(step, names);
        throw new ScenarioException($"'{step}' is not a step of this study; they are {string.Join(", ", names)}." + (nearest is null ? "" : $" Did you mean '{nearest}'?"));
    }
}
