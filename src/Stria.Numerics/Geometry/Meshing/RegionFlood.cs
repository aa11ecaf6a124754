using Stria.Core;
using Stria.Numerics.Geometry.Shapes;

namespace Stria.Numerics.Geometry.Meshing;

/// <summary>Tells the triangles between chords which region they belong to.</summary>
internal static class RegionFlood
{
    /// <summary>Writes the region of every triangle, from the sides of the chords inwards.</summary>
    /// <exception cref="ScenarioException">Two chords disagree about what lies between them.</exception>
    public static void Fill(ChordMesh laid, PlanarGraph graph)
    {
        Triangulation mesh = laid.Mesh;
        var known = new bool[mesh.TriangleCount];
        var open = new Stack<int>();
        foreach (Chord chord in laid.Chords)
        {
            int edge = mesh.Find(chord.A, chord.B);
            GraphPiece piece = graph.Pieces[chord.Piece];
            Seed(edge, piece.Left);
            Seed(mesh.Opposite(edge), piece.Right);
            while (open.TryPop(out int triangle))
            {
                Spread(triangle);
            }
        }

        void Seed(int edge, int region)
        {
            int triangle = edge >> 2;
            if (known[triangle] && mesh.Region(triangle) != region)
            {
                throw new ScenarioException($"Boundaries lie too close to each other at {Lengths.Say(mesh.Start(edge), 1e-6)} to tell what is inside. Perhaps two outlines nearly coincide there.");
            }

            if (!known[triangle])
            {
                (known[triangle], mesh.Region(triangle)) = (true, region);
                open.Push(triangle);
            }
        }

        void Spread(int triangle)
        {
            for (int k = 0; k < 3; k++)
            {
                int twin = mesh.Twin[(4 * triangle) + k];
                if (twin >= 0 && !known[twin >> 2])
                {
                    (known[twin >> 2], mesh.Region(twin >> 2)) = (true, mesh.Region(triangle));
                    open.Push(twin >> 2);
                }
            }
        }
    }
}
