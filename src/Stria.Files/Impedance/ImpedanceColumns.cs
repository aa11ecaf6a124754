using System.Numerics;

namespace Stria.Files;

/// <summary>The columns of an impedance measurement, before they are parted into spectra.</summary>
internal sealed class ImpedanceColumns
{
    private const double SlowerHalf = 0.5;

    internal required string Path { get; init; }

    internal required string Format { get; init; }

    internal required double[] Frequencies { get; init; }

    internal required double[] Reals { get; init; }

    /// <summary>The imaginary column as written.</summary>
    internal required double[] Imaginaries { get; init; }

    /// <summary>What the format says about that column.</summary>
    internal ImaginarySign Declared { get; init; }

    internal double[]? Times { get; init; }

    internal double[]? Potentials { get; init; }

    /// <summary>Numbers of cycles or loops; a new one begins a new spectrum.</summary>
    internal double[]? Groups { get; init; }

    internal IReadOnlyList<TraceColumn> Further { get; init; } = [];

    internal CellInformation Cell { get; init; } = new();

    internal List<Remark> Remarks { get; init; } = [];

    /// <summary>Where a row is, for messages.</summary>
    internal Func<int, string> Place { get; init; } = row => $"record {row + 1}";

    /// <summary>Parts the columns into spectra, with the imaginary part turned where it must be.</summary>
    internal ImpedanceRecord Record(ImpedanceReadOptions options)
    {
        List<int> kept = Kept();
        bool isTurned = IsTurned(options, kept);
        List<ImpedanceSpectrum> spectra = [];
        List<(int From, int To)> ranges = Ranges(kept);
        foreach ((int from, int to) in ranges)
        {
            spectra.Add(Spectrum([.. kept[from..to]], isTurned, ranges.Count == 1 ? "" : Groups is null ? $"sweep {spectra.Count + 1}" : $"cycle {Groups[kept[from]]:g}"));
        }

        return new ImpedanceRecord(Path, Format, spectra) { Cell = Cell, Remarks = Remarks };
    }

    /// <summary>Rows with a frequency and an impedance; instruments put direct-current rows among them, with frequency 0.</summary>
    private List<int> Kept()
    {
        List<int> kept = [];
        int direct = 0;
        for (int row = 0; row < Frequencies.Length; row++)
        {
            if (Frequencies[row] < 0)
            {
                throw new DataException($"{Place(row)}: a frequency of {Frequencies[row]:g6} Hz. Perhaps another column holds the frequency.", Path);
            }

            bool isPoint = Frequencies[row] > 0 && double.IsFinite(Reals[row]) && double.IsFinite(Imaginaries[row]);
            direct += isPoint ? 0 : 1;
            if (isPoint)
            {
                kept.Add(row);
            }
        }

        if (direct > 0)
        {
            Remarks.Add(Remark.Note($"{direct} of {Frequencies.Length} rows have no frequency or no impedance (measured with direct current) and were left out."));
        }

        return kept.Count > 0 ? kept : throw new DataException("holds no point with a frequency above 0 and an impedance. Perhaps it is a cycling file.", Path);
    }

    private bool IsTurned(ImpedanceReadOptions options, List<int> kept)
    {
        const string Convention = "The imaginary part is negative for a capacitor";
        ImaginarySign asked = options.Sign != ImaginarySign.AsFormat ? options.Sign : Declared;
        if (asked != ImaginarySign.AsFormat)
        {
            bool turns = asked == ImaginarySign.NegativeImaginary;
            Remarks.Add(Remark.Note($"{Convention}; {(turns ? "the file gives −Im Z, which was turned." : "the file gives it so.")}"));
            return turns;
        }

        int[] slow = [.. kept.OrderBy(row => Frequencies[row]).Take(Math.Max(1, (int)(kept.Count * SlowerHalf)))];
        int positive = slow.Count(row => Imaginaries[row] > 0);
        bool isNegative = positive * 2 > slow.Length;
        Remarks.Add(Remark.Assumed(
            $"{Convention}; the file does not tell its sign, and {positive} of the {slow.Length} slower points are positive: it was taken as {(isNegative ? "−Im Z and turned" : "Im Z")}."));
        return isNegative;
    }

    /// <summary>A new spectrum begins where the cycle changes or the sweep jumps back by more than three times a step and a factor of 3.</summary>
    private List<(int From, int To)> Ranges(List<int> kept)
    {
        double[] steps = [.. Enumerable.Range(1, kept.Count - 1).Select(i => Math.Log(Frequencies[kept[i]] / Frequencies[kept[i - 1]]))];
        double[] sizes = [.. steps.Select(Math.Abs).Order()];
        double typical = sizes.Length == 0 ? 0 : sizes[sizes.Length / 2];
        int direction = Math.Sign(steps.Sum(Math.Sign));
        List<(int, int)> ranges = [];
        int from = 0;
        for (int i = 1; i <= kept.Count; i++)
        {
            bool jumpsBack = i < kept.Count && steps[i - 1] * direction < 0 && Math.Abs(steps[i - 1]) > Math.Max(3 * typical, Math.Log(3));
            if (i == kept.Count || jumpsBack || (Groups is not null && Groups[kept[i]] != Groups[kept[i - 1]]))
            {
                ranges.Add((from, i));
                from = i;
            }
        }

        return ranges;
    }

    private ImpedanceSpectrum Spectrum(int[] rows, bool isTurned, string name) =>
        new(Of(Frequencies, rows), Array.ConvertAll(rows, row => new Complex(Reals[row], isTurned ? -Imaginaries[row] : Imaginaries[row])))
        {
            Times = Times is null ? null : Of(Times, rows),
            Potential = Potentials is null ? double.NaN : Of(Potentials, rows).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average(),
            Name = name,
            Further = [.. Further.Select(c => c with { Values = Of(c.Values, rows) })],
            Origin = Provenance.Of(Path).Then($"read as {Format}{(name.Length > 0 ? $", {name}" : "")}"),
        };

    private static double[] Of(double[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);
}
