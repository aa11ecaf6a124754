using Stria.Core;
using Stria.Numerics.Geometry.Shapes;

namespace Stria.Numerics.Geometry.Meshing;

/// <summary>A triangulation of the nodes of a planar graph and of points on its pieces, in which the chords between them are constrained.</summary>
internal sealed class ChordMesh
{
    private const int Rounds = 24, LensRounds = 8;
    private readonly IReadOnlyList<GraphPiece> pieces;
    private readonly List<double>[] parameters;
    private readonly HashSet<(int Piece, int Index)> conflicts = [];
    private readonly Dictionary<(int From, int To), int> chordOf = [];

    private ChordMesh(IReadOnlyList<GraphPiece> pieces, List<double>[] parameters, Triangulation mesh) => (this.pieces, this.parameters, Mesh) = (pieces, parameters, mesh);

    /// <summary>The triangulation.</summary>
    public Triangulation Mesh { get; private set; }

    /// <summary>All chords.</summary>
    public List<Chord> Chords { get; } = [];

    /// <summary>Vertex of each node.</summary>
    public int[] VertexOfNode { get; private set; } = [];

    /// <summary>Triangulates; chords that cross or touch each other are halved until they do not.</summary>
    /// <param name="nodes">Ends of the pieces.</param>
    /// <param name="pieces">The pieces.</param>
    /// <param name="parameters">For each piece the parameters of its points, both ends included; points are added to these.</param>
    /// <exception cref="ScenarioException">Chords cross however short they are.</exception>
    public static ChordMesh Of(IReadOnlyList<Point2> nodes, IReadOnlyList<GraphPiece> pieces, List<double>[] parameters)
    {
        for (int round = 0; ; round++)
        {
            var places = new List<Point2>(nodes);
            var first = new int[pieces.Count];
            for (int p = 0; p < pieces.Count; p++)
            {
                first[p] = places.Count;
                places.AddRange(parameters[p].Skip(1).SkipLast(1).Select(pieces[p].At));
            }

            var delaunay = new DelaunayTriangulation(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(places));
            var mesh = new ChordMesh(pieces, parameters, delaunay.Mesh) { VertexOfNode = [.. delaunay.VertexOf[..nodes.Count]] };
            for (int p = 0; p < pieces.Count; p++)
            {
                mesh.AddChords(p, first[p], delaunay.VertexOf);
            }

            mesh.Constrain();
            if (mesh.conflicts.Count == 0 && round < LensRounds)
            {
                mesh.FindHiddenCurves();
            }

            if (mesh.conflicts.Count == 0)
            {
                return mesh;
            }

            mesh.HalveConflicts(round);
        }
    }

    private void AddChords(int piece, int first, ReadOnlySpan<int> vertexOf)
    {
        List<double> t = parameters[piece];
        int from = VertexOfNode[pieces[piece].A];
        for (int i = 1; i < t.Count; i++)
        {
            int to = i + 1 == t.Count ? VertexOfNode[pieces[piece].B] : vertexOf[first + i - 1];
            Chords.Add(new Chord(from, to, piece, t[i - 1], t[i]) { Index = i });
            from = to;
        }
    }

    private void Constrain()
    {
        var insertion = new ConstraintInsertion(Mesh);
        for (int c = 0; c < Chords.Count; c++)
        {
            Chord chord = Chords[c];
            (int, int) key = (Math.Min(chord.A, chord.B), Math.Max(chord.A, chord.B));
            if (chord.A == chord.B || !chordOf.TryAdd(key, c))
            {
                conflicts.Add((chord.Piece, chord.Index));
                AddConflict(key);
            }
            else if (insertion.Insert(chord.A, chord.B) is { } obstacle)
            {
                conflicts.Add((chord.Piece, chord.Index));
                AddConflict((Math.Min(obstacle.From, obstacle.To), Math.Max(obstacle.From, obstacle.To)));
            }
        }
    }

    // Where another chord lies between a chord and its curve, the chords are too long to tell the curves apart.
    private void FindHiddenCurves()
    {
        foreach (Chord chord in Chords.Where(c => !pieces[c.Piece].Curve.IsStraight))
        {
            int edge = Mesh.Find(chord.A, chord.B);
            Point2 place = pieces[chord.Piece].At((chord.T0 + chord.T1) / 2);
            int hiding = Mesh.SeesQuadrangle(edge, place) ? edge : Mesh.HidingEdge(edge, place);
            if (hiding != edge && Mesh.Twin[hiding] < 0)
            {
                conflicts.Add((chord.Piece, chord.Index));
            }
        }
    }

    private void AddConflict((int From, int To) key)
    {
        if (chordOf.TryGetValue(key, out int other))
        {
            conflicts.Add((Chords[other].Piece, Chords[other].Index));
        }
    }

    private void HalveConflicts(int round)
    {
        bool halved = false;
        foreach ((int piece, int index) in conflicts.OrderByDescending(c => c.Index))
        {
            List<double> t = parameters[piece];
            if (!pieces[piece].Curve.IsStraight)
            {
                t.Insert(index, (t[index - 1] + t[index]) / 2);
                halved = true;
            }
        }

        if (!halved || round >= Rounds)
        {
            (int piece, int index) = conflicts.First();
            (Point2 low, Point2 high) = new PlanarGraph([], pieces, [], []).Box();
            Point2 place = pieces[piece].At((parameters[piece][index - 1] + parameters[piece][index]) / 2);
            throw new ScenarioException(
                $"Boundaries cross or touch at {Lengths.Say(place, low.Distance(high))} and cannot be told apart. Perhaps two outlines lie on each other there up to rounding; move one of them, or use the same points for both.");
        }
    }
}

/// <summary>A piece of a curve between two vertices that are joined by a constrained edge.</summary>
/// <param name="A">Vertex at the start.</param>
/// <param name="B">Vertex at the end.</param>
/// <param name="Piece">Piece of the graph.</param>
/// <param name="T0">Parameter of the curve at the start.</param>
/// <param name="T1">Parameter at the end.</param>
internal readonly record struct Chord(int A, int B, int Piece, double T0, double T1)
{
    /// <summary>Number of the parameter at its end among those of its piece, while the chords are laid.</summary>
    public int Index { get; init; }
}
