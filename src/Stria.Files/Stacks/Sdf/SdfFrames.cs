using System.Globalization;

namespace Stria.Files;

/// <summary>Which image files of an SDF stack exist, and to which energies they belong.</summary>
/// <param name="Paths">The image of each frame, in order.</param>
/// <param name="Names">Its number in the file name.</param>
/// <param name="Indices">Its place in the header's list of energies.</param>
/// <param name="Missing">Frames announced and absent, as "number (energy eV)".</param>
internal sealed record SdfFrames(IReadOnlyList<string> Paths, IReadOnlyList<string> Names, IReadOnlyList<int> Indices, IReadOnlyList<string> Missing)
{
    /// <summary>Finds the frames of one region and channel.</summary>
    /// <param name="header">The header.</param>
    /// <param name="energies">Its list of energies [eV].</param>
    /// <param name="channel">The channel's letter.</param>
    /// <param name="region">The region, from 0.</param>
    /// <param name="remarks">Receives what was assumed.</param>
    /// <exception cref="DataException">No image is there, or those that are cannot be told apart.</exception>
    internal static SdfFrames Find(SdfHeader header, double[] energies, char channel, int region, List<Remark> remarks)
    {
        string tail = header.Regions.Count > 1 ? region.ToString(CultureInfo.InvariantCulture) : "";
        SortedDictionary<int, string> present = Present(header, $"{header.Stem}_{channel}", tail);
        if (present.Count == 0)
        {
            throw new DataException(
                $"the header announces {energies.Length} images ({header.Stem}_{channel}000{tail}.xim and so on), and none lies beside it. "
                + "Perhaps only the header was copied, or the images were renamed.",
                header.Path);
        }

        return present.Keys.Max() < energies.Length ? ByNumber(energies, present, remarks) : ByEnergy(header, energies, present, remarks);
    }

    private static SortedDictionary<int, string> Present(SdfHeader header, string stem, string tail)
    {
        SortedDictionary<int, string> present = [];
        foreach (string path in Directory.EnumerateFiles(header.Folder, stem + "*"))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (Path.GetExtension(path).Equals(".xim", StringComparison.OrdinalIgnoreCase) && name.Length == stem.Length + 3 + tail.Length
                && name.EndsWith(tail, StringComparison.Ordinal)
                && int.TryParse(name.AsSpan(stem.Length, 3), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                present[number] = path;
            }
        }

        return present;
    }

    private static SdfFrames ByNumber(double[] energies, SortedDictionary<int, string> present, List<Remark> remarks)
    {
        string[] missing = [.. Enumerable.Range(0, energies.Length).Where(i => !present.ContainsKey(i)).Select(i => Announce(i, energies[i]))];
        Report(present, missing, energies.Length, remarks);
        return new SdfFrames([.. present.Values], [.. present.Keys.Select(Number)], [.. present.Keys], missing);
    }

    /// <summary>Frames whose numbers lie beyond the list of energies: the list names the frames that are there, the energy regions all that were planned.</summary>
    private static SdfFrames ByEnergy(SdfHeader header, double[] energies, SortedDictionary<int, string> present, List<Remark> remarks)
    {
        int[] numbers = [.. present.Keys];
        if (numbers.Length != energies.Length)
        {
            throw new DataException(
                $"the header lists {energies.Length} energies, but the images beside it are numbered {numbers[0]:000} … {numbers[^1]:000} ({numbers.Length} of them), "
                + "so their energies are not known. Perhaps images of another scan carry the same name.",
                header.Path);
        }

        (double[] planned, _) = header.AnnouncedEnergies();
        const double Tolerance_eV = 0.01;
        bool agrees = numbers.Select((number, i) => number < planned.Length && Math.Abs(planned[number] - energies[i]) < Tolerance_eV).All(same => same);
        string[] missing = agrees ? [.. Enumerable.Range(0, planned.Length).Where(i => !present.ContainsKey(i)).Select(i => Announce(i, planned[i]))] : [];
        remarks.Add(agrees
            ? Remark.Note(
                $"The images are numbered {string.Join(", ", numbers.Select(Number))}; their numbers and the header's energy regions agree with its list of {energies.Length} energies.")
            : Remark.Assumed(
                $"The images are numbered {string.Join(", ", numbers.Select(Number))} where the header lists {energies.Length} energies; they are taken in order."));
        Report(present, missing, planned.Length, remarks);
        return new SdfFrames([.. present.Values], [.. numbers.Select(Number)], [.. Enumerable.Range(0, energies.Length)], missing);
    }

    private static void Report(SortedDictionary<int, string> present, string[] missing, int announced, List<Remark> remarks)
    {
        if (missing.Length > 0)
        {
            remarks.Add(Remark.Warning(
                $"{missing.Length} of {announced} frames are missing: {string.Join(", ", missing)}. Present: {string.Join(", ", present.Keys.Select(Number))}."));
        }
    }

    private static string Announce(int number, double energy) => string.Create(CultureInfo.InvariantCulture, $"{Number(number)} ({energy:0.###} eV)");

    private static string Number(int number) => number.ToString("000", CultureInfo.InvariantCulture);
}
