namespace Stria.Studies;

/// <summary>Joins two sheets of values, of which some have a standard deviation as an entry beside them (Area and AreaSd).</summary>
internal static class SheetEntries
{
    private const string Deviation = "Sd";

    /// <summary>The entries of the first sheet, and those of the second where the first says nothing; a value and its deviation come from one sheet.</summary>
    public static T Join<T>(T first, T second)
        where T : class, new()
    {
        var joined = new T();
        IReadOnlyList<SettingShape> settings = RecordShape.Of(typeof(T)).Settings;
        foreach (SettingShape setting in settings)
        {
            string name = setting.Property.Name;
            SettingShape? value = name.EndsWith(Deviation, StringComparison.Ordinal) ? settings.FirstOrDefault(s => s.Property.Name == name[..^Deviation.Length]) : null;
            bool ownValue = value is not null && value.Property.GetValue(first) is not null;
            setting.Property.SetValue(joined, setting.Property.GetValue(first) ?? (ownValue ? null : setting.Property.GetValue(second)));
        }

        return joined;
    }
}
