using Stria.Numerics.Geometry.Shapes;

namespace Stria.Numerics.Geometry.Meshing;

/// <summary>The edges along the boundaries, and where each is to be divided.</summary>
/// <remarks>Beside a corner sharper than 60° edges are divided on circles round it whose radii are powers of two (Ruppert 1995; Shewchuk 2002), so that
/// those on both legs match and the division ends.</remarks>
internal sealed class BoundaryChords
{
    private const int None = -1, Both = -2;
    private readonly PlanarGraph graph;
    private readonly SharpCorners corners;
    private readonly Triangulation mesh;
    private readonly int[] vertexOfNode;
    private readonly List<Chord> chords;
    private readonly List<int> shells = [];
    private readonly ChordBend bend;
    private readonly Dictionary<(int, int), int> between = [];
    private readonly Dictionary<int, int> pieceOfVertex = [];

    /// <summary>Takes over the chords of a triangulated graph.</summary>
    public BoundaryChords(PlanarGraph graph, SharpCorners corners, ChordMesh laid)
    {
        (this.graph, this.corners, mesh, vertexOfNode, chords) = (graph, corners, laid.Mesh, laid.VertexOfNode, laid.Chords);
        bend = new ChordBend(mesh);
        HashSet<int> nodes = [.. vertexOfNode], sharp = [.. Enumerable.Range(0, graph.Nodes.Count).Where(n => corners.RadiusOf(n) > 0).Select(n => vertexOfNode[n])];
        for (int c = 0; c < chords.Count; c++)
        {
            Chord chord = chords[c];
            between[Key(chord.A, chord.B)] = c;
            shells.Add(ShellOf(chord, sharp));
            foreach (int vertex in new[] { chord.A, chord.B }.Where(v => !nodes.Contains(v)))
            {
                pieceOfVertex[vertex] = chord.Piece;
            }
        }
    }

    /// <summary>Number of chords.</summary>
    public int Count => chords.Count;

    /// <summary>Points that had to be set beside their curve because something else lay too close.</summary>
    public int BesideCurve { get; private set; }

    /// <summary>Whether the last division changed triangles also round the ends of the chord.</summary>
    public bool WasBent { get; private set; }

    /// <summary>A chord.</summary>
    public Chord this[int chord] => chords[chord];

    /// <summary>The piece of a chord.</summary>
    public GraphPiece PieceOf(int chord) => graph.Pieces[chords[chord].Piece];

    /// <summary>The chord between two vertices that are joined by a constrained edge.</summary>
    public int Between(int a, int b) => between[Key(a, b)];

    /// <summary>Divides a chord on its curve.</summary>
    /// <returns>The new vertex; −1 when the chord is too short to be divided.</returns>
    public int Split(int index)
    {
        Chord chord = chords[index];
        GraphPiece piece = graph.Pieces[chord.Piece];
        int shell = shells[index];
        double t = shell >= 0 ? OnShell(chord, piece, mesh.Points[shell]) : Halfway(chord, piece);
        int vertex = SplitAt(chord, piece.At(t));
        WasBent = vertex < 0;
        if (vertex < 0 && !piece.Curve.IsStraight)
        {
            vertex = bend.Insert(chord.A, chord.B, piece.At(t));
            if (vertex < 0)
            {
                vertex = SplitAt(chord, mesh.Points[chord.A].Middle(mesh.Points[chord.B]));
                BesideCurve += vertex < 0 ? 0 : 1;
            }
        }

        if (vertex < 0)
        {
            return -1;
        }

        pieceOfVertex[vertex] = chord.Piece;
        chords[index] = chord with { B = vertex, T1 = t };
        chords.Add(chord with { A = vertex, T0 = t });
        shells[index] = shell == Both ? chord.A : shell;
        shells.Add(shell == Both ? chord.B : shell);
        between.Remove(Key(chord.A, chord.B));
        between[Key(chord.A, vertex)] = index;
        between[Key(vertex, chord.B)] = chords.Count - 1;
        return vertex;
    }

    /// <summary>Whether a triangle lies within the circle of a sharp corner and its shortest side spans the corner's legs: then the side is as short as
    /// the corner makes it, and the triangle stays as it is.</summary>
    /// <param name="a">Start of the shortest side.</param>
    /// <param name="b">Its end.</param>
    /// <param name="opposite">The third vertex.</param>
    public bool SpanCorner(int a, int b, int opposite)
    {
        if (!pieceOfVertex.TryGetValue(a, out int first) || !pieceOfVertex.TryGetValue(b, out int second))
        {
            return false;
        }

        GraphPiece p = graph.Pieces[first], q = graph.Pieces[second];
        return Share(p.A, p, q) && Spans(p.A, a, b, opposite) || Share(p.B, p, q) && Spans(p.B, a, b, opposite);
    }

    /// <summary>The parameter at which a chord's curve crosses the line that halves the chord at a right angle.</summary>
    public double Halfway(int index) => Halfway(chords[index], graph.Pieces[chords[index].Piece]);

    private int SplitAt(in Chord chord, in Point2 place)
    {
        int edge = mesh.Find(chord.A, chord.B);
        if (!mesh.SeesQuadrangle(edge, place))
        {
            return -1;
        }

        int vertex = mesh.AddVertex(place);
        mesh.SplitConstrained(edge, vertex);
        return vertex;
    }

    private static (int, int) Key(int a, int b) => a < b ? (a, b) : (b, a);

    private static bool Share(int node, GraphPiece p, GraphPiece q) => ReferenceEquals(p, q) ? p.A == p.B : node == q.A || node == q.B;

    private bool Spans(int node, int a, int b, int opposite)
    {
        Point2 corner = mesh.Points[vertexOfNode[node]];
        double first = corner.Distance(mesh.Points[a]), second = corner.Distance(mesh.Points[b]), reach = 1.001 * corners.RadiusOf(node);
        return Math.Abs(first - second) < 1e-3 * first && first < reach && corner.Distance(mesh.Points[opposite]) < reach;
    }

    private double Halfway(in Chord chord, GraphPiece piece)
    {
        double low = chord.T0, high = chord.T1, t = (low + high) / 2;
        if (piece.Curve.IsStraight)
        {
            return t;
        }

        Point2 a = mesh.Points[chord.A], b = mesh.Points[chord.B];
        for (int step = 0; step < 50; step++)
        {
            Point2 p = piece.At(t), slope = piece.Slope(t);
            double along = p.SquaredDistance(a) - p.SquaredDistance(b), change = 2 * (((b.X - a.X) * slope.X) + ((b.Y - a.Y) * slope.Y));
            (low, high) = along > 0 ? (low, t) : (t, high);
            double next = t - (along / change);
            next = next > low && next < high ? next : (low + high) / 2;
            if (Math.Abs(next - t) <= 1e-12 * (chord.T1 - chord.T0))
            {
                break;
            }

            t = next;
        }

        return t;
    }

    // On the circle of a power of two between a third and two thirds when the chord begins in the corner, else half way between its ends' circles.
    private double OnShell(in Chord chord, GraphPiece piece, in Point2 corner)
    {
        double a = corner.Distance(mesh.Points[chord.A]), b = corner.Distance(mesh.Points[chord.B]), length = Math.Max(a, b);
        if (Math.Abs(a - b) < 0.1 * mesh.Points[chord.A].Distance(mesh.Points[chord.B]))
        {
            return Halfway(chord, piece);
        }

        double radius = a == 0 || b == 0 ? Math.Pow(2, Math.Floor(Math.Log2(length / 1.5))) : (a + b) / 2;
        double low = chord.T0, high = chord.T1;
        for (int step = 0; step < 60; step++)
        {
            double t = (low + high) / 2;
            bool beyond = corner.Distance(piece.At(t)) > radius;
            (low, high) = beyond == b > a ? (low, t) : (t, high);
        }

        return (low + high) / 2;
    }

    private int ShellOf(in Chord chord, HashSet<int> sharp)
    {
        GraphPiece piece = graph.Pieces[chord.Piece];
        int a = vertexOfNode[piece.A], b = vertexOfNode[piece.B];
        if (!sharp.Contains(a) || !sharp.Contains(b))
        {
            return sharp.Contains(a) ? a : sharp.Contains(b) ? b : None;
        }

        return chord.A == a && chord.B == b ? Both : chord.T0 + chord.T1 <= piece.T0 + piece.T1 ? a : b;
    }
}
