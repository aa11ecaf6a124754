using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Stria.Studies;

/// <summary>What each setting means, from the documentation comments that the compiler writes beside the assembly: said once, shown in code, schema and help.</summary>
internal static partial class SettingMeanings
{
    private static readonly Lazy<Dictionary<string, XElement>> Members = new(Load);

    /// <summary>The first paragraph on a property, or null when there is none.</summary>
    public static string? Of(PropertyInfo property)
    {
        XElement? member = Find(property);
        if (member?.Element("inheritdoc") is not null)
        {
            member = property.DeclaringType!.GetInterfaces().Select(i => i.GetProperty(property.Name)).Where(p => p is not null).Select(p => Find(p!)).FirstOrDefault();
        }

        return member?.Element("summary") is { } summary ? Spaces().Replace(summary.Value, " ").Trim() : null;
    }

    private static XElement? Find(PropertyInfo property) => Members.Value.GetValueOrDefault($"P:{property.DeclaringType!.FullName}.{property.Name}");

    private static Dictionary<string, XElement> Load()
    {
        string path = Path.ChangeExtension(Path.Combine(AppContext.BaseDirectory, Path.GetFileName(typeof(SettingMeanings).Assembly.Location)), ".xml");
        return File.Exists(path)
            ? XDocument.Load(path).Descendants("member").ToDictionary(m => m.Attribute("name")!.Value)
            : [];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
