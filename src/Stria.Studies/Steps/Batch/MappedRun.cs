using System.Text.Json;
using Stria.Core;
using Stria.Files;

namespace Stria.Studies;

/// <summary>What a finished run of a map gives to a comparison.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Numbers">Its summary.json: value, standard deviation (NaN without) and unit.</param>
internal sealed record MappedRun(string Name, string Folder, IReadOnlyDictionary<string, (double Value, double Deviation, string Unit)> Numbers)
{
    /// <summary>Reads the summary of a run.</summary>
    /// <exception cref="DataException">It is not there or damaged.</exception>
    public static MappedRun Read(string name, string folder)
    {
        string path = Path.Combine(folder, "summary.json");
        if (!File.Exists(path))
        {
            throw new DataException("holds no summary.json. Perhaps the run did not come to its end, or the folder is no run.", folder);
        }

        JsonElement summary = RunJson.Read<JsonElement>(path);
        return new MappedRun(name, folder, summary.EnumerateObject().ToDictionary(p => p.Name, p => (Number(p.Value, "value"), Number(p.Value, "sd"), p.Value.GetProperty("unit").GetString() ?? "1")));
    }

    /// <summary>A map of the run; null when it has none there.</summary>
    /// <exception cref="DataException">maps.h5 is damaged.</exception>
    public ScalarField? Map(string dataset)
    {
        string path = Path.Combine(Folder, "maps.h5");
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = new MapFile(path);
        return file.Contains(dataset) ? file.Map(dataset) : null;
    }

    private static double Number(JsonElement entry, string name) => entry.TryGetProperty(name, out JsonElement number) && number.ValueKind == JsonValueKind.Number ? number.GetDouble() : double.NaN;
}
