using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files.Meshes;

public sealed class PvdTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_collection_names_each_moment_with_all_its_digits_and_escapes_names()
    {
        PvdWriter.Write(folder.Path("run.pvd"), [(0, "a&b/0.vtu"), (0.1, "a&b/1.vtu"), (1.0 / 3, "a&b/2.vtu")]);
        var xml = System.Xml.Linq.XDocument.Load(folder.Path("run.pvd"));
        Assert.Equal("Collection", xml.Root!.Attribute("type")!.Value);
        Assert.Equal(
            [(0.0, "a&b/0.vtu"), (0.1, "a&b/1.vtu"), (1.0 / 3, "a&b/2.vtu")],
            xml.Descendants("DataSet").Select(d => ((double)d.Attribute("timestep")!, d.Attribute("file")!.Value)));
    }

    [Fact]
    public void Times_that_do_not_rise_are_refused_and_nothing_is_written()
    {
        Assert.Contains("Moment 1 has the time 0.5 after 0.5", Assert.Throws<ArgumentException>(() => PvdWriter.Write(folder.Path("run.pvd"), [(0.5, "0.vtu"), (0.5, "1.vtu")])).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Path("run.pvd")));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named() =>
        Assert.Contains("none/run.pvd", Assert.Throws<DataException>(() => PvdWriter.Write(folder.Path("none/run.pvd"), [(0, "0.vtu")])).Message, StringComparison.Ordinal);

    public void Dispose() => folder.Dispose();
}
