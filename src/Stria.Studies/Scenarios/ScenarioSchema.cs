using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace Stria.Studies;

/// <summary>The JSON Schema of each kind of scenario, made from the records, for editors that complete and check YAML.</summary>
public static class ScenarioSchema
{
    // Schemas of contracts that hold themselves, such as a union of shapes, by name; gathered while one scenario's schema is made.
    [ThreadStatic]
    private static SortedDictionary<string, JsonNode?>? definitions;

    // Whether the scenario whose schema is made may be written without units.
    [ThreadStatic]
    private static bool mayBePlain;

    private static readonly JsonSerializerOptions Options = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepSettingsOnly } },
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema of one kind of scenario as JSON text.</summary>
    /// <param name="kind">The kind, of the catalogue of scenarios.</param>
    public static string Of(Kind kind)
    {
        definitions = [];
        mayBePlain = kind.Record.IsAssignableTo(typeof(IUnitChoice));
        JsonObject schema = RecordSchema(kind.Record, kind.Name);
        if (definitions.Count > 0)
        {
            schema["$defs"] = new JsonObject(definitions.Select(d => KeyValuePair.Create(d.Key, d.Value)));
        }

        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", $"Stria scenario of kind {kind.Name}");
        return schema.ToJsonString(Options) + "\n";
    }

    private static JsonObject RecordSchema(Type record, string? kind)
    {
        var exporter = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = SettingSchema.Transform };
        var schema = (JsonObject)Options.GetJsonSchemaAsNode(record, exporter);
        return kind is null ? schema : WithKind(schema, kind);
    }

    /// <summary>Whether numbers with a dimension may be plain in the schema at work.</summary>
    internal static bool MayBePlain => mayBePlain;

    /// <summary>A contract's schema: one of its kinds, or the bare name of a kind that needs no settings.</summary>
    internal static JsonObject ContractSchema(Type contract)
    {
        if (!HoldsItself(contract))
        {
            return Choices(contract);
        }

        string name = SnakeCase.Of(contract.Name[1..]);
        if (definitions is { } known && known.TryAdd(name, null))
        {
            known[name] = Choices(contract);
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    private static bool HoldsItself(Type contract) => ScenarioKinds.All.Where(k => k.Contract == contract)
        .SelectMany(k => RecordShape.Of(k.Record).Settings).Any(s => s.Type == contract || RecordShape.ItemType(s.Type) == contract);

    private static JsonObject Choices(Type contract)
    {
        Kind[] kinds = [.. ScenarioKinds.All.Where(k => k.Contract == contract)];
        var bare = new JsonArray([.. kinds.Where(k => RecordShape.Of(k.Record).Settings.All(s => !s.IsRequired)).Select(k => (JsonNode)k.Name)]);
        var choices = new JsonArray([new JsonObject { ["enum"] = bare }, .. kinds.Select(k => RecordSchema(k.Record, k.Name))]);
        return new JsonObject { ["anyOf"] = choices };
    }

    private static JsonObject WithKind(JsonObject schema, string kind)
    {
        schema["type"] = "object";
        var properties = schema["properties"] as JsonObject ?? [];
        properties.Insert(0, "kind", new JsonObject { ["const"] = kind });
        schema["properties"] = properties;
        var required = schema["required"] as JsonArray ?? [];
        required.Insert(0, "kind");
        schema["required"] = required;
        schema["additionalProperties"] = false;
        return schema;
    }

    /// <summary>Only what can be set is part of the schema, under the names of the YAML.</summary>
    private static void KeepSettingsOnly(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        var shape = RecordShape.Of(type.Type);
        for (int i = type.Properties.Count - 1; i >= 0; i--)
        {
            SettingShape? setting = shape.Settings.FirstOrDefault(s => s.Property.Name == type.Properties[i].Name);
            if (setting is null)
            {
                type.Properties.RemoveAt(i);
            }
            else
            {
                type.Properties[i].Name = setting.Name;
            }
        }
    }
}
