using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Stria.Core;

namespace Stria.Studies;

/// <summary>Writes records as YAML, complete: every setting with its value and unit, defaults included. Reading the text again gives the equal record, to the last digit.</summary>
public sealed partial class RecordWriter
{
    private readonly StringBuilder text = new();
    private readonly IReadOnlyList<Kind> kinds;
    private readonly bool arePlain;

    private RecordWriter(IReadOnlyList<Kind> kinds, bool arePlain) => (this.kinds, this.arePlain) = (kinds, arePlain);

    /// <summary>The YAML text of one record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="kinds">The catalogue of alternatives that it may use.</param>
    public static string Write(object record, IReadOnlyList<Kind> kinds)
    {
        var writer = new RecordWriter(kinds, record is IUnitChoice { Units: UnitChoice.None });
        writer.Settings(record, 0);
        return writer.text.ToString();
    }

    private void Settings(object record, int depth)
    {
        if (kinds.FirstOrDefault(k => k.Record == record.GetType()) is { } kind)
        {
            Line(depth, $"kind: {kind.Name}");
        }

        foreach (SettingShape setting in RecordShape.Of(record.GetType()).Settings)
        {
            Setting(setting, setting.Property.GetValue(record), depth);
        }
    }

    private void Setting(SettingShape setting, object? value, int depth)
    {
        if (value is null || ValueReader.IsSimple(setting.Type))
        {
            Line(depth, $"{setting.Name}: {Scalar(value, setting)}");
        }
        else if (RecordShape.ItemType(setting.Type) is { } item)
        {
            List(setting, (IEnumerable)value, item, depth);
        }
        else if (RecordShape.Of(value.GetType()) is { IsWrittenAsList: true } shape)
        {
            Line(depth, $"{setting.Name}: {ShortList(value, shape)}");
        }
        else
        {
            Line(depth, $"{setting.Name}:");
            Settings(value, depth + 1);
        }
    }

    private void List(SettingShape setting, IEnumerable items, Type item, int depth)
    {
        if (ValueReader.IsSimple(item))
        {
            Line(depth, $"{setting.Name}: [{string.Join(", ", items.Cast<object>().Select(i => Scalar(i, setting)))}]");
        }
        else if (RecordShape.Of(item) is { IsWrittenAsList: true } shape)
        {
            Line(depth, $"{setting.Name}: [{string.Join(", ", items.Cast<object>().Select(i => ShortList(i, shape)))}]");
        }
        else if (!items.Cast<object>().Any())
        {
            Line(depth, $"{setting.Name}: []");
        }
        else
        {
            Line(depth, $"{setting.Name}:");
            items.Cast<object>().ToList().ForEach(i => Item(i, depth + 1));
        }
    }

    private string ShortList(object record, RecordShape shape) => "[" + string.Join(", ", shape.Settings.Select(s => Scalar(s.Property.GetValue(record), s))) + "]";

    /// <summary>A record in a list: its first line takes the dash.</summary>
    private void Item(object record, int depth)
    {
        int start = text.Length;
        Settings(record, depth + 1);
        text[start + (2 * depth)] = '-';
    }

    private void Line(int depth, string line) => text.Append(' ', 2 * depth).Append(line).Append('\n');

    private string Scalar(object? value, SettingShape setting) => value switch
    {
        null => setting.WordForNull?.Word ?? "null",
        double number => new Quantity(number, (arePlain ? null : setting.Unit) ?? Unit.One).Readable().ToString(),
        bool truth => truth ? "true" : "false",
        Enum name => SnakeCase.Of(name.ToString()),
        string words => Text(words),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Text(string words) => PlainText().IsMatch(words) && words is not ("null" or "true" or "false") ? words : Quoted(words);

    private static string Quoted(string words)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in words)
        {
            quoted.Append(c is '"' or '\\' ? $"\\{c}" : c < ' ' || c == '\x7f' ? $"\\x{(int)c:x2}" : c.ToString());
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Text that YAML reads as itself without quotes, also inside brackets.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9_/.][A-Za-z0-9_/.+=()\-]*\z")]
    private static partial Regex PlainText();
}
