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
}
