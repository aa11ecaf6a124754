using System.Reflection;
using Stria.Core;

namespace Stria.Studies;

/// <summary>Reads YAML into immutable records: names checked, units converted, alternatives chosen by kind, and every mistake reported at once.</summary>
public sealed class RecordReader
{
    private readonly IReadOnlyList<Kind> kinds;
    private readonly MistakeList mistakes;
    private readonly ValueReader values;

    private RecordReader(string yaml, string name, string folder, IReadOnlyList<Kind> kinds)
    {
        this.kinds = kinds;
        mistakes = new MistakeList(name, yaml);
        values = new ValueReader(mistakes, folder);
    }

    /// <summary>Reads one record, or one of several kinds of record when <typeparamref name="T"/> is an interface of the catalogue.</summary>
    /// <typeparam name="T">The record, or the contract that the kinds share.</typeparam>
    /// <param name="yaml">The text.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="folder">The folder from which relative paths count.</param>
    /// <param name="kinds">The catalogue of alternatives.</param>
    /// <exception cref="ScenarioException">Something is wrong; the message holds every mistake with its line.</exception>
    public static T Parse<T>(string yaml, string name, string folder, IReadOnlyList<Kind> kinds)
        where T : class
    {
        var reader = new RecordReader(yaml, name, folder, kinds);
        SettingsNode? node = SettingsText.Read(yaml, reader.mistakes);
        if (node is null && reader.mistakes.Count == 0)
        {
            reader.mistakes.Add(1, 1, "There are no settings in this file.");
        }

        object? read = node is null ? null : reader.Record(node, typeof(T), SnakeCase.Of(typeof(T).Name));
        reader.mistakes.ThrowIfAny();
        return (T)read!;
    }

    private object? Record(SettingsNode node, Type type, string where)
    {
        if (type.IsInterface)
        {
            return Alternative(node, type, where);
        }

        var shape = RecordShape.Of(type);
        if (shape.IsWrittenAsList)
        {
            return ShortList(node, shape, where);
        }

        if (node is MapNode map)
        {
            return Settings(map, shape, where, isAlternative: false);
        }

        mistakes.Add(node, $"'{where}' has settings of its own ({Names(shape)}); write them as '{where}: {{ {shape.Settings[0].Name}: … }}'.");
        return null;
    }

    private object? Alternative(SettingsNode node, Type contract, string where)
    {
        Kind[] offered = [.. kinds.Where(k => k.Contract == contract)];
        ScalarNode? chosen = node as ScalarNode ?? (node as MapNode)?.Entries.FirstOrDefault(e => e.Key.Text == "kind").Value as ScalarNode;
        if (chosen is null)
        {
            mistakes.Add(node, $"'{where}' lacks 'kind'; it is one of {string.Join(", ", offered.Select(k => k.Name))}.");
            return null;
        }

        Kind? kind = offered.FirstOrDefault(k => k.Name == chosen.Text);
        if (kind is null)
        {
            mistakes.Add(chosen, NotOneOf(chosen.Text, $"a kind of {where}", offered.Select(k => k.Name)));
            return null;
        }

        MapNode map = node as MapNode ?? new MapNode(node.Line, node.Column, []);
        values.ArePlain |= kind.Record.IsAssignableTo(typeof(IUnitChoice)) && map.Entries.Any(e => e is { Key.Text: "units", Value: ScalarNode { Text: "none" } });
        return Settings(map, RecordShape.Of(kind.Record), contract == typeof(IScenario) ? kind.Name : where, isAlternative: true);
    }

    private object? Settings(MapNode map, RecordShape shape, string where, bool isAlternative)
    {
        int before = mistakes.Count;
        object record = Activator.CreateInstance(shape.Type)!;
        var seen = new Dictionary<string, int>();
        foreach ((ScalarNode key, SettingsNode value) in map.Entries)
        {
            if (!seen.TryAdd(key.Text, key.Line))
            {
                mistakes.Add(key, $"'{key.Text}' was set already in line {seen[key.Text]}.");
            }
            else if (shape.Find(key.Text) is { } setting)
            {
                Set(record, setting, value);
            }
            else if (!isAlternative || key.Text != "kind")
            {
                mistakes.Add(key, NotOneOf(key.Text, $"a setting of {where}", shape.Settings.Select(s => s.Name)));
            }
        }

        string[] missing = [.. shape.Settings.Where(s => s.IsRequired && !seen.ContainsKey(s.Name)).Select(s => $"'{s.Name}'")];
        if (missing.Length > 0)
        {
            mistakes.Add(map, $"'{where}' lacks {string.Join(", ", missing)}.");
        }

        if (mistakes.Count == before && record is ICheckedSettings together)
        {
            together.Mistakes().ToList().ForEach(m => mistakes.Add(map, m));
        }

        return mistakes.Count == before ? record : null;
    }

    private void Set(object record, SettingShape setting, SettingsNode node)
    {
        int before = mistakes.Count;
        object? value = Value(node, setting.Type, setting);
        if (mistakes.Count == before)
        {
            setting.Property.SetValue(record, value);
        }
    }

    private object? Value(SettingsNode node, Type type, SettingShape setting)
    {
        if (RecordShape.ItemType(type) is { } item)
        {
            return List(node, item, setting);
        }

        if (node is ScalarNode { IsNull: true } && setting.MayBeNull && setting.Words.Count == 0)
        {
            return null;
        }

        if (!ValueReader.IsSimple(type))
        {
            return Record(node, type, setting.Name);
        }

        if (node is ScalarNode scalar)
        {
            return values.Read(scalar, type, setting);
        }

        mistakes.Add(node, $"'{setting.Name}' is a single value, not a {(node is ListNode ? "list" : "group of settings")}.");
        return null;
    }

    private object? List(SettingsNode node, Type item, SettingShape setting)
    {
        if (node is not ListNode list)
        {
            mistakes.Add(node, $"'{setting.Name}' is a list: write [ …, … ].");
            return null;
        }

        int before = mistakes.Count;
        var items = Array.CreateInstance(item, list.Items.Count);
        for (int i = 0; i < list.Items.Count; i++)
        {
            object? value = Value(list.Items[i], item, setting);
            if (mistakes.Count == before)
            {
                items.SetValue(value, i);
            }
        }

        return Activator.CreateInstance(typeof(ValueList<>).MakeGenericType(item), BindingFlags.Instance | BindingFlags.NonPublic, null, [items], null);
    }

    private object? ShortList(SettingsNode node, RecordShape shape, string where)
    {
        if (node is not ListNode list || list.Items.Count != shape.Settings.Count)
        {
            mistakes.Add(node, $"In '{where}' each entry is written as [{Names(shape)}].");
            return null;
        }

        object record = Activator.CreateInstance(shape.Type)!;
        for (int i = 0; i < list.Items.Count; i++)
        {
            Set(record, shape.Settings[i], list.Items[i]);
        }

        return record;
    }

    private static string Names(RecordShape shape) => string.Join(", ", shape.Settings.Select(s => s.Name));

    private static string NotOneOf(string written, string what, IEnumerable<string> known)
    {
        string[] words = [.. known];
        string? nearest = Spelling.Nearest(written, words);
        return $"'{written}' is not {what}. " + (nearest is null ? $"There are: {string.Join(", ", words)}." : $"Did you mean '{nearest}'?");
    }
}
