using System.Diagnostics;
using Stria.Studies;

namespace Stria.Cli;

/// <summary>Shows a run's report in the platform's browser.</summary>
internal static class ReportOpener
{
    /// <summary>Opens the report where there is a desktop that can.</summary>
    /// <returns>Null when that was done, else why not.</returns>
    public static string? Open(RunFolder folder)
    {
        if (!File.Exists(folder.ReportPath))
        {
            return $"{folder.Root} holds no report.html to open.";
        }

        bool hasDesktop = OperatingSystem.IsMacOS() || IsSet("DISPLAY") || IsSet("WAYLAND_DISPLAY");
        string opener = OperatingSystem.IsMacOS() ? "open" : "xdg-open";
        bool hasOpener = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, opener)));
        if (!hasDesktop || !hasOpener)
        {
            return $"There is no desktop here to open the report on{(hasDesktop ? $" ('{opener}' is missing)" : "")}; open {folder.ReportPath} in a browser.";
        }

        Process.Start(new ProcessStartInfo(opener, [folder.ReportPath]) { RedirectStandardError = true, RedirectStandardOutput = true })?.Dispose();
        return null;
    }

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };
}
