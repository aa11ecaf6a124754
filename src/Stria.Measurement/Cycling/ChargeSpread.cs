using Stria.Numerics.Statistics;

namespace Stria.Measurement.Cycling;

/// <summary>Charge spread over the potentials at which it was passed, smoothed, with its noise from interleaved parts of the record.</summary>
/// <remarks>
/// Between two lines the charge is spread evenly over the potentials between them: nothing is divided by a difference of potentials, noise only blurs,
/// and the whole charge is kept. It is then smoothed by a kernel that is everywhere a number of lines wide, so narrow on plateaus and wide on slopes,
/// but not narrower than 2 mV (what wanders from minute to minute, as the temperature does, is no noise between lines, and makes narrower bumps) nor than
/// the steps of the instrument's potential. The number of lines is the one that predicts best one half of the lines from the other.
/// A standard deviation ε of each potential makes one of dQ/dU that goes as √(f/h³) with density f and width h; its size is taken from the difference
/// of even and odd lines. A peak is one when it rises above the valleys on both sides by more than six of them and 5 % of the highest.
/// </remarks>
internal sealed class ChargeSpread
{
    private const int MostCells = 8000, CellsPerWidth = 4;
    private const double Significant = 6, LeastShare = 0.05, Narrowest = 2e-3, MedianOfSquare = 0.4549; // of a standard normal

    private const int TableReach = 4, TablePerUnit = 256;
    private static readonly double[] Gaussian = [.. Enumerable.Range(0, (TableReach * TablePerUnit) + 2).Select(k => Math.Exp(-0.5 * Square(k / (double)TablePerUnit)))];

    private readonly double[] potentials, charges;
    private readonly double narrowest;
    private readonly bool areLinesEven;
    private readonly double low, step, resolution; // resolution: the steps of the instrument's potential, seen as gaps between its values
    private readonly int cells;

    /// <param name="potentials">The abscissa: potentials for dQ/dU; with the roles exchanged charges, for dU/dQ.</param>
    /// <param name="charges">What is spread: charges, or potentials.</param>
    /// <param name="bandwidth">A width that was asked for, or null.</param>
    /// <param name="narrowest">Least width of the kernel, in the unit of the abscissa.</param>
    /// <param name="areLinesEven">Whether lines lie evenly along the abscissa, as they do along charge; else they are dense where much is spread.</param>
    public ChargeSpread(double[] potentials, double[] charges, double? bandwidth, double narrowest = Narrowest, bool areLinesEven = false)
    {
        (this.potentials, this.charges, this.narrowest, this.areLinesEven) = (potentials, charges, narrowest, areLinesEven);
        double lowest = potentials.Min(), highest = potentials.Max();
        cells = Math.Clamp((int)((highest - lowest) / Math.Min(narrowest, bandwidth ?? narrowest) * CellsPerWidth), 200, MostCells);
        step = (highest - lowest) / cells;
        low = lowest;
        double[] distinct = [.. potentials.Distinct().Order()];
        resolution = Quantiles.Of(distinct.Skip(1).Zip(distinct, (b, a) => b - a).ToArray(), 0.05);
    }

    /// <summary>Width of the kernel in each cell [V] that predicts each half of the lines from the other best.</summary>
    public double[] ChooseWidths()
    {
        double[] even = Spread(0, 2), odd = Spread(1, 2), pilot = Smooth(Spread(0, 1), Constant(Math.Max(2 * resolution, cells * step / 100)));
        double perLine = (charges[^1] - charges[0]) / potentials.Length, floor = perLine / (cells * step);
        double[] spacing = [.. pilot.Select(f => perLine / Math.Max(f, floor))], best = Constant(Math.Max(narrowest, resolution));
        double least = double.PositiveInfinity;
        for (double lines = 0.5; lines < potentials.Length / 8.0; lines *= 1.5)
        {
            double[] widths = [.. spacing.Select(s => Math.Clamp(lines * s, Math.Max(narrowest, resolution), Math.Max(narrowest, Math.Max(resolution, cells * step / 25))))];
            double[] smoothEven = Smooth(even, widths), smoothOdd = Smooth(odd, widths);
            double error = 0;
            for (int i = 0; i < cells; i++)
            {
                // The square of the relative error, weighted with the charge.
                error += (Square(smoothEven[i] - odd[i]) + Square(smoothOdd[i] - even[i])) / Math.Max(pilot[i], floor);
            }

            (best, least) = error < least ? (widths, error) : (best, least);
            if (error > 1.5 * least)
            {
                break; // far on the side of too smooth
            }
        }

        return best;
    }

    /// <summary>The same width in each cell.</summary>
    public double[] Constant(double width) => [.. Enumerable.Repeat(width, cells)];

    public IncrementalCapacity Describe(double[] widths)
    {
        double[] whole = Smooth(Spread(0, 1), widths), even = Smooth(Spread(0, 2), widths), odd = Smooth(Spread(1, 2), widths);
        double[] variance = [.. even.Zip(odd, (e, o) => Square(e - o) / 4)];

        // The variance from two halves scatters itself: one size for all cells is taken from their median, and more only where there is more.
        double size = Quantiles.Median([.. Enumerable.Range(0, cells).Where(i => whole[i] > 0).Select(i => variance[i] * Cube(widths[i]) / Lines(whole[i]))]) / MedianOfSquare;
        double[] local = Smooth(variance, [.. widths.Select(w => 4 * w)]);
        double[] sigma = [.. local.Select((v, i) => Math.Sqrt(Math.Max(Math.Max(0, v), size * Lines(whole[i]) / Cube(widths[i]))))];
        double[] grid = [.. Enumerable.Range(0, cells).Select(i => low + ((i + 0.5) * step))];
        return new IncrementalCapacity(grid, whole, sigma, Typical(whole, widths), FindPeaks(grid, whole, sigma, widths));
    }

    // How dense the lines are, but for a factor.
    private double Lines(double density) => areLinesEven ? 1 : density;

    // The width at which half of the charge is smoothed.
    private static double Typical(double[] density, double[] widths)
    {
        double half = density.Sum() / 2, sum = 0;
        foreach (int i in Enumerable.Range(0, widths.Length).OrderBy(i => widths[i]))
        {
            sum += density[i];
            if (sum >= half)
            {
                return widths[i];
            }
        }

        return widths[^1];
    }

    // dQ/dU from every count-th line, beginning with one.
    private double[] Spread(int first, int count)
    {
        var density = new double[cells];
        int[] lines = [.. Enumerable.Range(0, potentials.Length).Where(i => i % count == first)];

        // What lies before the first and after the last of these lines belongs to them, so that every part keeps the whole charge.
        Add(density, potentials[0], potentials[lines[0]], charges[lines[0]] - charges[0]);
        for (int k = 1; k < lines.Length; k++)
        {
            Add(density, potentials[lines[k - 1]], potentials[lines[k]], charges[lines[k]] - charges[lines[k - 1]]);
        }

        Add(density, potentials[lines[^1]], potentials[^1], charges[^1] - charges[lines[^1]]);
        return density;
    }

    private void Add(double[] density, double from, double to, double charge)
    {
        double a = (Math.Min(from, to) - low) / step, b = (Math.Max(from, to) - low) / step;
        int first = Math.Clamp((int)a, 0, cells - 1), last = Math.Clamp((int)b, 0, cells - 1);
        if (first == last || !(b > a))
        {
            density[first] += charge / step;
            return;
        }

        double perCell = charge / (b - a) / step;
        density[first] += perCell * (first + 1 - a);
        for (int i = first + 1; i < last; i++)
        {
            density[i] += perCell;
        }

        density[last] += perCell * (b - last);
    }

    // The charge of each cell is spread by a Gaussian of that cell's width, reflected at the ends: the sum is kept.
    private double[] Smooth(double[] values, double[] widths)
    {
        var smooth = new double[cells];
        var kernel = new double[cells];
        for (int i = 0; i < cells; i++)
        {
            double scale = step / widths[i] * TablePerUnit;
            int reach = Math.Min(cells - 1, (int)(TableReach * TablePerUnit / scale));
            double sum = 0;
            for (int k = 0; k <= reach; k++)
            {
                kernel[k] = Gaussian[(int)((k * scale) + 0.5)];
                sum += k == 0 ? kernel[k] : 2 * kernel[k];
            }

            double share = values[i] / sum;
            smooth[i] += share * kernel[0];
            bool inside = i >= reach && i + reach < cells;
            for (int k = 1; k <= reach; k++)
            {
                smooth[inside ? i - k : Reflect(i - k)] += share * kernel[k];
                smooth[inside ? i + k : Reflect(i + k)] += share * kernel[k];
            }
        }

        return smooth;
    }

    private int Reflect(int i)
    {
        while (i < 0 || i >= cells)
        {
            i = i < 0 ? -i - 1 : (2 * cells) - i - 1;
        }

        return i;
    }

    private List<CapacityPeak> FindPeaks(double[] grid, double[] density, double[] sigma, double[] widths)
    {
        // Noise carries charge over both ends, where the density falls off: peaks are sought and valleys read inside.
        int inside = (int)Math.Ceiling(3 * Math.Max(widths[0], widths[^1]) / step);
        if (2 * inside >= density.Length - 2)
        {
            // The potential hardly moves: nothing lies inside.
            return [];
        }

        double[] inner = density[inside..^inside];
        double largest = inner.DefaultIfEmpty(0).Max();
        int[] found =
        [
            .. Prominent.Maxima(inner).Where(p => p.Above(inner) > LeastShare * largest && p.Above(inner) > Significant * Noise(p, inner)).Select(p => p.At + inside),
        ];
        var peaks = new List<CapacityPeak>();
        for (int k = 0; k < found.Length; k++)
        {
            int from = k == 0 ? 0 : Lowest(density, found[k - 1], found[k]), to = k + 1 == found.Length ? cells : Lowest(density, found[k], found[k + 1]);
            int nearest = inside + Prominent.Maxima(inner).First(p => p.At + inside == found[k]).Higher(inner);
            double above = density[found[k]] - density[nearest], noise = Math.Sqrt(Square(sigma[found[k]]) + Square(sigma[nearest]));
            peaks.Add(new CapacityPeak(Place(grid, density, found[k], (sigma[found[k]], widths[found[k]])), density[found[k]], density[from..to].Sum() * step, above / noise) { Width = FullWidth(density, found[k]) });
        }

        return peaks;

        double Noise(Prominent peak, double[] of) => Math.Sqrt(Square(sigma[peak.At + inside]) + Square(sigma[peak.Higher(of) + inside]));
    }

    private static int Lowest(double[] density, int from, int to) => Enumerable.Range(from, to - from).MinBy(i => density[i]);

    // The parabola through the top. Its scatter is that of the slope over the bend; the slope of what a Gaussian smooths scatters √1.5/width times as it does itself.
    private MeasuredValue Place(double[] grid, double[] density, int peak, (double Sigma, double Width) of)
    {
        int reach = Math.Max(1, (int)(of.Width / step));
        (int left, int right) = (Math.Max(0, peak - reach), Math.Min(cells - 1, peak + reach));
        double span = (right - left) / 2.0 * step, bend = Math.Abs(density[left] - (2 * density[peak]) + density[right]) / (span * span);
        double scatter = bend > 0 ? Math.Sqrt(1.5) * of.Sigma / of.Width / bend : double.PositiveInfinity;
        return new MeasuredValue(Top(grid, density, peak), Math.Sqrt((scatter * scatter) + (step * step / 12) + (resolution * resolution / 12)));
    }

    private double Top(double[] grid, double[] density, int i)
    {
        if (i == 0 || i == cells - 1)
        {
            return grid[i];
        }

        double bend = density[i - 1] - (2 * density[i]) + density[i + 1];
        return bend < 0 ? grid[i] + (step * Math.Clamp(0.5 * (density[i - 1] - density[i + 1]) / bend, -0.5, 0.5)) : grid[i];
    }

    private double FullWidth(double[] density, int peak)
    {
        int left = peak, right = peak;
        while (left > 0 && density[left] > density[peak] / 2)
        {
            left--;
        }

        while (right < cells - 1 && density[right] > density[peak] / 2)
        {
            right++;
        }

        return (right - left) * step;
    }

    private static double Square(double v) => v * v;

    private static double Cube(double v) => v * v * v;
}
