using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace Stria.Studies;

/// <summary>Turns the schema of a .NET value into that of the setting as people write it: numbers with units, words, snake-case names, descriptions.</summary>
internal static class SettingSchema
{
    /// <summary>A number followed by some unit; which units fit is checked by the reader.</summary>
    private const string NumberWithUnit = "^[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)? *\\S+.*$";

    /// <summary>The transform for <see cref="JsonSchemaExporterOptions.TransformSchemaNode"/>.</summary>
    public static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        Type type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        JsonObject node = schema as JsonObject ?? [];
        if (type.IsInterface)
        {
            node = ScenarioSchema.ContractSchema(type);
        }
        else if (type.IsEnum)
        {
            node = new JsonObject { ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(n => (JsonNode)SnakeCase.Of(n))]) };
        }
        else if (type.IsDefined(typeof(WrittenAsListAttribute)))
        {
            int length = RecordShape.Of(type).Settings.Count;
            node = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "number" }, ["minItems"] = length, ["maxItems"] = length };
        }
        else if (node["properties"] is JsonObject)
        {
            node["additionalProperties"] = false;
        }

        return context.PropertyInfo?.AttributeProvider is PropertyInfo property ? OfSetting(new SettingShape(property), node) : node;
    }

    private static JsonObject OfSetting(SettingShape setting, JsonObject node)
    {
        if (ValueReader.IsSimple(setting.Type) && !setting.Type.IsEnum && setting.Type != typeof(bool) && setting.Type != typeof(string))
        {
            node = Number(setting);
        }

        if (RecordShape.ItemType(setting.Type) == typeof(double))
        {
            node = new JsonObject { ["type"] = "array", ["items"] = Number(setting) };
        }

        if (setting.Words.Count > 0)
        {
            var words = new JsonObject { ["enum"] = new JsonArray([.. setting.Words.Select(w => (JsonNode)w.Word)]) };
            node = new JsonObject { ["anyOf"] = new JsonArray(words, node) };
        }

        node.Remove("default");
        string? meaning = SettingMeanings.Of(setting.Property);
        if (meaning is not null)
        {
            node.Insert(0, "description", meaning);
        }

        return node;
    }

    private static JsonObject Number(SettingShape setting)
    {
        if (setting.Unit is not null)
        {
            var withUnit = new JsonObject { ["type"] = "string", ["pattern"] = NumberWithUnit };
            return ScenarioSchema.MayBePlain ? new JsonObject { ["anyOf"] = new JsonArray(withUnit, new JsonObject { ["type"] = "number" }) } : withUnit;
        }

        var number = new JsonObject { ["type"] = (RecordShape.ItemType(setting.Type) ?? setting.Type) == typeof(double) ? "number" : "integer" };
        if (setting.Range is { } range)
        {
            number["minimum"] = range.Min;
            if (!double.IsInfinity(range.Max))
            {
                number["maximum"] = range.Max;
            }
        }

        return number;
    }
}
