using Stria.Core;
using Stria.Matter;

namespace Stria.Studies;

/// <summary>The host materials in a folder: one YAML file each, every number with unit and source.</summary>
/// <param name="folder">The folder with the material files.</param>
public sealed class MaterialLibrary(string folder)
{
    /// <summary>The materials that ship with Stria.</summary>
    public static MaterialLibrary Shipped { get; } = new(Path.Combine(AppContext.BaseDirectory, "materials"));

    /// <summary>The names of the materials in the folder, in order.</summary>
    public IReadOnlyList<string> Keys =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)] : [];

    /// <summary>Reads a material.</summary>
    /// <param name="keyOrPath">A name in the folder ("v2o5-alpha"), or the path of a file of one's own (recognised by its extension .yaml or .yml).</param>
    /// <exception cref="ScenarioException">There is no such material, or its file has mistakes; all of them are in the message.</exception>
    public HostMaterial Find(string keyOrPath)
    {
        bool isPath = Path.GetExtension(keyOrPath) is ".yaml" or ".yml";
        string path = isPath ? keyOrPath : Path.Combine(folder, keyOrPath + ".yaml");
        if (!File.Exists(path))
        {
            throw new ScenarioException(isPath ? $"There is no material file {keyOrPath}." : Unknown(keyOrPath));
        }

        return MaterialReader.Read(File.ReadAllText(path), path);
    }

    /// <summary>Reads every material in the folder.</summary>
    /// <exception cref="ScenarioException">A file has mistakes.</exception>
    public IReadOnlyList<HostMaterial> All() => [.. Keys.Select(Find)];

    private string Unknown(string key)
    {
        string nearest = Spelling.Nearest(key, Keys) is { } name ? $" Did you mean '{name}'?" : "";
        return $"There is no material '{key}'.{nearest} Known: {string.Join(", ", Keys)}. A file of your own is given by its path, ending in .yaml.";
    }
}
