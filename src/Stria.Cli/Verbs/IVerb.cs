using System.CommandLine;
using Stria.Core;

namespace Stria.Cli;

/// <summary>One command of stria. To add one: implement this in a file of its own, and add a line to <see cref="VerbCatalogue"/>.</summary>
public interface IVerb
{
    /// <summary>The command with its arguments, options and help.</summary>
    Command Command { get; }

    /// <summary>Does what is asked.</summary>
    /// <param name="parsed">The arguments and options, free of mistakes.</param>
    /// <param name="terminal">Where to write.</param>
    /// <returns>The exit code: 0 done, 1 failed, 2 wrong use, 3 stopped by the user.</returns>
    /// <exception cref="StriaException">It cannot be done; the message is for people.</exception>
    int Run(ParseResult parsed, Terminal terminal);
}
