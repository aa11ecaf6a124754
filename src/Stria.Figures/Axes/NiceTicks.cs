using System.Globalization;

namespace Stria.Figures.Axes;

/// <summary>Places marks at round numbers: 1, 2 or 5 times a power of ten apart.</summary>
internal static class NiceTicks
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    // With so many marks allowed, steps are so small that two of them always fall inside.
    private const int MostForTwo = 6;

    // A span below this fraction of its distance from zero is labelled relative to a round number.
    private const double NarrowSpan = 1e-4;

    /// <summary>Marks of a linear axis.</summary>
    /// <param name="scale">The limits.</param>
    /// <param name="most">No more marks than this, at least 2; exceeded only where otherwise a single mark would fall inside the limits.</param>
    /// <param name="whole">Only whole numbers, for things that are counted.</param>
    internal static TickSet Linear(AxisScale scale, int most, bool whole = false)
    {
        for (int allowed = Math.Max(most, 2); ; allowed++)
        {
            double step = Math.Max(Step(scale.Max - scale.Min, allowed), whole ? 1 : 0);
            double[] values = Multiples(scale, step);
            if (values.Length >= 2 || whole || allowed > MostForTwo)
            {
                return Label(scale, values, step);
            }
        }
    }

    private static double[] Multiples(AxisScale scale, double step)
    {
        double slack = 1e-9 * (scale.Max - scale.Min);
        double first = Math.Ceiling((scale.Min - slack) / step), last = Math.Floor((scale.Max + slack) / step);
        return [.. Enumerable.Range(0, (int)Math.Max(last - first + 1, 0)).Select(k => (first + k) * step)];
    }

    private static TickSet Label(AxisScale scale, double[] values, double step)
    {
        double span = scale.Max - scale.Min, largest = Math.Max(Math.Abs(scale.Min), Math.Abs(scale.Max));
        double offset = 0;
        string written = "";
        if (span < NarrowSpan * largest)
        {
            double unit = Math.Pow(10, Math.Ceiling(Math.Log10(span)));
            offset = Math.Floor(scale.Min / unit) * unit;
            written = Written(offset, Decimals(unit));
            largest = Math.Max(Math.Abs(scale.Min - offset), Math.Abs(scale.Max - offset));
        }

        int exponent = Exponent(largest);
        // Divided by the power, not multiplied with its rounded inverse, so that labels read 0.3 and not 0.30000000000000004.
        double power = Math.Pow(10, exponent);
        int decimals = Decimals(step / power);
        IEnumerable<Tick> marks = values.Select(v => new Tick(Math.Clamp(v, scale.Min, scale.Max), Written((v - offset) / power, decimals)));
        return new TickSet([.. marks], exponent) { Offset = written };
    }

    /// <summary>Decimals that a multiple of a round step needs.</summary>
    private static int Decimals(double step) => Math.Clamp(-(int)Math.Floor(Math.Log10(step) + 1e-9), 0, 12);

    /// <summary>Marks of a logarithmic axis: decades, or round numbers where there are less than two decades.</summary>
    internal static TickSet Logarithmic(AxisScale scale, int most)
    {
        int first = (int)Math.Ceiling(Math.Log10(scale.Min) - 1e-9), last = (int)Math.Floor(Math.Log10(scale.Max) + 1e-9);
        int decades = last - first + 1;
        if (decades >= 2)
        {
            int every = (decades + Math.Max(most, 2) - 1) / Math.Max(most, 2);
            int start = (int)Math.Ceiling(first / (double)every) * every;
            var marks = new List<Tick>();
            for (int e = start; e <= last; e += every)
            {
                marks.Add(new Tick(Math.Clamp(Math.Pow(10, e), scale.Min, scale.Max), "10" + Superscript(e)));
            }

            return new TickSet(marks, 0);
        }

        Tick[] round = [.. RoundNumbers(scale, first - 1, last + 1)];
        return round.Length >= 2 && round.Length <= most ? new TickSet(round, 0) : Linear(scale, most);
    }

    private static IEnumerable<Tick> RoundNumbers(AxisScale scale, int from, int to)
    {
        for (int e = from; e <= to; e++)
        {
            foreach (int m in (int[])[1, 2, 5])
            {
                double value = m * Math.Pow(10, e);
                if (value >= scale.Min && value <= scale.Max)
                {
                    yield return new Tick(value, Math.Abs(e) <= 3 ? Written(value, Math.Max(-e, 0)) : $"{m}×10{Superscript(e)}");
                }
            }
        }
    }

    /// <summary>The smallest round step that divides a span into fewer than the given number of parts.</summary>
    internal static double Step(double span, int most)
    {
        double rough = span / (most - 1);
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        foreach (double m in (ReadOnlySpan<double>)[1, 2, 5])
        {
            if (m * power >= rough * (1 - 1e-9))
            {
                return m * power;
            }
        }

        return 10 * power;
    }

    /// <summary>An integer in raised digits ("⁻³").</summary>
    internal static string Superscript(int number) =>
        (number < 0 ? "⁻" : "") + string.Concat(Math.Abs(number).ToString(CultureInfo.InvariantCulture).Select(d => Superscripts[d - '0']));

    /// <summary>A number with the typographic minus sign, and no minus before zero.</summary>
    internal static string Written(double value, int decimals)
    {
        string text = value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        bool zero = text.All(c => c is '-' or '0' or '.');
        return text[0] == '-' ? (zero ? text[1..] : "−" + text[1..]) : text;
    }

    /// <summary>The power of ten, a multiple of three, that is taken out of numbers too large or too small to read.</summary>
    private static int Exponent(double largest) =>
        largest is >= 1e5 or < 1e-2 and > 0 ? 3 * (int)Math.Floor((Math.Log10(largest) + 1e-9) / 3) : 0;
}
