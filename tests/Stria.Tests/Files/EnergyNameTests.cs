using Stria.Files;

namespace Stria.Tests.Files;

/// <summary>The photon energy in a file's name: the number that stands next to the unit.</summary>
public sealed class EnergyNameTests
{
    [Theory]
    [InlineData("scan_001_710eV.tif", 710)]
    [InlineData("scan_1203_710eV.tif", 710)]
    [InlineData("scan_001_710.5eV.tif", 710.5)]
    [InlineData("stack001_515.6eV_dwell5ms.tif", 515.6)]
    [InlineData("Fe_710eV_ref.xrm", 710)]
    [InlineData("a 710.5 eV.tif", 710.5)]
    [InlineData("a710,5eV.tif", 710.5)]
    [InlineData("map710p5eV.tif", 710.5)]
    [InlineData("map_08324.0_eV_012.xrm", 8324)]
    [InlineData("Ni_7.112keV.tif", 7112)]
    [InlineData("scan_001_8keV.tif", 8000)]
    [InlineData("7p112_keV.tif", 7112)]
    [InlineData("scan_12_50eV.tif", 50)]
    [InlineData("scan_0710_55eV.tif", 55)]
    [InlineData("sample_12eV.tif", 12)]
    [InlineData("710eV_to_710eV.tif", 710)]
    [InlineData("20210316_3_710EV.tif", 710)]
    public void The_number_next_to_the_unit_is_the_energy(string name, double energy) => Assert.Equal(energy, EnergyList.FromName(name), 9);

    [Theory]
    [InlineData("Ni_8353_0eV.xrm", 8353)]
    [InlineData("scan_710_5eV.tif", 710.5)]
    [InlineData("8353_05eV.xrm", 8353.05)]
    [InlineData("xanes_8353_50eV.xrm", 8353.5)] // hard X-rays
    [InlineData("x_8_0keV.tif", 8000)]
    public void An_underscore_is_a_decimal_point_where_the_number_behind_it_is_no_energy(string name, double energy) => Assert.Equal(energy, EnergyList.FromName(name), 9);

    [Theory]
    [InlineData("e710p5.tif", 710.5)]
    [InlineData("scan_E710.5_a.tif", 710.5)]
    [InlineData("energy_8353.tif", 8353)]
    public void Without_a_unit_an_e_in_front_tells(string name, double energy) => Assert.Equal(energy, EnergyList.FromName(name), 9);

    [Theory]
    [InlineData("710_50eV.xrm")] // 50 eV or 710.50 eV
    [InlineData("7_112keV.tif")] // 112 keV or 7.112 keV
    [InlineData("700eV_to_730eV.tif")]
    [InlineData("scan_001.tif")]
    [InlineData("710every.tif")]
    [InlineData("50meV.tif")]
    [InlineData("frame_e12.tif")]
    [InlineData("scan_e710K.tif")]
    [InlineData("0eV.tif")]
    [InlineData("20210316710eV.tif")]
    public void What_can_be_read_in_two_ways_or_none_states_no_energy(string name) => Assert.Equal(double.NaN, EnergyList.FromName(name));

    [Fact]
    public void A_folder_of_numbered_images_has_the_energies_of_its_names()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 3; i++)
        {
            File.WriteAllBytes(folder.Path($"scan_{i:000}_{710 + i}eV.tif"), MadeTiff.Of(new MadeTiff.Options(), frames: 1));
        }

        Assert.Equal([710, 711, 712], StackReaders.Read(folder.Path("")).Regions[0].Axes[0].Points);
    }
}
