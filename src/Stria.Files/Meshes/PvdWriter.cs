using System.Globalization;
using System.Security;
using System.Text;

namespace Stria.Files;

/// <summary>Writes ParaView's collection of files in time (<c>.pvd</c>): one mesh file for each moment.</summary>
public static class PvdWriter
{
    /// <summary>Writes the collection; it appears under its name when it is complete.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="moments">Time (in the unit that people should read) and the file of each moment, relative to the collection; times rise.</param>
    /// <exception cref="ArgumentException">Times do not rise.</exception>
    /// <exception cref="DataException">It cannot be written there.</exception>
    public static void Write(string path, IReadOnlyList<(double Time, string File)> moments)
    {
        for (int i = 1; i < moments.Count; i++)
        {
            if (!(moments[i].Time > moments[i - 1].Time))
            {
                throw new ArgumentException($"Moment {i} has the time {moments[i].Time:R} after {moments[i - 1].Time:R}.", nameof(moments));
            }
        }

        var xml = new StringBuilder("<?xml version=\"1.0\"?>\n<VTKFile type=\"Collection\" version=\"0.1\" byte_order=\"LittleEndian\">\n  <Collection>\n");
        foreach ((double time, string file) in moments)
        {
            xml.Append(CultureInfo.InvariantCulture, $"    <DataSet timestep=\"{time:R}\" group=\"\" part=\"0\" file=\"{SecurityElement.Escape(file)}\"/>\n");
        }

        WholeFile.Write(path, xml.Append("  </Collection>\n</VTKFile>\n").ToString());
    }
}
