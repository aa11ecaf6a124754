using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Stria.Files;

/// <summary>Outlines as GeoJSON (RFC 7946): a FeatureCollection with one Polygon per particle, so that they can be edited in QGIS and the like.</summary>
/// <remarks>
/// <para>Coordinates are in a unit of length that stands in the member "unit" of the collection; they are places in the plane of an image, not on Earth.
/// Each feature has its "name" and, under "parts", the runs of segments of each ring: name and number, from the first segment on.</para>
/// <para>Read are also MultiPolygons, single features and bare geometries, rings of either winding, with or without the first point repeated at the end, and
/// features without properties.</para>
/// </remarks>
public static class OutlineFile
{
    private static readonly JsonSerializerOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes outlines; the file appears under its name when it is complete.</summary>
    /// <param name="path">Its name (<c>.geojson</c>).</param>
    /// <param name="outlines">The outlines [m].</param>
    /// <param name="unit">Unit of the coordinates in the file; null = µm.</param>
    /// <exception cref="DataException">It cannot be written there.</exception>
    public static void Write(string path, IReadOnlyList<Outline> outlines, Unit? unit = null)
    {
        unit ??= Unit.Parse("µm");
        string[] features = [.. outlines.Select(o =>
        {
            Ring[] rings = [o.Outer, .. o.Holes];
            string parts = string.Join(",", rings.Select(r => "[" + string.Join(",", Runs(r.SegmentParts).Select(run => $"[{Text(run.Name)},{run.Count}]")) + "]"));
            return $"{{\"type\":\"Feature\",\"properties\":{{\"name\":{Text(o.Name)},\"parts\":[{parts}]}},\n\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[\n{string.Join(",\n", rings.Select(r => Coordinates(r, unit)))}]}}}}";
        })];
        PendingFile.WriteText(path, $"{{\"type\":\"FeatureCollection\",\"unit\":{Text(unit.Symbol)},\"features\":[\n{string.Join(",\n", features)}\n]}}\n");
    }

    /// <summary>Reads outlines. Crossing lines are not looked for: see <c>OutlineCheck</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="unit">Unit of the coordinates; null = what the file says, or µm.</param>
    /// <returns>One outline per polygon, outer rings counter-clockwise, holes clockwise [m].</returns>
    /// <exception cref="DataException">The file is missing, no GeoJSON, has no polygon, or a ring has fewer than three points.</exception>
    public static IReadOnlyList<Outline> Read(string path, Unit? unit = null)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(PlainText.Read(path));
            JsonElement root = document.RootElement;
            return new GeoJsonReader(path, (unit ?? UnitOf(root, path)).Factor).Read(root);
        }
        catch (JsonException e)
        {
            throw new DataException($"line {e.LineNumber + 1}: is no JSON ({e.Message}). Perhaps the file was cut.", path, e);
        }
    }

    /// <summary>Equal names that follow each other, with their number.</summary>
    private static List<(string Name, int Count)> Runs(string[] names)
    {
        var runs = new List<(string Name, int Count)>();
        foreach (string name in names)
        {
            if (runs.Count > 0 && runs[^1].Name == name)
            {
                runs[^1] = (name, runs[^1].Count + 1);
            }
            else
            {
                runs.Add((name, 1));
            }
        }

        return runs;
    }

    private static string Coordinates(Ring ring, Unit unit)
    {
        var metres = Unit.Parse("m");
        IEnumerable<string> points = Enumerable.Range(0, ring.Count + 1).Select(i => i % ring.Count).Select(i =>
            $"[{metres.Convert(ring.Points[2 * i], unit).ToString("R", CultureInfo.InvariantCulture)},{metres.Convert(ring.Points[(2 * i) + 1], unit).ToString("R", CultureInfo.InvariantCulture)}]");
        return $"[{string.Join(",", points)}]";
    }

    private static string Text(string text) => JsonSerializer.Serialize(text, Layout);

    private static Unit UnitOf(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("unit", out JsonElement element) || element.ValueKind != JsonValueKind.String)
        {
            return Unit.Parse("µm");
        }

        return Unit.TryParse(element.GetString()!, out Unit? unit) && unit.Dimension == Unit.Parse("m").Dimension
            ? unit
            : throw new DataException($"\"unit\": '{element.GetString()}' is no unit of length.", path);
    }
}
