using System.Text.Json;

namespace Stria.Files;

/// <summary>Finds the polygons of a GeoJSON document and makes outlines of them.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="unit">Unit of the coordinates in metres.</param>
internal sealed class GeoJsonReader(string path, double unit)
{
    private readonly List<(string? Name, JsonElement Parts, JsonElement Rings)> polygons = [];
    private int other;

    internal IReadOnlyList<Outline> Read(JsonElement root)
    {
        Visit(root, null, default);
        if (polygons.Count == 0)
        {
            throw new DataException($"holds no polygon{(other > 0 ? $", but {other} geometries of other kinds. Perhaps lines were drawn where closed polygons are needed" : "")}.", path);
        }

        var outlines = new List<Outline>();
        for (int i = 0; i < polygons.Count; i++)
        {
            outlines.Add(ToOutline(polygons[i], polygons.Count == 1 ? "particle" : $"particle {i + 1}"));
        }

        return outlines;
    }

    private void Visit(JsonElement element, string? name, JsonElement parts)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        string? type = Member(element, "type") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        switch (type)
        {
            case "FeatureCollection":
                VisitAll(element, "features", name, parts);
                break;
            case "GeometryCollection":
                VisitAll(element, "geometries", name, parts);
                break;
            case "Feature":
                JsonElement properties = Member(element, "properties");
                JsonElement given = Member(properties, "name");
                Visit(Member(element, "geometry"), given.ValueKind == JsonValueKind.String && given.GetString()!.Length > 0 ? given.GetString() : null, Parts(properties));
                break;
            case "Polygon":
                polygons.Add((name, parts, Member(element, "coordinates")));
                break;
            case "MultiPolygon":
                JsonElement[] several = [.. Items(Member(element, "coordinates"), "MultiPolygon")];
                polygons.AddRange(several.Select((rings, i) => (name is null || several.Length == 1 ? name : $"{name} {i + 1}", several.Length == 1 ? parts : default, rings)));
                break;
            case null:
                throw new DataException("holds an object without \"type\", which GeoJSON needs. Perhaps it is JSON of another kind.", path);
            default:
                other++;
                break;
        }
    }

    private void VisitAll(JsonElement element, string member, string? name, JsonElement parts)
    {
        foreach (JsonElement item in Items(Member(element, member), member))
        {
            Visit(item, name, parts);
        }
    }

    /// <summary>The parts as written; some programs turn lists in properties into text.</summary>
    private static JsonElement Parts(JsonElement properties)
    {
        JsonElement parts = Member(properties, "parts");
        if (parts.ValueKind != JsonValueKind.String)
        {
            return parts;
        }

        try
        {
            return JsonDocument.Parse(parts.GetString()!).RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private Outline ToOutline((string? Name, JsonElement Parts, JsonElement Rings) polygon, string fallback)
    {
        string name = polygon.Name ?? fallback;
        JsonElement[] rings = [.. Items(polygon.Rings, "coordinates")];
        if (rings.Length == 0)
        {
            throw new DataException($"the polygon of '{name}' has no ring.", path);
        }

        JsonElement[] parts = polygon.Parts.ValueKind == JsonValueKind.Array ? [.. polygon.Parts.EnumerateArray()] : [];
        Ring[] all = [.. rings.Select((r, i) => ToRing(r, name, i, i < parts.Length ? parts[i] : default))];
        return new Outline(name, all[0], all[1..]);
    }

    private Ring ToRing(JsonElement coordinates, string name, int index, JsonElement runs)
    {
        List<double> points = [.. Items(coordinates, "a ring").SelectMany(p => Place(p, name))];
        if (points.Count > 4 && points[0] == points[^2] && points[1] == points[^1])
        {
            points.RemoveRange(points.Count - 2, 2);
        }

        int count = points.Count / 2;
        if (count < 3)
        {
            throw new DataException($"ring {index} of '{name}' has {count} points; it needs three or more.", path);
        }

        string[] parts = SegmentParts(runs, count) ?? [.. Enumerable.Repeat(index == 0 ? "edge" : $"hole {index}", count)];
        var ring = new Ring([.. points], parts);
        return ring.SignedArea > 0 == (index == 0) ? ring : Turned(ring);
    }

    private double[] Place(JsonElement point, string name) =>
        point.ValueKind == JsonValueKind.Array && point.GetArrayLength() >= 2 && point[0].ValueKind == JsonValueKind.Number && point[1].ValueKind == JsonValueKind.Number
            ? [point[0].GetDouble() * unit, point[1].GetDouble() * unit]
            : throw new DataException($"'{name}' has the point {point.GetRawText()}, which is no pair of numbers.", path);

    /// <summary>One name per segment of runs of names; null when they do not fit, as after editing.</summary>
    private static string[]? SegmentParts(JsonElement runs, int count)
    {
        var names = new List<string>();
        foreach (JsonElement run in runs.ValueKind == JsonValueKind.Array ? runs.EnumerateArray() : default)
        {
            bool isRun = run.ValueKind == JsonValueKind.Array && run.GetArrayLength() == 2 && run[0].ValueKind == JsonValueKind.String && run[1].ValueKind == JsonValueKind.Number;
            int length = isRun && run[1].TryGetInt32(out int n) ? n : 0;
            if (length <= 0 || length > count - names.Count)
            {
                return null;
            }

            names.AddRange(Enumerable.Repeat(run[0].GetString()!, length));
        }

        return names.Count == count ? [.. names] : null;
    }

    /// <summary>The ring in the other direction: the segment from point i to the next becomes that from the next to point i.</summary>
    private static Ring Turned(Ring ring)
    {
        int n = ring.Count;
        var points = new double[2 * n];
        var parts = new string[n];
        for (int i = 0; i < n; i++)
        {
            (points[2 * i], points[(2 * i) + 1]) = (ring.Points[2 * (n - 1 - i)], ring.Points[(2 * (n - 1 - i)) + 1]);
            parts[i] = ring.SegmentParts[((2 * n) - 2 - i) % n];
        }

        return new Ring(points, parts);
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) ? member : default;

    private JsonElement.ArrayEnumerator Items(JsonElement element, string what) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : throw new DataException($"\"{what}\" is no list.", path);
}
