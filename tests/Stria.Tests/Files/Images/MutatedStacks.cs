using System.IO.Compression;
using System.Text;
using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>Mutants of each format of images, for the few of the first tier and the many of the second.</summary>
public static class MutatedStacks
{
    /// <summary>The formats.</summary>
    public static IReadOnlyList<string> Formats { get; } = [".ncb", ".dat", ".stk", ".tif", ".xrm", ".hdr", ".xim", ".xas", ".xdi", ".prj", "energies"];

    /// <summary>Reads mutants of one format.</summary>
    /// <returns>How many were read, and how many refused.</returns>
    public static (int Read, int Refused) Read(string format, int count, int seed)
    {
        using var folder = new TemporaryFolder();
        (string header, byte[] data) = MadeStacks.AxisParts(10, (0, 0.3), (0.2, 0));
        string path = folder.Path("a" + format);
        switch (format)
        {
            case ".ncb":
                folder.Write("a.dat", header);
                return Mutation.Watch([data], count, seed, Reading(path));
            case ".dat":
                File.WriteAllBytes(folder.Path("a.ncb"), data);
                return Mutation.Watch([Encoding.ASCII.GetBytes(header)], count, seed, Reading(path));
            case ".stk":
                return Mutation.Watch([MadeStacks.StonyBrookBytes()], count, seed, Reading(path));
            case ".tif":
                folder.Write("a.txt", "510\n515.6\n518.3\n529\n");
                return Mutation.Watch([.. Tiffs()], count, seed, Reading(path));
            case ".xrm":
                return Mutation.Watch([MadeCompoundFile.Of(MadeCompoundFile.Xradia(2, [510, 520]))], count, seed, Reading(path));
            case ".hdr":
                folder.Write("a_a000.xim", "1 2\n3 4\n");
                folder.Write("a_a001.xim", "5 6\n7 8\n");
                return Mutation.Watch([Encoding.ASCII.GetBytes(SdfHeader)], count, seed, Reading(path));
            case ".xim":
                string scan = folder.Write("a.hdr", SdfHeader);
                folder.Write("a_a001.xim", "5 6\n7 8\n");
                return Mutation.Watch([Encoding.ASCII.GetBytes("1\t2\n3\t4\t\n")], count, seed, bytes =>
                {
                    File.WriteAllBytes(folder.Path("a_a000.xim"), bytes);
                    StackReaders.Read(scan);
                });
            case ".xdi":
                return Mutation.Watch([Encoding.ASCII.GetBytes(Xdi)], count, seed, Absorbing(path));
            case ".prj":
                return Mutation.Watch([Encoding.ASCII.GetBytes(Project), Packed(Project)], count, seed, Absorbing(path));
            case ".xas":
                return Mutation.Watch([Encoding.ASCII.GetBytes("* made\n510.0  0.1\n510.5  0.2\n511.0  0.4\n")], count, seed, Reading(path));
            default:
                string images = folder.Path("a.tif"), list = folder.Path("list.csv");
                File.WriteAllBytes(images, MadeTiff.Of(new MadeTiff.Options()));
                return Mutation.Watch([Encoding.ASCII.GetBytes("frame,energy_eV\n0,510\n1,515.6\n2,518.3\n3,529\n")], count, seed, bytes =>
                {
                    File.WriteAllBytes(list, bytes);
                    StackReaders.Read(images, new StackReadOptions { EnergiesFile = list });
                });
        }
    }

    private static string SdfHeader =>
        "ScanDefinition = { Label = \"a.hdr\"; Type = \"NEXAFS Image Scan\"; Flags = \"Image Stack\"; Dwell = 1; Regions = (1, { PAxis = { Name = \"Sample X\"; Unit = \"um\"; "
        + "Min = 0; Max = 1; Dir = 1; Points = (2, 0, 1);}; QAxis = { Name = \"Sample Y\"; Unit = \"um\"; Min = 0; Max = 1; Dir = 1; Points = (2, 0, 1);};}); "
        + "StackAxis = { Name = \"Energy\"; Unit = \"eV\"; Min = 510; Max = 511; Dir = 1; Points = (2, 510, 511);};}; Channels = (1, { Name = \"counter\"; Unit = \"Hz\";});\n";

    private const string Xdi = "# XDI/1.0 made/1.0\n# Column.1: energy eV\n# Column.2: mutrans\n# Element.symbol: V\n# Element.edge: K\n# Mono.d_spacing: 3.13555\n#///\n# made\n#----\n# energy mutrans\n"
        + "5460.0 0.1\n5461.5 0.2\n5463.0 0.4\n";

    private const string Project = "# Athena project file -- made\n$old_group = 'abc';\n@args = ('label','foil','bkg_e0','5465.1','bkg_eshift','0.5','xdi_scan',{'edge' => '5'},'is_nor',0,'bkg_z','V');\n"
        + "@x = ('5460','5461.5','5463');\n@y = ('0.1','0.2','0.4');\n@stddev = ('0.01','0.02','0.03');\n[record]   # create object\n\n@journal = ();\n1;\n";

    private static byte[] Packed(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.ASCII.GetBytes(text));
        }

        return bytes.ToArray();
    }

    private static Action<byte[]> Absorbing(string path) => bytes =>
    {
        File.WriteAllBytes(path, bytes);
        AbsorptionReaders.Read(path);
    };

    private static Action<byte[]> Reading(string path) => bytes =>
    {
        File.WriteAllBytes(path, bytes);
        StackReaders.Read(path);
    };

    private static IEnumerable<byte[]> Tiffs() =>
    [
        MadeTiff.Of(new MadeTiff.Options()),
        MadeTiff.Of(new MadeTiff.Options(true, true, 8, "made", 2)),
        MadeTiff.Of(new MadeTiff.Options(false, true, 5)),
        MadeTiff.Of(new MadeTiff.Options(false, false, 32773, "ImageJ=1.54\nimages=4\n")),
    ];
}
