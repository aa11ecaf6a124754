using System.Globalization;

namespace Stria.Files;

/// <summary>One axis in figures.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit; empty when unknown.</param>
/// <param name="Count">Number of points.</param>
/// <param name="First">First point, in the unit.</param>
/// <param name="Last">Last point, in the unit.</param>
/// <param name="SmallestStep">Smallest distance of neighbours, in the unit; null for one point.</param>
/// <param name="LargestStep">Largest distance of neighbours, in the unit; null for one point.</param>
/// <param name="IsAscending">Whether every point is greater than the one before.</param>
public sealed record AxisSummary(string Name, string Unit, int Count, double First, double Last, double? SmallestStep, double? LargestStep, bool IsAscending)
{
    internal static AxisSummary Of(ScanAxis axis)
    {
        double[] steps = [.. axis.Points.Skip(1).Zip(axis.Points, (next, previous) => next - previous)];
        return new AxisSummary(
            axis.Name,
            axis.Unit,
            axis.Points.Length,
            axis.Points[0],
            axis.Points[^1],
            steps.Length > 0 ? steps.Min(Math.Abs) : null,
            steps.Length > 0 ? steps.Max(Math.Abs) : null,
            steps.All(step => step > 0));
    }

    internal string Line()
    {
        string range = string.Create(CultureInfo.InvariantCulture, $"{First:0.#####} … {Last:0.#####} {Unit}").TrimEnd();
        string steps = (SmallestStep, LargestStep) switch
        {
            ({ } least, { } most) when most - least <= 1e-3 * most => string.Create(CultureInfo.InvariantCulture, $", step {most:0.#####}"),
            ({ } least, { } most) => string.Create(CultureInfo.InvariantCulture, $", steps {least:0.#####} … {most:0.#####}"),
            _ => "",
        };
        return $"    {Name,-10} {Count} points, {range}{steps}{(IsAscending || Count == 1 ? "" : ", not ascending")}";
    }
}

/// <summary>One region of a scan in figures.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Kind">What kind of measurement it is.</param>
/// <param name="Signal">The signal's name and, in brackets, its unit.</param>
/// <param name="Axes">Its axes, slowest first.</param>
public sealed record RegionSummary(string Name, string Kind, string Signal, IReadOnlyList<AxisSummary> Axes)
{
    /// <summary>Smallest valid value; null when there is none.</summary>
    public double? Least { get; init; }

    /// <summary>Median of the valid values; null when there is none.</summary>
    public double? Median { get; init; }

    /// <summary>Largest valid value; null when there is none.</summary>
    public double? Most { get; init; }

    /// <summary>Number of values that are no number.</summary>
    public int InvalidCount { get; init; }

    /// <summary>Number of values that are zero or negative.</summary>
    public int NonPositiveCount { get; init; }

    /// <summary>Row pitch [m]; null when unknown.</summary>
    public double? PixelSizeY_m { get; init; }

    /// <summary>Column pitch [m]; null when unknown.</summary>
    public double? PixelSizeX_m { get; init; }

    /// <summary>Photon energy of an image [eV]; null for stacks and when unknown.</summary>
    public double? PhotonEnergy_eV { get; init; }

    /// <summary>Shortest and longest dwell [s]; null when unknown.</summary>
    public IReadOnlyList<double>? DwellRange_s { get; init; }

    /// <summary>Smallest and largest monitor reading, in the file's unit; null when there is none.</summary>
    public IReadOnlyList<double>? MonitorRange { get; init; }

    /// <summary>Frames announced and absent.</summary>
    public IReadOnlyList<string> MissingFrames { get; init; } = [];

    internal static RegionSummary Of(ScanRegion region)
    {
        float[] valid = [.. region.Values.Where(float.IsFinite)];
        Array.Sort(valid);
        bool isImage = region.Kind is ScanKind.ImageStack or ScanKind.Image;
        ImageGrid? grid = isImage ? ScanStacks.Grid(region.Axes[^2], region.Axes[^1]) : null;
        return new RegionSummary(
            region.Name,
            region.Kind.ToString(),
            region.SignalUnit.Length > 0 ? $"{region.Signal} [{region.SignalUnit}]" : region.Signal,
            [.. region.Axes.Select(AxisSummary.Of)])
        {
            Least = valid.Length > 0 ? valid[0] : null,
            Median = valid.Length > 0 ? 0.5 * ((double)valid[(valid.Length - 1) / 2] + valid[valid.Length / 2]) : null,
            Most = valid.Length > 0 ? valid[^1] : null,
            InvalidCount = region.Values.Length - valid.Length,
            NonPositiveCount = valid.Count(value => value <= 0),
            PixelSizeY_m = Known(grid?.PixelSizeY),
            PixelSizeX_m = Known(grid?.PixelSizeX),
            PhotonEnergy_eV = Known(region.PhotonEnergy_eV),
            DwellRange_s = Range(region.Dwells),
            MonitorRange = Range(region.Monitor),
            MissingFrames = region.MissingFrames,
        };
    }

    internal IEnumerable<string> Lines()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        yield return $"  {Name}: {Kind}, signal {Signal}";
        foreach (AxisSummary axis in Axes)
        {
            yield return axis.Line();
        }

        if (PhotonEnergy_eV is { } energy)
        {
            yield return string.Create(culture, $"    at         {energy:0.###} eV");
        }

        if (Kind is nameof(ScanKind.ImageStack) or nameof(ScanKind.Image))
        {
            yield return PixelSizeY_m is { } y && PixelSizeX_m is { } x
                ? string.Create(culture, $"    pixel      {y * 1e9:0.###} × {x * 1e9:0.###} nm (row × column)")
                : "    pixel      size unknown";
        }

        yield return DwellRange_s is [double shortest, double longest]
            ? string.Create(culture, $"    dwell      {shortest * 1e3:0.####}{(longest > shortest ? $" … {longest * 1e3:0.####}" : "")} ms")
            : "    dwell      unknown";
        yield return Least is null ? "    values     none valid" : string.Create(culture, $"    values     min {Least:G6}, median {Median:G6}, max {Most:G6}");
        if (InvalidCount + NonPositiveCount > 0)
        {
            yield return string.Create(culture, $"    odd        {InvalidCount} no number, {NonPositiveCount} zero or negative");
        }

        if (MonitorRange is [double low, double high])
        {
            yield return string.Create(culture, $"    monitor    {low:G6} … {high:G6}");
        }

        if (MissingFrames.Count > 0)
        {
            yield return $"    missing    {MissingFrames.Count} frames: {string.Join(", ", MissingFrames)}";
        }
    }

    private static double? Known(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static IReadOnlyList<double>? Range(double[]? values) => values is { Length: > 0 } ? [values.Min(), values.Max()] : null;
}
