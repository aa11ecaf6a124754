using System.Text;
using Stria.Core;
using YamlDotNet.Core;

namespace Stria.Studies;

/// <summary>Collects all mistakes of one YAML text, to be shown at once, each with its line and a caret.</summary>
internal sealed class YamlMistakes(string text, string path)
{
    private readonly string[] lines = text.Split('\n');
    private readonly List<(int Line, int Column, string What)> mistakes = [];

    /// <summary>Notes a mistake at a place.</summary>
    public void Add(Mark place, string what) => mistakes.Add(((int)place.Line, (int)place.Column, what));

    /// <summary>Ends in an exception if anything was noted.</summary>
    /// <exception cref="ScenarioException">There are mistakes.</exception>
    public void ThrowIfAny()
    {
        if (mistakes.Count == 0)
        {
            return;
        }

        var message = new StringBuilder($"{path} has {mistakes.Count} {(mistakes.Count == 1 ? "mistake" : "mistakes")}:");
        foreach ((int line, int column, string what) in mistakes.OrderBy(m => m.Line).ThenBy(m => m.Column))
        {
            string written = line >= 1 && line <= lines.Length ? lines[line - 1].TrimEnd() : "";
            message.Append($"\n{line,5} | {written}\n      | {new string(' ', Math.Max(0, column - 1))}^ {what}");
        }

        throw new ScenarioException(message.ToString());
    }
}
