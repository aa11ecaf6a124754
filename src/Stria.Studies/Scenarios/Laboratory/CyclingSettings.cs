using Stria.Core;

namespace Stria.Studies;

/// <summary>What is made of the traces of cycled cells.</summary>
public sealed record CyclingSettings
{
    /// <summary>What was done: currents or sweeps of the potential; auto tells by the potential's course.</summary>
    public CyclingTechnique Technique { get; init; } = CyclingTechnique.Auto;

    /// <summary>The cycle that counts as 100 % in the retention, from 1.</summary>
    [Range(1, 1000000)]
    public int ReferenceCycle { get; init; } = 1;

    /// <summary>Cycles whose profiles, dQ/dU and dU/dQ are shown; none takes the first, the last and some between.</summary>
    public ValueList<int> CurvesOf { get; init; } = [];

    /// <summary>Standard deviation of the kernel that smooths dQ/dU [V]; auto lets the data choose.</summary>
    [Word("auto")]
    [Unit("V")]
    [Range(1e-5, 1)]
    public double? Bandwidth { get; init; }

    /// <summary>Least length of a rest whose decay is read as self-discharge [s].</summary>
    [Unit("s")]
    [Range(0, 1e9)]
    public double LeastRest { get; init; } = 3600;
}

/// <summary>How a cell was cycled.</summary>
public enum CyclingTechnique
{
    /// <summary>Told by the course of the potential.</summary>
    Auto,

    /// <summary>Charged and discharged by a current.</summary>
    Galvanostatic,

    /// <summary>Swept in potential.</summary>
    Voltammetry,
}
