using Stria.Core;
using Stria.Matter;
using Stria.Measurement;

namespace Stria.Tests.Measurement.Diffraction;

public sealed class WeakCellsTests
{
    private static readonly Func<double, (double Variance, double Lorentz)> Widths = MadePatterns.Caglioti(3, -2, 6, 2, 3);

    private static readonly double[] Angles = MadePatterns.Grid(7, 26, 601);

    private static CrystalPhase Second => new("delta", SpaceGroups.Find("C m c m"), UnitCell.FromAngstroms(3.61, 9.91, 11.20));

    private static SeriesFitOptions Options(bool holds) => new()
    {
        Pattern = new PatternFitOptions { Instrument = MadePatterns.Instrument(3, -2, 6, 2, 3), Refine = ProfileTerms.None, StartsWide = false, Background = new BackgroundOptions { ChebyshevTerms = 3 } },
        Backward = false,
        HoldsRatiosOfWeakPhases = holds,
    };

    [Fact]
    public void A_weak_phase_gets_its_cell_with_the_ratios_of_its_end_pattern()
    {
        Diffractogram[] series = Series(h => MadePatterns.Strength(h));
        PhaseFit own = Weak(series, false), held = Weak(series, true);
        Assert.False(own.HasHeldRatios);
        Assert.True(held.HasHeldRatios);
        double[] before = own.Cell.StandardDeviations(), after = held.Cell.StandardDeviations();
        UnitCell cell = held.Cell.Cell;
        (double Found, double True)[] lengths = [(cell.A_angstrom, 3.61), (cell.B_angstrom, 9.91), (cell.C_angstrom, 11.20)];
        for (int i = 0; i < 3; i++)
        {
            Assert.InRange(after[i] / before[i], 0.2, 3);
            Assert.InRange(lengths[i].Found - lengths[i].True, -4 * after[i], 4 * after[i]);
        }
    }

    [Fact]
    public void A_phase_whose_intensities_have_other_ratios_keeps_its_own()
    {
        // As after a change of texture: strong lines weak and weak ones strong.
        Diffractogram[] series = Series(h => 1020 - MadePatterns.Strength(h), 0.3);
        PhaseFit weak = Weak(series, true);
        Assert.False(weak.HasHeldRatios);
        Assert.InRange(weak.Cell.Cell.C_angstrom / 11.20, 1 - 2e-4, 1 + 2e-4);
    }

    [Fact]
    public void Strong_phases_keep_their_own_intensities()
    {
        SeriesFitResult result = SeriesFit.Run(Series(h => MadePatterns.Strength(h)), [MadePatterns.Orthorhombic, Second], Options(true));
        Assert.All(result.Patterns, p => Assert.False(p.Of("alpha")?.HasHeldRatios ?? false));
        Assert.False(result.Patterns[2].Of("delta")!.HasHeldRatios);
    }

    [Fact]
    public void Held_ratios_take_one_scale_and_leave_the_other_peaks_free()
    {
        double[] x = MadePatterns.Grid(5, 24, 700);
        var model = new PatternModel(x, new PeakPlace(DiffractionAxis.TwoTheta, 1), Radiation.Monochromatic(0.7), [ReflectionSet.Of(MadePatterns.Cubic, 1.6, 7), ReflectionSet.Of(Second, 1.6, 7)], []) { LeastVariance = 1e-8 };
        (model.Parameters.Values[FitParameters.W], model.Parameters.Values[FitParameters.X]) = (60, 4);
        model.Build();
        int first = model.FirstPeak(1), count = model.PeakCount - first;
        double[] ratios = [.. Enumerable.Range(0, count).Select(k => 1.0 + (k % 5))], counts = [.. x.Select(_ => 40.0)];
        for (int i = 0; i < model.PeakCount; i++)
        {
            for (int at = model.Columns.First(i); at < model.Columns.End(i); at++)
            {
                counts[at] += (i < first ? 30 + i : 7 * ratios[i - first]) * model.Columns.Values(i)[at - model.Columns.First(i)];
            }
        }

        var held = new HeldRatios(counts, [.. counts.Select(c => 1 / c)], BackgroundBasis.Columns(new BackgroundOptions { ChebyshevTerms = 2 }, x), first, ratios);
        held.Solve(model.Columns);
        Assert.Equal(first + 3, held.FreeCount);
        Assert.Equal(2, held.Background.Length);
        for (int i = 0; i < model.PeakCount; i++)
        {
            Assert.Equal(1, held.Intensities[i] / (i < first ? 30 + i : 7 * ratios[i - first]), 1e-3);
        }
    }

    private static PhaseFit Weak(Diffractogram[] series, bool holds) => SeriesFit.Run(series, [MadePatterns.Orthorhombic, Second], Options(holds)).Patterns[1].Of("delta")!;

    // The first phase alone, with a little of the second, and the second alone.
    private static Diffractogram[] Series(Func<MillerIndices, double> strength, double share = 0.1)
    {
        Diffractogram clean = MadePatterns.Angles([(MadePatterns.Orthorhombic, 1 - share)], Angles, Widths);
        double[] mixed = [.. clean.Counts];
        foreach (Reflection r in ReflectionList.Within(Second.Group, Second.Cell, MadePatterns.Wavelength / (2 * Math.Sin(27 * Math.PI / 360))))
        {
            double at = r.TwoTheta_deg(MadePatterns.Wavelength);
            (double variance, double lorentz) = Widths(at);
            MadePatterns.AddPeak(Angles, mixed, at, share * strength(r.Indices), variance, lorentz);
        }

        return
        [
            MadePatterns.Angles([(MadePatterns.Orthorhombic, 1)], Angles, Widths, 0, 71),
            MadePatterns.Noisy(DiffractionAxis.TwoTheta, Angles, mixed, 72, clean.Radiation),
            MadePatterns.Angles([(Second, 1)], Angles, Widths, 0, 73),
        ];
    }
}
