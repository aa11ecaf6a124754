using Stria.Core;
using Stria.Matter;
using Stria.Measurement;

namespace Stria.Tests.Measurement.Diffraction;

public sealed class PatternFitTests
{
    private static readonly Func<double, (double, double)> Widths = MadePatterns.Caglioti(3, -2, 4, 2, 3);
    private static readonly InstrumentProfile Near = MadePatterns.Instrument(2, -1, 5, 1, 2);

    private static Diffractogram Alpha(int seed = 0, double zero = 0.01) => MadePatterns.Angles([(MadePatterns.Orthorhombic, 1)], MadePatterns.Grid(5, 40, 1751), Widths, zero, seed);

    private static CrystalPhase Off(CrystalPhase phase, double by) => phase with
    {
        Cell = UnitCell.FromAngstroms(phase.Cell.A_angstrom * (1 + by), phase.Cell.B_angstrom * (1 - by), phase.Cell.C_angstrom * (1 + (by / 2)), 90, phase.Cell.Beta_deg, 90),
    };

    [Fact]
    public void Without_noise_cell_zero_widths_and_intensities_come_back()
    {
        PatternFitResult result = PatternFit.Run(Alpha(), [Off(MadePatterns.Orthorhombic, 0.001)], new PatternFitOptions { Instrument = Near, Refine = ProfileTerms.Zero | ProfileTerms.Widths });
        UnitCell cell = result.Phases[0].Cell.Cell;
        Assert.True(result.Converged);
        Assert.InRange(cell.A_angstrom / 11.512, 1 - 2e-6, 1 + 2e-6);
        Assert.InRange(cell.B_angstrom / 3.564, 1 - 2e-6, 1 + 2e-6);
        Assert.InRange(cell.C_angstrom / 4.368, 1 - 2e-6, 1 + 2e-6);
        Assert.InRange(result.Instrument.Zero_deg, 0.0099, 0.0101);
        Assert.InRange(result.Instrument.W, 3.5, 4.5);
        Assert.InRange(result.Rwp, 0, 0.005);
        foreach (FittedReflection r in result.Phases[0].Reflections.Where(r => r.Position < 25 && IsAlone(result, r)))
        {
            Assert.InRange(r.Intensity / MadePatterns.Strength(r.Indices), 0.97, 1.03);
        }
    }

    [Fact]
    public void A_monoclinic_cell_that_is_off_by_several_line_widths_is_found()
    {
        Diffractogram pattern = MadePatterns.Angles([(MadePatterns.Monoclinic, 1)], MadePatterns.Grid(3, 24, 1401), Widths, 0, 3);
        PatternFitResult result = PatternFit.Run(pattern, [Off(MadePatterns.Monoclinic, 0.006)], new PatternFitOptions { Instrument = Near, Refine = ProfileTerms.W | ProfileTerms.X });
        UnitCell cell = result.Phases[0].Cell.Cell;
        Assert.InRange(cell.A_angstrom / 15.311, 1 - 2e-4, 1 + 2e-4);
        Assert.InRange(cell.B_angstrom / 3.606, 1 - 2e-4, 1 + 2e-4);
        Assert.InRange(cell.C_angstrom / 10.093, 1 - 2e-4, 1 + 2e-4);
        Assert.InRange(cell.Beta_deg, 109.857 - 0.02, 109.857 + 0.02);
    }

    [Fact]
    public void Errors_are_as_large_as_stated()
    {
        // The scatter of a over noise, in units of its stated standard deviation, is one within the spread of 24 samples.
        double sum = 0, goodness = 0;
        const int Count = 24;
        double[] x = MadePatterns.Grid(8, 22, 701);
        for (int seed = 1; seed <= Count; seed++)
        {
            Diffractogram pattern = MadePatterns.Angles([(MadePatterns.Orthorhombic, 1)], x, Widths, 0, seed);
            PatternFitResult result = PatternFit.Run(pattern, [MadePatterns.Orthorhombic], new PatternFitOptions { Instrument = MadePatterns.Instrument(3, -2, 4, 2, 3), Refine = ProfileTerms.Zero, StartsWide = false, Background = new BackgroundOptions { ChebyshevTerms = 3 } });
            double pull = (result.Phases[0].Cell.Cell.A_angstrom - 11.512) / result.Phases[0].Cell.StandardDeviations()[0];
            sum += pull * pull;
            goodness += result.GoodnessOfFit / Count;
        }

        Assert.InRange(Math.Sqrt(sum / Count), 0.65, 1.45);
        Assert.InRange(goodness, 0.95, 1.05);
    }

    [Fact]
    public void Le_Bail_and_Pawley_find_the_same_cell()
    {
        var options = new PatternFitOptions { Instrument = Near, Refine = ProfileTerms.Zero | ProfileTerms.W | ProfileTerms.X };
        PatternFitResult pawley = PatternFit.Run(Alpha(5), [MadePatterns.Orthorhombic], options), bail = PatternFit.Run(Alpha(5), [MadePatterns.Orthorhombic], options with { Intensities = IntensityMethod.LeBail });
        double sigma = pawley.Phases[0].Cell.StandardDeviations()[0];
        Assert.InRange(bail.Phases[0].Cell.Cell.A_angstrom - pawley.Phases[0].Cell.Cell.A_angstrom, -2 * sigma, 2 * sigma);
        Assert.InRange(bail.Rwp / pawley.Rwp, 0.98, 1.15);
        Assert.True(pawley.ChiSquare <= bail.ChiSquare);
    }

    [Fact]
    public void A_phase_that_is_not_there_is_said_not_to_be()
    {
        Diffractogram pattern = MadePatterns.Angles([(MadePatterns.Orthorhombic, 0.3)], MadePatterns.Grid(5, 17, 601), Widths, 0, 7);
        PatternFitResult result = PatternFit.Run(pattern, [MadePatterns.Orthorhombic, MadePatterns.Monoclinic with { RefinesCell = false }], new PatternFitOptions { Instrument = MadePatterns.Instrument(3, -2, 4, 2, 3), Refine = ProfileTerms.None });
        Assert.True(result.Phases[0].IsPresent);
        Assert.False(result.Phases[1].IsPresent);
        Assert.Contains(result.Remarks, r => r.Text.Contains("'zeta' is not seen", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_phases_keep_their_own_cells()
    {
        Diffractogram pattern = MadePatterns.Angles([(MadePatterns.Orthorhombic, 1), (MadePatterns.Cubic, 0.3)], MadePatterns.Grid(5, 35, 1501), Widths, 0, 9);
        PatternFitResult result = PatternFit.Run(pattern, [Off(MadePatterns.Orthorhombic, 0.001), MadePatterns.Cubic with { Cell = UnitCell.FromAngstroms(4.16, 4.16, 4.16) }], new PatternFitOptions { Instrument = Near });
        Assert.All(result.Phases, p => Assert.True(p.IsPresent));
        Assert.InRange(result.Phases[0].Cell.Cell.A_angstrom / 11.512, 1 - 1e-4, 1 + 1e-4);
        Assert.InRange(result.Phases[1].Cell.Cell.A_angstrom / 4.156826, 1 - 1e-4, 1 + 1e-4);
    }

    [Fact]
    public void The_same_engine_fits_against_momentum_transfer_spacing_and_energy()
    {
        Diffractogram angles = Alpha(11, zero: 0);
        foreach (DiffractionAxis axis in new[] { DiffractionAxis.MomentumTransfer, DiffractionAxis.Spacing })
        {
            PatternFitResult result = PatternFit.Run(angles.On(axis), [Off(MadePatterns.Orthorhombic, 0.0005)], new PatternFitOptions { Refine = ProfileTerms.Widths });
            Assert.InRange(result.Phases[0].Cell.Cell.A_angstrom / 11.512, 1 - 1e-4, 1 + 1e-4);
        }

        double[] energies = MadePatterns.Grid(60000, 150000, 1500), counts = [.. energies.Select(_ => 300.0)], inKilo = [.. energies.Select(e => e / 1000)];
        foreach (Reflection r in ReflectionList.Within(MadePatterns.Orthorhombic.Group, MadePatterns.Orthorhombic.Cell, 1.9))
        {
            MadePatterns.AddPeak(inKilo, counts, r.Energy_eV(2.29) / 1000, 3 * MadePatterns.Strength(r.Indices), 0.04 + (0.001 * r.Energy_eV(2.29) / 1000), 0.05);
        }

        Diffractogram noisy = MadePatterns.Noisy(DiffractionAxis.Energy, energies, counts, 4);
        var pattern = new Diffractogram(DiffractionAxis.Energy, energies, noisy.Counts, noisy.Sigmas) { FixedTwoTheta_deg = 2.29 };
        PatternFitResult energy = PatternFit.Run(pattern, [Off(MadePatterns.Orthorhombic, 0.001)], new PatternFitOptions { Refine = ProfileTerms.W | ProfileTerms.V });
        Assert.InRange(energy.Phases[0].Cell.Cell.A_angstrom / 11.512, 1 - 3e-4, 1 + 3e-4);
        Assert.Contains(energy.Phases[0].Reflections, r => r.Position is > 60000 and < 150000);
    }

    [Fact]
    public void Foreign_lines_humps_and_the_container_are_taken_out()
    {
        Diffractogram clean = Alpha();
        double[] x = clean.Positions, counts = [.. clean.Counts], container = [.. x.Select(v => 50 * Math.Exp(-Math.Pow((v - 30) / 3, 2)) * (1 + (0.2 * Math.Sin(3 * v))))];
        MadePatterns.AddPeak(x, counts, 17.3, 900, 4e-4, 0.02);
        for (int i = 0; i < x.Length; i++)
        {
            counts[i] += (150 * Math.Exp(-4 * Math.Log(2) * Math.Pow((x[i] - 14) / 8, 2))) + (2.5 * container[i]);
        }

        Diffractogram pattern = MadePatterns.Noisy(DiffractionAxis.TwoTheta, x, counts, 6, clean.Radiation);
        var options = new PatternFitOptions
        {
            Instrument = MadePatterns.Instrument(3, -2, 4, 2, 3),
            Refine = ProfileTerms.Zero,
            ForeignLines = [new ForeignLine("Al", 17.28)],
            Background = new BackgroundOptions { ChebyshevTerms = 4, Humps = [new BackgroundHump(14, 8)], Container = new Diffractogram(DiffractionAxis.TwoTheta, x, container, [.. x.Select(_ => 1.0)]) },
        };
        PatternFitResult result = PatternFit.Run(pattern, [MadePatterns.Orthorhombic], options);
        FittedLine line = Assert.Single(result.ForeignLines);
        Assert.InRange(line.Position, 17.298, 17.302);
        Assert.InRange(line.Intensity, 850, 950);
        Assert.InRange(result.GoodnessOfFit, 0.9, 1.1);
        Assert.InRange(result.Background[500] / (counts[500] - clean.Counts[500] + 200 + (0.5 * (40 - x[500]))), 0.9, 1.1);
    }

    [Fact]
    public void A_restraint_pulls_a_cell_to_what_is_known()
    {
        Diffractogram pattern = MadePatterns.Angles([(MadePatterns.Orthorhombic, 0.02)], MadePatterns.Grid(5, 20, 500), Widths, 0, 2);
        var free = new PatternFitOptions { Instrument = Near, Refine = ProfileTerms.None };
        CellRestraint tight = new("alpha", CellQuantity.B, 3.5700, 1e-6);
        PatternFitResult result = PatternFit.Run(pattern, [MadePatterns.Orthorhombic], free with { Restraints = [tight] });
        Assert.InRange(result.Phases[0].Cell.Cell.B_angstrom, 3.5699, 3.5701);
        Assert.InRange(result.Phases[0].Cell.StandardDeviations()[1], 0, 2e-6);
        Assert.Contains("the phases are alpha", Assert.Throws<ScenarioException>(() => PatternFit.Run(pattern, [MadePatterns.Orthorhombic], free with { Restraints = [tight with { Phase = "beta" }] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_contradicts_itself_is_refused_in_words()
    {
        Diffractogram pattern = Alpha();
        string Said(PatternFitOptions options, CrystalPhase? phase = null, Diffractogram? of = null) => Assert.Throws<ScenarioException>(() => PatternFit.Run(of ?? pattern, [phase ?? MadePatterns.Orthorhombic], options)).Message;
        Assert.Contains("overlap", Said(new PatternFitOptions { Excluded = [(10, 12), (11, 13)] }), StringComparison.Ordinal);
        Assert.Contains("ends before it begins", Said(new PatternFitOptions { Excluded = [(12, 10)] }), StringComparison.Ordinal);
        Assert.Contains("are left in the range", Said(new PatternFitOptions { Range = (60, 70) }), StringComparison.Ordinal);
        Assert.Contains("No reflection of 'alpha'", Said(new PatternFitOptions(), MadePatterns.Orthorhombic with { Cell = UnitCell.FromAngstroms(1.1512, 0.3564, 0.4368) }), StringComparison.Ordinal);
        Assert.Contains("another unit", Said(new PatternFitOptions(), MadePatterns.Orthorhombic with { Cell = UnitCell.FromAngstroms(11512, 3564, 4368) }), StringComparison.Ordinal);
        Assert.Contains("does not have the symmetry", Said(new PatternFitOptions(), MadePatterns.Cubic with { Cell = UnitCell.FromAngstroms(4, 5, 6) }), StringComparison.Ordinal);
        Assert.Contains("wavelength", Said(new PatternFitOptions(), null, new Diffractogram(DiffractionAxis.TwoTheta, pattern.Positions, pattern.Counts, pattern.Sigmas)), StringComparison.Ordinal);
        Assert.Contains("no part", Said(new PatternFitOptions { Background = new BackgroundOptions { ChebyshevTerms = 0 } }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_wavelength_gives_a_warning_or_a_poor_fit_and_no_good_cell()
    {
        Diffractogram wrong = Alpha(8).With(Radiation.Monochromatic(0.62));
        PatternFitResult right = PatternFit.Run(Alpha(8), [MadePatterns.Orthorhombic], new PatternFitOptions { Refine = ProfileTerms.W }), result = PatternFit.Run(wrong, [MadePatterns.Orthorhombic], new PatternFitOptions { Refine = ProfileTerms.W });
        Assert.DoesNotContain(right.Remarks, r => r.Kind == RemarkKind.Warning);
        Assert.Contains(result.Remarks, r => r.Kind == RemarkKind.Warning);
    }

    [Fact]
    public void A_fit_can_be_stopped()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => PatternFit.Run(Alpha(), [MadePatterns.Orthorhombic], null, source.Token));
    }

    private static bool IsAlone(PatternFitResult result, FittedReflection r) => result.Phases[0].Reflections.All(o => o.Indices == r.Indices || Math.Abs(o.Position - r.Position) > 0.3);
}
