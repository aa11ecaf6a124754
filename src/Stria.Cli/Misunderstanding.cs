using System.CommandLine;
using System.CommandLine.Parsing;
using Stria.Core;

namespace Stria.Cli;

/// <summary>Says what was not understood in a command line, and what was probably meant: one message, however many consequences it had.</summary>
internal static class Misunderstanding
{
    public static string Explain(ParseResult parsed, RootCommand root)
    {
        Command command = parsed.CommandResult.Command;
        string help = $"See: stria {(command == root ? "" : command.Name + " ")}--help";
        string? stray = parsed.UnmatchedTokens.FirstOrDefault(t => t.StartsWith('-')) ?? Swallowed(parsed) ?? (parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null);
        if (stray is not null)
        {
            return $"{Stray(stray, command, root)} {help}";
        }

        Argument? missing = command.Arguments.FirstOrDefault(a => a.Arity.MinimumNumberOfValues > (parsed.GetResult(a)?.Tokens.Count ?? 0));
        if (missing is not null)
        {
            OptionResult? greedy = parsed.CommandResult.Children.OfType<OptionResult>().FirstOrDefault(o => o.Option.AllowMultipleArgumentsPerToken && o.Tokens.Count > 0);
            string hint = greedy is null ? "" : $" Perhaps it stands behind {greedy.Option.Name}, which takes all that follows: put {missing.Name} first.";
            return $"{command.Name} needs {missing.Name}.{hint} {help}";
        }

        return $"{string.Join(" ", parsed.Errors.Select(e => e.Message))} {help}";
    }

    /// <summary>What looks like an option but was taken for a value by an argument or option that takes all that follows; null when there is none.</summary>
    public static string? Swallowed(ParseResult parsed) => parsed.Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash)
        .FirstOrDefault(t => t.Type == TokenType.Argument && t.Value.StartsWith("--", StringComparison.Ordinal))?.Value;

    private static string Stray(string stray, Command command, RootCommand root)
    {
        if (command == root)
        {
            return NotOne(stray, stray.StartsWith('-') ? "an option" : "a command", stray.StartsWith('-') ? ["--help", "--version"] : root.Subcommands.Select(c => c.Name));
        }

        if (!stray.StartsWith('-'))
        {
            return $"{command.Name} does not know what to do with '{stray}'.";
        }

        string option = stray.Split('=')[0];
        string[] owners = [.. root.Subcommands.Where(c => c.Options.Any(o => o.Name == option)).Select(c => c.Name)];
        string owned = owners.Length == 0 ? "" : $" It belongs to {string.Join(", ", owners)}.";
        return NotOne(option, $"an option of {command.Name}", owners.Length == 0 ? command.Options.Select(o => o.Name) : []) + owned;
    }

    private static string NotOne(string written, string what, IEnumerable<string> known)
    {
        string? nearest = Spelling.Nearest(written, known);
        return $"'{written}' is not {what}.{(nearest is null ? "" : $" Did you mean '{nearest}'?")}";
    }
}
