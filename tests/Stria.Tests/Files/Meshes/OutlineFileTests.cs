using System.Text.Json;
using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Meshes;

public sealed class OutlineFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Outlines_come_back_with_names_holes_and_parts()
    {
        Outline[] outlines =
        [
            new("particle 1", new Ring([0, 0, 3.1e-6, 1e-7 / 3, 3e-6, 3e-6, 0, 3e-6], ["edge", "edge", "edge", "image border left"]), [new Ring([1e-6, 1e-6, 1e-6, 2e-6, 2e-6, 1e-6], ["hole 1", "hole 1", "hole 1"])]),
            new("Teilchen „B“", new Ring([5e-6, 0, 6e-6, 0, 6e-6, 1e-6], ["edge", "edge", "edge"]), []),
        ];
        OutlineFile.Write(folder.Path("a.geojson"), outlines);
        SameOutlines(outlines, OutlineFile.Read(folder.Path("a.geojson")));
        OutlineFile.Write(folder.Path("a.geojson"), outlines, Unit.Parse("nm"));
        SameOutlines(outlines, OutlineFile.Read(folder.Path("a.geojson")));
    }

    [Fact]
    public void The_file_is_GeoJSON_with_closed_rings_and_the_unit_in_a_member_of_its_own()
    {
        OutlineFile.Write(folder.Path("a.geojson"), [new Outline("particle", new Ring([0, 0, 1e-6, 0, 0, 1e-6], ["edge", "edge", "edge"]), [])]);
        JsonElement root = JsonDocument.Parse(File.ReadAllText(folder.Path("a.geojson"))).RootElement;
        Assert.Equal("µm", root.GetProperty("unit").GetString());
        JsonElement feature = root.GetProperty("features")[0];
        Assert.Equal(("FeatureCollection", "Feature", "Polygon"), (root.GetProperty("type").GetString(), feature.GetProperty("type").GetString(), feature.GetProperty("geometry").GetProperty("type").GetString()));
        Assert.Equal("[[[0,0],[1,0],[0,1],[0,0]]]", feature.GetProperty("geometry").GetProperty("coordinates").GetRawText().ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}""", "particle", 4, 0)]
    [InlineData("""{"type":"Feature","properties":null,"geometry":{"type":"Polygon","coordinates":[[[0,0],[0,2],[2,2],[2,0]]]}}""", "particle", 4, 0)]
    [InlineData("""{"type":"FeatureCollection","name":"layer","crs":{"type":"name"},"features":[{"type":"Feature","id":3,"properties":{"name":"wire","fid":1},"geometry":{"type":"Polygon","coordinates":[[[0,0,9],[0,2,9],[2,2,9],[2,0,9],[0,0,9]],[[0.5,0.5],[1,0.5],[1,1],[0.5,0.5]]]}}]}""", "wire", 4, 1)]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[[[0,0],[2,0],[2,2],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]]}""", "particle 1|particle 2", 3, 0)]
    [InlineData("""{"type":"Feature","properties":{"name":"pair"},"geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[2,0],[2,2],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]]}}""", "pair 1|pair 2", 3, 0)]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":null},{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[0,0]}},{"type":"Feature","properties":{"name":"a","parts":"[[[\"x\",3]]]"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,0]]]}}]}""", "a", 3, 0)]
    public void What_other_programs_write_is_read_with_the_winding_put_right(string json, string names, int points, int holes)
    {
        IReadOnlyList<Outline> read = OutlineFile.Read(folder.Write("o.geojson", json));
        Assert.Equal(names, string.Join('|', read.Select(o => o.Name)));
        Assert.Equal((points, holes), (read[0].Outer.Count, read[0].Holes.Count));
        Assert.All(read, o => Assert.True(o.Outer.SignedArea > 0));
        Assert.All(read.SelectMany(o => o.Holes), h => Assert.True(h.SignedArea < 0));
        Assert.Equal(2e-6, read[0].Outer.Points.Max(), 1e-18);
    }

    [Fact]
    public void Parts_follow_their_segments_when_a_ring_is_turned()
    {
        // Clockwise: the first segment runs up the left side.
        const string Json = """{"type":"Feature","properties":{"parts":[[["left",1],["edge",3]]]},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0,2],[2,2],[2,0],[0,0]]]}}""";
        Ring ring = OutlineFile.Read(folder.Write("t.geojson", Json)).Single().Outer;
        int left = Array.IndexOf(ring.SegmentParts, "left"), next = (left + 1) % ring.Count;
        Assert.Equal((0.0, 2e-6, 0.0, 0.0), (ring.Points[2 * left], ring.Points[(2 * left) + 1], ring.Points[2 * next], ring.Points[(2 * next) + 1]));
        Assert.Equal(1, ring.SegmentParts.Count(p => p == "left"));
    }

    [Fact]
    public void Parts_that_no_longer_fit_after_editing_are_forgotten()
    {
        const string Json = """{"type":"Feature","properties":{"parts":[[["left",1],["edge",2]]]},"geometry":{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2]]]}}""";
        Assert.All(OutlineFile.Read(folder.Write("t.geojson", Json)).Single().Outer.SegmentParts, p => Assert.Equal("edge", p));
    }

    [Theory]
    [InlineData("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,", "line 1: is no JSON")]
    [InlineData("{\"a\":1}", "without \"type\"")]
    [InlineData("{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}", "holds no polygon, but 1 geometries of other kinds")]
    [InlineData("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1]]]}", "ring 0 of 'particle' has 2 points; it needs")]
    [InlineData("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,\"x\"],[0,1]]]}", "has the point [1,\"x\"]")]
    [InlineData("{\"type\":\"Polygon\",\"coordinates\":[]}", "has no ring")]
    [InlineData("{\"type\":\"Polygon\",\"coordinates\":7}", "\"coordinates\" is no list")]
    [InlineData("{\"type\":\"FeatureCollection\",\"unit\":\"kg\",\"features\":[]}", "'kg' is no unit of length")]
    public void Broken_files_are_refused_with_the_reason(string json, string reason)
    {
        DataException refused = Assert.Throws<DataException>(() => OutlineFile.Read(folder.Write("w.geojson", json)));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static void SameOutlines(Outline[] expected, IReadOnlyList<Outline> read)
    {
        Assert.Equal(expected.Select(o => o.Name), read.Select(o => o.Name));
        foreach ((Ring e, Ring r) in expected.SelectMany(o => o.Holes.Prepend(o.Outer)).Zip(read.SelectMany(o => o.Holes.Prepend(o.Outer))))
        {
            Assert.Equal(e.SegmentParts, r.SegmentParts);
            Assert.All(e.Points.Zip(r.Points), p => Assert.Equal(p.First, p.Second, 1e-15 * Math.Abs(p.First)));
        }
    }
}
