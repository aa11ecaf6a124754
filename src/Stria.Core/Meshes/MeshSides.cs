namespace Stria.Core;

/// <summary>The sides of the cells of a mesh, by their two corners.</summary>
public sealed class MeshSides
{
    private readonly TriangleMesh mesh;
    private readonly Dictionary<(int From, int To), int> sideOf;

    /// <summary>Finds all sides.</summary>
    /// <param name="mesh">The mesh.</param>
    public MeshSides(TriangleMesh mesh)
    {
        this.mesh = mesh;
        sideOf = new Dictionary<(int, int), int>(3 * mesh.CellCount);
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            ReadOnlySpan<int> nodes = mesh.Cell(cell);
            for (int side = 0; side < 3; side++)
            {
                sideOf[(nodes[side], nodes[(side + 1) % 3])] = (3 * cell) + side;
            }
        }
    }

    /// <summary>The cell and its side (0: corners 0–1, 1: 1–2, 2: 2–0) that runs from one corner to another, and so lies on the left of that way; null when there is none.</summary>
    public (int Cell, int Side)? Left(int from, int to) => sideOf.TryGetValue((from, to), out int index) ? (index / 3, index % 3) : null;

    /// <summary>Sides that belong to one cell only: the boundary of the mesh, each side with its cell on the left; cell by cell.</summary>
    public IEnumerable<(int Cell, int Side)> Boundary()
    {
        for (int index = 0; index < 3 * mesh.CellCount; index++)
        {
            (int from, int to) = Corners(index / 3, index % 3);
            if (!sideOf.ContainsKey((to, from)))
            {
                yield return (index / 3, index % 3);
            }
        }
    }

    /// <summary>Each side once, cell by cell.</summary>
    public IEnumerable<(int Cell, int Side)> Once()
    {
        for (int index = 0; index < 3 * mesh.CellCount; index++)
        {
            (int from, int to) = Corners(index / 3, index % 3);
            if (from < to || !sideOf.ContainsKey((to, from)))
            {
                yield return (index / 3, index % 3);
            }
        }
    }

    /// <summary>The corners at the ends of a side.</summary>
    public (int From, int To) Corners(int cell, int side)
    {
        ReadOnlySpan<int> nodes = mesh.Cell(cell);
        return (nodes[side], nodes[(side + 1) % 3]);
    }
}
