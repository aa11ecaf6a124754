using Stria.Core;
using Stria.Files;

namespace Stria.Tests.Files;

public sealed class SpectrumTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SharedDataFact]
    public void The_xas_sample_is_read_with_its_name()
    {
        Spectrum spectrum = SpectrumFile.Read(SharedData.Path("formats/sample.xas"));
        Assert.Equal("V2O5", spectrum.Name);
        Assert.Equal([508.0, 508.5, 509, 509.5, 510, 510.5, 511, 511.5], spectrum.PhotonEnergies_eV);
        Assert.Equal([0.1, 0.114286, 0.128571, 0.142857, 0.157143, 0.171429, 0.185714, 0.2], spectrum.Values);
    }

    [SharedDataTheory]
    [InlineData("oxidized.t", 1.5291122E-2)]
    [InlineData("reduced.t", 1.9692342E-2)]
    [InlineData("oxidized.r", 1.1786773)]
    [InlineData("reduced.r", 1.3761709)]
    [InlineData("i0.xsp", 901.48397)]
    public void The_ALS_spectra_have_123_points(string name, double first)
    {
        Spectrum spectrum = SpectrumFile.Read(SharedData.Path("stxm/als11022_fe2p_71214078/" + name));
        Assert.Equal((123, 700.0, 730.353), (spectrum.Values.Length, spectrum.PhotonEnergies_eV[0], spectrum.PhotonEnergies_eV[^1]));
        Assert.Equal(first, spectrum.Values[0]);
    }

    [SharedDataFact]
    public void The_ALS_mask_has_4374_pixels_of_125_by_125()
    {
        PixelMask mask = MaskFile.Read(SharedData.Path("stxm/als11022_fe2p_71214078/mask_file.msk"));
        Assert.Equal((125, 125, 4374), (mask.Height, mask.Width, mask.Count));
        Assert.False(mask[0, 4]);
        Assert.True(mask[0, 5]);
    }

    [SharedDataFact]
    public void A_list_of_energies_and_a_table_in_keV_are_refused_with_the_likely_cause()
    {
        Assert.Contains("one column", Assert.Throws<DataException>(() => SpectrumFile.Read(SharedData.Path("formats/sample.txt"))).Message, StringComparison.Ordinal);
        Assert.Contains("energy_keV", Assert.Throws<DataException>(() => SpectrumFile.Read(SharedData.Path("xas/ni_k_txm_refs/ref_NiO.txt"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unsorted_energies_are_sorted_and_equal_ones_averaged()
    {
        Spectrum spectrum = SpectrumFile.Read(folder.Write("a.txt", "# made\n512 3\n510 1\n511.0005 4\n511 2\n"));
        Assert.Equal([510.0, 511, 512], spectrum.PhotonEnergies_eV);
        Assert.Equal([1.0, 3, 3], spectrum.Values);
    }

    [Theory]
    [InlineData("energy_keV\tmu\n0.51\t1\n0.52\t2\n")]
    [InlineData("% comment\nenergy [keV];mu\n0.51;1\n0.52;2\n")]
    public void Energies_headed_keV_become_electronvolts(string text) =>
        Assert.Equal([510.0, 520], SpectrumFile.Read(folder.Write("a.csv", text)).PhotonEnergies_eV);

    [Theory]
    [InlineData("510, 1\n511, NaN\n", "line 2, column 2: 'NaN'")]
    [InlineData("510, 1\n511, abc\n", "line 2, column 2: 'abc'")]
    [InlineData("510, 1\n511\n", "line 2: 1 columns")]
    [InlineData("510, 1\n, 3\n", "line 2, column 1: ''")]
    [InlineData("no numbers\n", "no row of numbers")]
    [InlineData("", "is empty")]
    public void A_damaged_spectrum_is_refused_with_file_and_place(string text, string reason)
    {
        string path = folder.Write("a.csv", text);
        var e = Assert.Throws<DataException>(() => SpectrumFile.Read(path));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains("a.csv", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_table_gives_composition_phase_and_scale_of_each_column()
    {
        string path = folder.Write("library.csv", "energy_eV, x=0 alpha, x=0.1 [cm2/g], epsilon x=0.45 [1/nm]\n510, 1, 2, 3\n511, 4, 5, 6\n");
        IReadOnlyList<ReferenceSpectrum> references = ReferenceTable.Read(path);
        Assert.Equal([0, 0.1, 0.45], references.Select(r => r.Composition));
        Assert.Equal(["alpha", null, "epsilon"], references.Select(r => r.Phase));
        Assert.Equal(
            [ReferenceScale.OpticalDensityOfUnknownThickness, ReferenceScale.MassAttenuation, ReferenceScale.OpticalDensityPerNanometre],
            references.Select(r => r.Scale));
        Assert.Equal([2.0, 5], references[1].Spectrum.Values);
        Assert.Equal("cm2/g", references[1].Spectrum.Unit);
    }

    [Fact]
    public void A_library_with_a_commented_head_is_read_too()
    {
        string path = folder.Write("library.csv", "# made by hand\n# energy_eV, x=0, x=1\n510, 1, 2\n511, 4, 5\n");
        Assert.Equal([0.0, 1], ReferenceTable.Read(path).Select(r => r.Composition));
    }

    [Fact]
    public void References_given_one_by_one_carry_their_composition_and_phase()
    {
        string a = folder.Write("oxidized.t", "700 1\n701 2\n"), b = folder.Write("reduced.t", "700 3\n701 4\n");
        IReadOnlyList<ReferenceSpectrum> references = ReferenceTable.ReadAll([$"{a}:x=0", $"{b}:x=1:FePO4"]);
        Assert.Equal([("oxidized", 0.0, null), ("reduced", 1.0, "FePO4")], references.Select(r => (r.Name, r.Composition, r.Phase)));
        Assert.Throws<ScenarioException>(() => ReferenceTable.ReadAll([$"{a}:x=much"]));
    }

    [Theory]
    [InlineData("510, 1, 2\n511, 4, 5\n", "no head")]
    [InlineData("energy_eV, first, second\n510, 1, 2\n511, 4, 5\n", "gives no composition")]
    [InlineData("energy_eV, x=0 [furlong]\n510, 1\n511, 4\n", "'furlong'")]
    public void A_library_that_does_not_say_what_its_columns_are_is_refused(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<DataException>(() => ReferenceTable.Read(folder.Write("l.csv", text))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(" OO\nO", 2, 3, 3)]
    [InlineData("011\n100\n", 2, 3, 3)]
    [InlineData("0 1 1\r\n1,0,0\r\n", 2, 3, 3)]
    public void A_mask_of_letters_or_digits_is_read(string text, int height, int width, int count)
    {
        PixelMask mask = MaskFile.Read(folder.Write("m.msk", text));
        Assert.Equal((height, width, count), (mask.Height, mask.Width, mask.Count));
        Assert.True(mask[1, 0]);
        Assert.False(mask[1, 2]);
    }

    [Fact]
    public void An_outline_has_three_corners_or_more()
    {
        Assert.Equal([(0.0, 1.5), (10, 2), (3, 4)], PolygonFile.Read(folder.Write("p.txt", "# row, column\n0, 1.5\n10, 2\n3, 4\n")));
        Assert.Throws<DataException>(() => PolygonFile.Read(folder.Write("p.txt", "0, 1\n10, 2\n")));
    }

    [Theory]
    [InlineData("000\n000\n", "no pixel is in")]
    [InlineData("010\n01\n", "line 2: 2 pixels")]
    [InlineData("0a0\n", "line 1, column 2: 'a'")]
    public void A_mask_that_cannot_be_used_is_refused(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<DataException>(() => MaskFile.Read(folder.Write("m.msk", text))).Message, StringComparison.Ordinal);
}
