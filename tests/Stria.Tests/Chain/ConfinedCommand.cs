using Stria.Tests.Files;

namespace Stria.Tests.Chain;

/// <summary>The program in a room of its own, where libraries are hidden or disks are small; needs no rights but those to make a mount namespace.</summary>
internal static class ConfinedCommand
{
    /// <summary>Whether this machine lets people make such rooms.</summary>
    internal static bool IsPossible { get; } = File.Exists("/usr/bin/unshare") && InRoom("mount --bind /dev/null /etc/hostname").Code == 0;

    /// <summary>The command line of the program, for scripts.</summary>
    internal static string Stria => $"dotnet '{Path.Combine(AppContext.BaseDirectory, "stria.dll")}'";

    /// <summary>Runs a shell script in a room of its own; what it mounts is gone afterwards.</summary>
    internal static StriaAnswer InRoom(string script) => Answer("/usr/bin/unshare", "-rm", "/bin/sh", "-c", script);

    /// <summary>Runs a script of bash.</summary>
    internal static StriaAnswer InBash(string script) => Answer("/bin/bash", "-c", script);

    /// <summary>The lines of script that hide every copy of a library from the loader.</summary>
    /// <param name="pattern">Regular expression of file names ("libcairo\.so").</param>
    internal static string Hide(string pattern) =>
        $"""
        PATH="$PATH:/usr/sbin:/sbin"
        found=$(ldconfig -p | sed -n 's/.*=> //p' | grep -E '/{pattern}')
        [ -n "$found" ] || exit 98
        for file in $found; do mount --bind /dev/null "$(readlink -f "$file")" || exit 99; done

        """;

    /// <summary>The complaint: what the program wrote besides progress.</summary>
    internal static string[] Complaint(StriaAnswer answer) =>
        [.. answer.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !System.Text.RegularExpressions.Regex.IsMatch(l, "^ *[0-9]+ %"))];

    private static StriaAnswer Answer(string program, params string[] arguments)
    {
        (int code, string output, string error) = ForeignTools.Run(program, arguments);
        return new StriaAnswer(code, output, error);
    }
}

/// <summary>A theory that needs a room of its own; skipped where none can be made.</summary>
public sealed class ConfinedTheoryAttribute : TheoryAttribute
{
    public ConfinedTheoryAttribute()
    {
        if (!ConfinedCommand.IsPossible)
        {
            Skip = "This machine allows no mount namespaces (unshare -rm), in which libraries can be hidden and disks be small.";
        }
    }
}

/// <summary>A fact that needs a room of its own; skipped where none can be made.</summary>
public sealed class ConfinedFactAttribute : FactAttribute
{
    public ConfinedFactAttribute() => Skip = new ConfinedTheoryAttribute().Skip;
}
