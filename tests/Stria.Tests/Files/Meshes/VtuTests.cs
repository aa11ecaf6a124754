using Stria.Core;
using Stria.Files;
using Stria.Tests.Core.Meshes;

namespace Stria.Tests.Files.Meshes;

public sealed class VtuTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void A_mesh_with_regions_parts_and_fields_comes_back_to_the_last_digit(int nodesPerCell)
    {
        TriangleMesh mesh = MadeMesh.Sector(2, 5, nodesPerCell);
        MeshField[] fields = Same.Fields(mesh);
        fields[0].Values[3] = double.NaN;
        MeshFormats.Write(folder.Path("a.vtu"), mesh, fields);
        MeshContent read = MeshFormats.Read(folder.Path("a.vtu"));
        Same.Mesh(mesh, read.Mesh);
        Same.FieldsOf(fields, read);
        Assert.Empty(read.Remarks);
        Assert.Equal(["a.vtu"], folder.Names());
    }

    [Fact]
    public void Numbers_as_text_and_big_endian_bytes_are_read()
    {
        MeshContent text = MeshFormats.Read(folder.Write("t.vtu", Square("<DataArray type=\"Float64\" Name=\"T\" format=\"ascii\">1 2.5e0 nan -4</DataArray>")));
        Assert.Equal([1, 2.5, double.NaN, -4], text.Fields[0].Values);
        string big = Convert.ToBase64String([0, 0, 0, 16, .. new float[] { 1, 2, 3, 4 }.SelectMany(v => BitConverter.GetBytes(v).Reverse())]);
        string file = Square($"<DataArray type=\"Float32\" Name=\"T\" format=\"binary\">{big}</DataArray>").Replace("LittleEndian", "BigEndian", StringComparison.Ordinal);
        Assert.Equal([1, 2, 3, 4], MeshFormats.Read(folder.Write("b.vtu", file)).Fields[0].Values);
    }

    [Fact]
    public void Elements_that_VTK_puts_before_the_values_are_passed_over()
    {
        const string Array = "<DataArray type=\"Float64\" Name=\"T\" format=\"ascii\"><InformationKey name=\"L2_NORM_RANGE\" length=\"1\"><Value index=\"0\">7</Value></InformationKey>1 2 3 4</DataArray>";
        Assert.Equal([1, 2, 3, 4], MeshFormats.Read(folder.Write("k.vtu", Square(Array))).Fields[0].Values);
    }

    [VtkFact]
    public void VTK_itself_reads_our_files_and_we_read_all_kinds_that_it_writes()
    {
        const string Program = """
            import sys
            from vtkmodules.vtkIOXML import vtkXMLUnstructuredGridReader as Reader, vtkXMLUnstructuredGridWriter as Writer
            r = Reader(); r.SetFileName(sys.argv[1]); r.Update(); g = r.GetOutput()
            tensor = g.GetCellData().GetArray("σ [Pa]")
            print(r.GetErrorCode(), g.GetNumberOfPoints(), g.GetNumberOfCells(), g.GetCellType(0), tensor.GetComponentName(3), repr(tensor.GetComponent(5, 3)))
            for kind in range(24):
                w = Writer(); w.SetInputData(g); w.SetFileName("%s%d.vtu" % (sys.argv[2], kind))
                w.SetDataMode(kind % 3)
                w.SetCompressorTypeToZLib() if kind // 3 % 2 else w.SetCompressorTypeToNone()
                w.SetEncodeAppendedData(kind // 6 % 2)
                w.SetHeaderTypeToUInt64() if kind // 12 else w.SetHeaderTypeToUInt32()
                w.SetByteOrderToBigEndian() if kind % 5 == 1 else w.SetByteOrderToLittleEndian()
                w.Write()
            """;
        TriangleMesh mesh = MadeMesh.Sector(2, 5, 6);
        // VTK 9.1 writes no name with < in it as XML should.
        MeshField[] fields = Same.Fields(mesh)[..3];
        MeshFormats.Write(folder.Path("a.vtu"), mesh, fields);
        string[] said = ForeignTools.RunPython(Program, folder.Path("a.vtu"), folder.Path("v")).Split(' ');
        Assert.Equal(["0", $"{mesh.NodeCount}", $"{mesh.CellCount}", "22", "xy"], said[..5]);
        Assert.Equal(fields[2].Values[(3 * 5) + 2], double.Parse(said[5], System.Globalization.CultureInfo.InvariantCulture));
        for (int kind = 0; kind < 24; kind++)
        {
            MeshContent read = MeshFormats.Read(folder.Path($"v{kind}.vtu"));
            Same.Mesh(mesh, read.Mesh);
            Same.FieldsOf(fields, read);
        }
    }

    [Fact]
    public void Truncated_files_are_refused_wherever_they_end()
    {
        TriangleMesh mesh = MadeMesh.Sector(2, 3);
        MeshFormats.Write(folder.Path("a.vtu"), mesh, Same.Fields(mesh));
        byte[] whole = File.ReadAllBytes(folder.Path("a.vtu"));
        foreach (double part in new[] { 0.02, 0.1, 0.3, 0.5, 0.8, 0.98 })
        {
            File.WriteAllBytes(folder.Path("cut.vtu"), whole[..(int)(part * whole.Length)]);
            Assert.StartsWith(folder.Path("cut.vtu"), Assert.Throws<DataException>(() => MeshFormats.Read(folder.Path("cut.vtu"))).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("type=\"UnstructuredGrid\"", "type=\"PolyData\"", "PolyData")]
    [InlineData("0 1 2 0 2 3", "0 1 2 0 2 9", "refers to node 9")]
    [InlineData("0 1 2 0 2 3", "0 2 1 0 3 2", "2 of 2 cells run clockwise, the first is cell 0")]
    [InlineData("0 1 2 0 2 3", "0 1 1 0 2 3", "1 cells have no area, the first is cell 0")]
    [InlineData("3 6", "3 5", "do not make 2 cells")]
    [InlineData("5 5", "5 22", "a mesh has one kind")]
    [InlineData("5 5", "9 9", "holds no triangle")]
    [InlineData("1 1 0 0 1 0", "1 1 1 0 1 0", "only plane meshes")]
    [InlineData("1 1 0 0 1 0", "1 1 0 0 1", "array 'Points' has 11 numbers")]
    [InlineData("1 1 0 0 1 0", "1 1 0 0 x 0", "'x', which is no number")]
    [InlineData("<VTKFile", "<VTKFile compressor=\"vtkLZ4DataCompressor\"", "vtkLZ4DataCompressor")]
    [InlineData("header_type=\"UInt32\"", "header_type=\"UInt16\"", "UInt16")]
    public void Broken_files_are_refused_with_the_reason(string right, string wrong, string reason) =>
        Assert.Contains(reason, Assert.Throws<DataException>(() => MeshFormats.Read(folder.Write("w.vtu", Square("").Replace(right, wrong, StringComparison.Ordinal)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Cells_that_run_clockwise_are_turned_over_where_that_is_asked_for()
    {
        string file = Square("").Replace("0 1 2 0 2 3", "0 2 1 0 2 3", StringComparison.Ordinal);
        MeshContent read = MeshFormats.Read(folder.Write("w.vtu", file), new MeshReadOptions { FlipInverted = true });
        Assert.Equal([0, 1, 2, 0, 2, 3], read.Mesh.Cells.ToArray());
        Assert.Equal("1 cells ran clockwise and were turned over.", read.Remarks.Single().Text);
    }

    [Fact]
    public void Curved_cells_that_are_folded_over_are_refused()
    {
        TriangleMesh mesh = MadeMesh.Sector(1, 2, 6);
        double[] points = mesh.Points.ToArray();
        int middle = mesh.Cell(0)[3];
        (points[2 * middle], points[(2 * middle) + 1]) = (0.2e-6, 1.5e-6);
        MeshFormats.Write(folder.Path("f.vtu"), new TriangleMesh(points, mesh.Cells.ToArray(), 6));
        Assert.Contains("folded over, the first is cell 0", Assert.Throws<DataException>(() => MeshFormats.Read(folder.Path("f.vtu"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_length_unit_is_written_and_believed()
    {
        TriangleMesh mesh = MadeMesh.Sector(1, 2);
        new VtuWriter { LengthUnit = Unit.Parse("µm") }.Write(folder.Path("a.vtu"), mesh, []);
        Same.Mesh(mesh, MeshFormats.Read(folder.Path("a.vtu")).Mesh, 1e-21);
    }

    [Fact]
    public void Fields_of_another_mesh_or_of_one_name_are_refused()
    {
        TriangleMesh mesh = MadeMesh.Sector(1, 2), other = MadeMesh.Sector(1, 2);
        Assert.Throws<ArgumentException>(() => MeshFormats.Write(folder.Path("a.vtu"), mesh, Same.Fields(other)));
        Assert.Throws<ScenarioException>(() => MeshFormats.Write(folder.Path("a.vtu"), mesh, [Same.Fields(mesh)[0], Same.Fields(mesh)[0]]));
        Assert.Empty(folder.Names());
    }

    public void Dispose() => folder.Dispose();

    /// <summary>A square of two triangles as ParaView writes text.</summary>
    private static string Square(string pointData) => $"""
        <?xml version="1.0"?>
        <VTKFile type="UnstructuredGrid" version="0.1" byte_order="LittleEndian" header_type="UInt32">
          <UnstructuredGrid>
            <Piece NumberOfPoints="4" NumberOfCells="2">
              <PointData>{pointData}</PointData>
              <CellData></CellData>
              <Points><DataArray type="Float32" Name="Points" NumberOfComponents="3" format="ascii">0 0 0 1 0 0 1 1 0 0 1 0</DataArray></Points>
              <Cells>
                <DataArray type="Int64" Name="connectivity" format="ascii">0 1 2 0 2 3</DataArray>
                <DataArray type="Int64" Name="offsets" format="ascii">3 6</DataArray>
                <DataArray type="UInt8" Name="types" format="ascii">5 5</DataArray>
              </Cells>
            </Piece>
          </UnstructuredGrid>
        </VTKFile>
        """;
}
