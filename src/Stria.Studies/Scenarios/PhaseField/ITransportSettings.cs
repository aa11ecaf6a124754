using Stria.Core;

namespace Stria.Studies;

/// <summary>What lithium does at a named part of the boundary.</summary>
public interface ITransportSettings
{
    /// <summary>The part ("edge", "left").</summary>
    string Part { get; }
}

/// <summary>A reservoir keeps the composition at the edge.</summary>
public sealed record CompositionBoundary : ITransportSettings
{
    /// <inheritdoc/>
    public required string Part { get; init; }

    /// <summary>Site fraction c.</summary>
    [Range(-10, 10)]
    public required double Value { get; init; }
}

/// <summary>A reservoir keeps the chemical potential at the edge.</summary>
public sealed record PotentialBoundary : ITransportSettings
{
    /// <inheritdoc/>
    public required string Part { get; init; }

    /// <summary>μ [J/mol].</summary>
    [Unit("J/mol")]
    public required double Value { get; init; }
}

/// <summary>The same flux everywhere along the part.</summary>
public sealed record FluxBoundary : ITransportSettings
{
    /// <inheritdoc/>
    public required string Part { get; init; }

    /// <summary>Lithium that enters [mol/(m² s)]; negative where it leaves.</summary>
    [Unit("mol/(m2 s)")]
    public required double Value { get; init; }
}

/// <summary>A constant current: the mean composition changes at a given rate.</summary>
public sealed record GalvanostaticBoundary : ITransportSettings
{
    /// <inheritdoc/>
    public required string Part { get; init; }

    /// <summary>Change of the mean site fraction by time [1/s]; positive lithiates, and "0.05 1/h" is C/20.</summary>
    [Unit("1/s")]
    public required double Rate { get; init; }

    /// <summary>How the current is spread over the part: evenly, or so that the part has one potential.</summary>
    public CurrentSpread Spread { get; init; }
}

/// <summary>How a current is spread over a part of the boundary.</summary>
public enum CurrentSpread
{
    /// <summary>The same flux everywhere, as where the electrolyte or a surface film limits it.</summary>
    Even,

    /// <summary>One chemical potential all over the part, as where a conducting surface and the electrolyte have no resistance; the flux goes where lithium is wanted.</summary>
    Equipotential,
}
