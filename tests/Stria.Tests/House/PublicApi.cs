using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Stria.Tests.House;

/// <summary>What a room offers to others, one line per type and member, in an order that does not depend on the compiler.</summary>
internal static class PublicApi
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(int)] = "int",
        [typeof(long)] = "long", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(char)] = "char", [typeof(string)] = "string", [typeof(object)] = "object",
    };

    /// <summary>The lines of an assembly.</summary>
    public static IReadOnlyList<string> Of(Assembly room) =>
        [.. room.GetExportedTypes().Where(t => !t.FullName!.Contains('<', StringComparison.Ordinal)).SelectMany(Lines).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Lines(Type type)
    {
        string name = Name(type);
        yield return $"{name} : {Kind(type)}{Parents(type)}";
        foreach (MemberInfo member in type.GetMembers(Own).Where(m => !m.Name.Contains('<', StringComparison.Ordinal) && (m is PropertyInfo || !m.IsDefined(typeof(CompilerGeneratedAttribute)))))
        {
            if (Line(member) is { } line)
            {
                yield return $"{name}.{line}";
            }
        }
    }

    private static string? Line(MemberInfo member) => member switch
    {
        ConstructorInfo c when IsOpen(c) => $"new({Parameters(c)})",
        MethodInfo m when IsOpen(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)) && !IsOverride(m) => $"{m.Name}{Generic(m)}({Parameters(m)}) : {Shown(m.ReturnParameter)}{Static(m)}",
        PropertyInfo p when p.GetMethod is { } get && IsOpen(get) => $"{p.Name}{Index(p)} : {Name(p.PropertyType)}{Mark(Nullability.Create(p).ReadState, p.PropertyType)}{Settable(p)}{Static(get)}",
        FieldInfo { IsPublic: true } f when !f.IsSpecialName => $"{f.Name} : {Name(f.FieldType)}{(f.IsLiteral ? $" = {Value(f.GetRawConstantValue())}" : "")}{(f is { IsStatic: true, IsLiteral: false } ? " static" : "")}",
        _ => null,
    };

    private static bool IsOpen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsOverride(MethodInfo method) => method.GetBaseDefinition() != method;

    private static string Static(MethodBase method) => method.IsStatic ? " static" : "";

    private static string Settable(PropertyInfo property)
    {
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? " required" : "";
        return property.SetMethod is not { } set || !IsOpen(set)
            ? required
            : required + (set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init" : " set");
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ => $"{(type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}{(type.GetMethod("<Clone>$") is null ? "class" : "record")}",
    };

    private static string Parents(Type type)
    {
        IEnumerable<Type> parents = type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum) ? [b] : [];
        string[] names = [.. parents.Concat(type.GetInterfaces().Where(i => i.IsVisible && !type.IsEnum)).Select(Name).Order(StringComparer.Ordinal)];
        return names.Length == 0 ? "" : " of " + string.Join(", ", names);
    }

    private static string Generic(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";

    private static string Index(PropertyInfo property) => property.GetIndexParameters() is { Length: > 0 } keys ? $"[{string.Join(", ", keys.Select(Parameter))}]" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo p)
    {
        string way = p.IsOut ? "out " : p.ParameterType.IsByRef ? p.IsIn ? "in " : "ref " : p.IsDefined(typeof(ParamArrayAttribute)) || p.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
        return $"{way}{Shown(p)} {p.Name}{(p.HasDefaultValue ? $" = {Value(p.RawDefaultValue)}" : "")}";
    }

    private static string Shown(ParameterInfo p) => Name(p.ParameterType) + Mark(Nullability.Create(p).ReadState, p.ParameterType);

    private static string Mark(NullabilityState state, Type type) => state == NullabilityState.Nullable && !type.IsValueType && !type.IsGenericParameter ? "?" : "";

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Name(inner) + "?";
        }

        string plain = type.IsGenericParameter ? type.Name : Keywords.GetValueOrDefault(type) ?? (type.IsNested ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name);
        return type.IsGenericType ? $"{plain.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : plain;
    }

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
