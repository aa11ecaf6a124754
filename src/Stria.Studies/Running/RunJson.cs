using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Stria.Core;

namespace Stria.Studies;

/// <summary>How the JSON files of a run folder are written and read.</summary>
public static class RunJson
{
    private static readonly JsonSerializerOptions Options = Make(indented: true);
    private static readonly JsonSerializerOptions OneLine = Make(indented: false);

    /// <summary>A record as JSON text, names in snake case.</summary>
    public static string Write<T>(T record) => JsonSerializer.Serialize(record, Options) + "\n";

    /// <summary>A record as one line of JSON.</summary>
    public static string WriteLine<T>(T record) => JsonSerializer.Serialize(record, OneLine);

    /// <summary>Reads a JSON file that <see cref="Write"/> wrote.</summary>
    /// <exception cref="DataException">It is not there or damaged.</exception>
    public static T Read<T>(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), Options) ?? throw new DataException("is empty", path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new DataException($"cannot be read as part of a run folder: {e.Message}", path, e);
        }
    }

    /// <summary>The content of summary.json: name → value, sd, unit. Numbers that do not exist are null.</summary>
    public static JsonObject Summary(IEnumerable<Headline> headlines)
    {
        var summary = new JsonObject();
        foreach (Headline h in headlines)
        {
            summary[h.Name] = new JsonObject { ["value"] = Number(h.Value), ["sd"] = Number(h.StandardDeviation ?? double.NaN), ["unit"] = h.Unit };
        }

        return summary;
    }

    private static JsonSerializerOptions Make(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = indented,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private static JsonValue? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
