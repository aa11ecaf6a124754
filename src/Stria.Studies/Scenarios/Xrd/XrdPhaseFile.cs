using Stria.Core;

namespace Stria.Studies;

/// <summary>Reads the phases of a .yaml file: the same list as in a scenario.</summary>
public static class XrdPhaseFile
{
    /// <summary>Reads the file.</summary>
    /// <param name="path">The file, with a list 'phases'.</param>
    /// <exception cref="ScenarioException">It is not there, or holds mistakes: all of them are in the message, each with its line.</exception>
    public static IReadOnlyList<XrdPhase> Read(string path)
    {
        string full = Path.GetFullPath(path);
        try
        {
            return RecordReader.Parse<XrdPhaseList>(File.ReadAllText(full), path, Path.GetDirectoryName(full)!, ScenarioKinds.All).Phases;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException($"The phases {path} cannot be read: {e.Message}", e);
        }
    }
}
