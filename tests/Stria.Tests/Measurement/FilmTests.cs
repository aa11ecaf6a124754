using Stria.Core;
using Stria.Matter;
using Stria.Measurement.Stxm;

namespace Stria.Tests.Measurement;

/// <summary>A film of carbon that lies over part of the field: it is fitted beside the references, and is told from the matter that they describe.</summary>
public sealed class FilmTests
{
    private const int Height = 16, Width = 24;
    private const double Incident = 5000;
    private static readonly double[] Energies = Stria.Measurement.Synthesis.EnergyGrids.Fine();
    private static readonly double[] Carbon = [.. Energies.Select(e => AttenuationTable.Henke.LinearAttenuation(ChemicalFormula.Parse("C"), 2000, e) * 80e-9)];

    // Matter in the middle third of the columns, film in the lower half of the rows.
    private static readonly Lazy<OpticalDensityStack> Measured = new(() => SpectraMade.Counted(Height, Width, 0.3, Incident, 4, Transmission));

    [Fact]
    public void A_film_has_one_row_and_a_line_two_and_nothing_none()
    {
        ReferenceDesign plain = ReferenceDesign.At(SpectraMade.Molar, Energies, 0);
        Assert.Same(plain, plain.With(BackgroundShape.None, Energies));
        ReferenceDesign film = plain.With(BackgroundShape.Film, Energies), line = plain.With(BackgroundShape.Line, Energies);
        Assert.Equal((plain.RowCount + 1, plain.Count), (film.RowCount, film.Count));
        Assert.Equal(plain.RowCount + 2, line.RowCount);
        double[] row = film.Values[^Energies.Length..];
        Assert.Equal(1, row.Max(), 1e-12);
        // Away from its edge at 284 eV carbon falls by a power between the second and the third.
        Assert.InRange(Math.Log(row[^1] / row[0]) / Math.Log(Energies[^1] / Energies[0]), -3, -2);
        Assert.All(row.Skip(1).Zip(row), p => Assert.True(p.First < p.Second));
    }

    [Fact]
    public void With_the_film_in_the_fit_x_is_right_on_it_and_off_it()
    {
        (double without, _) = Errors(BackgroundShape.None);
        (double film, double biasOfFilm) = Errors(BackgroundShape.Film);
        (_, double biasOfLine) = Errors(BackgroundShape.Line);
        // Noise alone gives 0.02.
        Assert.InRange(film, 0, 0.03);
        Assert.InRange(without, 1.5 * film, 1);
        Assert.InRange(Math.Abs(biasOfFilm), 0, Math.Max(Math.Abs(biasOfLine), 0.006));
    }

    [Fact]
    public void Energy_shift_and_chi_square_are_right_with_the_film_and_a_draft_gives_the_same_shift()
    {
        PixelMask matter = Made.Mask(Height, Width, IsMatter);
        var options = new CalibrationOptions(matter, SpectraMade.NoFactors(Measured.Value)) { ShiftRange_eV = 0.6, FitStrayLight = false, Background = BackgroundShape.Film };
        CalibrationResult found = GlobalCalibration.Fit(Measured.Value, SpectraMade.Molar, options), draft = GlobalCalibration.Fit(Measured.Value, SpectraMade.Molar, options with { IsDraft = true });
        CalibrationResult without = GlobalCalibration.Fit(Measured.Value, SpectraMade.Molar, options with { Background = BackgroundShape.None, IsDraft = true });
        Assert.Equal(0.3, found.Shift_eV, 0.004);
        Assert.InRange(found.ReducedChiSquare, 0.8, 1.2);
        Assert.Equal(found.Shift_eV, draft.Shift_eV, 0.002);
        Assert.Equal((found.ReducedChiSquare, 0), (draft.ReducedChiSquare, draft.Modes.Count));
        Assert.True(without.ReducedChiSquare > 1.5 * found.ReducedChiSquare);
    }

    [Fact]
    public void Matter_is_told_from_a_film_that_is_as_dark()
    {
        PixelMask found = MatterMask.Of(Measured.Value, SpectraMade.Molar, 0.3, Made.All(Height, Width));
        int wrong = Enumerable.Range(0, Height * Width).Count(p => found.Inside[p] != IsMatter(p / Width, p % Width));
        // Pixels at the border hold a share of their neighbours by the smoothing.
        Assert.InRange(wrong, 0, 2 * Height);
        Assert.All(Enumerable.Range(0, Height), r => Assert.True(found.Inside[(r * Width) + (Width / 2)]));
        Assert.All(Enumerable.Range(0, Height), r => Assert.False(found.Inside[r * Width] || found.Inside[(r * Width) + Width - 1]));
    }

    [Fact]
    public void Where_no_matter_shows_the_sample_stays_as_it_is()
    {
        OpticalDensityStack film = SpectraMade.Counted(10, 10, 0, Incident, 5, _ => [.. Carbon.Select(c => Math.Exp(-c))]);
        PixelMask all = Made.All(10, 10), few = Made.Mask(10, 10, (r, c) => r < 3 && c < 3);
        Assert.Same(few, MatterMask.Of(film, SpectraMade.Molar, 0, few));
        PixelMask found = MatterMask.Of(film, SpectraMade.Molar, 0, all);
        Assert.All(found.Inside.Zip(all.Inside), p => Assert.True(!p.First || p.Second));
    }

    private static bool IsMatter(int row, int column) => column >= Width / 3 && column < 2 * Width / 3;

    private static double[] Transmission(int pixel)
    {
        (int row, int column) = (pixel / Width, pixel % Width);
        double[] matter = SpectraMade.Transmission(Energies, (row % 4 < 2 ? 0.1 : 0.45, IsMatter(row, column) ? 90 : 0));
        return [.. matter.Select((t, e) => t * Math.Exp(row >= Height / 2 ? -Carbon[e] : 0))];
    }

    private static (double Rms, double Mean) Errors(BackgroundShape shape)
    {
        OpticalDensityStack od = Measured.Value;
        double[] x = [.. SpectraMade.Molar.References.Select(r => r.Composition)];
        ReferenceDesign design = ReferenceDesign.At(SpectraMade.Molar, od.PhotonEnergies_eV, 0.3).With(shape, od.PhotonEnergies_eV);
        ReferenceFitResult fit = ReferenceFit.Run(od, new ReferenceFitOptions(design, x, Made.Mask(Height, Width, IsMatter), SpectraMade.NoFactors(od)));
        int[] pixels = [.. Enumerable.Range(0, Height * Width).Where(p => IsMatter(p / Width, p % Width))];
        double[] errors = [.. pixels.Select(p => (fit.Amounts.Select((a, r) => a[p] * x[r]).Sum() / fit.Amounts.Sum(a => (double)a[p])) - (p / Width % 4 < 2 ? 0.1 : 0.45))];
        return (Math.Sqrt(errors.Average(e => e * e)), errors.Average());
    }
}
