namespace Stria.Studies;

/// <summary>A scenario that runs to a point in time, and can be run on to a later one.</summary>
public interface IExtendable : IScenario
{
    /// <summary>The same scenario with another end.</summary>
    /// <param name="time">The end as people write it: with its unit, or a plain number where the scenario has no units.</param>
    /// <exception cref="Stria.Core.ScenarioException">It is no time, or not after the present end.</exception>
    IScenario WithEnd(string time);
}
