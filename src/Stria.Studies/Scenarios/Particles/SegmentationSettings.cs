using Stria.Core;
using Stria.Measurement.Particles;

namespace Stria.Studies;

/// <summary>How particles are told from the background and from each other.</summary>
public sealed record SegmentationSettings
{
    private static readonly SegmentationOptions Usual = new();

    /// <summary>What they look like: wires may cross, grains may touch.</summary>
    public ParticleHabit Habit { get; init; } = Usual.Habit;

    /// <summary>Level of the map or picture above which a pixel is particle, in its unit; "auto" finds it.</summary>
    [Word("auto")]
    public double? Level { get; init; }

    /// <summary>Standard deviation of the Gaussian filter before the level is applied [px].</summary>
    [Unit("px")]
    [Range(0, 50)]
    public double Smoothing { get; init; } = Usual.Smoothing;

    /// <summary>Parts of fewer pixels are noise.</summary>
    [Range(1, 1e9)]
    public int LeastPixels { get; init; } = Usual.LeastPixels;

    /// <summary>A particle is cut where it is narrower than this share of its width on both sides.</summary>
    [Range(0, 1)]
    public double Neck { get; init; } = Usual.Neck;

    /// <summary>Two wires lie side by side where the map between them is lower than on both sides by this share; 0 looks for none.</summary>
    [Range(0, 1)]
    public double Groove { get; init; } = Usual.Groove;

    /// <summary>By how much a wire may turn at a crossing, one standard deviation [rad].</summary>
    [Unit("rad")]
    [Range(0.01, 1.6)]
    public double Turn { get; init; } = Usual.Turn;

    /// <summary>The same as the segmentation takes it.</summary>
    internal SegmentationOptions Options() => new() { Habit = Habit, Level = Level, Smoothing = Smoothing, LeastPixels = LeastPixels, Neck = Neck, Groove = Groove, Turn = Turn };
}

/// <summary>Which particles are left out of the statistics; they stay in the table, with the reason.</summary>
public sealed record ExclusionSettings
{
    /// <summary>Whether particles at the border of the image are left out.</summary>
    public bool AtBorder { get; init; } = true;

    /// <summary>Least area [µm²].</summary>
    [Range(0, 1e12)]
    public double? LeastArea_um2 { get; init; }

    /// <summary>Largest area [µm²].</summary>
    [Range(0, 1e12)]
    public double? LargestArea_um2 { get; init; }

    /// <summary>Least length over width.</summary>
    [Range(1, 1e6)]
    public double? LeastAspect { get; init; }

    /// <summary>Largest length over width.</summary>
    [Range(1, 1e6)]
    public double? LargestAspect { get; init; }

    /// <summary>Least area over that of the convex hull.</summary>
    [Range(0, 1)]
    public double? LeastSolidity { get; init; }

    /// <summary>Largest share of a particle under or over others.</summary>
    [Range(0, 1)]
    public double? LargestShared { get; init; }

    /// <summary>Particles that are struck out by their numbers, as the figure and the table have them.</summary>
    public ValueList<int> Numbers { get; init; } = [];

    /// <summary>The same as the statistics take it.</summary>
    internal ExclusionRules Rules() => new()
    {
        AtBorder = AtBorder,
        LeastArea = LeastArea_um2 * 1e-12,
        LargestArea = LargestArea_um2 * 1e-12,
        LeastAspect = LeastAspect,
        LargestAspect = LargestAspect,
        LeastSolidity = LeastSolidity,
        LargestShared = LargestShared,
        Numbers = [.. Numbers],
    };
}
