using Stria.Core;
using Stria.Measurement;
using Stria.Studies;

namespace Stria.Tests.Studies.Xrd;

public sealed class XrdSettingsTests
{
    private static readonly XrdPhase Salt = new() { Name = "salt", SpaceGroup = "F m -3 m", A = 5.64e-10 };

    private static XrdScenario Scenario(XrdFit? fit = null, XrdSeries? series = null) =>
        new() { Patterns = new XrdPatterns { Path = "/d/run7.xye" }, Phases = [Salt], Fit = fit ?? new XrdFit(), Series = series ?? new XrdSeries() };

    [Fact]
    public void Plain_settings_hold_no_mistake()
    {
        Assert.Empty(Scenario().Mistakes());
        Assert.Empty(new XrdFit().Mistakes());
        Assert.Empty(Salt.Mistakes());
        Assert.Equal("xrd-run7", Scenario().DefaultName);
    }

    [Fact]
    public void Mistakes_of_a_fit_are_told_in_words()
    {
        Assert.Equal(["The background has no part: give at least one polynomial, or a spline."], new XrdFit { Background = 0 }.Mistakes());
        Assert.Empty(new XrdFit { Background = 0, Spline = 4 }.Mistakes());
        Assert.Equal(["The range 20 … 10 ends before it begins."], new XrdFit { Range = new XrdRange { From = 20, To = 10 } }.Mistakes());
        Assert.Equal(["A wavelength is found from a 'standard', whose cell is known."], new XrdFit { RefineWavelength = true }.Mistakes());
        Assert.Empty(new XrdFit { RefineWavelength = true, Standard = "Si" }.Mistakes());
    }

    [Fact]
    public void Mistakes_of_a_phase_are_told_in_words()
    {
        string cell = Assert.Single(new XrdPhase { Name = "salt", A = 5.64e-10 }.Mistakes());
        Assert.StartsWith("A phase is a 'cif', or has 'name', 'space_group' and 'a'", cell, StringComparison.Ordinal);
        Assert.Equal(["The window of the phase ends at 1, before it begins at 2."], (Salt with { From = 2, To = 1 }).Mistakes());
        Assert.Empty(new XrdPhase { Cif = "salt.cif" }.Mistakes());
    }

    [Fact]
    public void Regions_that_overlap_or_are_turned_are_told()
    {
        XrdRange first = new() { From = 10, To = 20 }, second = new() { From = 15, To = 25 }, turned = new() { From = 40, To = 30 };
        Assert.Equal(["The excluded regions 10 … 20 and 15 … 25 overlap."], Scenario(new XrdFit { Excluded = [second, first] }).Mistakes());
        Assert.Equal(["The excluded region 40 … 30 ends before it begins."], Scenario(new XrdFit { Excluded = [turned] }).Mistakes());
    }

    [Fact]
    public void A_scenario_without_what_its_abscissa_needs_is_told()
    {
        Assert.Empty((Scenario() with { Phases = [] }).Mistakes());
        Assert.Equal(["'against: potential' needs 'cycler', the record of the cycler."], Scenario(null, new XrdSeries { Against = XrdAgainst.Potential }).Mistakes());
        string composition = Assert.Single(Scenario(null, new XrdSeries { Against = XrdAgainst.Composition, Cycler = "c.mpr" }).Mistakes());
        Assert.Equal("'against: composition' needs 'charge_per_x', the charge that changes x by one.", composition);
    }

    [Fact]
    public void Settings_become_the_options_of_a_fit()
    {
        var fit = new XrdFit
        {
            Refine = [ProfileTerms.W, ProfileTerms.X],
            Sizes = true,
            WideStart = false,
            Excluded = [new XrdRange { From = 12, To = 13 }],
            Background = 5,
            Humps = [new XrdHump { Position = 8, Width = 3 }],
            ForeignLines = [new XrdForeignLine { Name = "Al", Position = 17.5, Widening = 2, Refine = false }],
        };
        PatternFitOptions options = XrdInputs.Options(Scenario(fit), null, null);
        Assert.Equal(ProfileTerms.W | ProfileTerms.X, options.Refine);
        Assert.True(options.RefineSizes);
        Assert.False(options.RefineStrains);
        Assert.False(options.StartsWide);
        Assert.True(XrdInputs.Options(Scenario(new XrdFit()), null, null).StartsWide);
        Assert.True(Assert.Single(XrdInputs.Phases([new XrdPhase { Name = "t", SpaceGroup = "P 4", A = 4e-10, AnisotropicStrain = true }], _ => { })).AnisotropicStrain);
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), options.Range);
        Assert.Equal((12.0, 13.0), Assert.Single(options.Excluded));
        Assert.Equal(5, options.Background.ChebyshevTerms);
        Assert.Equal(new BackgroundHump(8, 3), Assert.Single(options.Background.Humps));
        Assert.Equal(new ForeignLine("Al", 17.5, 2) { RefinesPosition = false }, Assert.Single(options.ForeignLines));
    }

    [Fact]
    public void A_written_phase_takes_missing_axes_from_the_first_and_the_whole_series()
    {
        CrystalPhase phase = Assert.Single(XrdInputs.Phases([Salt with { FormulaUnits = 4, Source = "book" }], _ => { }));
        Assert.Equal(("salt", 225), (phase.Name, phase.Group.Number));
        Assert.Equal(5.64e-10, phase.Cell.C);
        Assert.Equal(5.64 * 5.64 * 5.64, phase.Cell.Volume_angstrom3, 1e-8);
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (phase.From, phase.To));
        Assert.True(phase.RefinesCell);
        Assert.Equal(4.0, phase.FormulaUnits);
        Assert.Equal("book", phase.Source);
    }

    [Fact]
    public void Angles_that_close_no_cell_are_refused_with_the_name_of_the_phase()
    {
        XrdPhase flat = Salt with { SpaceGroup = "P 1", Alpha = 0.5, Beta = 0.5, Gamma = 1.5 };
        ScenarioException e = Assert.Throws<ScenarioException>(() => XrdInputs.Phases([flat], _ => { }));
        Assert.StartsWith("The cell of 'salt'", e.Message, StringComparison.Ordinal);
        Assert.Contains("closes no cell: each angle must be less than the sum of the other two.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_is_no_radiation_and_two_lines_have_half_the_weight_unless_said()
    {
        Assert.Null(XrdInputs.Radiation(null));
        Assert.Equal(0.5, XrdInputs.Radiation("1.5405,1.5443")!.Lines[1].Weight);
        Assert.Equal(0.25, XrdInputs.Radiation("1.5405 1.5443 0.25")!.Lines[1].Weight);
        Assert.Contains("is no wavelength. Write it in ångström", Assert.Throws<ScenarioException>(() => XrdInputs.Radiation("Copper")).Message, StringComparison.Ordinal);
    }
}
