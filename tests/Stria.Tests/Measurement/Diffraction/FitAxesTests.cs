using Stria.Core;
using Stria.Matter;
using Stria.Measurement;

namespace Stria.Tests.Measurement.Diffraction;

/// <summary>What a fit does with patterns against d and energy, with foreign lines, and with Le Bail's intensities.</summary>
public sealed class FitAxesTests
{
    private const double Angle = 2.29;

    private static readonly Func<double, (double, double)> Widths = MadePatterns.Caglioti(3, -2, 6, 2, 3);

    private static CrystalPhase Delta => new("delta", SpaceGroups.Find("C m c m"), UnitCell.FromAngstroms(3.61, 9.91, 11.20));

    private static PatternFitOptions Plain => new() { Refine = ProfileTerms.W | ProfileTerms.X, Background = new BackgroundOptions { ChebyshevTerms = 4 }, StartsWide = false };

    private static Diffractogram Made(double alpha, int seed) => MadePatterns.Angles([(MadePatterns.Orthorhombic, alpha), (Delta, 1 - alpha)], MadePatterns.Grid(7, 24, 601), Widths, 0, seed);

    [Fact]
    public void Range_regions_and_lines_of_a_pattern_against_d_are_in_angstrom()
    {
        Diffractogram pattern = Made(1, 11).On(DiffractionAxis.Spacing);
        PatternFitResult result = PatternFit.Run(pattern, [MadePatterns.Orthorhombic], Plain with { Range = (2, 5), Excluded = [(3, 3.1)] });
        double[] used = [.. pattern.On(DiffractionAxis.MomentumTransfer).Positions.Where((_, i) => double.IsFinite(result.Calculated[i])).Select(q => 2 * Math.PI / q)];
        Assert.All(used, d => Assert.True(d is >= 2 and <= 5 and not (> 3 and < 3.1)));
        Assert.True(used.Min() < 2.02 && used.Max() > 4.9);
        Assert.InRange(result.Phases[0].Cell.Cell.C_angstrom / 4.368, 1 - 3e-4, 1 + 3e-4);
        (_, PatternFitOptions turned) = FitPoints.Turned(pattern, new PatternFitOptions { ForeignLines = [new ForeignLine("Al", 2.338)], Background = new BackgroundOptions { Humps = [new BackgroundHump(4, 0.5)] } });
        Assert.Equal(2 * Math.PI / 2.338, turned.ForeignLines[0].Position, 12);
        Assert.Equal(2 * Math.PI * 0.5 / 16, turned.Background.Humps[0].Width, 12);
    }

    [Fact]
    public void A_second_phase_is_found_in_a_series_against_d()
    {
        Diffractogram[] series = [.. new[] { 1.0, 0.6, 0.3 }.Select((share, k) => Made(share, 20 + k).On(DiffractionAxis.Spacing))];
        SeriesFitResult result = SeriesFit.Run(series, [MadePatterns.Orthorhombic, Delta], new SeriesFitOptions { Pattern = Plain, Backward = false });
        Assert.Null(result.Patterns[0].Of("delta"));
        Assert.All(result.Patterns.Skip(1), p => Assert.True(p.Of("delta") is { IsPresent: true }));
        Assert.InRange(result.Patterns[2].Of("delta")!.Cell.Cell.C_angstrom / 11.20, 1 - 3e-4, 1 + 3e-4);
    }

    [Fact]
    public void A_phase_that_comes_and_one_that_goes_are_told_with_Le_Bails_intensities_too()
    {
        Diffractogram[] series = [.. new[] { 1.0, 0.6, 0.0 }.Select((share, k) => Made(share, 30 + k))];
        SeriesFitResult result = SeriesFit.Run(series, [MadePatterns.Orthorhombic, Delta], new SeriesFitOptions { Pattern = Plain with { Intensities = IntensityMethod.LeBail }, Backward = false });
        Assert.Null(result.Patterns[0].Of("delta"));
        Assert.True(result.Patterns[1].Of("delta") is { IsPresent: true } && result.Patterns[1].Of("alpha") is { IsPresent: true });
        Assert.False(result.Patterns[2].Of("alpha") is { IsPresent: true });
    }

    [Fact]
    public void Le_Bail_knows_its_cell_no_better_than_Pawley()
    {
        Diffractogram pattern = MadePatterns.Angles([(MadePatterns.Orthorhombic, 1)], MadePatterns.Grid(7, 30, 801), MadePatterns.Caglioti(3, -2, 60, 5, 3), 0, 13);
        double[] Sigmas(IntensityMethod method) => PatternFit.Run(pattern, [MadePatterns.Orthorhombic], Plain with { Intensities = method }).Phases[0].Cell.StandardDeviations();
        double[] pawley = Sigmas(IntensityMethod.Pawley), shared = Sigmas(IntensityMethod.LeBail);
        Assert.All(Enumerable.Range(0, 3), i => Assert.InRange(shared[i] / pawley[i], 0.9, 1.15));
    }

    [Fact]
    public void A_foreign_line_stays_where_it_is_when_the_zero_moves()
    {
        double[] x = MadePatterns.Grid(10, 24, 500);
        var model = new PatternModel(x, new PeakPlace(DiffractionAxis.TwoTheta, 1), Radiation.Monochromatic(0.7), [ReflectionSet.Of(MadePatterns.Orthorhombic, 1.7, 4)], [new ForeignLine("Al", 17.5)]) { LeastVariance = 1e-8 };
        (model.Parameters.Values[FitParameters.W], model.Parameters.Values[FitParameters.X]) = (60, 8);
        double[] intensities = new double[model.PeakCount];
        intensities[^1] = 1;
        double[][] derivatives = [new double[500], new double[500], new double[500]];
        model.AddDerivatives(intensities, [FitParameters.Zero, FitParameters.Displacement, model.Parameters.Line(0)], derivatives);
        Assert.All(derivatives[0].Concat(derivatives[1]), d => Assert.Equal(0.0, d));
        Assert.Contains(derivatives[2], d => d > 1);
    }

    [Fact]
    public void Fractions_of_an_energy_series_with_a_hump_are_those_of_the_mixture()
    {
        Diffractogram[] series = [.. new[] { 1.0, 0.5, 0.0 }.Select((share, k) => Energies(share, 700 + k))];
        PatternFitOptions options = Plain with { Refine = ProfileTerms.W, Background = new BackgroundOptions { ChebyshevTerms = 3, Humps = [new BackgroundHump(95000, 30000)] } };
        SeriesFitResult result = SeriesFit.Run(series, [MadePatterns.Orthorhombic, Delta], new SeriesFitOptions { Pattern = options, EndPatterns = new Dictionary<string, int> { ["alpha"] = 0, ["delta"] = 2 } });
        Assert.InRange(result.Patterns[1].Fractions["alpha"].Value, 0.47, 0.53);
        Assert.InRange(result.Patterns[1].Fractions["alpha"].Sigma, 1e-4, 0.02);
    }

    [Fact]
    public void What_texture_does_to_a_phase_widens_the_error_of_its_fraction()
    {
        double Sigma(double texture)
        {
            double[] angles = MadePatterns.Grid(7, 24, 601), counts = new double[601];
            Diffractogram end = MadePatterns.Angles([(MadePatterns.Orthorhombic, 1)], angles, Widths, 0, 41), other = MadePatterns.Angles([(MadePatterns.Orthorhombic, 1)], angles, Widths);
            int k = 0;
            foreach (Reflection r in ReflectionList.Within(MadePatterns.Orthorhombic.Group, MadePatterns.Orthorhombic.Cell, 1.6))
            {
                (double variance, double lorentz) = Widths(r.TwoTheta_deg(0.7));
                MadePatterns.AddPeak(angles, counts, r.TwoTheta_deg(0.7), texture * MadePatterns.Strength(r.Indices) * (k++ % 2 == 0 ? 1 : -0.9), variance, lorentz);
            }

            Diffractogram turned = MadePatterns.Noisy(DiffractionAxis.TwoTheta, angles, [.. other.Counts.Zip(counts, (c, d) => c + d)], 42, other.Radiation);
            SeriesFitResult result = SeriesFit.Run([end, turned], [MadePatterns.Orthorhombic], new SeriesFitOptions { Pattern = Plain, Backward = false, EndPatterns = new Dictionary<string, int> { ["alpha"] = 0 } });
            return result.Patterns[1].Scales["alpha"].Sigma;
        }

        // With the scatter of the fit of free intensities, which texture does not touch, it would be one.
        Assert.InRange(Sigma(0.3) / Sigma(0), 1.5, 100);
    }

    [Theory]
    [InlineData(8.0)]
    [InlineData(8.0613)]
    [InlineData(8.1378)]
    [InlineData(8.2291)]
    [InlineData(8.2999)]
    public void A_merged_reflection_has_one_name_for_every_cell(double a)
    {
        var spinel = new CrystalPhase("spinel", SpaceGroups.Find("F d -3 m"), UnitCell.FromAngstroms(a, a, a));
        MillerIndices[] names = [.. ReflectionSet.Of(spinel, 1.5, 5).Reflections.Select(r => r.Indices)];
        Assert.Contains(new MillerIndices(5, 1, 1), names);
        Assert.DoesNotContain(new MillerIndices(3, 3, 3), names);
    }

    [Fact]
    public void What_is_determined_keeps_its_deviation_when_another_axis_is_not()
    {
        double[] covariance = new double[36];
        (covariance[0], covariance[7], covariance[14]) = (1e-12, 1e-12, double.PositiveInfinity);
        double[] sigmas = MeasuredCell.FromReciprocalMetric([0.01, 0.04, 0.09, 0, 0, 0], covariance).StandardDeviations();
        Assert.Equal(1e-6 / (2 * Math.Pow(0.01, 1.5)), sigmas[0], 1e-9);
        Assert.True(double.IsFinite(sigmas[1]) && double.IsPositiveInfinity(sigmas[2]) && double.IsPositiveInfinity(sigmas[6]));
    }

    [Fact]
    public void A_metric_that_is_none_of_a_cell_is_told()
    {
        Assert.True(UnitCell.IsReciprocalMetric([0.01, 0.04, 0.09, 0, 0.029, 0]));
        Assert.False(UnitCell.IsReciprocalMetric([0.01, 0.04, 0.09, 0, 0.031, 0]));
    }

    private static Diffractogram Energies(double alpha, int seed)
    {
        double[] energies = MadePatterns.Grid(60000, 140000, 500), kilo = [.. energies.Select(e => e / 1000)], counts = [.. kilo.Select(e => 400 + (600 * Math.Exp(-4 * Math.Log(2) * (e - 95) * (e - 95) / 900)))];
        foreach ((CrystalPhase phase, double scale) in new[] { (MadePatterns.Orthorhombic, alpha), (Delta, 1 - alpha) })
        {
            foreach (Reflection r in ReflectionList.Within(phase.Group, phase.Cell, 2.1))
            {
                MadePatterns.AddPeak(kilo, counts, r.Energy_eV(Angle) / 1000, 4 * scale * MadePatterns.Strength(r.Indices), 0.06, 0.02);
            }
        }

        Diffractogram noisy = MadePatterns.Noisy(DiffractionAxis.Energy, energies, counts, seed);
        return new Diffractogram(DiffractionAxis.Energy, energies, noisy.Counts, noisy.Sigmas) { FixedTwoTheta_deg = Angle, Name = $"p{seed}" };
    }
}
