using Stria.Core;
using Stria.Matter;
using Stria.Measurement;

namespace Stria.Tests.Measurement.Diffraction;

public sealed class AnisotropicStrainTests
{
    private const double AlongA = 14, Across = 4; // 10⁻² ° with tan θ

    private static readonly PatternFitOptions Options = new() { Instrument = MadePatterns.Instrument(0, 0, 6, 1, 0), Refine = ProfileTerms.None, StartsWide = false, Background = new BackgroundOptions { ChebyshevTerms = 3 } };

    [Fact]
    public void A_strain_along_one_axis_is_found_and_without_it_the_pattern_is_not_described()
    {
        Diffractogram pattern = Strained(3);
        PatternFitResult alike = PatternFit.Run(pattern, [MadePatterns.Orthorhombic], Options with { RefineStrains = true });
        PatternFitResult turned = PatternFit.Run(pattern, [MadePatterns.Orthorhombic with { AnisotropicStrain = true }], Options);
        Assert.InRange(turned.GoodnessOfFit, 0.9, 1.1);
        Assert.True(alike.GoodnessOfFit > turned.GoodnessOfFit + 0.1);
        Assert.True(turned.Converged);

        // ε(h00)² = S400 h⁴ d⁴ = S400 a⁴, ε(00l)² = S004 c⁴.
        PhaseFit phase = turned.Phases[0];
        Assert.Equal(["alpha: S400", "alpha: S220", "alpha: S202", "alpha: S040", "alpha: S022", "alpha: S004"], turned.Parameters.Select(p => p.Name).Where(n => n.Contains(": S", StringComparison.Ordinal)));
        Assert.InRange(Math.Sqrt(phase.StrainTerms[0]) * 11.512 * 11.512 / AlongA, 0.9, 1.1);
        Assert.InRange(Math.Sqrt(phase.StrainTerms[5]) * 4.368 * 4.368 / Across, 0.6, 1.4);
        Assert.InRange(phase.Cell.Cell.A_angstrom / 11.512, 1 - 1e-4, 1 + 1e-4);
    }

    [Fact]
    public void A_series_hands_widths_of_phases_on()
    {
        CrystalPhase phase = MadePatterns.Orthorhombic with { AnisotropicStrain = true };
        SeriesFitResult series = SeriesFit.Run([Strained(4), Strained(5)], [phase], new SeriesFitOptions { Pattern = Options, Backward = false });
        Assert.Null(series.Patterns[0].Fit.Phases[0].Phase.Before);
        Assert.Equal(series.Patterns[0].Fit.Phases[0].StrainTerms, series.Patterns[1].Fit.Phases[0].Phase.Before!.StrainTerms);
        Assert.Null(series.Patterns[1].Fit.Phases[0].Phase.Before!.Phase.Before);
        Assert.True(series.Patterns[1].Fit.Iterations < series.Patterns[0].Fit.Iterations);
    }

    [Fact]
    public void Terms_that_no_reflection_shows_are_left_out()
    {
        // In 4/m reflections h k l and k h l lie together: the form that turns its sign between them cannot be seen.
        var phase = new CrystalPhase("t", SpaceGroups.Find("P 4/m"), UnitCell.FromAngstroms(4.7, 4.7, 3.2)) { AnisotropicStrain = true };
        ReflectionSet set = ReflectionSet.Of(phase, 0.8, 6);
        Assert.Equal(5, phase.Group.StrainBasis().Length);
        Assert.Equal(4, set.StrainTerms.Count);
    }

    [Fact]
    public void Terms_of_an_isotropic_strain_give_every_reflection_the_same()
    {
        ReflectionSet set = ReflectionSet.Of(MadePatterns.Monoclinic with { AnisotropicStrain = true }, 1.5, 16);
        int terms = set.StrainTerms.Count;
        Assert.Equal(9, terms);
        for (int r = 0; r < set.Reflections.Count; r++)
        {
            Assert.Equal(1, Enumerable.Range(0, terms).Sum(k => set.IsotropicStrain[k] * set.StrainForms[(r * terms) + k]), 1e-9);
        }
    }

    [Fact]
    public void A_Gaussian_width_that_has_gone_below_none_begins_anew_where_it_matters()
    {
        double[] x = MadePatterns.Grid(5, 30, 500);
        var model = new PatternModel(x, new PeakPlace(DiffractionAxis.TwoTheta, 1), Radiation.Monochromatic(0.7), [ReflectionSet.Of(MadePatterns.Orthorhombic, 1.5, 7)], []) { LeastVariance = 1e-6 };
        model.Parameters.Values[FitParameters.W] = -5e7;
        Assert.Equal(1e-2, model.LeastW(), 1e-6);
        model.Parameters.Values[FitParameters.W] = 12;
        Assert.Equal(12, model.LeastW(), 1e-12);
    }

    private static Diffractogram Strained(int seed)
    {
        double[] x = MadePatterns.Grid(5, 30, 1601), counts = [.. x.Select(_ => 150.0)];
        CrystalPhase phase = MadePatterns.Orthorhombic;
        double[] metric = phase.Cell.ReciprocalMetric_angstrom2();
        foreach (Reflection r in ReflectionList.Within(phase.Group, phase.Cell, MadePatterns.Wavelength / (2 * Math.Sin(31 * Math.PI / 360))))
        {
            double at = r.TwoTheta_deg(MadePatterns.Wavelength), t = Math.Tan(at * Math.PI / 360), c = Math.Cos(at * Math.PI / 360);
            double along = metric[0] * r.Indices.H * r.Indices.H * r.Spacing_angstrom * r.Spacing_angstrom; // cos² of the angle with a*
            double strain = Math.Sqrt((AlongA * AlongA * along * along) + (Across * Across * (1 - along) * (1 - along)));
            MadePatterns.AddPeak(x, counts, at, MadePatterns.Strength(r.Indices), 6e-4, 1e-2 * ((1 / c) + (strain * t)));
        }

        return MadePatterns.Noisy(DiffractionAxis.TwoTheta, x, counts, seed, Radiation.Monochromatic(MadePatterns.Wavelength));
    }
}
