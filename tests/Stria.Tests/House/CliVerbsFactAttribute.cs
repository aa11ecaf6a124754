using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Stria.Tests.House;

/// <summary>A fact about the verbs of the program; skipped while the program's help lists none.</summary>
public sealed partial class CliVerbsFactAttribute : FactAttribute
{
    /// <summary>Marks the test, or skips it with the reason.</summary>
    public CliVerbsFactAttribute()
    {
        if (Verbs.Count == 0)
        {
            Skip = "The program has no verbs yet.";
        }
    }

    /// <summary>The verbs that "stria --help" lists: the indented first words of its lines.</summary>
    public static IReadOnlyList<string> Verbs { get; } = [.. IndentedWord().Matches(Help()).Select(m => m.Groups[1].Value).Distinct()];

    private static string Help()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "stria.dll"), "--help"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string help = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return help;
    }

    [GeneratedRegex(@"^ {2}([a-z]+)\b", RegexOptions.Multiline)]
    private static partial Regex IndentedWord();
}
