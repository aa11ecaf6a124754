namespace Stria.Files;

/// <summary>What a Gmsh file holds, before a mesh is made of it.</summary>
internal sealed class GmshContent
{
    internal const int Line = 1, Triangle = 2, QuadraticLine = 8, QuadraticTriangle = 9;

    // Nodes of each element type of Gmsh, to pass over those that are not read.
    private static readonly Dictionary<int, int> NodesOfType = new()
    {
        [1] = 2, [2] = 3, [3] = 4, [4] = 4, [5] = 8, [6] = 6, [7] = 5, [8] = 3, [9] = 6, [10] = 9, [11] = 10, [12] = 27, [13] = 18, [14] = 14, [15] = 1,
        [16] = 8, [17] = 20, [18] = 15, [19] = 13, [20] = 9, [21] = 10, [22] = 12, [23] = 15, [24] = 15, [25] = 21, [26] = 4, [27] = 5, [28] = 6, [29] = 20, [30] = 35,
        [31] = 56, [92] = 64, [93] = 125,
    };

    /// <summary>Names of physical groups by dimension and tag, in the order of the file.</summary>
    internal Dictionary<(int Dimension, int Tag), string> PhysicalNames { get; } = [];

    /// <summary>First physical group of each entity (format 4), by dimension and tag.</summary>
    internal Dictionary<(int Dimension, int Tag), int> GroupOfEntity { get; } = [];

    /// <summary>Place of each node tag among the nodes.</summary>
    internal Dictionary<int, int> NodeOfTag { get; } = [];

    /// <summary>x₀, y₀, z₀, x₁, …, in the file's unit.</summary>
    internal List<double> Points { get; } = [];

    /// <summary>Lines and triangles.</summary>
    internal List<GmshElement> Elements { get; } = [];

    /// <summary>Number of elements passed over, by type.</summary>
    internal SortedDictionary<int, int> Skipped { get; } = [];

    /// <summary>Fields.</summary>
    internal List<GmshData> Data { get; } = [];

    /// <summary>Unit of length of the comment that Stria writes, or null.</summary>
    internal Unit? LengthUnit { get; set; }

    /// <summary>Number of nodes of an element type.</summary>
    internal static int NodesOf(int type, GmshScanner scanner) => NodesOfType.TryGetValue(type, out int nodes) ? nodes : throw scanner.Wrong($"element type {type} is unknown");

    /// <summary>Adds a node.</summary>
    internal void AddNode(int tag, double x, double y, double z, GmshScanner scanner)
    {
        if (!NodeOfTag.TryAdd(tag, NodeOfTag.Count))
        {
            throw scanner.Wrong($"node {tag} comes twice");
        }

        Points.AddRange([x, y, z]);
    }

    /// <summary>Reads the nodes of an element and keeps it if it is a line or triangle.</summary>
    /// <param name="tag">Its tag.</param>
    /// <param name="type">Its type.</param>
    /// <param name="group">Its first physical group; 0 for none.</param>
    /// <param name="scanner">Stands before its nodes.</param>
    /// <param name="wide">Whether tags of nodes have the size of pointers (format 4) or of ints.</param>
    internal void AddElement(int tag, int type, int group, GmshScanner scanner, bool wide)
    {
        int count = NodesOf(type, scanner);
        bool kept = type is Line or Triangle or QuadraticLine or QuadraticTriangle;
        var nodes = new int[kept ? count : 0];
        for (int i = 0; i < count; i++)
        {
            int node = wide ? scanner.Size() : scanner.Int();
            if (kept)
            {
                nodes[i] = NodeOfTag.TryGetValue(node, out int index) ? index : throw scanner.Wrong($"element {tag} refers to node {node}, which is not in the file");
            }
        }

        if (kept)
        {
            Elements.Add(new GmshElement(tag, type, group, nodes));
        }
        else
        {
            Skipped[type] = Skipped.GetValueOrDefault(type) + 1;
        }
    }
}

/// <summary>A line or triangle.</summary>
/// <param name="Tag">Its tag in the file.</param>
/// <param name="Type">Its type.</param>
/// <param name="Group">Its first physical group; 0 for none.</param>
/// <param name="Nodes">Its nodes, from 0.</param>
internal sealed record GmshElement(int Tag, int Type, int Group, int[] Nodes);

/// <summary>A field in a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Whether its tags are those of nodes or elements.</param>
/// <param name="Components">Number of components.</param>
/// <param name="Values">Values by tag.</param>
internal sealed record GmshData(string Name, MeshPlace Place, int Components, Dictionary<int, double[]> Values);
