using System.Globalization;
using System.Text.RegularExpressions;

namespace Stria.Files;

/// <summary>Photon energies of images that do not say them: from a file that a person gives, from a list beside the images, or from the images' names.</summary>
internal static partial class EnergyList
{
    private static readonly string[] Extensions = [".txt", ".csv", ".dat", ".ev"];
    private static readonly string[] CommonNames = ["energies.txt", "energies.csv", "energy.txt", "energy.csv"];

    /// <summary>One energy per frame [eV].</summary>
    /// <param name="path">The measured file or folder.</param>
    /// <param name="names">The file of each frame; one for all.</param>
    /// <param name="frames">Number of frames.</param>
    /// <param name="options">What a person gave.</param>
    /// <param name="notes">Receives what was found, and the file that was read.</param>
    /// <exception cref="DataException">There are no energies, or another number of them.</exception>
    internal static double[] For(string path, IReadOnlyList<string> names, int frames, StackReadOptions options, (List<Remark> Remarks, List<string> Files) notes)
    {
        string? list = options.EnergiesFile ?? Beside(path);
        if (list is not null)
        {
            double[] energies = Read(list);
            notes.Files.Add(list);
            if (energies.Length != frames)
            {
                throw new DataException($"holds {energies.Length} photon energies, and {Path.GetFileName(path)} {frames} images. Perhaps it belongs to another measurement.", list);
            }

            notes.Remarks.Add(Remark.Note($"Photon energies from {Path.GetFileName(list)}: {energies[0]:G6} … {energies[^1]:G6} eV."));
            return energies;
        }

        double[] named = names.Count == frames ? [.. names.Select(FromName)] : [];
        if (named.Length > 0 && named.All(double.IsFinite))
        {
            notes.Remarks.Add(Remark.Assumed($"Photon energies from the files' names: {named[0]:G6} … {named[^1]:G6} eV."));
            return named;
        }

        throw new DataException(
            $"holds {frames} images without photon energies, and there is no list of them beside it ({Path.GetFileNameWithoutExtension(path)}.txt, energies.txt, one eV per line). "
            + "Give one (--energies-file).",
            path);
    }

    /// <summary>Reads a list: one energy per line, or a table whose first column they are; comments begin with *, # or %.</summary>
    /// <exception cref="DataException">It is no list of photon energies.</exception>
    internal static double[] Read(string path)
    {
        NumberTable table = NumberTable.Read(path);
        bool isKiloelectronvolt = table.Head.Any(line => line.Contains("keV", StringComparison.OrdinalIgnoreCase));
        int column = table.Head.Select(NumberTable.Cells).Where(cells => cells.Length == table.ColumnCount)
            .Select(cells => Array.FindIndex(cells, cell => EnergyWord().IsMatch(cell))).FirstOrDefault(found => found >= 0, 0);
        double[] energies = [.. Enumerable.Range(0, table.RowCount).Select(row => table[row, column] * (isKiloelectronvolt ? 1000 : 1))];
        const double LowestEdge_eV = 25;
        if (energies.Max() < LowestEdge_eV)
        {
            throw new DataException($"its numbers run up to {energies.Max():G6}, which are no photon energies in eV. Perhaps they are keV: then write 'keV' into a line before them.", path);
        }

        PhotonEnergies.Require(energies, path);
        return energies;
    }

    /// <summary>The energy that a file's name states ("…_08324.0_eV_…", "…_8353_0eV"); NaN when it states none.</summary>
    internal static double FromName(string path)
    {
        Match match = InName().Match(Path.GetFileNameWithoutExtension(path));
        return match.Success && double.TryParse(match.Groups[1].Value.Replace('_', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out double energy) && energy > 0
            ? energy
            : double.NaN;
    }

    private static string? Beside(string path)
    {
        string folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        IEnumerable<string> places = Directory.Exists(path) ? [] : Extensions.Select(extension => Path.ChangeExtension(path, extension));
        return places.Concat(CommonNames.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    [GeneratedRegex(@"(\d+(?:[._]\d+)?)[ _]?ev(?![a-z])", RegexOptions.IgnoreCase)]
    private static partial Regex InName();

    [GeneratedRegex(@"energy|photon|\bk?eV\b", RegexOptions.IgnoreCase)]
    private static partial Regex EnergyWord();
}
