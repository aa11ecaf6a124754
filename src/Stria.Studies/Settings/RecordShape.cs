using System.Collections.Concurrent;
using System.Reflection;

namespace Stria.Studies;

/// <summary>The settings that a record type has, in the order in which they are declared.</summary>
internal sealed class RecordShape
{
    private static readonly ConcurrentDictionary<Type, RecordShape> Known = new();

    private RecordShape(Type type)
    {
        Type = type;
        Settings = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is { IsPublic: true }).Select(p => new SettingShape(p))];
        IsWrittenAsList = type.IsDefined(typeof(WrittenAsListAttribute));
    }

    public Type Type { get; }

    public IReadOnlyList<SettingShape> Settings { get; }

    public bool IsWrittenAsList { get; }

    public static RecordShape Of(Type type) => Known.GetOrAdd(type, t => new RecordShape(t));

    public SettingShape? Find(string name) => Settings.FirstOrDefault(s => s.Name == name);

    /// <summary>The item type of a list of settings, or null when the type is none.</summary>
    public static Type? ItemType(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>) ? type.GetGenericArguments()[0] : null;
}
