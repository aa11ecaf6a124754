using Stria.Core;
using Stria.Matter;
using Stria.Measurement;

namespace Stria.Tests.Measurement.Diffraction;

public sealed class SeriesPartsTests
{
    private static readonly PatternFitResult Fit = PatternFit.Run(
        MadePatterns.Angles([(MadePatterns.Cubic, 1)], MadePatterns.Grid(8, 26, 500), MadePatterns.Caglioti(3, -2, 20, 2, 3), 0, 2), [MadePatterns.Cubic],
        new PatternFitOptions { Instrument = MadePatterns.Instrument(3, -2, 20, 2, 3), Refine = ProfileTerms.None, StartsWide = false, Background = new BackgroundOptions { ChebyshevTerms = 3 } });

    // Each pattern's phases with the intensities they have in all.
    private static SeriesEntry[] Entries(params (string Name, double Intensity)[][] patterns) => [.. patterns.Select((phases, k) => new SeriesEntry(k, k, Fit with
    {
        Phases = [.. phases.Select(p => Fit.Phases[0] with { Phase = MadePatterns.Cubic with { Name = p.Name }, IsPresent = p.Intensity > 0, Reflections = [new FittedReflection(new MillerIndices(1, 0, 0), 6, 10, 4, p.Intensity, 1)] })],
    }))];

    [Fact]
    public void The_end_pattern_shows_its_phase_alone_where_that_is_nearly_as_strong()
    {
        SeriesEntry[] entries = Entries([("a", 95), ("b", 20)], [("a", 90)], [("a", 100), ("b", 60)], [("b", 80)]);
        Assert.Equal(1, PhaseScales.End(entries, "a", new SeriesFitOptions()).Index);
        Assert.Equal(3, PhaseScales.End(entries, "b", new SeriesFitOptions()).Index);
    }

    [Fact]
    public void A_weak_pattern_of_one_phase_alone_is_no_end_pattern()
    {
        SeriesEntry[] entries = Entries([("a", 30)], [("a", 100), ("b", 60)], [("a", 40), ("b", 90)]);
        Assert.Equal(1, PhaseScales.End(entries, "a", new SeriesFitOptions()).Index);
        Assert.Equal(2, PhaseScales.End(entries, "b", new SeriesFitOptions()).Index);
    }

    [Fact]
    public void A_phase_that_is_not_seen_beside_it_leaves_a_pattern_to_one_phase()
    {
        SeriesEntry[] entries = Entries([("a", 90), ("b", 0)], [("a", 100), ("b", 60)]);
        Assert.Equal(0, PhaseScales.End(entries, "a", new SeriesFitOptions()).Index);
        Assert.Equal(1, PhaseScales.End(entries, "a", new SeriesFitOptions { EndPatterns = new Dictionary<string, int> { ["a"] = 1 } }).Index);
        Assert.Throws<ScenarioException>(() => PhaseScales.End(entries, "b", new SeriesFitOptions { EndPatterns = new Dictionary<string, int> { ["b"] = 0 } }));
    }

    [Fact]
    public void Outcomes_are_apart_when_phases_or_cells_are()
    {
        PhaseFit phase = Fit.Phases[0];
        double sigma = phase.Cell.StandardDeviations()[0];
        PatternFitResult With(double shift) => Fit with
        {
            Phases = [phase with { Cell = MeasuredCell.FromReciprocalMetric(UnitCell.FromAngstroms(phase.Cell.Cell.A_angstrom + shift, phase.Cell.Cell.A_angstrom + shift, phase.Cell.Cell.A_angstrom + shift).ReciprocalMetric_angstrom2(), phase.Cell.Covariance_angstrom4) }],
        };
        Assert.True(sigma > 0);
        Assert.False(SeriesRelay.AreApart(Fit, Fit));
        Assert.False(SeriesRelay.AreApart(With(2 * sigma), Fit));
        Assert.True(SeriesRelay.AreApart(With(4 * sigma), Fit));
        Assert.True(SeriesRelay.AreApart(Fit with { Phases = [phase with { IsPresent = false }] }, Fit));
        Assert.True(SeriesRelay.AreApart(Fit with { Phases = [phase with { Phase = phase.Phase with { Name = "another" } }] }, Fit));
    }

    [Fact]
    public void Patterns_of_another_step_are_not_decomposed_together()
    {
        Diffractogram one = MadePatterns.Angles([(MadePatterns.Cubic, 1)], MadePatterns.Grid(8, 26, 200), MadePatterns.Caglioti(3, -2, 20, 2, 3));
        Diffractogram other = MadePatterns.Angles([(MadePatterns.Cubic, 1)], MadePatterns.Grid(8, 25, 200), MadePatterns.Caglioti(3, -2, 20, 2, 3));
        Assert.Contains("same positions", Assert.Throws<ScenarioException>(() => PatternDecomposition.Of([one, other], 1)).Message, StringComparison.Ordinal);
        Assert.Single(PatternDecomposition.Of([one, one], 1).Components);
    }
}
