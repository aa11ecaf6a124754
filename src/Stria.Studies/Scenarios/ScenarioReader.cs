using Stria.Core;

namespace Stria.Studies;

/// <summary>Scenario files → records.</summary>
public static class ScenarioReader
{
    /// <summary>Reads a scenario file.</summary>
    /// <param name="path">The YAML file.</param>
    /// <exception cref="ScenarioException">It is not there, or holds mistakes: all of them are in the message, each with its line.</exception>
    public static IScenario Read(string path)
    {
        if (Directory.Exists(path))
        {
            throw new ScenarioException($"{path} is a folder; a scenario is a file. Perhaps {Path.Combine(path, "scenario.yaml")} was meant.");
        }

        string full = Path.GetFullPath(path);
        try
        {
            return Parse(File.ReadAllText(full), path, Path.GetDirectoryName(full)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException($"The scenario {path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads the text of a scenario.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="folder">The folder from which relative paths count.</param>
    /// <exception cref="ScenarioException">It holds mistakes: all of them are in the message, each with its line.</exception>
    public static IScenario Parse(string yaml, string name, string folder) => RecordReader.Parse<IScenario>(yaml, name, folder, ScenarioKinds.All);

    /// <summary>The complete text of a scenario; reading it gives the equal record.</summary>
    public static string Write(IScenario scenario) => RecordWriter.Write(scenario, ScenarioKinds.All);
}
