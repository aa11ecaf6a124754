using System.Text.Json.Nodes;
using Stria.Studies;

namespace Stria.Tests.Studies.Scenarios;

public sealed class ScenarioSchemaTests
{
    [Fact]
    public void The_committed_schemas_are_those_of_the_records()
    {
        string folder = Path.Combine(SharedData.Repository, "schema");
        foreach (Kind kind in ScenarioKinds.Scenarios)
        {
            string path = Path.Combine(folder, $"{kind.Name}.schema.json");
            Assert.True(File.Exists(path) && File.ReadAllText(path) == ScenarioSchema.Of(kind), $"Write it anew: ./stria schema {kind.Name} > schema/{kind.Name}.schema.json");
        }

        Assert.Equal(ScenarioKinds.Scenarios.Count(), Directory.GetFiles(folder, "*.schema.json").Length);
    }

    [Fact]
    public void Every_setting_of_the_map_is_described_in_its_schema()
    {
        JsonNode schema = JsonNode.Parse(ScenarioSchema.Of(ScenarioKinds.Scenarios.First(k => k.Name == "map")))!;
        var undescribed = new List<string>();
        int described = Collect(schema, "map", undescribed);
        Assert.Empty(undescribed);
        Assert.True(described > 40, $"{described} settings");
    }

    [Fact]
    public void The_schema_knows_words_units_kinds_and_ranges()
    {
        JsonNode map = JsonNode.Parse(ScenarioSchema.Of(ScenarioKinds.Scenarios.First(k => k.Name == "map")))!;
        JsonNode settings = map["properties"]!;
        Assert.Equal("map", (string)settings["kind"]!["const"]!);
        Assert.Equal(["kind", "stack"], map["required"]!.AsArray().Select(n => (string)n!));
        Assert.Equal(100, (int)settings["despike"]!["properties"]!["threshold"]!["maximum"]!);
        Assert.Equal("auto", (string)settings["components"]!["properties"]!["count"]!["anyOf"]![0]!["enum"]![0]!);
        Assert.Equal("string", (string)settings["register"]!["properties"]!["max_shift"]!["type"]!);
        Assert.Equal(["auto", "embedded"], settings["incident"]!["anyOf"]![0]!["enum"]!.AsArray().Select(n => (string)n!));
        Assert.Equal("file", (string)settings["incident"]!["anyOf"]![3]!["properties"]!["kind"]!["const"]!);
        Assert.False((bool)settings["despike"]!["additionalProperties"]!);
    }

    private static int Collect(JsonNode? node, string where, List<string> undescribed)
    {
        int n = 0;
        if (node?["properties"] is JsonObject properties)
        {
            foreach ((string name, JsonNode? setting) in properties.Where(p => p.Key != "kind"))
            {
                n++;
                if (setting?["description"] is null)
                {
                    undescribed.Add($"{where}.{name}");
                }

                n += Collect(setting, $"{where}.{name}", undescribed);
            }
        }

        foreach (JsonNode? choice in node?["anyOf"]?.AsArray() ?? [])
        {
            n += Collect(choice, where, undescribed);
        }

        return n + (node?["items"] is { } items ? Collect(items, where, undescribed) : 0);
    }
}
