using System.Reflection;
using System.Runtime.CompilerServices;
using Stria.Core;

namespace Stria.Studies;

/// <summary>What may stand at one setting of a record.</summary>
internal sealed class SettingShape
{
    private readonly IReadOnlyList<string>? pathExtensions;

    public SettingShape(PropertyInfo property)
    {
        Property = property;
        Name = SnakeCase.Of(property.Name);
        Unit = property.GetCustomAttribute<UnitAttribute>()?.Unit;
        Range = property.GetCustomAttribute<RangeAttribute>();
        Words = [.. property.GetCustomAttributes<WordAttribute>()];
        IsRequired = property.IsDefined(typeof(RequiredMemberAttribute));
        pathExtensions = property.GetCustomAttribute<InputPathAttribute>()?.Extensions;
        Type? inner = Nullable.GetUnderlyingType(property.PropertyType);
        Type = inner ?? property.PropertyType;
        MayBeNull = inner is not null || new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
    }

    public PropertyInfo Property { get; }

    public string Name { get; }

    public Type Type { get; }

    public bool MayBeNull { get; }

    public bool IsRequired { get; }

    /// <summary>Whether a text that stands here is the path of a file to read.</summary>
    public bool IsPath(string text) =>
        pathExtensions is { } known && (known.Count == 0 || known.Contains(Path.GetExtension(text)));

    public Unit? Unit { get; }

    public RangeAttribute? Range { get; }

    public IReadOnlyList<WordAttribute> Words { get; }

    public WordAttribute? WordForNull => Words.FirstOrDefault(w => w.Value is null);
}
