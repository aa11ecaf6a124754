using System.CommandLine;
using Stria.Files;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>How the files of a cycler are read.</summary>
internal sealed class TraceOptions
{
    private readonly ColumnOptions columns = new();
    private readonly Option<string> sign = new("--sign") { HelpName = "WHEN", Description = "When the file's current is positive: charge or discharge; by default as its format has it." };
    private readonly Option<bool> dayFirst = new("--day-first") { Description = "Dates such as 06/05/2021 have the day first." };

    public void AddTo(Command command)
    {
        columns.AddTo(command);
        command.Add(sign);
        command.Add(dayFirst);
    }

    /// <summary>The settings for files of one test.</summary>
    public Func<IEnumerable<string>, TraceSettings> Settings(ParseResult parsed)
    {
        string? map = columns.Text(parsed);
        CurrentSign counted = Sign(sign, parsed);
        bool? days = parsed.GetValue(dayFirst) ? true : null;
        return files => new TraceSettings { Files = [.. files.Select(f => new MeasuredFile { File = Path.GetFullPath(f) })], Columns = map, Sign = counted, DayFirst = days };
    }

    /// <summary>What an option says of the sign of the current.</summary>
    /// <exception cref="UsageException">It is none of the words.</exception>
    public static CurrentSign Sign(Option<string> option, ParseResult parsed) => parsed.GetValue(option) switch
    {
        null => CurrentSign.AsFormat,
        "charge" => CurrentSign.PositiveOnCharge,
        "discharge" => CurrentSign.PositiveOnDischarge,
        { } other => throw OptionValue.Wrong(option.Name, other, "charge or discharge"),
    };
}
