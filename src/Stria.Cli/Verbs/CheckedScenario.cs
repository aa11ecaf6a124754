using Stria.Core;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>Puts a scenario made from options through the same reader as a file, so that both doors check alike.</summary>
internal static class CheckedScenario
{
    /// <exception cref="UsageException">A value lies out of its range, or settings contradict each other.</exception>
    public static IScenario Of(IScenario scenario)
    {
        try
        {
            return ScenarioReader.Parse(ScenarioReader.Write(scenario), "The scenario that these options make", Environment.CurrentDirectory);
        }
        catch (ScenarioException e)
        {
            throw new UsageException(e.Message, e);
        }
    }
}
