using System.Diagnostics;

namespace Stria.Bench;

/// <summary>The most memory that this process has held at once.</summary>
internal static class PeakMemory
{
    /// <summary>Peak resident set [GB].</summary>
    public static double Gigabytes
    {
        get
        {
            using var self = Process.GetCurrentProcess();
            return self.PeakWorkingSet64 / 1e9;
        }
    }

    /// <summary>Lets the peak begin anew at what is held now, where the system can do that (Linux, proc(5): clear_refs).</summary>
    public static void Forget()
    {
        if (File.Exists("/proc/self/clear_refs"))
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
    }
}
