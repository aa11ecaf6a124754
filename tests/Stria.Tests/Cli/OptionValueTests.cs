using Stria.Cli;
using Stria.Studies;

namespace Stria.Tests.Cli;

public sealed class OptionValueTests
{
    private static string Complaint(Action read) => Assert.Throws<UsageException>(read).Message;

    [Theory]
    [InlineData("100MB", 100.0)]
    [InlineData("5", 5.0)]
    [InlineData("2 GB", 2000.0)]
    [InlineData("2g", 2000.0)]
    [InlineData("1TB", 1e6)]
    [InlineData("500 KiB", 0.5)]
    public void Sizes_of_memory_are_megabytes_unless_they_say_otherwise(string text, double expected) =>
        Assert.Equal(expected, OptionValue.Megabytes("--memory", text), 1e-9);

    [Theory]
    [InlineData("0")]
    [InlineData("-3 GB")]
    [InlineData("much")]
    [InlineData("5 px")]
    public void What_is_no_size_of_memory_is_refused(string text) =>
        Assert.Equal($"--memory '{text}' is no size of memory, such as '100MB' or '2 GB'.", Complaint(() => OptionValue.Megabytes("--memory", text)));

    [Fact]
    public void Whole_numbers_may_be_negative_or_left_to_the_program_but_have_no_fraction()
    {
        Assert.Equal(-3, OptionValue.Whole("--n", "-3"));
        Assert.Null(OptionValue.WholeOrAuto("--n", null));
        Assert.Null(OptionValue.WholeOrAuto("--n", "auto"));
        Assert.Equal(8, OptionValue.WholeOrAuto("--n", "8"));
        Assert.Equal("--n: '2.5' is not a whole number.", Complaint(() => OptionValue.Whole("--n", "2.5")));
        Assert.Contains("'many'", Complaint(() => OptionValue.WholeOrAuto("--n", "many")), StringComparison.Ordinal);
    }

    [Fact]
    public void Energies_are_electronvolts_with_or_without_their_unit()
    {
        Assert.Equal(518.2, OptionValue.Energy("--e0", "518.2"), 1e-12);
        Assert.Equal(518.2, OptionValue.Energy("--e0", "518.2 eV"), 1e-12);
        Assert.Equal(518.2, OptionValue.Energy("--e0", "0.5182 keV"), 1e-9);
        Assert.Contains("an energy, such as '-0.4 eV'", Complaint(() => OptionValue.Energy("--e0", "5 nm")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_has_two_ends()
    {
        EnergyWindow window = OptionValue.Energies("--window", "508:0.528 keV");
        Assert.Equal(508, window.Low_eV, 1e-9);
        Assert.Equal(528, window.High_eV, 1e-9);
        Assert.Equal("--window: '1:2:3' is not a window of energies in eV, such as 508:528.", Complaint(() => OptionValue.Energies("--window", "1:2:3")));
    }

    [Fact]
    public void Lengths_need_a_unit_and_pixels_do_not()
    {
        Assert.Equal(30e-9, OptionValue.Length("--size", "30 nm"), 1e-20);
        Assert.Contains("a length with its unit, such as '30 nm'", Complaint(() => OptionValue.Length("--size", "30")), StringComparison.Ordinal);
        Assert.Equal(3, OptionValue.Pixels("--rim", "3"));
        Assert.Equal(3, OptionValue.Pixels("--rim", "3 px"));
        Assert.Contains("a number of pixels", Complaint(() => OptionValue.Pixels("--rim", "3 nm")), StringComparison.Ordinal);
    }

    [Fact]
    public void Words_stand_for_nothing_and_for_zero()
    {
        Assert.Null(OptionValue.NumberOr("auto", "auto", () => 5));
        Assert.Equal(0.0, OptionValue.NumberOr("none", "auto", () => 5));
        Assert.Equal(5.0, OptionValue.NumberOr("5", "auto", () => 5));
    }

    [Fact]
    public void Names_are_known_with_hyphen_underscore_or_capitals()
    {
        Assert.Equal(LcfBackground.LinearAboveEdge, OptionValue.Name<LcfBackground>("--background", "linear-above_EDGE"));
        Assert.Equal(LcfRank.RFactor, OptionValue.Name<LcfRank>("--rank", "r_factor"));
        Assert.Equal("--shift: 'some' is not one of none, shared, each.", Complaint(() => OptionValue.Name<LcfShift>("--shift", "some")));
    }

    [Fact]
    public void Corners_are_parted_by_blanks_or_semicolons()
    {
        ValueList<PixelPosition> corners = OptionValue.Polygon("--region", "0,1 2,3;4,5.5");
        Assert.Equal([(0.0, 1.0), (2.0, 3.0), (4.0, 5.5)], corners.Select(c => (c.Row, c.Column)));
        Assert.Contains("corners as row,column row,column", Complaint(() => OptionValue.Polygon("--region", "0,1 2")), StringComparison.Ordinal);
    }

    [Fact]
    public void Standards_are_one_table_or_files_with_their_facts()
    {
        Assert.Equal("/d/table.csv", OptionValue.References("--standards", ["/d/table.csv"]).Table);
        ReferenceFile file = OptionValue.References("--standards", ["/d/a.t:x=0", "/d/b.t:x=0.5,name=reduced,phase=beta"]).Files[1];
        Assert.Equal(new ReferenceFile { File = "/d/b.t", X = 0.5, Name = "reduced", Phase = "beta" }, file);
        Assert.Contains("Only a single table goes without.", Complaint(() => OptionValue.References("--standards", ["/d/a.t:x=0", "/d/b.t"])), StringComparison.Ordinal);
        Assert.Contains("'colour=red' was not expected.", Complaint(() => OptionValue.References("--standards", ["/d/a.t:x=0,colour=red"])), StringComparison.Ordinal);
    }
}
