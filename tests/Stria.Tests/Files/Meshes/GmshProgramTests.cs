using Stria.Core;
using Stria.Files;
using Stria.Tests.Core.Meshes;

namespace Stria.Tests.Files.Meshes;

public sealed class GmshProgramTests
{
    [GmshFact]
    public async Task Outlines_with_holes_are_meshed_with_their_names_and_areas()
    {
        Outline particle = new("particle 1", Circle(0, 2, 60, "edge"), [Circle(0, 0.8, 30, "hole 1", turned: true)]), other = new("particle 2", Square(4), []);
        MeshContent content = await GmshProgram.MeshAsync([particle, other], new GmshOptions { Size = 0.4e-6 });
        TriangleMesh mesh = content.Mesh;
        Assert.Equal(["particle 1", "particle 2"], mesh.RegionNames);
        Assert.Equal(["edge", "hole 1", "image border left"], mesh.PartNames.Order());
        Assert.Equal(particle.Area, Area(mesh, 0), 1e-9 * particle.Area);
        Assert.Equal(other.Area, Area(mesh, 1), 1e-9 * other.Area);
        Assert.Empty(content.Remarks);

        // All edges of the boundary are named.
        Assert.Equal(new MeshSides(mesh).Boundary().Count(), mesh.EdgeCount);
    }

    [GmshFact]
    public async Task Splines_with_six_nodes_come_nearer_to_a_circle_than_its_chords()
    {
        double circle = Math.PI * 4e-12;
        Outline coarse = new("particle", Circle(0, 2, 12, "edge"), []);
        TriangleMesh chords = (await GmshProgram.MeshAsync([coarse], new GmshOptions { Size = 1e-6 })).Mesh;
        TriangleMesh curved = (await GmshProgram.MeshAsync([coarse], new GmshOptions { Size = 1e-6, Order = 2, Splines = true })).Mesh;
        Assert.Equal(6, curved.NodesPerCell);
        Assert.InRange(1 - (Area(chords, 0) / circle), 0.04, 0.05);
        Assert.InRange(Math.Abs(1 - (QuadraticArea(curved) / circle)), 0, 0.01);
    }

    [GmshFact]
    public async Task A_size_map_makes_small_triangles_where_it_is_small()
    {
        var grid = new ImageGrid(21, 21) { PixelSizeX = 0.1e-6, PixelSizeY = 0.1e-6 };
        var sizes = new ScalarField(grid, [.. Enumerable.Range(0, 441).Select(i => i % 21 < 10 ? 0.04e-6f : float.NaN)], "h", "m");
        TriangleMesh mesh = (await GmshProgram.MeshAsync([new Outline("particle", Square(0), [])], new GmshOptions { Size = 0.3e-6, SizeMap = sizes })).Mesh;
        int left = Enumerable.Range(0, mesh.CellCount).Count(c => mesh.Points[2 * mesh.Cell(c)[0]] < 0.8e-6), right = Enumerable.Range(0, mesh.CellCount).Count(c => mesh.Points[2 * mesh.Cell(c)[0]] > 1.2e-6);
        Assert.InRange(left / (double)right, 10, 100);
    }

    [GmshFact]
    public void Gmsh_reads_our_files_and_writes_the_same_mesh()
    {
        using var folder = new TemporaryFolder();
        foreach ((GmshVersion version, bool binary, int nodes) in new[] { (GmshVersion.V22, false, 3), (GmshVersion.V22, true, 6), (GmshVersion.V41, false, 6), (GmshVersion.V41, true, 3) })
        {
            TriangleMesh mesh = MadeMesh.Sector(2, 3, nodes);
            new GmshMeshWriter { Version = version, Binary = binary, LengthUnit = Unit.Parse("µm") }.Write(folder.Path("ours.msh"), mesh, []);
            (int code, string said, string error) = ForeignTools.Run("gmsh", folder.Path("ours.msh"), "-save", "-v", "2", "-format", binary ? "msh22" : "msh41", "-o", folder.Path("theirs.msh"));
            Assert.True(code == 0 && !said.Contains("Error", StringComparison.Ordinal), said + error);
            TriangleMesh theirs = MeshFormats.Read(folder.Path("theirs.msh"), new MeshReadOptions { LengthUnit = Unit.Parse("µm") }).Mesh;
            Assert.Equal(mesh.NodeCount, theirs.NodeCount);
            Assert.Equal(Same.Places(mesh), Same.Places(theirs));
        }
    }

    [Fact]
    public async Task A_missing_program_is_named_with_its_package()
    {
        MissingProgramException missing = await Assert.ThrowsAsync<MissingProgramException>(() => GmshProgram.MeshAsync([new Outline("particle", Square(0), [])], new GmshOptions { Size = 1e-6, Program = "no-such-gmsh" }));
        Assert.Equal("The program 'no-such-gmsh' is not on this machine; Stria uses it, where asked to, to mesh outlines. On Debian or Ubuntu: apt-get install gmsh", missing.Message);
    }

    [Fact]
    public async Task Sizes_and_orders_that_make_no_sense_are_refused()
    {
        Outline[] square = [new("particle", Square(0), [])];
        await Assert.ThrowsAsync<ScenarioException>(() => GmshProgram.MeshAsync(square, new GmshOptions { Size = 0 }));
        await Assert.ThrowsAsync<ScenarioException>(() => GmshProgram.MeshAsync(square, new GmshOptions { Size = 1e-6, Order = 3 }));
        await Assert.ThrowsAsync<ScenarioException>(() => GmshProgram.MeshAsync([], new GmshOptions { Size = 1e-6 }));
    }

    [Fact]
    public async Task A_program_that_takes_too_long_or_fails_is_stopped_and_quoted()
    {
        using var folder = new TemporaryFolder();
        string slow = Script(folder, "slow", "sleep 30"), angry = Script(folder, "angry", "echo no surface today; exit 3"), idle = Script(folder, "idle", "echo done");
        Outline[] square = [new("particle", Square(0), [])];
        ScenarioException late = await Assert.ThrowsAsync<ScenarioException>(() => GmshProgram.MeshAsync(square, new GmshOptions { Size = 1e-6, Program = slow, TimeLimit = TimeSpan.FromMilliseconds(200) }));
        Assert.Contains("longer than 0.2 s", late.Message, StringComparison.Ordinal);
        using var cancel = new CancellationTokenSource(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => GmshProgram.MeshAsync(square, new GmshOptions { Size = 1e-6, Program = slow }, cancel.Token));
        Assert.Contains("code 3. It said: no surface today", (await Assert.ThrowsAsync<DataException>(() => GmshProgram.MeshAsync(square, new GmshOptions { Size = 1e-6, Program = angry }))).Message, StringComparison.Ordinal);
        Assert.Contains("made no mesh. It said: done", (await Assert.ThrowsAsync<DataException>(() => GmshProgram.MeshAsync(square, new GmshOptions { Size = 1e-6, Program = idle }))).Message, StringComparison.Ordinal);
    }

    private static string Script(TemporaryFolder folder, string name, string command)
    {
        string path = folder.Write(name, $"#!/bin/sh\n{command}\n");
        Assert.Equal(0, ForeignTools.Run("chmod", "+x", path).ExitCode);
        return path;
    }

    private static Ring Circle(double centre, double radius, int count, string part, bool turned = false) => new(
        [.. Enumerable.Range(0, count).Select(i => (turned ? -1 : 1) * 2 * Math.PI * i / count).SelectMany(t => (double[])[(centre + (radius * Math.Cos(t))) * 1e-6, radius * Math.Sin(t) * 1e-6])],
        [.. Enumerable.Repeat(part, count)]);

    private static Ring Square(double left) => new([left * 1e-6, 0, (left + 2) * 1e-6, 0, (left + 2) * 1e-6, 2e-6, left * 1e-6, 2e-6], ["edge", "edge", "edge", "image border left"]);

    private static double Area(TriangleMesh mesh, int region) => Enumerable.Range(0, mesh.CellCount).Where(c => mesh.CellRegions[c] == region).Sum(mesh.TwiceCornerArea) / 2;

    /// <summary>The area with curved sides: each side adds ⅔ of the triangle between its ends and twice the way of its middle from the chord.</summary>
    private static double QuadraticArea(TriangleMesh mesh)
    {
        double area = Area(mesh, 0);
        foreach ((int cell, int side) in new MeshSides(mesh).Boundary())
        {
            int[] n = mesh.Cell(cell).ToArray();
            (double X, double Y) a = Node(mesh, n[side]), b = Node(mesh, n[(side + 1) % 3]), m = Node(mesh, n[3 + side]);
            area += 2.0 / 3 * (((m.X - a.X) * (b.Y - a.Y)) - ((m.Y - a.Y) * (b.X - a.X)));
        }

        return area;
    }

    private static (double X, double Y) Node(TriangleMesh mesh, int node) => (mesh.Points[2 * node], mesh.Points[(2 * node) + 1]);
}

/// <summary>A fact that Gmsh judges; skipped where it is not installed.</summary>
public sealed class GmshFactAttribute : FactAttribute
{
    private static readonly bool HasGmsh = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "gmsh")));

    public GmshFactAttribute()
    {
        if (!HasGmsh)
        {
            Skip = "gmsh is not on this machine (apt-get install gmsh).";
        }
    }
}
