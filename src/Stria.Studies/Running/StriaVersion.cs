using System.Reflection;

namespace Stria.Studies;

/// <summary>Which Stria this is.</summary>
public static class StriaVersion
{
    private static readonly string[] Parts =
        (typeof(StriaVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+', 2);

    /// <summary>The version number ("0.1.0").</summary>
    public static string Number => Parts[0];

    /// <summary>The commit that it was built from, with ".changed" when sources differed from it; "unknown" when it was built outside a repository.</summary>
    public static string Commit => Parts.Length > 1 ? Parts[1] : "unknown";

    /// <summary>Version and commit in one line.</summary>
    public static string Full => $"Stria {Number} ({(Commit.Length >= 40 ? Commit[..10] + Commit[40..] : Commit)})";
}
