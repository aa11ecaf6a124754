using Stria.Core;
using Stria.Matter;
using Stria.Measurement;

namespace Stria.Tests.Measurement.Diffraction;

/// <summary>What is known of a cell beforehand: the wavelength from it, restraints, and terms of a strain that no line asks for.</summary>
public sealed class KnownCellTests
{
    private static readonly Func<double, (double Variance, double Lorentz)> Widths = MadePatterns.Caglioti(3, -2, 20, 2, 3);

    private static PatternFitOptions Options => new()
    {
        Instrument = MadePatterns.Instrument(3, -2, 20, 2, 3),
        Refine = ProfileTerms.None,
        StartsWide = false,
        Background = new BackgroundOptions { ChebyshevTerms = 3 },
    };

    private static Diffractogram Made(int seed, int points, params (CrystalPhase Phase, double Scale)[] phases) => MadePatterns.Angles(phases, MadePatterns.Grid(8, 26, points), Widths, 0, seed);

    [Fact]
    public void The_wavelength_is_found_from_a_phase_whose_cell_is_known()
    {
        const double Claimed = 0.7014;
        Diffractogram pattern = Made(3, 1200, (MadePatterns.Cubic, 1), (MadePatterns.Orthorhombic, 1)).With(Radiation.Monochromatic(Claimed));
        PatternFitOptions options = Options with { Instrument = Options.Instrument! with { Radiation = Radiation.Monochromatic(Claimed) } };
        MeasuredValue factor = InternalStandard.WavelengthFactor(pattern, [MadePatterns.Cubic with { RefinesCell = false }, MadePatterns.Orthorhombic], "cubic", options);
        Assert.InRange(factor.Sigma, 1e-6, 1e-4);
        Assert.InRange((Claimed * factor.Value) - MadePatterns.Wavelength, -4 * factor.Sigma, 4 * factor.Sigma);
        Radiation scaled = InternalStandard.Scaled(Radiation.Doublet(1, 2, 0.4, "two"), 1.5);
        Assert.Equal([new RadiationLine(1.5, 1), new RadiationLine(3, 0.4)], scaled.Lines);
        Assert.Equal("two", scaled.Name);
    }

    [Fact]
    public void A_known_phase_that_is_not_given_or_not_seen_is_told()
    {
        Diffractogram pattern = Made(3, 800, (MadePatterns.Orthorhombic, 1));
        Assert.Contains("the phases are alpha", Assert.Throws<ScenarioException>(() => InternalStandard.WavelengthFactor(pattern, [MadePatterns.Orthorhombic], "Al", Options)).Message, StringComparison.Ordinal);
        Assert.Contains("is not seen", Assert.Throws<ScenarioException>(() => InternalStandard.WavelengthFactor(pattern, [MadePatterns.Orthorhombic, MadePatterns.Cubic], "cubic", Options)).Message, StringComparison.Ordinal);
        Assert.Contains("against 2θ", Assert.Throws<ScenarioException>(() => InternalStandard.WavelengthFactor(pattern.On(DiffractionAxis.MomentumTransfer), [MadePatterns.Cubic], "cubic", Options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_restraint_on_a_phase_that_leaves_the_series_waits_for_its_return()
    {
        Diffractogram[] patterns = [Made(1, 700, (MadePatterns.Cubic, 1), (MadePatterns.Orthorhombic, 0.5)), Made(2, 700, (MadePatterns.Cubic, 1)), Made(3, 700, (MadePatterns.Cubic, 1), (MadePatterns.Orthorhombic, 0.5))];
        PatternFitOptions tight = Options with { Restraints = [new CellRestraint("alpha", CellQuantity.A, 11.52, 1e-5)] };
        SeriesFitResult result = SeriesFit.Run(patterns, [MadePatterns.Cubic, MadePatterns.Orthorhombic], new SeriesFitOptions { Pattern = tight, Backward = false, HoldsRatiosOfWeakPhases = false });
        Assert.Equal([true, false, true], result.Patterns.Select(p => p.Of("alpha") is { IsPresent: true }));
        Assert.Equal(11.52, result.Patterns[0].Of("alpha")!.Cell.Cell.A_angstrom, 3);
        Assert.Equal(11.52, result.Patterns[2].Of("alpha")!.Cell.Cell.A_angstrom, 3);
        PatternFitOptions stray = Options with { Restraints = [new CellRestraint("gamma", CellQuantity.A, 4, 1e-3)] };
        Assert.Contains("'gamma'", Assert.Throws<ScenarioException>(() => SeriesFit.Run(patterns, [MadePatterns.Cubic], new SeriesFitOptions { Pattern = stray })).Message, StringComparison.Ordinal);
    }

    // The lines 110 and 111 are left out, and S220 stands at no other: such a term once ran to −10¹⁰⁷, and peaks stood in for the background.
    [Fact]
    public void A_term_of_the_strain_that_no_line_asks_for_stays_finite()
    {
        Diffractogram pattern = MadePatterns.Angles([(MadePatterns.Cubic, 1)], MadePatterns.Grid(8.5, 20.5, 800), Widths, 0, 4);
        PatternFitResult result = PatternFit.Run(pattern, [MadePatterns.Cubic with { AnisotropicStrain = true }], Options with { Refine = ProfileTerms.W | ProfileTerms.X, Excluded = [(12, 18.5)] });
        FittedParameter[] strains = [.. result.Parameters.Where(p => p.Name.Contains('S', StringComparison.Ordinal))];
        Assert.Equal(["cubic: S400", "cubic: S220"], strains.Select(p => p.Name));
        Assert.All(strains, p => Assert.True(double.IsFinite(p.Value) && Math.Abs(p.Value) < 1e8 && double.IsFinite(p.Sigma), $"{p.Name} = {p.Value}"));
        Assert.All(result.Background.Where(double.IsFinite), b => Assert.InRange(b, 150, 230));
        Assert.InRange(result.Phases[0].Cell.Cell.A_angstrom, 4.1555, 4.1581);
    }

    [Fact]
    public void A_background_below_zero_under_counts_is_told_with_the_peaks_that_stand_in_its_place()
    {
        double[] x = MadePatterns.Grid(8, 26, 400), counts = [.. x.Select(_ => -100.0)];
        foreach (Reflection r in ReflectionList.Within(MadePatterns.Cubic.Group, MadePatterns.Cubic.Cell, 1))
        {
            MadePatterns.AddPeak(x, counts, r.TwoTheta_deg(MadePatterns.Wavelength), 6000, 0.002, 0.8);
        }

        var pattern = new Diffractogram(DiffractionAxis.TwoTheta, x, [.. counts.Select(c => Math.Max(c, 0))], [.. counts.Select(_ => 5.0)]) { Radiation = Radiation.Monochromatic(MadePatterns.Wavelength), Name = "wide" };
        PatternFitOptions wide = Options with { Instrument = MadePatterns.Instrument(0, 0, 20, 80, 0), Background = new BackgroundOptions { ChebyshevTerms = 1 } };
        PatternFitResult result = PatternFit.Run(pattern, [MadePatterns.Cubic with { RefinesCell = false }], wide);
        Assert.Contains(result.Remarks, r => r.Text.StartsWith("The background falls below zero", StringComparison.Ordinal) && r.Text.Contains("'cubic'", StringComparison.Ordinal));
        Assert.DoesNotContain(PatternFit.Run(Made(1, 400, (MadePatterns.Cubic, 1)), [MadePatterns.Cubic], Options).Remarks, r => r.Text.Contains("below zero", StringComparison.Ordinal));
    }
}
