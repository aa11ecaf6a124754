namespace Stria.Studies;

/// <summary>The files that a scenario wants to read.</summary>
public static class ScenarioInputs
{
    /// <summary>Every input file that a scenario names, with the setting that names it ("stack.path").</summary>
    public static IReadOnlyList<(string Setting, string Path)> Of(IScenario scenario)
    {
        var inputs = new List<(string, string)>();
        Collect(scenario, "", inputs);
        return inputs;
    }

    private static void Collect(object record, string prefix, List<(string, string)> inputs)
    {
        foreach (SettingShape setting in RecordShape.Of(record.GetType()).Settings)
        {
            object? value = setting.Property.GetValue(record);
            if (value is string path && setting.IsPath(path))
            {
                inputs.Add((prefix + setting.Name, path));
            }
            else if (value is System.Collections.IEnumerable list and not string)
            {
                list.Cast<object>().Where(item => !ValueReader.IsSimple(item.GetType())).ToList().ForEach(item => Collect(item, $"{prefix}{setting.Name}.", inputs));
            }
            else if (value is not null && !ValueReader.IsSimple(setting.Type))
            {
                Collect(value, $"{prefix}{setting.Name}.", inputs);
            }
        }
    }
}
