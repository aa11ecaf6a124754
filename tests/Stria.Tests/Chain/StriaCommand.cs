using System.Text.Json.Nodes;
using Stria.Cli;

namespace Stria.Tests.Chain;

/// <summary>The program as people call it, in this process.</summary>
internal static class StriaCommand
{
    /// <summary>Runs a command line; arguments with blanks are given whole.</summary>
    internal static StriaAnswer Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = CommandLine.Run(arguments, new Terminal(output, error, false));
        return new StriaAnswer(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command line that must come to its end.</summary>
    internal static StriaAnswer Succeed(params string[] arguments)
    {
        StriaAnswer answer = Run(arguments);
        Assert.True(answer.Code == 0, $"stria {string.Join(' ', arguments)}\n{answer.Error}");
        return answer;
    }

    /// <summary>A number of a run's summary.json.</summary>
    internal static double Number(string folder, string name) => (double)Summary(folder)[name]!["value"]!;

    internal static JsonObject Summary(string folder) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "summary.json")))!.AsObject();

    internal static JsonObject Record(string folder) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "run.json")))!.AsObject();

    /// <summary>The remarks of a run, each as "warning: …", "assumed: …" or "note: …".</summary>
    internal static string[] Remarks(string folder) => [.. Record(folder)["remarks"]!.AsArray().Select(r => $"{r!["kind"]}: {r["text"]}")];
}

/// <summary>How the program ended and what it wrote.</summary>
internal sealed record StriaAnswer(int Code, string Output, string Error);
