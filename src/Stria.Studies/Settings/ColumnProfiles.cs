using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>Maps of columns that were saved under a name, one file each in the user's folder of settings (or that of STRIA_PROFILES).</summary>
public static class ColumnProfiles
{
    private const string Extension = ".columns";

    /// <summary>The folder of profiles.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("STRIA_PROFILES") is { Length: > 0 } own
        ? own
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "stria", "columns");

    /// <summary>The names of the profiles, in order.</summary>
    public static IReadOnlyList<string> Names() =>
        Directory.Exists(Folder) ? [.. Directory.EnumerateFiles(Folder, "*" + Extension).Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)] : [];

    /// <summary>The map saved under a name, or null.</summary>
    /// <exception cref="DataException">The profile cannot be read or is none.</exception>
    public static ColumnMap? Find(string name) => Names().Contains(name) ? ColumnMap.Load(PathOf(name)) : null;

    /// <summary>Saves a map; an earlier one of that name is replaced.</summary>
    /// <param name="name">Letters, digits, points, dashes and underscores.</param>
    /// <param name="map">The map.</param>
    /// <exception cref="ScenarioException">The name is none.</exception>
    /// <exception cref="DataException">It cannot be written.</exception>
    public static void Save(string name, ColumnMap map)
    {
        if (name.Length == 0 || name[0] == '.' || !name.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_'))
        {
            throw new ScenarioException($"'{name}' cannot be the name of a profile; it consists of letters, digits, points, dashes and underscores.");
        }

        WholeFile.MakeFolder(Folder);
        map.Save(PathOf(name));
    }

    private static string PathOf(string name) => Path.Combine(Folder, name + Extension);
}
