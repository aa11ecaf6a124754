using System.Globalization;
using System.Numerics.Tensors;
using Stria.Core;

namespace Stria.Measurement.Stxm;

/// <summary>Puts the frames of a stack in order: sorts by energy, averages repeats, leaves frames out, and marks values that cannot be used.</summary>
public static class FrameSelection
{
    /// <summary>Energies closer than this are one energy [eV].</summary>
    public const double SameEnergy_eV = 1e-3;

    private const double MostMasked = 0.2;

    /// <summary>Selects and sorts.</summary>
    /// <param name="stack">The stack as read; it is not altered.</param>
    /// <param name="options">What to leave out.</param>
    /// <returns>A stack with strictly ascending energies, NaN where a value cannot be used, and what was found.</returns>
    /// <exception cref="DataException">An energy is missing, an excluded frame does not exist, or too little is left.</exception>
    public static SelectedFrames Select(SpectralStack stack, FrameSelectionOptions options) => Select(stack, options, takesOver: false);

    /// <summary>The same for a stack whose counts nobody will ask for again: values that cannot be used are marked in its own frames.</summary>
    /// <param name="stack">The stack as read; given away.</param>
    /// <param name="options">What to leave out.</param>
    /// <returns>A stack with strictly ascending energies, NaN where a value cannot be used, and what was found.</returns>
    /// <exception cref="DataException">An energy is missing, an excluded frame does not exist, or too little is left.</exception>
    public static SelectedFrames TakeOver(SpectralStack stack, FrameSelectionOptions options) => Select(stack, options, takesOver: true);

    private static SelectedFrames Select(SpectralStack stack, FrameSelectionOptions options, bool takesOver)
    {
        CheckEnergies(stack);
        StackContent content = options.Content ?? RecogniseContent(stack, out _);
        var remarks = new List<Remark>();
        List<int> kept = KeptFrames(stack, options, remarks);
        FrameRange[] ranges = [.. Enumerable.Range(0, stack.FrameCount).Select(f => FrameRange.Of(stack.Frame(f)))];
        double saturation = options.Saturation ?? AutomaticSaturation(stack, ranges, content, remarks);
        var masked = new List<FrameMaskCount>();
        CountUnusable(stack, ranges, content, saturation, masked);
        bool isWhole = masked.TrueForAll(frame => frame.Total == 0);
        FrameStore counts = isWhole || takesOver ? stack.Frames : stack.Frames.Another(stack.FrameCount, stack.Grid.Count);
        if (!isWhole)
        {
            Mask(stack, content, saturation, counts);
        }

        int spoilt = kept.RemoveAll(f => TooMuchMasked(stack, masked[f], remarks));
        WarnOfMasked(stack, masked, remarks);
        if (kept.Count < options.LeastFrames)
        {
            throw new DataException(
                $"only {kept.Count} usable frames of {stack.FrameCount}; at least {options.LeastFrames} are needed. "
                + (spoilt > 0
                    ? $"In {spoilt} frames more than {MostMasked:p0} of the pixels cannot be used (not numbers, zero, negative or saturated); perhaps the file is damaged, or holds something else than intensities."
                    : "Perhaps --energies or --exclude-frames leave out too much."),
                stack.Provenance.Source);
        }

        SpectralStack selected = Merge(stack, counts, SortByEnergy(stack, kept, remarks), remarks);
        return new SelectedFrames(selected, content, masked, remarks);
    }

    /// <summary>Tells intensities from transmission and optical density by their values.</summary>
    /// <param name="stack">The stack as read.</param>
    /// <param name="reason">Why, in words.</param>
    public static StackContent RecogniseContent(SpectralStack stack, out string reason)
    {
        long step = Math.Max(1, stack.Frames.Count / 200_000), at = 0;
        int pixels = stack.Grid.Count;
        var sample = new List<float>();
        for (int f = 0; f < stack.FrameCount; f++)
        {
            ReadOnlySpan<float> frame = stack.Frame(f);
            for (; at < (f + 1L) * pixels; at += step)
            {
                float v = frame[(int)(at - ((long)f * pixels))];
                if (float.IsFinite(v))
                {
                    sample.Add(v);
                }
            }
        }

        sample.Sort();

        // One in a thousand may be a hot pixel.
        if (sample.Count == 0 || sample[sample.Count - 1 - (sample.Count / 1000)] > 20 || sample.TrueForAll(v => v == MathF.Floor(v)))
        {
            reason = "values above 20 or whole numbers: intensities";
            return StackContent.Intensity;
        }

        // A transmission has its crowd at the upper end (open area, about 1); an optical density at the lower end (open area, about 0).
        float low = sample[sample.Count / 50], high = sample[sample.Count - 1 - (sample.Count / 50)], median = sample[sample.Count / 2];
        bool transmission = low >= 0 && high <= 1.3f && median - low > high - median;
        reason = string.Create(CultureInfo.InvariantCulture, $"values between {low:g3} and {high:g3}, median {median:g3}");
        return transmission ? StackContent.Transmission : StackContent.OpticalDensity;
    }

    private static void CheckEnergies(SpectralStack stack)
    {
        for (int f = 0; f < stack.FrameCount; f++)
        {
            double e = stack.PhotonEnergies_eV[f];
            if (!double.IsFinite(e) || e <= 0)
            {
                throw new DataException(
                    $"frame {stack.FrameNames[f]} has photon energy '{e}'. A stack needs a positive number for each frame; perhaps the energy list is incomplete.",
                    stack.Provenance.Source);
            }
        }
    }

    private static List<int> KeptFrames(SpectralStack stack, FrameSelectionOptions options, List<Remark> remarks)
    {
        foreach (string name in options.Exclude)
        {
            if (!stack.FrameNames.Contains(name))
            {
                throw new DataException(
                    $"frame '{name}' is to be excluded, but the frames are {stack.FrameNames[0]} … {stack.FrameNames[^1]}.", stack.Provenance.Source);
            }
        }

        List<int> kept = [.. Enumerable.Range(0, stack.FrameCount).Where(f =>
            !options.Exclude.Contains(stack.FrameNames[f])
            && stack.PhotonEnergies_eV[f] >= options.Lowest_eV && stack.PhotonEnergies_eV[f] <= options.Highest_eV)];
        if (kept.Count < stack.FrameCount)
        {
            remarks.Add(Remark.Note($"{stack.FrameCount - kept.Count} of {stack.FrameCount} frames left out as asked."));
        }

        return kept;
    }

    private static double AutomaticSaturation(SpectralStack stack, FrameRange[] ranges, StackContent content, List<Remark> remarks)
    {
        if (content != StackContent.Intensity)
        {
            return double.PositiveInfinity;
        }

        float highest = float.NegativeInfinity;
        foreach (FrameRange range in ranges)
        {
            highest = range.Highest > highest ? range.Highest : highest;
        }

        // A full counter shows as many equal values at 2ⁿ − 1; a single bright pixel does not.
        bool full = highest >= 255 && highest < 1L << 32 && highest == MathF.Floor(highest) && long.IsPow2((long)highest + 1);
        int repeats = full ? Enumerable.Range(0, stack.FrameCount).Where(f => ranges[f].Highest == highest).Sum(f => stack.Frame(f).Count(highest)) : 0;
        if (repeats < 10)
        {
            return double.PositiveInfinity;
        }

        remarks.Add(Remark.Assumed($"{repeats} values equal {highest:f0}, the top of a counter: taken as saturated."));
        return highest;
    }

    private static void CountUnusable(SpectralStack stack, FrameRange[] ranges, StackContent content, double saturation, List<FrameMaskCount> masked)
    {
        int pixels = stack.Grid.Count;
        for (int f = 0; f < stack.FrameCount; f++)
        {
            int notNumber = 0, notPositive = 0, saturated = 0;
            ReadOnlySpan<float> source = stack.Frame(f);
            bool isWhole = ranges[f].IsFinite && ranges[f].Highest < saturation && (content == StackContent.OpticalDensity || ranges[f].Lowest > 0);
            for (int i = 0; i < pixels && !isWhole; i++)
            {
                float v = source[i];
                bool finite = float.IsFinite(v), low = finite && v <= 0 && content != StackContent.OpticalDensity, high = v >= saturation;
                notNumber += finite ? 0 : 1;
                notPositive += low ? 1 : 0;
                saturated += finite && high ? 1 : 0;
            }

            masked.Add(new FrameMaskCount(stack.FrameNames[f], stack.PhotonEnergies_eV[f], notNumber, notPositive, saturated));
        }
    }

    // The counts with NaN where one cannot be used; they may take the place of what they are made of.
    private static void Mask(SpectralStack stack, StackContent content, double saturation, FrameStore counts)
    {
        for (int f = 0; f < stack.FrameCount; f++)
        {
            ReadOnlySpan<float> source = stack.Frame(f);
            Span<float> target = counts.Frame(f);
            for (int i = 0; i < target.Length; i++)
            {
                float v = source[i];
                bool use = float.IsFinite(v) && (v > 0 || content == StackContent.OpticalDensity) && !(v >= saturation);
                target[i] = use ? v : float.NaN;
            }
        }
    }

    private static bool TooMuchMasked(SpectralStack stack, FrameMaskCount frame, List<Remark> remarks)
    {
        double share = (double)frame.Total / stack.Grid.Count;
        if (share <= MostMasked)
        {
            return false;
        }

        remarks.Add(Remark.Warning(
            $"Frame {frame.Frame} ({frame.PhotonEnergy_eV:f3} eV) is left out: {share:p1} of its pixels cannot be used "
            + $"({frame.NotNumbers} not numbers, {frame.NotPositive} zero or negative, {frame.Saturated} saturated)."));
        return true;
    }

    private static void WarnOfMasked(SpectralStack stack, List<FrameMaskCount> masked, List<Remark> remarks)
    {
        int total = masked.Sum(m => m.Total), frames = masked.Count(m => m.Total > 0);
        if (total > 0)
        {
            remarks.Add(Remark.Warning(
                $"{total} values in {frames} of {stack.FrameCount} frames cannot be used and are masked: {masked.Sum(m => m.NotNumbers)} not numbers, "
                + $"{masked.Sum(m => m.NotPositive)} zero or negative, {masked.Sum(m => m.Saturated)} saturated."));
        }
    }

    private static List<int> SortByEnergy(SpectralStack stack, List<int> kept, List<Remark> remarks)
    {
        List<int> sorted = [.. kept.OrderBy(f => stack.PhotonEnergies_eV[f])];
        if (!sorted.SequenceEqual(kept))
        {
            bool descending = sorted.AsEnumerable().Reverse().SequenceEqual(kept);
            int first = Enumerable.Range(1, kept.Count - 1).First(i => stack.PhotonEnergies_eV[kept[i]] < stack.PhotonEnergies_eV[kept[i - 1]]);
            remarks.Add(Remark.Warning(descending
                ? $"The energies descend from frame {stack.FrameNames[kept[0]]} to {stack.FrameNames[kept[^1]]}; the frames were sorted."
                : $"The energies do not ascend (first at frame {stack.FrameNames[kept[first]]}, {stack.PhotonEnergies_eV[kept[first]]:f3} eV); the frames were sorted."));
        }

        return sorted;
    }

    private static SpectralStack Merge(SpectralStack stack, FrameStore counts, List<int> sorted, List<Remark> remarks)
    {
        var groups = new List<List<int>>();
        foreach (int f in sorted)
        {
            if (groups.Count > 0 && stack.PhotonEnergies_eV[f] - stack.PhotonEnergies_eV[groups[^1][0]] <= SameEnergy_eV)
            {
                groups[^1].Add(f);
            }
            else
            {
                groups.Add([f]);
            }
        }

        foreach (List<int> group in groups.Where(g => g.Count > 1))
        {
            remarks.Add(Remark.Warning(
                $"Frames {string.Join(", ", group.Select(f => stack.FrameNames[f]))} have one energy ({stack.PhotonEnergies_eV[group[0]]:f3} eV) and were averaged."));
        }

        bool isSame = groups.Count == counts.FrameCount && groups.TrueForAll(g => g.Count == 1) && sorted.SequenceEqual(Enumerable.Range(0, counts.FrameCount));
        FrameStore merged = isSame ? counts : counts.Another(groups.Count, stack.Grid.Count);
        for (int g = 0; !isSame && g < groups.Count; g++)
        {
            Average(counts, groups[g], merged.Frame(g));
        }

        return new SpectralStack([.. groups.Select(g => g.Average(f => stack.PhotonEnergies_eV[f]))], stack.Grid, merged, stack.Provenance.Then($"{groups.Count} frames selected"))
        {
            FrameNames = [.. groups.Select(g => string.Join('+', g.Select(f => stack.FrameNames[f])))],
            Dwells = stack.Dwells is { } dwells ? [.. groups.Select(g => g.Average(f => dwells[f]))] : null,
        };
    }

    private static void Average(FrameStore counts, List<int> group, Span<float> target)
    {
        if (group.Count == 1)
        {
            counts.Frame(group[0]).CopyTo(target);
            return;
        }

        var sums = new double[target.Length];
        var numbers = new int[target.Length];
        foreach (int f in group)
        {
            ReadOnlySpan<float> frame = counts.Frame(f);
            for (int i = 0; i < target.Length; i++)
            {
                (sums[i], numbers[i]) = float.IsNaN(frame[i]) ? (sums[i], numbers[i]) : (sums[i] + frame[i], numbers[i] + 1);
            }
        }

        for (int i = 0; i < target.Length; i++)
        {
            target[i] = numbers[i] > 0 ? (float)(sums[i] / numbers[i]) : float.NaN;
        }
    }
}
