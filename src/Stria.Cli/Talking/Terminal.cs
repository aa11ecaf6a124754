namespace Stria.Cli;

/// <summary>Where a command writes: results to one stream, progress and complaints to the other.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Progress and complaints.</param>
/// <param name="IsInteractive">Whether somebody watches: then progress is one line that changes.</param>
public sealed record Terminal(TextWriter Out, TextWriter Error, bool IsInteractive)
{
    /// <summary>The streams of this process.</summary>
    public static Terminal OfProcess() => new(Console.Out, Console.Error, !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb");

    /// <summary>Width of a line; 80 where it is unknown.</summary>
    public int Width
    {
        get
        {
            try
            {
                return IsInteractive && Console.WindowWidth > 20 ? Console.WindowWidth : 80;
            }
            catch (IOException)
            {
                return 80;
            }
        }
    }
}
