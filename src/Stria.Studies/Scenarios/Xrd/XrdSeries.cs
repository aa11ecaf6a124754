using Stria.Core;
using Stria.Measurement;

namespace Stria.Studies;

/// <summary>What a series is shown against.</summary>
public enum XrdAgainst
{
    /// <summary>Time where it is known, else the number of the pattern.</summary>
    Auto,

    /// <summary>The number of the pattern, from 0.</summary>
    Pattern,

    /// <summary>Time since the first pattern [h].</summary>
    Time,

    /// <summary>Potential of the cell [V].</summary>
    Potential,

    /// <summary>Composition x, from the charge that the cycler counted.</summary>
    Composition,

    /// <summary>Temperature of the sample [K].</summary>
    Temperature,

    /// <summary>A column of the log, as it is written there.</summary>
    Log,
}

/// <summary>How the patterns of a series belong together.</summary>
public sealed record XrdSeries
{
    /// <summary>What it is shown against; windows of phases are in it.</summary>
    public XrdAgainst Against { get; init; } = XrdAgainst.Auto;

    /// <summary>The log of the beamline: a table with a column that stands in the patterns' names, and their times.</summary>
    [InputPath]
    public string? Log { get; init; }

    /// <summary>The column of the log to show the series against ("x"), with 'against: log'.</summary>
    public string? LogColumn { get; init; }

    /// <summary>The record of the cycler.</summary>
    [InputPath]
    public string? Cycler { get; init; }

    /// <summary>What the cycler's clock is ahead of the beamline's; null takes both as they are.</summary>
    [Unit("s")]
    [Range(-1e8, 1e8)]
    public double ClockOffset { get; init; }

    /// <summary>The charge that changes x by one; positive, whichever way.</summary>
    [Unit("C")]
    [Range(1e-9, 1e9)]
    public double? ChargePerX { get; init; }

    /// <summary>x at the beginning of the cycler's record.</summary>
    [Range(-10, 10)]
    public double FirstX { get; init; }

    /// <summary>What tells the depth of an electrode measured layer by layer: 'folders' (each folder within the patterns' is a layer, in the order of their names) or a column of the log; each layer is followed by itself. Null for a series of one depth.</summary>
    public string? Layers { get; init; }

    /// <summary>Whether the cell of a phase that has less than half of its end pattern is found with that pattern's ratios of intensities, where the pattern does not contradict them.</summary>
    public bool HeldRatios { get; init; } = true;

    /// <summary>Whether the series is also followed from its end.</summary>
    public bool Backward { get; init; } = true;

    /// <summary>What is refined in the first pattern only and tied for all others: zero, displacement, u, v, w, x, y, z, axial, ratio, none.</summary>
    public ValueList<ProfileTerms> Tied { get; init; } = [ProfileTerms.U, ProfileTerms.V, ProfileTerms.Y, ProfileTerms.Axial];

    /// <summary>The pattern to begin with, from 0.</summary>
    [Range(0, 1e6)]
    public int First { get; init; }

    /// <summary>Patterns in which phases are pure or strongest.</summary>
    public ValueList<XrdEndPattern> EndPatterns { get; init; } = [];

    /// <summary>Components of the first look without phases; 0 leaves it out.</summary>
    [Range(0, 10)]
    public int Components { get; init; } = 2;

    /// <summary>Whether the series is also written as an animation beside its potential.</summary>
    public bool Animation { get; init; } = true;

    /// <summary>The host for the material file with Ω and cells against x: a formula with x ("LixV2O5"), or a material of the library ("v2o5-alpha"), whose elastic constants are then in it, so that stress studies read it as it is; null writes none.</summary>
    public string? Host { get; init; }
}

/// <summary>The pattern that fractions of a phase are relative to.</summary>
public sealed record XrdEndPattern
{
    /// <summary>Name of the phase.</summary>
    public required string Phase { get; init; }

    /// <summary>Number of the pattern, from 0.</summary>
    [Range(0, 1e6)]
    public required int Pattern { get; init; }
}

/// <summary>Two phases of which one becomes the other.</summary>
public sealed record XrdTransformation
{
    /// <summary>Name of the first phase.</summary>
    public required string From { get; init; }

    /// <summary>Name of the second phase.</summary>
    public required string To { get; init; }

    /// <summary>What the axes of the first become, in axes of the second: "a, b, c", or "a, b/2, c" where the second cell is doubled along b.</summary>
    public string Axes { get; init; } = "a, b, c";
}
