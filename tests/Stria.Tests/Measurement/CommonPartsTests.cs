using Stria.Core;
using Stria.Measurement.Stxm;
using Stria.Numerics.Statistics;

namespace Stria.Tests.Measurement;

/// <summary>Small parts of the chain with exact answers: additive light, errors of scales, gaps, principals.</summary>
public sealed class CommonPartsTests
{
    private static readonly ImageGrid Line = new(1, 3);

    [Theory]
    [InlineData(0)]
    [InlineData(0.03)]
    [InlineData(0.2)]
    public void Stray_light_taken_off_leaves_the_sample(double stray)
    {
        OpticalDensityStack od = Made.OpticalDensities(Made.Energies(3), 9, 12, (f, r, c) => -Math.Log(((1 - stray) * Math.Exp(-Density(f, r, c))) + stray));
        (OpticalDensityStack corrected, float[] light) = new AdditiveLight(stray, 0, 6).Remove(od);
        for (int i = 0; i < corrected.Values.Length; i++)
        {
            Assert.Equal(Density(i / 108, i % 108 / 12, i % 12), corrected.Values[i], 1e-4);
        }

        Assert.All(light, l => Assert.Equal(stray, l, 1e-6));
    }

    [Fact]
    public void A_pixel_darker_than_the_light_that_must_be_there_and_one_without_a_value_have_none()
    {
        OpticalDensityStack od = Made.OpticalDensities(Made.Energies(2), 9, 12, (_, r, c) => (r, c) == (2, 3) ? 10 : (r, c) == (5, 5) ? double.NaN : 0.5);
        float[] corrected = new AdditiveLight(0.05, 0, 6).Remove(od).Corrected.Values;
        Assert.All(Enumerable.Range(0, corrected.Length), i => Assert.Equal((i % 108) is not 27 and not 65, float.IsFinite(corrected[i])));
        OpticalDensityStack inPlace = new AdditiveLight(0.05, 0, 6).Remove(od, spent: od).Corrected;
        Assert.Same(od.Frames, inPlace.Frames);
        Assert.Equal(corrected, inPlace.Values);
    }

    [Fact]
    public void A_part_of_the_error_is_added_to_each_of_the_common_terms()
    {
        var found = new CalibrationResult(0.4, 0.01, new AdditiveLight(0.02, 0.05, 6));
        CalibrationMode mode = CalibrationMode.Kinds[0] with { Shift_eV = 0.001, Stray = -0.002, Halo = 0.003, HaloWidth = 0.5 };
        CalibrationResult moved = found.Moved(mode);
        Assert.Equal(0.401, moved.Shift_eV, 1e-12);
        Assert.Equal(0.018, moved.Light.Stray, 1e-12);
        Assert.Equal(0.053, moved.Light.Halo, 1e-12);
        Assert.Equal(6.5, moved.Light.HaloWidth, 1e-12);
        Assert.Equal(found, found.Moved(CalibrationMode.Kinds[3]));
        Assert.True(AdditiveLight.None.IsNone && !found.Light.IsNone);
    }

    [Fact]
    public void A_stray_share_stays_within_bounds_and_a_shift_is_free()
    {
        var at = new CommonParameters(0.1, AdditiveLight.None);
        Assert.Equal(-4.9, at.Moved(0, -5).Shift_eV, 1e-12);
        Assert.Equal(0, at.Moved(1, -0.1).Light.Stray);
        Assert.Equal(0.3, at.Moved(1, 0.9).Light.Stray);
        Assert.Equal(0.1, at.Moved(1, 0.2).Shift_eV);
    }

    [Fact]
    public void The_error_of_the_halo_holds_that_of_its_width() =>
        Assert.Equal(0.005, new HaloEstimate(0.05, 0.003, 6) { ShareWithWidth = -0.004 }.WholeDeviation, 1e-12);

    [Fact]
    public void A_common_error_is_the_change_of_x_and_absent_where_there_is_nothing()
    {
        double[] compositions = [0, 1];
        ReferenceFitResult fit = Fit([1, 3, 0], [3, 1, 0]), moved = Fit([1, 4, 0], [1, 4, 0]);
        IReadOnlyList<CommonError> errors = CommonErrors.Of(fit, compositions, [("a", "b", new MovedFit(moved, compositions)), ("c", "d", new MovedFit(fit, [0, 2]))]);
        float[] first = [-0.25f, 0.25f, float.NaN], second = [0.75f, 0.25f, float.NaN];
        Assert.Equal(first, errors[0].Change);
        Assert.Equal(second, errors[1].Change);
        Assert.Equal("a", errors[0].Name);
        Assert.Equal("d", errors[1].Meaning);
    }

    [Fact]
    public void One_common_error_alone_is_the_deviation_whatever_its_sign()
    {
        float[] deviation = CommonErrors.Deviation([new CommonError("a", "a", [-0.25f, 0.5f, 0])]), expected = [0.25f, 0.5f, 0];
        Assert.Equal(expected, deviation);
    }

    [Fact]
    public void A_bias_cannot_be_found_without_normal_equations()
    {
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => NonNegativityBias.Of(Fit([1, 1, 1], [1, 1, 1]), [0, 1], 1));
        Assert.Equal("The fit has to keep its normal equations: KeepNormalEquations.", refused.Message);
    }

    [Fact]
    public void Room_for_normal_equations_is_made_for_the_chosen_pixels()
    {
        var normal = new NormalEquations([4, 1], 6, 3);
        Assert.All(Enumerable.Range(0, 6), p => Assert.Equal(p is 1 or 4, normal.Has(p)));
        Assert.Equal(3, normal.Rows);
        Assert.Equal(6, normal.Gram(4).Length);
        Assert.Equal(3, normal.Right(1).Length);
    }

    [Fact]
    public void The_error_of_a_scale_is_that_of_least_squares()
    {
        ScaleMode mode = Assert.Single(ScaleErrors.Of([Match(0)]));
        Assert.Equal(Math.Sqrt(0.04 / 3 / 10), Math.Abs(mode.Scales[0]), 1e-12);
        Assert.Equal(0, mode.Offsets[0], 1e-12);
    }

    [Fact]
    public void What_two_references_miss_alike_is_one_error_and_on_other_energies_two()
    {
        ScaleMode alike = Assert.Single(ScaleErrors.Of([Match(0), Match(0)]));
        Assert.Equal(alike.Scales[0], alike.Scales[1], 1e-12);
        Assert.Equal(Math.Sqrt(0.04 / 3 / 10), Math.Abs(alike.Scales[0]), 1e-12);
        Assert.Equal(2, ScaleErrors.Of([Match(0), Match(0.5)]).Count);
    }

    [Fact]
    public void A_given_scale_and_a_perfect_match_have_no_error()
    {
        Assert.Empty(ScaleErrors.Of([null, null]));
        Assert.Empty(ScaleErrors.Of([Match(0) with { Residuals = [0, 0, 0, 0] }]));
        ScaleMode mode = Assert.Single(ScaleErrors.Of([null, Match(0)]));
        Assert.Equal(0, mode.Scales[0], 1e-12);
    }

    [Fact]
    public void Gaps_are_filled_by_lines_over_energy_and_ends_by_their_neighbour()
    {
        float[] values = [1, float.NaN, 5, float.NaN, 6, float.NaN, 3, 7, float.NaN];
        bool[] usable = [true, true, false];
        var od = new OpticalDensityStack([500, 501, 505], Line, values.ToArray(), new PixelMask(1, 3, usable), [1, 1, 1], NoiseModel.Poisson);
        float[] filled = SpectralGaps.Fill(od).Frames.Array!, expected = [1, 6, 5, 1.4f, 6, float.NaN, 3, 7, float.NaN];
        Assert.All(Enumerable.Range(0, 9), i => Assert.True(float.IsNaN(expected[i]) ? float.IsNaN(filled[i]) : Math.Abs(expected[i] - filled[i]) < 1e-6));
        Assert.Equal(values, od.Values);
    }

    [Fact]
    public void A_usable_pixel_without_any_value_stays_without_and_spoils_no_component()
    {
        const float Hole = float.NaN;
        float[] values = [1, Hole, 3, 4, Hole, Hole, 5, Hole, 6];
        var line = new OpticalDensityStack([500, 501, 505], Line, values.ToArray(), new PixelMask(1, 3, [true, true, true]), [1, 1, 1], NoiseModel.Poisson);
        float[] filled = SpectralGaps.Fill(line).Frames.Array!;
        Assert.Equal([1, Hole, 3, 4, Hole, 3.6f, 5, Hole, 6], filled);

        OpticalDensityStack whole = Made.OpticalDensities(Made.Energies(6), 5, 6, (f, r, c) => 0.5 + (0.1 * c * Math.Sin(f + 1)) + (0.05 * r * Math.Cos(f)));
        float[] holed = [.. whole.Values];
        for (int f = 0; f < 6; f++)
        {
            holed[(f * 30) + 7] = Hole;
        }

        var inside = new PixelMask(5, 6, [.. Enumerable.Repeat(true, 30)]);
        ComponentMaps maps = Components.Find(new OpticalDensityStack(whole.PhotonEnergies_eV, whole.Grid, holed, inside, whole.Incident, whole.Noise), inside, new ComponentOptions { Clusters = 2 });
        Assert.DoesNotContain(7, maps.Pixels);
        Assert.Equal(29, maps.Pixels.Length);
        Assert.All(maps.Scores, s => Assert.True(float.IsFinite(s)));
    }

    [Fact]
    public void Without_gaps_the_frames_are_the_stack_s_own()
    {
        OpticalDensityStack od = Made.OpticalDensities(Made.Energies(3), 2, 2, (f, _, _) => f);
        Assert.Same(od.Frames, SpectralGaps.Fill(od).Frames);
    }

    [Fact]
    public void Few_gaps_are_filled_in_the_stack_itself_and_are_gaps_again_afterwards()
    {
        OpticalDensityStack od = Made.OpticalDensities(Made.Energies(4), 5, 6, (f, r, c) => f + (0.1 * r) + (0.01 * c));
        (od.Values[3], od.Values[30 + 4], od.Values[60 + 4]) = (float.NaN, float.NaN, float.PositiveInfinity);
        float[] before = [.. od.Values];
        using (FilledFrames filled = SpectralGaps.Fill(od))
        {
            Assert.Same(od.Frames, filled.Frames);
            Assert.Equal(1 + 0.03f, filled.Frames.Frame(0)[3], 1e-6f);
            Assert.Equal(1 + 0.04f, filled.Frames.Frame(1)[4], 1e-6f);
            Assert.Equal(2 + 0.04f, filled.Frames.Frame(2)[4], 1e-6f);
        }

        Assert.Equal(before, od.Values);
    }

    [Fact]
    public void Scores_of_weighted_variables_rebuild_the_variables_themselves()
    {
        const int Count = 40;
        var random = new SeededRandom(2);
        double[] scales = [1, 0.5, 3];
        float[] plain = [.. Enumerable.Range(0, 3 * Count).Select(_ => (float)random.Normal())], weighted = [.. plain.Select((v, i) => (float)(v / scales[i / Count]))];
        int[] all = [.. Enumerable.Range(0, Count)];
        var principals = new Principals(Pca.Of(weighted, 3, all), new MemoryFrames(weighted, 3), scales) { Level = 0 };
        float[] scores = principals.Scores(all, 3, 1);
        double[] components = principals.Pca.Components, mean = principals.Pca.Mean;
        for (int i = 0; i < 3 * Count; i++)
        {
            (int v, int o) = (i / Count, i % Count);
            Assert.Equal(plain[i], mean[v] + Enumerable.Range(0, 3).Sum(k => scores[(k * Count) + o] * components[(k * 3) + v]), 1e-4);
        }
    }

    [Fact]
    public void Without_weights_principals_are_those_found()
    {
        var random = new SeededRandom(3);
        float[] values = [.. Enumerable.Range(0, 60).Select(_ => (float)random.Normal())];
        int[] all = [.. Enumerable.Range(0, 20)];
        Pca found = Pca.Of(values, 3, all);
        var principals = new Principals(found, new MemoryFrames(values, 3), null) { Level = 1 };
        Assert.Same(found, principals.Pca);
        Assert.Null(principals.Significance);
        Assert.Equal(found.Scores(values, all, 2), principals.Scores(all, 2, 1));
    }

    private static double Density(int f, int r, int c) => 0.2 + (0.1 * f) + (0.05 * r) + (0.02 * c);

    private static ScaleMatch Match(double from) => new(2, 0, false, [from, from + 1, from + 2, from + 3], [1, 2, 1, 2], [0.1, -0.1, 0.1, -0.1]);

    private static ReferenceFitResult Fit(float[] first, float[] second)
    {
        var fit = new ReferenceFitResult(Line, 2, 1);
        first.CopyTo(fit.Amounts[0], 0);
        second.CopyTo(fit.Amounts[1], 0);
        return fit;
    }
}
