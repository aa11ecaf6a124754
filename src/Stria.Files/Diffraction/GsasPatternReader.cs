using System.Globalization;

namespace Stria.Files;

/// <summary>GSAS powder data (.gsa, .gsas, .fxye, .raw, .xra): banks of constant steps or of listed points, in hundredths of a degree.</summary>
public sealed class GsasPatternReader : IDiffractionReader
{
    private const double Centidegree = 0.01;

    /// <inheritdoc/>
    public string Name => "GSAS (.gsa, .fxye, .raw, .xra)";

    /// <inheritdoc/>
    public bool Recognises(string path) => LabText.Beginning(path, 16384).Split('\n').Any(l => l.StartsWith("BANK", StringComparison.Ordinal));

    /// <inheritdoc/>
    public DiffractionRecord Read(string path, DiffractionReadOptions options)
    {
        LabText text = LabText.Read(path);
        int[] banks = [.. Enumerable.Range(0, text.Count).Where(l => text[l].StartsWith("BANK"))];
        if (banks.Length == 0)
        {
            throw new DataException("has no line that begins with BANK. Perhaps it is no GSAS file, or it was cut.", path);
        }

        var patterns = new List<Diffractogram>();
        var remarks = new List<Remark>();
        for (int b = 0; b < banks.Length; b++)
        {
            var points = new PatternPoints(path) { Axis = DiffractionAxis.TwoTheta };
            new Bank(text, banks[b], b + 1 < banks.Length ? banks[b + 1] : text.Count).Read(points);
            points.Further["title"] = text[0].Trim().ToString();
            points.Name += banks.Length > 1 ? $" bank {b + 1}" : "";
            patterns.Add(points.Make(options));
            remarks.AddRange(points.Remarks);
        }

        return new DiffractionRecord(path, "GSAS", patterns) { Remarks = [.. remarks.Distinct()] };
    }

    private sealed class Bank(LabText text, int line, int end)
    {
        private bool hasDetectors;
        private readonly string[] words = text[line].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);

        internal void Read(PatternPoints points)
        {
            if (words.Length < 5 || !int.TryParse(words[2], NumberStyles.Integer, CultureInfo.InvariantCulture, out int channels) || channels <= 0)
            {
                throw Wrong(line, "names no number of channels. It reads BANK number channels records CONST start step 0 0 STD");
            }

            string kind = words[^1].ToUpperInvariant() is var last && last is "STD" or "ESD" or "ALT" or "FXYE" or "FXY" ? last : "STD";
            switch (kind)
            {
                case "FXYE" or "FXY":
                    Listed(points, kind == "FXYE");
                    break;
                case "ALT":
                    throw Wrong(line, "is of the kind ALT, which is for time of flight. Stria reads patterns against angle and energy");
                default:
                    Stepped(points, channels, kind == "ESD");
                    break;
            }

            if (points.Positions.Count < channels)
            {
                points.Remarks.Add(Remark.Warning($"The bank announces {channels} channels and {points.Positions.Count} are there: the file was cut, or the measurement stopped."));
            }
        }

        // STD: ten values of eight columns, the first two of each the number of detectors. ESD: five pairs of value and standard deviation.
        private void Stepped(PatternPoints points, int channels, bool hasSigmas)
        {
            if (words[4] is not "CONST" and not "CONS")
            {
                throw Wrong(line, $"has steps of the kind {words[4]}. Stria reads CONST, FXY and FXYE; RALF, SLOG and TIME_MAP are for time of flight");
            }

            double start = Number(words, 5), step = Number(words, 6);
            if (!(step > 0))
            {
                throw Wrong(line, $"has a step of {step:g4}");
            }

            hasDetectors = !hasSigmas && Enumerable.Range(line + 1, Math.Max(0, end - line - 1)).Any(HasDetectors);
            for (int l = line + 1; l < end && points.Positions.Count < channels; l++)
            {
                ReadOnlySpan<char> row = text[l];
                int width = hasSigmas ? 16 : 8;
                for (int at = 0; at < row.Length && points.Positions.Count < channels; at += width)
                {
                    ReadOnlySpan<char> first = row[at..Math.Min(row.Length, at + 8)];
                    if (first.Trim().IsEmpty)
                    {
                        break;
                    }

                    points.Positions.Add((start + (points.Positions.Count * step)) * Centidegree);
                    AddCount(points, first, hasSigmas ? Rest(row, at + 8) : default, hasSigmas, l);
                }
            }
        }

        // Ten of I2,F6. One cell with a number, then a blank, tells it for the bank: counts of six digits leave no blank of their own.
        private bool HasDetectors(int row)
        {
            ReadOnlySpan<char> cells = text[row];
            for (int at = 0; at + 2 < cells.Length; at += 8)
            {
                if (cells[at + 2] == ' ' && int.TryParse(cells.Slice(at, 2).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n > 0)
                {
                    return true;
                }
            }

            return false;
        }

        private void AddCount(PatternPoints points, ReadOnlySpan<char> cell, ReadOnlySpan<char> sigma, bool hasSigmas, int l)
        {
            if (hasSigmas)
            {
                points.Counts.Add(Parsed(cell, l));
                points.Sigmas.Add(Parsed(sigma, l));
                return;
            }

            bool isCounted = hasDetectors && cell.Length > 2;
            int number = isCounted && int.TryParse(cell[..2].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n > 0 ? n : 1;
            double counts = Parsed(isCounted ? cell[2..] : cell, l);
            points.Counts.Add(counts);
            points.Sigmas.Add(Math.Sqrt(Math.Max(counts, 1) / number));
        }

        private void Listed(PatternPoints points, bool hasSigmas)
        {
            for (int l = line + 1; l < end; l++)
            {
                string[] cells = text[l].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (cells.Length == 0)
                {
                    continue;
                }

                if (cells.Length < (hasSigmas ? 3 : 2))
                {
                    if (l == text.Count - 1)
                    {
                        break; // the count of channels tells
                    }

                    throw Wrong(l, $"has {cells.Length} numbers where {(hasSigmas ? 3 : 2)} are wanted");
                }

                points.Positions.Add(Parsed(cells[0], l) * Centidegree);
                points.Counts.Add(Parsed(cells[1], l));
                if (hasSigmas)
                {
                    points.Sigmas.Add(Parsed(cells[2], l));
                }
            }
        }

        private static ReadOnlySpan<char> Rest(ReadOnlySpan<char> row, int at) => at >= row.Length ? default : row[at..Math.Min(row.Length, at + 8)];

        private double Number(string[] cells, int index) => index < cells.Length ? Parsed(cells[index], line) : throw Wrong(line, "gives no start and step");

        private double Parsed(ReadOnlySpan<char> cell, int l) => double.TryParse(cell.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw Wrong(l, $"holds '{cell.Trim()}', which is no number");

        private DataException Wrong(int l, string what) => new($"line {l + 1} {what}. Perhaps the file was cut or edited.", text.Path);
    }
}
