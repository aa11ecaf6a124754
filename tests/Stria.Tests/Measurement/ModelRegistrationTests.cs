using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Images;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

public sealed class ModelRegistrationTests
{
    private const int Frames = 30;

    [Fact]
    public void Each_frame_laid_on_its_model_comes_closer_to_its_place()
    {
        (double[] rows, double[] columns) = Path();
        SpectralStack stack = TwoHalves(rows, columns, 8000, 1);
        RegistrationResult pairs = Registration.Find(stack, new RegistrationOptions()), refined = ModelRegistration.Refine(stack, pairs, NoiseModel.Poisson);
        double before = Error(pairs, rows, columns), after = Error(refined, rows, columns);
        Assert.InRange(after, 1e-4, 0.8 * before);
        Assert.Equal(0, refined.Rows[0]);
        Assert.InRange(refined.Refinement, 1e-4, 0.1);
    }

    [Fact]
    public void The_stated_deviation_is_the_scatter_over_drawn_counts()
    {
        (double[] rows, double[] columns) = Path();
        var errors = new List<double>();
        double stated = 0;
        const int Draws = 3;
        for (int draw = 0; draw < Draws; draw++)
        {
            SpectralStack stack = TwoHalves(rows, columns, 2500, 40 + draw);
            RegistrationResult refined = ModelRegistration.Refine(stack, new RegistrationResult(rows, columns, 0, 0, 0), NoiseModel.Poisson);
            errors.Add(Error(refined, rows, columns));
            stated += refined.Deviation / Draws;
        }

        Assert.InRange(Math.Sqrt(errors.Average(e => e * e)) / stated, 0.7, 1.4);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(-0.2)]
    public void Displacements_that_follow_the_contrast_are_seen_across_the_outline(double hidden)
    {
        // Two halves of one disc with different spectra: U₁ is a local multiple of U₀ but for the border between them.
        const int Side = 64;
        float[] first = Disc(Side, 0), second = new float[first.Length];
        for (int i = 0; i < first.Length; i++)
        {
            second[i] = first[i] * (i / Side < Side / 2 ? 0.4f : -0.3f);
        }

        float[] down = ImageDerivative.Downwards(first, Side, Side);
        for (int i = 0; i < first.Length; i++)
        {
            second[i] += (float)hidden * down[i];
        }

        (double y, double x, double ofY, double ofX) = RegistrationGauge.Of(first, second, Side, Side);
        Assert.Equal(hidden, y, 0.1 * Math.Abs(hidden));
        Assert.Equal(0, x, 0.01);
        Assert.InRange(ofY, 0, 0.05);
        Assert.InRange(ofX, 0, 0.05);
    }

    [Fact]
    public void Hot_pixels_holes_and_the_number_of_threads_change_nothing_that_matters()
    {
        (double[] rows, double[] columns) = Path();
        SpectralStack stack = Made.DriftingParticle(rows, columns, 1500, 7, true);
        var random = new SeededRandom(5);
        for (int f = 1; f < Frames; f += 4)
        {
            stack.Counts[(f * stack.Grid.Count) + random.Below(stack.Grid.Count)] = f % 8 == 1 ? 30_000 : float.NaN;
        }

        var start = new RegistrationResult(rows, columns, 0, 0, 0);
        RegistrationResult one = ModelRegistration.Refine(stack, start, NoiseModel.Poisson), two = ModelRegistration.Refine(stack, start, NoiseModel.Poisson, threads: 2);
        Assert.Equal(one.Rows, two.Rows);
        Assert.Equal(one.ColumnDeviations, two.ColumnDeviations);
        Assert.InRange(Error(one, rows, columns), 1e-4, 0.04);
    }

    [Fact]
    public void Optical_densities_without_a_noise_model_are_refined_too()
    {
        (double[] rows, double[] columns) = Path();
        SpectralStack counts = Made.DriftingParticle(rows, columns, 3000, 9, true);
        float[] densities = [.. counts.Counts.Select(c => MathF.Log(3000 / Math.Max(c, 1)))];
        var stack = new SpectralStack(counts.PhotonEnergies_eV, counts.Grid, densities, counts.Provenance);
        RegistrationResult refined = ModelRegistration.Refine(stack, new RegistrationResult(rows, columns, 0, 0, 0), new NoiseModel(0, 0));
        Assert.InRange(Error(refined, rows, columns), 1e-4, 0.05);
        Assert.InRange(refined.Deviation, 0.001, 0.05);
    }

    [Fact]
    public void Nothing_but_noise_and_few_frames_leave_the_displacements_as_they_were()
    {
        var random = new SeededRandom(3);
        SpectralStack empty = Made.Stack(Made.Energies(12), 40, 40, (_, _, _) => random.Poisson(500));
        var start = new RegistrationResult(new double[12], new double[12], 0, 0, 0);
        Assert.Same(start, ModelRegistration.Refine(empty, start, NoiseModel.Poisson));
        SpectralStack few = Made.DriftingParticle(new double[5], new double[5], 500, 1, false);
        RegistrationResult still = RegistrationResult.None(5);
        Assert.Same(still, ModelRegistration.Refine(few, still, NoiseModel.Poisson));
        Assert.True(double.IsNaN(still.Deviation));
    }

    [Fact]
    public void Of_a_large_field_the_window_with_the_most_contours_is_taken()
    {
        SpectralStack stack = Made.Stack(Made.Energies(1), 300, 260, (_, r, c) => 1000 - (500 * Disc(300, 260, r, c)));
        FrameWindow window = FrameWindow.In(stack, RegistrationResult.None(1))!.Value;
        Assert.Equal((160, 160), (window.Height, window.Width));
        Assert.True(window.Top <= 185 && window.Top + 160 >= 215, $"{window}");
        Assert.Null(FrameWindow.In(stack, new RegistrationResult([0, 290], [0, 0], 0, 0, 0)));
    }

    [Fact]
    public void Derivatives_are_exact_for_polynomials_of_the_fourth_degree()
    {
        const int Height = 9, Width = 11;
        float[] image = [.. Enumerable.Range(0, Height * Width).Select(i => (float)(Math.Pow(i / Width / 4.0, 4) + (2 * Math.Pow(i % Width / 4.0, 3))))];
        float[] down = ImageDerivative.Downwards(image, Height, Width), right = ImageDerivative.Rightwards(image, Height, Width);
        Assert.Equal(Math.Pow(4 / 4.0, 3), down[(4 * Width) + 5], 1e-4);
        Assert.Equal(6 * Math.Pow(5 / 4.0, 2) / 4, right[(4 * Width) + 5], 1e-4);
        Assert.Equal(0, down[Width + 5]);
        Assert.Equal(0, right[(4 * Width) + 1]);
    }

    private static double Disc(int height, int width, int row, int column) =>
        1 / (1 + Math.Exp((Math.Sqrt(Math.Pow(row - (height * 2 / 3.0), 2) + Math.Pow(column - (width / 2.0), 2)) - 14) / 0.8));

    private static float[] Disc(int side, double down) =>
        [.. Enumerable.Range(0, side * side).Select(i => (float)(1 / (1 + Math.Exp((Math.Sqrt(Math.Pow((i / side) - (side / 2) + 0.5 - down, 2) + Math.Pow((i % side) - (side / 2) + 0.5, 2)) - 18) / 0.6))))];

    // A wedge whose upper and lower halves change differently with energy; light is blurred, so that a pixel on the outline is covered in part.
    private static SpectralStack TwoHalves(double[] rows, double[] columns, double counts, long seed)
    {
        const int Height = 64, Width = 80;
        var random = new SeededRandom(seed);
        return Made.Stack(Made.Energies(rows.Length), Height, Width, (f, r, c) =>
        {
            double y = r - rows[f] - 31.3, x = c - columns[f] - 39.6, radius = Math.Sqrt((y * y) + (0.5 * x * x)), covered = 1 / (1 + Math.Exp((radius - 18) / 0.5));
            double upper = 0.5 + (0.35 * Math.Sin(6.0 * f / rows.Length)), lower = 0.5 + (0.35 * Math.Cos(5.0 * f / rows.Length)), part = 1 / (1 + Math.Exp(y / 0.5));
            double absorbed = 1 - Math.Exp(-(1 + (x / 90)) * ((part * upper) + ((1 - part) * lower)));
            return random.Poisson(counts * (1 - (covered * absorbed)));
        });
    }

    private static double Error(RegistrationResult found, double[] rows, double[] columns) =>
        Math.Sqrt((Math.Pow(Made.Scatter(found.Rows, rows), 2) + Math.Pow(Made.Scatter(found.Columns, columns), 2)) / 2);

    private static (double[] Rows, double[] Columns) Path()
    {
        var random = new SeededRandom(19);
        double[] rows = new double[Frames], columns = new double[Frames];
        for (int f = 1; f < Frames; f++)
        {
            (rows[f], columns[f]) = (rows[f - 1] + (0.12 * random.Normal()) + 0.08, columns[f - 1] + (0.12 * random.Normal()) - 0.05);
        }

        return (rows, columns);
    }
}
