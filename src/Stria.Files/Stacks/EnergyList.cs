using System.Globalization;
using System.Text.RegularExpressions;

namespace Stria.Files;

/// <summary>Photon energies of images that do not say them: from a file that a person gives, from a list beside the images, or from the images' names.</summary>
internal static partial class EnergyList
{
    private const double LowestEdge_eV = 25;
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
        int column = table.Head.Select(NumberTable.Cells).Where(cells => cells.Length == table.ColumnCount)
            .Select(cells => Array.FindIndex(cells, cell => EnergyWord().IsMatch(cell))).FirstOrDefault(found => found >= 0, 0);
        double[] energies = [.. Enumerable.Range(0, table.RowCount).Select(row => table[row, column])];

        // A head may speak of keV and hold eV ("calibrated at 8.979 keV"): numbers beyond any edge in keV are eV.
        const double NoEdge_keV = 200;
        bool isKiloelectronvolt = energies.Max() < NoEdge_keV && table.Head.Any(line => line.Contains("keV", StringComparison.OrdinalIgnoreCase));
        energies = isKiloelectronvolt ? [.. energies.Select(e => 1000 * e)] : energies;
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
        return match.Success && double.TryParse(match.Groups["energy"].Value.Replace('_', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out double energy) && energy >= LowestEdge_eV
            ? energy
            : double.NaN;
    }

    /// <summary>A name without its energy, and the number that stands before the energy; null where there is none.</summary>
    internal static (string Rest, string? Number) WithoutEnergy(string name)
    {
        Match match = InName().Match(name);
        if (!match.Success)
        {
            return (name, null);
        }

        string before = name[..match.Index], after = name[(match.Index + match.Length)..];
        Match number = NumberBefore().Match(before);
        return (before + after, number.Success ? number.Value : null);
    }

    private static string? Beside(string path)
    {
        string folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        IEnumerable<string> places = Directory.Exists(path) ? [] : Extensions.Select(extension => Path.ChangeExtension(path, extension));
        return places.Concat(CommonNames.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    // An underscore is a decimal point only behind three digits or more and before one or two: "8353_0eV", but not "003_710eV" or "12_710eV".
    [GeneratedRegex(@"(?<!\d)(?<energy>[1-9]\d{2,4}_\d{1,2}|\d+(?:\.\d+)?)[ _]?ev(?![a-z])", RegexOptions.IgnoreCase)]
    private static partial Regex InName();

    [GeneratedRegex(@"\d+(?=[_\-. ]*$)")]
    private static partial Regex NumberBefore();

    [GeneratedRegex(@"energy|photon|\bk?eV\b", RegexOptions.IgnoreCase)]
    private static partial Regex EnergyWord();
}
