namespace Stria.Studies;

/// <summary>The names of the map chain's steps as people write them: in scenarios, after --from, in progress lines.</summary>
public static class MapSteps
{
    /// <summary>The written name of a step ("optical_density").</summary>
    public static string NameOf(MapStep step) => SnakeCase.Of(step.ToString());
}
