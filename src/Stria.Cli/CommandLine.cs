using System.CommandLine;
using Stria.Core;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>The door for people and scripts: understands a command line, does what it says, and turns every ending into a plain message and an exit code.</summary>
public static class CommandLine
{
    private const string BugReport = "This is a fault of Stria. Please report it, with the command and the file if you may share it, "
        + "where you got Stria from (CONTRIBUTING.md says how). STRIA_DEBUG=1 shows where it happened.";

    /// <summary>Runs one command line.</summary>
    /// <param name="args">The words after "stria".</param>
    /// <param name="terminal">Where to write.</param>
    /// <returns>0 done, 1 failed, 2 wrong use, 3 stopped by the user.</returns>
    public static int Run(IReadOnlyList<string> args, Terminal terminal) => Run(args, terminal, VerbCatalogue.All());

    /// <summary>Runs one command line with certain commands.</summary>
    internal static int Run(IReadOnlyList<string> args, Terminal terminal, IReadOnlyList<IVerb> verbs)
    {
        var root = new RootCommand("Stria takes a beamline STXM stack to composition and phase maps of battery electrodes.\nBegin with:  stria demo");
        foreach (IVerb verb in verbs)
        {
            root.Add(verb.Command);
            verb.Command.SetAction(parsed => verb.Run(parsed, terminal));
        }

        // A folder named @something must not be taken for a file of arguments.
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        try
        {
            return Answer(parsed, root, terminal);
        }
        catch (UsageException e)
        {
            return Complain(e.Message, ExitCode.WrongUse, IsJson(args), terminal);
        }
        catch (StriaException e)
        {
            return Complain(e.Message + Trace(e), ExitCode.Failed, IsJson(args), terminal);
        }
        catch (OperationCanceledException)
        {
            return Complain("Stopped.", ExitCode.Stopped, IsJson(args), terminal);
        }
        catch (Exception e)
        {
            return Complain($"Unexpected: {e.GetType().Name}: {e.Message}\n{BugReport}{Trace(e)}", ExitCode.Failed, IsJson(args), terminal);
        }
    }

    private static int Answer(ParseResult parsed, RootCommand root, Terminal terminal)
    {
        bool asksHelp = parsed.Tokens.Any(t => t.Value is "--help" or "-h" or "-?" or "/?" or "/h");
        if (parsed.Tokens.Count == 1 && parsed.Tokens[0].Value == "--version")
        {
            terminal.Out.WriteLine(StriaVersion.Full);
            return ExitCode.Done;
        }

        if (!asksHelp && parsed.Tokens.Count > 0 && (parsed.Errors.Count > 0 || Misunderstanding.Swallowed(parsed) is not null))
        {
            throw new UsageException(Misunderstanding.Explain(parsed, root));
        }

        bool asksNothing = parsed.Tokens.Count == 0;
        ParseResult wanted = asksNothing ? root.Parse(["--help"]) : parsed;
        return wanted.Invoke(new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    private static bool IsJson(IReadOnlyList<string> args) => args.Contains("--json");

    private static string Trace(Exception e) => Environment.GetEnvironmentVariable("STRIA_DEBUG") is null or "" or "0" ? "" : $"\n{e}";

    private static int Complain(string message, int code, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.Out.WriteLine(RunJson.WriteLine(new { Event = code == ExitCode.Stopped ? "stopped" : "failed", ExitCode = code, Message = message }));
        }
        else
        {
            terminal.Error.WriteLine($"stria: {message}");
        }

        return code;
    }
}
