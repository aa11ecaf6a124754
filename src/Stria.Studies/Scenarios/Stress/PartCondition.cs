using Stria.Core;

namespace Stria.Studies;

/// <summary>How one named part of the boundary is held or loaded.</summary>
public sealed record PartCondition : ICheckedSettings
{
    /// <summary>The part ("image border left", "start", "edge").</summary>
    public required string Part { get; init; }

    /// <summary>What holds it.</summary>
    public required PartHold Hold { get; init; }

    /// <summary>Prescribed displacement to the right [m], for hold: displacement; null leaves that direction free.</summary>
    [Unit("m")]
    [Range(-1, 1)]
    public double? Ux { get; init; }

    /// <summary>Prescribed displacement upwards [m], for hold: displacement; null leaves that direction free.</summary>
    [Unit("m")]
    [Range(-1, 1)]
    public double? Uy { get; init; }

    /// <summary>Traction to the right [Pa], for hold: traction.</summary>
    [Unit("Pa")]
    public double Tx { get; init; }

    /// <summary>Traction upwards [Pa], for hold: traction.</summary>
    [Unit("Pa")]
    public double Ty { get; init; }

    /// <summary>Pressure against the edge [Pa], for hold: traction.</summary>
    [Unit("Pa")]
    public double Pressure { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        bool displaced = Ux is not null || Uy is not null, loaded = Tx != 0 || Ty != 0 || Pressure != 0;
        if (Hold == PartHold.Displacement != displaced)
        {
            yield return displaced ? $"'ux' and 'uy' belong to 'hold: displacement', not to '{SnakeCase.Of(Hold.ToString())}'." : "'hold: displacement' needs 'ux' or 'uy'.";
        }

        if (Hold == PartHold.Traction != loaded)
        {
            yield return loaded ? $"'tx', 'ty' and 'pressure' belong to 'hold: traction', not to '{SnakeCase.Of(Hold.ToString())}'." : "'hold: traction' needs 'tx', 'ty' or 'pressure'.";
        }
    }
}

/// <summary>What holds a part of the boundary.</summary>
public enum PartHold
{
    /// <summary>Nothing.</summary>
    Free,

    /// <summary>It does not move.</summary>
    Fixed,

    /// <summary>It slides: no displacement along its normal.</summary>
    Roller,

    /// <summary>Its displacement is prescribed.</summary>
    Displacement,

    /// <summary>A load acts on it.</summary>
    Traction,
}
