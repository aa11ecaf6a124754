using System.Diagnostics;
using System.Globalization;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>Shows how far a study has come: one changing line for people who watch, plain lines in a pipe, JSON lines for machines.</summary>
internal sealed class ProgressPrinter(Terminal terminal, bool json) : IProgress<StudyProgress>
{
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private long last;
    private double lastOverall = -1;
    private string lastStep = "";
    private int written;

    /// <inheritdoc/>
    public void Report(StudyProgress value)
    {
        lock (gate)
        {
            TimeSpan since = last == 0 ? TimeSpan.MaxValue : Stopwatch.GetElapsedTime(last);
            bool isLive = terminal.IsInteractive && !json;
            bool isDue = isLive ? since >= Blink || value.Step != lastStep : since >= Patience || value.Overall - lastOverall >= 0.05;
            if (!isDue && value.Overall < 1)
            {
                return;
            }

            (last, lastOverall, lastStep) = (Stopwatch.GetTimestamp(), value.Overall, value.Step);
            Show(value, isLive);
        }
    }

    /// <summary>Takes the changing line away, so that what follows begins on a clean one.</summary>
    public void Clear()
    {
        lock (gate)
        {
            if (written > 0)
            {
                terminal.Error.Write("\r" + new string(' ', written) + "\r");
                terminal.Error.Flush();
                written = 0;
            }
        }
    }

    private void Show(StudyProgress value, bool isLive)
    {
        if (json)
        {
            terminal.Out.WriteLine(RunJson.WriteLine(new
            {
                Event = "progress",
                value.Step,
                Fraction = Math.Round(value.Fraction, 4),
                Overall = Math.Round(value.Overall, 4),
                LeftS = value.Left is { } left ? Math.Round(left.TotalSeconds, 1) : (double?)null,
                value.Message,
            }));
            terminal.Out.Flush();
            return;
        }

        string line = Line(value);
        if (!isLive)
        {
            terminal.Error.WriteLine(line);
            return;
        }

        line = line.Length < terminal.Width ? line : line[..(terminal.Width - 1)];
        terminal.Error.Write("\r" + line.PadRight(written));
        terminal.Error.Flush();
        written = line.Length;
    }

    private static string Line(StudyProgress value)
    {
        string left = value.Left is { } time && value.Overall < 1 ? $", {Spoken(time)} left" : "";
        string message = value.Message is null ? "" : $": {value.Message}";
        return string.Create(CultureInfo.InvariantCulture, $"{100 * value.Overall,3:0} %{left}  {value.Step} {100 * value.Fraction:0} %{message}");
    }

    private static string Spoken(TimeSpan time) => time.TotalSeconds < 90
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds):0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min");
}
