using System.Globalization;
using System.Text;
using Stria.Core;

namespace Stria.Studies;

/// <summary>All that is wrong with one text, each mistake with its place; shown together with the lines and a caret below each place.</summary>
/// <param name="name">The file, for the heading.</param>
/// <param name="text">Its text.</param>
internal sealed class MistakeList(string name, string text)
{
    private readonly List<(int Line, int Column, string Message)> mistakes = [];

    public int Count => mistakes.Count;

    public void Add(int line, int column, string message) => mistakes.Add((line, column, message));

    public void Add(SettingsNode node, string message) => Add(node.Line, node.Column, message);

    public void Add(YamlDotNet.Core.Mark place, string message) => Add((int)place.Line, (int)place.Column, message);

    /// <exception cref="ScenarioException">There are mistakes; all of them are in its message.</exception>
    public void ThrowIfAny()
    {
        if (mistakes.Count > 0)
        {
            throw new ScenarioException(ToString());
        }
    }

    public override string ToString()
    {
        var shown = new StringBuilder($"{name} has {(mistakes.Count == 1 ? "a mistake" : $"{mistakes.Count} mistakes")}:");
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        int width = Math.Max(4, lines.Length.ToString(CultureInfo.InvariantCulture).Length + 1);
        foreach (var onLine in mistakes.OrderBy(m => m.Line).ThenBy(m => m.Column).GroupBy(m => Math.Clamp(m.Line, 1, lines.Length)))
        {
            string line = lines[onLine.Key - 1].TrimEnd().Replace('\t', ' ');
            shown.Append('\n').Append(onLine.Key.ToString(CultureInfo.InvariantCulture).PadLeft(width)).Append(" | ").Append(line);
            foreach (var (_, column, message) in onLine)
            {
                shown.Append('\n').Append(' ', width).Append(" | ").Append(' ', Math.Max(0, column - 1)).Append("^ ").Append(message);
            }
        }

        return shown.ToString();
    }
}
