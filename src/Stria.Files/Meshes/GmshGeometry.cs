using System.Globalization;
using System.Text;

namespace Stria.Files;

/// <summary>Writes outlines as the script of a geometry for Gmsh, in micrometres, because Gmsh takes places nearer than 1e-8 for one.</summary>
internal static class GmshGeometry
{
    internal const double Unit = 1e-6;

    /// <summary>The script (<c>.geo</c>).</summary>
    /// <param name="outlines">Outlines [m], without crossings.</param>
    /// <param name="options">Sizes and kind of curves.</param>
    /// <param name="sizeFile">The file of the size map, or null.</param>
    internal static string Script(IReadOnlyList<Outline> outlines, GmshOptions options, string? sizeFile)
    {
        var script = new StringBuilder();
        script.Append($"Mesh.Algorithm = 6;\nMesh.CharacteristicLengthMax = {N(options.Size / Unit)};\nMesh.CharacteristicLengthFromPoints = 0;\n");
        script.Append($"Mesh.CharacteristicLengthExtendFromBoundary = {(sizeFile is null ? 1 : 0)};\n");
        var curvesOfPart = new Dictionary<string, List<int>>();
        var counter = new Counter();
        for (int i = 0; i < outlines.Count; i++)
        {
            int[] loops = [.. new[] { outlines[i].Outer }.Concat(outlines[i].Holes).Select(ring => Loop(script, ring, (options, counter), curvesOfPart))];
            script.Append($"Plane Surface({i + 1}) = {{{string.Join(", ", loops)}}};\nPhysical Surface(\"{Plain(outlines[i].Name)}\", {i + 1}) = {{{i + 1}}};\n");
        }

        int part = 0;
        foreach ((string name, List<int> curves) in curvesOfPart)
        {
            script.Append($"Physical Curve(\"{Plain(name)}\", {++part}) = {{{string.Join(", ", curves)}}};\n");
        }

        if (sizeFile is not null)
        {
            script.Append($"Merge \"{sizeFile}\";\nField[1] = PostView;\nBackground Field = 1;\n");
        }

        return script.ToString();
    }

    /// <summary>The size map (<c>.pos</c>): a square between each four centres of pixels.</summary>
    internal static string Sizes(ScalarField map, double otherwise)
    {
        var plane = new ImagePlane(map.Grid);
        string Value(int r, int c) => N((double.IsFinite(map[r, c]) && map[r, c] > 0 ? map[r, c] : otherwise) / Unit);
        string Place(int r, int c) => $"{N(plane.X(c) / Unit)},{N(plane.Y(r) / Unit)},0";
        var text = new StringBuilder("View \"size\" {\n");
        for (int r = 0; r + 1 < map.Grid.Height; r++)
        {
            for (int c = 0; c + 1 < map.Grid.Width; c++)
            {
                text.Append($"SQ({Place(r + 1, c)},{Place(r + 1, c + 1)},{Place(r, c + 1)},{Place(r, c)}){{{Value(r + 1, c)},{Value(r + 1, c + 1)},{Value(r, c + 1)},{Value(r, c)}}};\n");
            }
        }

        return text.Append("};\n").ToString();
    }

    private static int Loop(StringBuilder script, Ring ring, (GmshOptions Options, Counter Counter) state, Dictionary<string, List<int>> curvesOfPart)
    {
        (GmshOptions options, Counter counter) = state;
        int first = counter.Points + 1, n = ring.Count;
        counter.Points += n;
        for (int i = 0; i < n; i++)
        {
            script.Append($"Point({first + i}) = {{{N(ring.Points[2 * i] / Unit)}, {N(ring.Points[(2 * i) + 1] / Unit)}, 0}};\n");
        }

        var curves = new List<int>();
        foreach ((int from, int length) in options.Splines ? Runs(ring) : [.. Enumerable.Range(0, n).Select(i => (i, 1))])
        {
            int curve = ++counter.Curves;
            curves.Add(curve);
            script.Append($"{(length == 1 ? "Line" : "Spline")}({curve}) = {{{string.Join(", ", Enumerable.Range(from, length + 1).Select(i => first + (i % n)))}}};\n");
            if (!curvesOfPart.TryGetValue(ring.SegmentParts[from % n], out List<int>? known))
            {
                curvesOfPart[ring.SegmentParts[from % n]] = known = [];
            }

            known.Add(curve);
        }

        script.Append($"Curve Loop({++counter.Loops}) = {{{string.Join(", ", curves)}}};\n");
        return counter.Loops;
    }

    /// <summary>Stretches of one part, first segment and number; a ring of one part is cut in two, because a curve has two ends.</summary>
    private static List<(int From, int Length)> Runs(Ring ring)
    {
        int n = ring.Count, start = Enumerable.Range(0, n).FirstOrDefault(i => ring.SegmentParts[i] != ring.SegmentParts[(i + n - 1) % n], -1);
        if (start < 0)
        {
            return [(0, n / 2), (n / 2, n - (n / 2))];
        }

        var runs = new List<(int, int)>();
        for (int i = 0, length; i < n; i += length)
        {
            length = 1;
            while (i + length < n && ring.SegmentParts[(start + i + length) % n] == ring.SegmentParts[(start + i) % n])
            {
                length++;
            }

            runs.Add((start + i, length));
        }

        return runs;
    }

    private static string Plain(string name) => name.Replace('"', '\'').ReplaceLineEndings(" ");

    private static string N(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private sealed class Counter
    {
        internal int Points { get; set; }

        internal int Curves { get; set; }

        internal int Loops { get; set; }
    }
}
