using Stria.Tests.Files;

namespace Stria.Tests.Chain;

/// <summary>Measurements of several beamlines, through the commands.</summary>
public sealed class RealDataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SharedDataFact]
    public void The_Fe_2p_stack_becomes_a_redox_map_whose_doubts_are_named()
    {
        string als = SharedData.Path("stxm/als11022_fe2p_71214078"), run = folder.Path("run");
        StriaCommand.Succeed(
            "map", $"{als}/71214078.hdr", "--i0", $"{als}/i0.xsp", "--references", $"{als}/oxidized.t:x=0", $"{als}/reduced.t:x=1", "--mask", $"{als}/mask_file.msk", "--out", run);
        Assert.InRange(StriaCommand.Number(run, "od_offset"), 0.80, 0.84);
        Assert.Equal(709.868, StriaCommand.Number(run, "od_peak_energy"), 0.001);
        Assert.Equal(123, StriaCommand.Number(run, "frames"));
        Assert.InRange(StriaCommand.Number(run, "mean_composition"), 0, 1);
        string[] warnings = [.. StriaCommand.Remarks(run).Where(r => r.StartsWith("warning: ", StringComparison.Ordinal))];
        Assert.Contains(warnings, w => w.Contains("noise is not that of counted photons", StringComparison.Ordinal));
        Assert.Contains(warnings, w => w.Contains("I₀ and the stack are on different scales", StringComparison.Ordinal));
        Assert.Contains(warnings, w => w.Contains("do not explain the spectra to their noise", StringComparison.Ordinal));
    }

    [SharedDataTheory]
    [InlineData("als11022_fe2p_71214078/71214078.hdr", "123 points, 700 … 730.353 eV")]
    [InlineData("als11022_fe2p_71214078/i0.xsp", "123 points, 700 … 730.353 eV")]
    [InlineData("als11022_fe2p_71214078/oxidized.t", "PointSpectrum")]
    [InlineData("als11022_fe2p_71214078/oxidized.r", "PointSpectrum")]
    [InlineData("als11022_fe2p_71214078/reduced.t", "1 zero or negative")]
    [InlineData("als11022_fe2p_71214078/reduced.r", "PointSpectrum")]
    [InlineData("als_cosmic_ni_l3_truncated/stxm-scan.hdr", "32 of 34 frames are missing")]
    [InlineData("bessy_maxymus/tutorial000000001.hdr", "5 files, 4 regions")]
    [InlineData("bessy_maxymus/tutorial000000003.hdr", "Image, signal APD")]
    [InlineData("bessy_maxymus/tutorial000000005.hdr", "Image, signal APD")]
    [InlineData("maxiv_softimax_crop/max_iv.hdr", "the header lists 700 eV, its record of the frame says 718 eV")]
    [InlineData("sls_pollux_nxstxm/Sample_Stack_2021-03-16_128.hdf5", "4 points, 280 … 320 eV")]
    [InlineData("sls_pollux_nxstxm/Sample_Image_2021-03-16_095.hdf5", "entry1: Image")]
    [InlineData("sls_pollux_nxstxm/Sample_Image_2017-10-15_100.hdf5", "entry1: Image")]
    [InlineData("sls_pollux_nxstxm/Focus_2021-03-16_051.hdf5", "entry1: Focus")]
    public void Inspect_says_what_is_in_it(string file, string content)
    {
        StriaAnswer answer = StriaCommand.Succeed("inspect", SharedData.Path("stxm/" + file));
        Assert.Contains(content, answer.Output, StringComparison.Ordinal);
    }

    [SharedDataTheory]
    [InlineData("bessy_maxymus/tutorial000000005.bbx", "time-resolved")]
    [InlineData("als_cosmic_ni_l3_truncated/NS_181111148.hdr", "none lies beside it")]
    [InlineData("als5321_ptycho_ni_l3/NS_160406074_xanespy.h5", "Give the data by their path")]
    [InlineData("als11022_fe2p_71214078/mask_file.msk", "mask of pixels")]
    public void Inspect_refuses_with_the_reason(string file, string reason)
    {
        StriaAnswer answer = StriaCommand.Run("inspect", SharedData.Path("stxm/" + file));
        Assert.Equal(1, answer.Code);
        Assert.Contains(reason, answer.Error, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(file), answer.Error, StringComparison.Ordinal);
        Assert.Empty(answer.Output);
    }

    [SharedDataFact]
    public void A_file_of_unknown_layout_opens_by_the_paths_of_its_datasets()
    {
        string output = StriaCommand.Succeed(
            "inspect", SharedData.Path("stxm/als5321_ptycho_ni_l3/NS_160406074_xanespy.h5"),
            "--dataset", "NS_160406074/imported/intensities", "--energy-dataset", "NS_160406074/imported/energies").Output;
        Assert.Contains("2 points, 843.90698 … 847.90649 eV", output, StringComparison.Ordinal);
        Assert.Contains("4.167 × 4.167 nm", output, StringComparison.Ordinal);
    }

    [SharedDataTheory]
    [InlineData("sls_pollux_nxstxm/Sample_Image_2021-03-16_095.hdf5")]
    [InlineData("bessy_maxymus/tutorial000000001.hdr")]
    [InlineData("sls_pollux_nxstxm/Focus_2021-03-16_051.hdf5")]
    public void What_is_no_stack_is_not_mapped(string file)
    {
        string library = ChainScene.WriteLibrary(folder.Path("library.csv"));
        StriaAnswer answer = StriaCommand.Run("map", SharedData.Path("stxm/" + file), "--references", library, "--out", folder.Path("run"));
        Assert.Equal(1, answer.Code);
        Assert.DoesNotContain("Unexpected", answer.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Path("run")));
    }
}
