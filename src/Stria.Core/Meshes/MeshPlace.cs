namespace Stria.Core;

/// <summary>Where the values of a field on a mesh belong.</summary>
public enum MeshPlace
{
    /// <summary>One per node.</summary>
    Node,

    /// <summary>One per cell.</summary>
    Cell,
}
