using System.Reflection;
using System.Runtime.CompilerServices;
using Stria.Core;

namespace Stria.Studies;

/// <summary>What may stand at one setting of a record.</summary>
internal sealed class SettingShape
{
    public SettingShape(PropertyInfo property)
    {
        Property = property;
        Name = SnakeCase.Of(property.Name);
        Unit = property.GetCustomAttribute<UnitAttribute>()?.Unit;
        Range = property.GetCustomAttribute<RangeAttribute>();
        Words = [.. property.GetCustomAttributes<WordAttribute>()];
        IsRequired = property.IsDefined(typeof(RequiredMemberAttribute));
        IsPath = property.IsDefined(typeof(InputPathAttribute));
        Type? inner = Nullable.GetUnderlyingType(property.PropertyType);
        Type = inner ?? property.PropertyType;
        MayBeNull = inner is not null || new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
    }

    public PropertyInfo Property { get; }

    public string Name { get; }

    public Type Type { get; }

    public bool MayBeNull { get; }

    public bool IsRequired { get; }

    public bool IsPath { get; }

    public Unit? Unit { get; }

    public RangeAttribute? Range { get; }

    public IReadOnlyList<WordAttribute> Words { get; }

    public WordAttribute? WordForNull => Words.FirstOrDefault(w => w.Value is null);
}
