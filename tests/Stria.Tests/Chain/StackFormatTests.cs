using Stria.Files;
using Stria.Tests.Files;

namespace Stria.Tests.Chain;

/// <summary>The same measurement gives the same result whatever file it lies in, and whatever was already done to it.</summary>
public sealed class StackFormatTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Library => ChainScene.WriteLibrary(folder.Path("library.csv"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void NXstxm_and_Data_Exchange_give_the_same_maps_to_the_last_bit()
    {
        NxstxmWriter.Write(folder.Path("stack.hdf5"), ChainScene.Thin);
        DataExchangeWriter.Write(folder.Path("stack.h5"), ChainScene.Thin);
        Map("stack.hdf5", "nexus");
        Map("stack.h5", "exchange");
        MapFileCopy.AssertSameBits(folder.Path("nexus"), folder.Path("exchange"));
    }

    [Fact]
    public void SDF_files_give_the_same_energy_shift_and_composition()
    {
        SdfText.Write(folder.Path("stack.hdr"), ChainScene.Thin);
        DataExchangeWriter.Write(folder.Path("stack.h5"), ChainScene.Thin);
        Map("stack.hdr", "sdf");
        Map("stack.h5", "exchange");
        MapFileCopy.AssertSameBits(folder.Path("sdf"), folder.Path("exchange"));
    }

    [H5pyFact]
    public void A_file_without_names_of_axes_is_read_by_its_energies_and_says_so()
    {
        DataExchangeWriter.Write(folder.Path("named.h5"), ChainScene.Thin);
        ForeignTools.RunPython(
            """
            import h5py, sys
            with h5py.File(sys.argv[1]) as a, h5py.File(sys.argv[2], "w") as b:
                b["implements"] = "information:exchange"
                for name in ("data", "energy", "x", "y"):
                    b["exchange/" + name] = a["exchange/" + name][()]
                b["exchange/energy"].attrs["units"] = "ev"
            """,
            folder.Path("named.h5"),
            folder.Path("bare.h5"));
        Map("named.h5", "named");
        Map("bare.h5", "bare");
        MapFileCopy.AssertSameBits(folder.Path("named"), folder.Path("bare"));
        Assert.Contains(StriaCommand.Remarks(folder.Path("bare")), r => r.StartsWith("assumed: The file does not name its axes", StringComparison.Ordinal));
    }

    [Fact]
    public void Transmission_is_recognised_and_gives_the_same_result()
    {
        double[] open = ChainScene.OpenIntensity(ChainScene.Thin);
        DataExchangeWriter.Write(folder.Path("stack.h5"), ChainScene.Changed(ChainScene.Thin, (f, _, v) => (float)(v / open[f])));
        Map("stack.h5", "run");
        Assert.Contains(StriaCommand.Remarks(folder.Path("run")), r => r.StartsWith("assumed: The values look like transmission", StringComparison.Ordinal));
        Assert.InRange(StriaCommand.Number(folder.Path("run"), "energy_shift") - ChainScene.Offset_eV, -0.03, 0.03);
        Assert.InRange(StriaCommand.Number(folder.Path("run"), "mean_composition"), 0.2, 0.4);
    }

    [Fact]
    public void Optical_density_is_recognised_and_gives_the_same_result()
    {
        double[] open = ChainScene.OpenIntensity(ChainScene.Thin);
        DataExchangeWriter.Write(folder.Path("stack.h5"), ChainScene.Changed(ChainScene.Thin, (f, _, v) => (float)-Math.Log(v / open[f])));
        Map("stack.h5", "run");
        Assert.Contains(StriaCommand.Remarks(folder.Path("run")), r => r.StartsWith("assumed: The values look like optical density already", StringComparison.Ordinal));
        Assert.InRange(StriaCommand.Number(folder.Path("run"), "energy_shift") - ChainScene.Offset_eV, -0.03, 0.03);
        Assert.InRange(StriaCommand.Number(folder.Path("run"), "mean_composition"), 0.2, 0.4);
    }

    [Fact]
    public void A_stack_is_not_altered_by_being_mapped()
    {
        DataExchangeWriter.Write(folder.Path("stack.h5"), ChainScene.Thin);
        byte[] before = File.ReadAllBytes(folder.Path("stack.h5"));
        Map("stack.h5", "run");
        Assert.Equal(before, File.ReadAllBytes(folder.Path("stack.h5")));
    }

    private void Map(string stack, string run) => StriaCommand.Succeed("map", folder.Path(stack), "--references", Library, "--no-nuisances", "--out", folder.Path(run));
}
