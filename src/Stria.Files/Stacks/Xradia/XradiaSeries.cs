using System.Globalization;
using System.Text.RegularExpressions;

namespace Stria.Files;

/// <summary>
/// A folder of single images: repeats of one energy are averaged, images of the empty field are told by "ref" in their names, and each place on the sample
/// is a region. Counts are taken per second of exposure.
/// </summary>
internal sealed partial class XradiaSeries(string folder, StackReadOptions options)
{
    private const double SameEnergy_eV = 0.05;
    private readonly List<Remark> remarks = [];
    private readonly List<string> read = [];

    /// <summary>The sample's counts over the reference's.</summary>
    /// <param name="sample">Counts of the sample; receives transmissions, NaN where the reference has no counts.</param>
    /// <param name="reference">Counts of the empty field.</param>
    /// <param name="factor">Exposure of the reference over that of the sample.</param>
    internal static void Divide(Span<float> sample, ReadOnlySpan<float> reference, float factor)
    {
        for (int i = 0; i < sample.Length; i++)
        {
            sample[i] = reference[i] > 0 ? sample[i] / reference[i] * factor : float.NaN;
        }
    }

    /// <summary>All regions of the folder.</summary>
    /// <exception cref="DataException">There is no whole image of a sample, or images differ in size.</exception>
    internal Scan Scan()
    {
        Exposure[] all = Placed([.. Directory.EnumerateFiles(folder, "*.xrm").Order(StringComparer.Ordinal).Select(Look).OfType<Exposure>()]);
        Exposure[] references = [.. all.Where(image => image.IsReference)];
        ScanRegion[] regions = [.. all.Where(image => !image.IsReference).GroupBy(image => image.Place).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Region([.. group], references))];
        if (regions.Length == 0)
        {
            throw new DataException(
                $"holds {references.Length} whole images of the empty field and none of a sample ('ref' in the name means empty field). Perhaps another folder was meant.", folder);
        }

        if (options.Region is { } asked)
        {
            ScanRegion chosen = regions.FirstOrDefault(region => region.Name == asked)
                ?? (int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < regions.Length ? regions[number] : null)
                ?? throw new DataException($"there is no region '{asked}'; there are {string.Join(", ", regions.Select(region => region.Name))}.", folder);
            regions = [chosen];
        }

        return new Scan(folder, "Xradia", regions) { Remarks = remarks, Files = [.. read.Distinct()] };
    }

    private Exposure? Look(string path)
    {
        try
        {
            using var file = XradiaFile.Open(path);
            List<Remark> noticed = [];
            double energy = XradiaReader.Energy(file, 0, noticed);
            float[] values = XradiaReader.Values(file, 1, noticed);
            bool isCut = noticed.Exists(remark => remark.Kind == RemarkKind.Warning && remark.Text.Contains("is cut", StringComparison.Ordinal));
            if (isCut || !double.IsFinite(energy) || !values.Any(float.IsFinite))
            {
                string why = noticed.LastOrDefault(remark => remark.Kind == RemarkKind.Warning)?.Text ?? "It has no pixel with a number.";
                remarks.Add(Remark.Warning($"{Path.GetFileName(path)} was left out: {why}"));
                return null;
            }

            noticed.Where(remark => remark.Kind == RemarkKind.Assumed).Take(remarks.Exists(remark => remark.Kind == RemarkKind.Assumed) ? 0 : 1).ToList().ForEach(remarks.Add);
            string name = Path.GetFileNameWithoutExtension(path);
            bool isReference = ReferenceWord().IsMatch(name);
            double exposure = file.Exposures is [var time, ..] && time > 0 ? time : double.NaN;
            (string kept, string? number) = WithoutEnergy(name);
            return new Exposure(path, isReference, isReference ? "" : kept, energy, exposure) { Height = file.Height, Width = file.Width, Number = number };
        }
        catch (DataException e)
        {
            remarks.Add(Remark.Warning($"{Path.GetFileName(path)} was left out: {e.Message[(e.Message.IndexOf(": ", StringComparison.Ordinal) + 2)..]}"));
            return null;
        }
    }

    // The number before the energy counts frames where each of its values comes with one energy only; it tells places apart where a value comes with several.
    private static Exposure[] Placed(Exposure[] images)
    {
        IGrouping<string, Exposure>[] numbered = [.. images.Where(i => !i.IsReference && i.Number is not null).GroupBy(i => i.Number!)];
        bool counts = numbered.Length > 1 && numbered.All(g => g.Max(i => i.Energy_eV) - g.Min(i => i.Energy_eV) < SameEnergy_eV)
            && images.Where(i => !i.IsReference).Select(i => Math.Round(i.Energy_eV / SameEnergy_eV)).Distinct().Count() > 1;
        return [.. images.Select(i => i with { Place = Changing().Replace(counts && i.Number is { } number ? WithoutNumber(i.Place, number) : i.Place, "").Trim('_', '-', ' ') })];
    }

    // A name without its energy, and the number that stands before the energy.
    private static (string Kept, string? Number) WithoutEnergy(string name)
    {
        Match match = InName().Match(name);
        if (!match.Success)
        {
            return (name, null);
        }

        string before = name[..match.Index];
        Match number = NumberBefore().Match(before);
        return (before + name[(match.Index + match.Length)..], number.Success ? number.Value : null);
    }

    private static string WithoutNumber(string place, string number)
    {
        int at = place.LastIndexOf(number, StringComparison.Ordinal);
        return at < 0 ? place : place.Remove(at, number.Length);
    }

    private ScanRegion Region(Exposure[] images, Exposure[] references)
    {
        (Exposure[] Images, Exposure[] References)[] frames = [.. Frames(images).Select(group => (group, references.Where(r => Math.Abs(r.Energy_eV - group[0].Energy_eV) < SameEnergy_eV).ToArray()))];
        bool isDivided = frames.Any(frame => frame.References.Length > 0);
        string[] missing = isDivided ? [.. frames.Where(frame => frame.References.Length == 0).Select(frame => Named(frame.Images[0]))] : [];
        frames = isDivided ? [.. frames.Where(frame => frame.References.Length > 0)] : frames;
        foreach (string left in missing)
        {
            remarks.Add(Remark.Warning($"{left}: there is no reference image at this energy; the frame was left out."));
        }

        Exposure first = frames[0].Images[0];
        using var file = XradiaFile.Open(first.Path);
        (ScanAxis y, ScanAxis x) = XradiaReader.Axes(file, options, remarks);
        int pixels = first.Height * first.Width;
        FrameStore values = options.Room(frames.Length, first.Height, first.Width, folder);
        frames = Timed(frames, isDivided);
        bool isTimed = frames.All(f => f.Images.All(image => double.IsFinite(image.Time)));
        for (int frame = 0; frame < frames.Length; frame++)
        {
            Span<float> target = values.Frame(frame);
            Mean(frames[frame].Images, first, target);
            if (isDivided)
            {
                var reference = new float[pixels];
                Mean(frames[frame].References, first, reference);
                Divide(target, reference, 1);
            }
        }

        string counted = isTimed ? "counts per second" : "counts";
        remarks.Add(isDivided
            ? Remark.Note($"Counts per second of {images.Length} images over those of {references.Length} reference images of the same energies: transmission.")
            : Remark.Note($"There are no reference images in the folder: the values of {images.Length} images are {counted}{(isTimed ? " of exposure" : "")}."));
        bool isStack = frames.Length > 1;
        return new ScanRegion(isStack ? ScanKind.ImageStack : ScanKind.Image, isStack ? [new ScanAxis("energy", "eV", [.. frames.Select(f => f.Images[0].Energy_eV)]), y, x] : [y, x], values)
        {
            Name = first.Place.Length > 0 ? first.Place : Path.GetFileName(folder),
            Signal = isDivided ? "transmission" : counted,
            SignalUnit = isDivided ? "1" : isTimed ? "1/s" : "counts",
            IsTransmission = isDivided,
            PhotonEnergy_eV = isStack ? double.NaN : first.Energy_eV,
            Dwells = isTimed ? [.. frames.Select(f => f.Images.Sum(image => image.Time))] : null,
            MissingFrames = missing,
        };
    }

    private static List<Exposure[]> Frames(Exposure[] images)
    {
        var frames = new List<List<Exposure>>();
        foreach (Exposure image in images.OrderBy(i => i.Energy_eV))
        {
            if (frames.Count == 0 || image.Energy_eV - frames[^1][0].Energy_eV >= SameEnergy_eV)
            {
                frames.Add([]);
            }

            frames[^1].Add(image);
        }

        return [.. frames.Select(f => f.OrderBy(i => i.Path, StringComparer.Ordinal).ToArray())];
    }

    private void Mean(Exposure[] images, Exposure first, Span<float> mean)
    {
        mean.Clear();
        foreach (Exposure image in images)
        {
            if (image.Height != first.Height || image.Width != first.Width)
            {
                throw new DataException($"is {image.Height} × {image.Width} pixels, and {Path.GetFileName(first.Path)} {first.Height} × {first.Width}. Perhaps the binning was changed.", image.Path);
            }

            using var file = XradiaFile.Open(image.Path);
            float weight = (float)(1 / (images.Length * (double.IsFinite(image.Time) ? image.Time : 1)));
            float[] counts = XradiaReader.Values(file, 1, remarks);
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += counts[i] * weight;
            }

            read.Add(image.Path);
        }
    }

    // Counts are taken per second where all images that are compared say their exposure: those of a frame and its references, or, where nothing is divided, all.
    // The exposures of the others are forgotten.
    private (Exposure[] Images, Exposure[] References)[] Timed((Exposure[] Images, Exposure[] References)[] frames, bool isDivided)
    {
        Exposure? silent = frames.SelectMany(f => f.Images.Concat(f.References)).FirstOrDefault(i => !double.IsFinite(i.Time));
        if (silent is null)
        {
            return frames;
        }

        remarks.Add(Remark.Assumed($"{Path.GetFileName(silent.Path)} does not say its exposure: {(isDivided ? "the images of its energy" : "all images")} are taken as equally long."));
        static Exposure[] Forgotten(Exposure[] images) => [.. images.Select(i => i with { Time = double.NaN })];
        return [.. frames.Select(f => isDivided && f.Images.Concat(f.References).All(i => double.IsFinite(i.Time)) ? f : (Forgotten(f.Images), Forgotten(f.References)))];
    }

    private static string Named(Exposure image) => string.Create(CultureInfo.InvariantCulture, $"{image.Energy_eV:G7} eV");

    [GeneratedRegex(@"(?<!\d)(?:[1-9]\d{2,4}_\d{1,2}|\d+(?:[.,p]\d+)?)[ _-]?k?eV(?![a-z])", RegexOptions.IgnoreCase)]
    private static partial Regex InName();

    [GeneratedRegex(@"\d+(?=[_\-. ]*$)")]
    private static partial Regex NumberBefore();

    [GeneratedRegex(@"(^|[_\-. ])ref([_\-. ]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex ReferenceWord();

    // What changes from frame to frame of one place beside the energy: repetition, "001of003".
    [GeneratedRegex(@"_?\d+of\d+|(?<=^|_)rep\d+_?", RegexOptions.IgnoreCase)]
    private static partial Regex Changing();

    /// <summary>One image in a file.</summary>
    private sealed record Exposure(string Path, bool IsReference, string Place, double Energy_eV, double Time)
    {
        internal int Height { get; init; }

        internal int Width { get; init; }

        /// <summary>The number before the energy in its name, or null.</summary>
        internal string? Number { get; init; }
    }
}
