namespace Stria.Core;

/// <summary>A field on a mesh: one or more components per node or per cell, with symbol and unit.</summary>
public sealed class MeshField
{
    /// <summary>Makes the field.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <param name="place">Whether the values belong to nodes or to cells.</param>
    /// <param name="components">Names of the components ("xx", "yy", …); a single empty name for a scalar.</param>
    /// <param name="values">All components of the first node or cell, then of the next; NaN where there is no value.</param>
    /// <param name="symbol">How it is written on an axis.</param>
    /// <param name="unit">Its unit as written; "1" for a pure number.</param>
    /// <exception cref="ArgumentException">The number of values does not fit.</exception>
    public MeshField(TriangleMesh mesh, MeshPlace place, IReadOnlyList<string> components, double[] values, string symbol, string unit)
    {
        int count = place == MeshPlace.Node ? mesh.NodeCount : mesh.CellCount;
        if (values.Length != count * components.Count)
        {
            throw new ArgumentException($"{values.Length} values for {components.Count} components on {count} places.", nameof(values));
        }

        (Mesh, Place, Components, Values, Symbol, Unit) = (mesh, place, components, values, symbol, unit);
    }

    /// <summary>The mesh.</summary>
    public TriangleMesh Mesh { get; }

    /// <summary>Whether the values belong to nodes or to cells.</summary>
    public MeshPlace Place { get; }

    /// <summary>Names of the components; a single empty name for a scalar.</summary>
    public IReadOnlyList<string> Components { get; }

    /// <summary>All components of the first node or cell, then of the next; NaN where there is no value.</summary>
    public double[] Values { get; }

    /// <summary>How the quantity is written on an axis.</summary>
    public string Symbol { get; }

    /// <summary>Unit as written; "1" for a pure number.</summary>
    public string Unit { get; }
}
