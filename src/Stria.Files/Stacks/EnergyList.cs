using System.Globalization;
using System.Text.RegularExpressions;

namespace Stria.Files;

/// <summary>Photon energies of images that do not say them: from a file that a person gives, from a list beside the images, or from the images' names.</summary>
internal static partial class EnergyList
{
    private const double LowestEdge_eV = 25, LeastBefore_eV = 100, LeastHard_eV = 1000, HighestEnergy_eV = 200_000;
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
        if (energies.Max() < LowestEdge_eV)
        {
            throw new DataException($"its numbers run up to {energies.Max():G6}, which are no photon energies in eV. Perhaps they are keV: then write 'keV' into a line before them.", path);
        }

        PhotonEnergies.Require(energies, path);
        return energies;
    }

    /// <summary>
    /// The energy that a file's name states [eV]: the number that stands next to the unit ("scan_001_710eV", "710.5 eV", "710p5eV", "7.112keV"), or behind an e ("e710p5");
    /// NaN when it states none, several, or one that can be read in two ways.
    /// </summary>
    /// <remarks>
    /// An underscore is a decimal point only where the number behind it is none of an edge and both together are: 8353_0eV is 8353 eV, 710_5eV 710.5 eV, and 001_710eV 710 eV.
    /// Microscopes for hard X-rays write 8353_25eV for 8353.25 eV; 710_50eV could be either and states nothing.
    /// </remarks>
    internal static double FromName(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        double[] stated = [.. WithUnit().Matches(name).Select(Stated).Distinct()];
        if (stated.Length > 0)
        {
            return stated.Length == 1 ? stated[0] : double.NaN;
        }

        double[] behind = [.. BehindLetter().Matches(name).Select(m => Number(m.Groups["number"].Value)).Distinct()];
        return behind.Length == 1 && behind[0] is >= LowestEdge_eV and <= HighestEnergy_eV ? behind[0] : double.NaN;
    }

    private static double Stated(Match match)
    {
        string before = match.Groups["before"].Value, number = match.Groups["number"].Value;
        bool isKilo = match.Groups["kilo"].Length > 0;
        double unit = isKilo ? 1000 : 1, next = Number(number) * unit;
        if (before.Length > 0 && number.All(char.IsAsciiDigit))
        {
            double joined = Number($"{before}.{number}") * unit;
            if (next < LowestEdge_eV && joined >= LowestEdge_eV)
            {
                return joined;
            }

            // Counters have zeros in front; fractions are short.
            bool isFraction = number.Length <= (isKilo ? 4 : 2) && before[0] != '0' && joined is >= LeastBefore_eV and <= HighestEnergy_eV;
            if (isFraction)
            {
                return joined >= LeastHard_eV && !isKilo ? joined : double.NaN;
            }
        }

        return next is > 0 and <= HighestEnergy_eV ? next : double.NaN;
    }

    private static double Number(string text) => double.Parse(text.Replace('p', '.').Replace('P', '.').Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static string? Beside(string path)
    {
        string folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        IEnumerable<string> places = Directory.Exists(path) ? [] : Extensions.Select(extension => Path.ChangeExtension(path, extension));
        return places.Concat(CommonNames.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    [GeneratedRegex(@"(?:(?<before>\d+)_)?(?<!\d)(?<!\d[.,p])(?<number>\d+(?:[.,p]\d+)?)[ _-]?(?<kilo>k)?eV(?![a-z])", RegexOptions.IgnoreCase)]
    private static partial Regex WithUnit();

    [GeneratedRegex(@"(?<![a-z0-9])(?:e|energy)[_=-]?(?<number>\d{3,6}(?:[.,p]\d+)?)(?![a-z0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex BehindLetter();

    [GeneratedRegex(@"energy|photon|\bk?eV\b", RegexOptions.IgnoreCase)]
    private static partial Regex EnergyWord();
}
