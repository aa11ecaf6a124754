using System.Reflection;
using Stria.Core;
using Stria.Studies;

namespace Stria.Tests.Studies.Scenarios;

/// <summary>Draws records whose every setting is random within its range, through the public properties only.</summary>
internal sealed class RandomRecord(int seed)
{
    private static readonly string[] Texts = ["plain", "with space", "null", "~", "", "3", "013", "true", "a: b", "# no", "tab\there", "\"quoted\" \\", "[x]", "Größe µ", "-", "x=0.1", "two\nlines"];

    private readonly Random random = new(seed);

    public object Draw(Type type)
    {
        if (type.IsInterface)
        {
            Kind[] kinds = [.. ScenarioKinds.All.Where(k => k.Contract == type)];
            type = kinds[random.Next(kinds.Length)].Record;
        }

        object record = Activator.CreateInstance(type)!;
        foreach (PropertyInfo property in type.GetProperties().Where(p => p.CanWrite))
        {
            property.SetValue(record, Value(property));
        }

        return record;
    }

    private object? Value(PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        bool mayBeNull = new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
        if (mayBeNull && random.Next(3) == 0)
        {
            return null;
        }

        RangeAttribute? range = property.GetCustomAttribute<RangeAttribute>();
        double low = range?.Min ?? -1e3, high = range is null || double.IsInfinity(range.Max) ? 1e5 : range.Max;
        return type switch
        {
            _ when type == typeof(double) => Math.Clamp(low + ((high - low) * random.NextDouble()), low, high),
            _ when type == typeof(int) => (int)(low + ((high - low) * random.NextDouble())),
            _ when type == typeof(bool) => random.Next(2) == 0,
            _ when type == typeof(string) && property.IsDefined(typeof(InputPathAttribute)) => "/data/" + random.Next(100) + " x.h5",
            _ when type == typeof(string) => Texts[random.Next(Texts.Length)],
            _ when type.IsEnum => Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length)),
            _ when type == typeof(ValueList<string>) => ValueList.Create<string>(Texts.AsSpan(0, random.Next(Texts.Length))),
            _ when type == typeof(ValueList<double>) => (ValueList<double>)[.. Enumerable.Range(0, random.Next(5)).Select(_ => low + ((high - low) * random.NextDouble()))],
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>) => ListOf(type.GetGenericArguments()[0]),
            _ => Draw(type),
        };
    }

    private object? ListOf(Type item) =>
        typeof(RandomRecord).GetMethod(nameof(List), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(item).Invoke(this, [item == typeof(PixelPosition) || item == typeof(PlanePoint) ? 3 : 0]);

    private ValueList<T> List<T>(int atLeast) =>
        [.. Enumerable.Range(0, atLeast + random.Next(4)).Select(_ => typeof(T).IsEnum ? (T)Enum.GetValues(typeof(T)).GetValue(random.Next(Enum.GetValues(typeof(T)).Length))! : (T)Draw(typeof(T)))];
}
