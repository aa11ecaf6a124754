namespace Stria.Files;

/// <summary>What a mesh file does not say, and what may be repaired while reading it.</summary>
public sealed record MeshReadOptions
{
    /// <summary>Believes the file; metres where it gives no unit.</summary>
    public static MeshReadOptions Default { get; } = new();

    /// <summary>Unit of the coordinates; null = what the file says, or metres.</summary>
    public Unit? LengthUnit { get; init; }

    /// <summary>Whether cells whose nodes run clockwise are turned over, with a remark. Otherwise they are refused.</summary>
    public bool FlipInverted { get; init; }
}
