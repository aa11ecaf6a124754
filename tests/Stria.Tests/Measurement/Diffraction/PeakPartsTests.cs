using Stria.Core;
using Stria.Measurement;

namespace Stria.Tests.Measurement.Diffraction;

public sealed class PeakPartsTests
{
    [Fact]
    public void A_peak_of_one_kind_has_the_width_and_share_of_that_kind()
    {
        PseudoVoigt gauss = new(0.04, 0), lorentz = new(0, 0.3);
        Assert.Equal(0.2 * Math.Sqrt(8 * Math.Log(2)), gauss.Width, 1e-10);
        Assert.Equal(0, gauss.Share, 1e-15);
        Assert.Equal(0.3, lorentz.Width, 1e-10);
        Assert.Equal(1, lorentz.Share, 1e-9);
    }

    [Fact]
    public void Widths_scale_together_and_the_share_stays()
    {
        PseudoVoigt one = new(0.01, 0.2), three = new(0.09, 0.6);
        Assert.Equal(3 * one.Width, three.Width, 1e-10);
        Assert.Equal(one.Share, three.Share, 1e-10);
        Assert.Equal(3 * one.Reach, three.Reach, 1e-8);
    }

    [Fact]
    public void A_peak_is_even_and_half_as_high_at_half_its_width()
    {
        var peak = new PseudoVoigt(0.01, 0.2);
        double w = peak.Width;
        double[] x = [5 - w, 5 - (w / 2), 5, 5 + (w / 2), 5 + w], values = new double[5], twice = new double[5];
        peak.Add(x, 5, 1, values);
        peak.Add(x, 5, 1.5, twice);
        peak.Add(x, 5, 0.5, twice);
        Assert.Equal(values[0], values[4], 1e-10);
        Assert.Equal(values[2] / 2, values[1], 1e-10);
        Assert.Equal(values[2] / 2, values[3], 1e-10);
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(2 * values[i], twice[i], 1e-10));
    }

    [Fact]
    public void Derivatives_come_with_the_peak_itself_and_the_slope_is_odd()
    {
        var peak = new PseudoVoigt(0.01, 0.2);
        double[] x = MadePatterns.Grid(-2 * peak.Width, 2 * peak.Width, 41), direct = new double[41], value = new double[41], centre = new double[41], variance = new double[41], lorentz = new double[41];
        var to = new PeakDerivatives(value, centre, variance, lorentz);
        peak.AddDerivatives(x, 0, 2.5, to);
        peak.Add(x, 0, 2.5, direct);
        for (int i = 0; i < 41; i++)
        {
            Assert.Equal(direct[i], value[i], 1e-9);
            Assert.Equal(-centre[40 - i], centre[i], 1e-8);
            Assert.Equal(variance[40 - i], variance[i], 1e-7);
            Assert.Equal(lorentz[40 - i], lorentz[i], 1e-8);
        }

        Assert.True(centre[30] > 0);
        Assert.True(variance[20] < 0 && lorentz[20] < 0);
        to.Clear();
        Assert.All(value.Concat(centre).Concat(variance).Concat(lorentz), v => Assert.Equal(0.0, v));
    }

    [Fact]
    public void Copies_of_axial_divergence_share_one_peak_and_lean_to_the_beam_on_either_side()
    {
        AxialKernel low = AxialKernel.At(20, 0.05, 0.02, stackalloc double[AxialKernel.Store]), high = AxialKernel.At(160, 0.05, 0.02, stackalloc double[AxialKernel.Store]);
        Assert.Equal(low.Count, high.Count);
        Assert.InRange(low.Count, 40, AxialKernel.MostNodes);
        double sum = 0, slopes = 0;
        for (int j = 0; j < low.Count; j++)
        {
            Assert.True(low[j].Offset < 0 && high[j].Offset > 0 && low[j].Weight > 0);
            Assert.Equal(-low[j].Offset, high[j].Offset, 1e-9);
            Assert.Equal(low[j].Weight, high[j].Weight, 1e-9);
            sum += low[j].Weight;
            slopes += low[j].WeightSlope;
        }

        Assert.Equal(1, sum, 1e-12);
        Assert.Equal(0, slopes, 1e-9);
    }

    [Theory]
    [InlineData(2.5, 0.06)]
    [InlineData(177.5, 0.06)]
    [InlineData(1, 0.02)]
    [InlineData(6, 0.06)]
    [InlineData(120, 0.03)]
    public void Copies_stay_on_the_scale_and_move_as_they_say(double twoTheta, double divergence)
    {
        const int Copies = 24;
        const double Step = 1e-5;
        AxialKernel at = AxialKernel.Of(twoTheta, divergence, Copies, stackalloc double[AxialKernel.Store]);
        AxialKernel up = AxialKernel.Of(twoTheta + Step, divergence, Copies, stackalloc double[AxialKernel.Store]), down = AxialKernel.Of(twoTheta - Step, divergence, Copies, stackalloc double[AxialKernel.Store]);
        AxialKernel wide = AxialKernel.Of(twoTheta, divergence + (1e-3 * Step), Copies, stackalloc double[AxialKernel.Store]), slim = AxialKernel.Of(twoTheta, divergence - (1e-3 * Step), Copies, stackalloc double[AxialKernel.Store]);
        for (int j = 0; j < Copies; j++)
        {
            Assert.InRange(twoTheta + at[j].Offset, 0, 180);
            Assert.Equal(at.Turn(j).Offset - 1, (up[j].Offset - down[j].Offset) / (2 * Step), 1e-5);
            Assert.Equal(at.Turn(j).Weight, (up[j].Weight - down[j].Weight) / (2 * Step), 1e-6);
            Assert.Equal(at[j].OffsetSlope, (wide[j].Offset - slim[j].Offset) / (2e-3 * Step), 1e-3);
            Assert.Equal(at[j].WeightSlope, (wide[j].Weight - slim[j].Weight) / (2e-3 * Step), 1e-4);
        }
    }

    [Fact]
    public void The_mean_of_the_copies_does_not_jump_where_the_cone_begins_to_end_inside_the_slit()
    {
        double Mean(double twoTheta)
        {
            AxialKernel kernel = AxialKernel.Of(twoTheta, 0.06, 64, stackalloc double[AxialKernel.Store]);
            double sum = 0;
            for (int j = 0; j < kernel.Count; j++)
            {
                sum += kernel[j].Weight * kernel[j].Offset;
            }

            return sum;
        }

        // From the integral over the slit with a million points; tan 3.4336° is 0.06.
        Assert.Equal(-0.613, Mean(2.5), 2e-3);
        Assert.Equal(Mean(3.4336 - 1e-3), Mean(3.4336 + 1e-3), 5e-3);
    }

    [Fact]
    public void Without_divergence_one_copy_stands_where_the_peak_is()
    {
        AxialKernel none = AxialKernel.None(stackalloc double[AxialKernel.Store]), zero = AxialKernel.At(35, 0, 0.05, stackalloc double[AxialKernel.Store]);
        Assert.Equal((1, 1), (none.Count, zero.Count));
        Assert.Equal((0.0, 1.0, 0.0, 0.0), none[0]);
        Assert.Equal(0, zero[0].Offset, 1e-10);
        Assert.Equal(1, zero[0].Weight, 1e-12);
        Assert.Equal(1, zero.Turn(0).Offset, 1e-10);
    }

    [Theory]
    [InlineData(DiffractionAxis.TwoTheta, 1)]
    [InlineData(DiffractionAxis.MomentumTransfer, 1)]
    [InlineData(DiffractionAxis.Energy, 1e-3)]
    public void A_peak_stands_where_the_pattern_has_its_spacing_with_the_slope_of_its_place(DiffractionAxis axis, double scale)
    {
        var pattern = new Diffractogram(axis, [1, 2], [1, 1], [1, 1]) { Radiation = Radiation.Monochromatic(0.7), FixedTwoTheta_deg = 5 };
        var place = new PeakPlace(axis, Math.Sin(2.5 * Math.PI / 180));
        double q = 0.16, step = 1e-5, at = place.Position(q, 0.7, out double slope);
        Assert.Equal(1, at / (scale * pattern.PositionOf(1 / Math.Sqrt(q))), 1e-10);
        Assert.Equal(1, (place.Position(q + step, 0.7, out _) - place.Position(q - step, 0.7, out _)) / (2 * step * slope), 1e-6);
    }

    [Fact]
    public void Widths_depend_on_the_tangent_of_the_angle_and_on_energy_itself()
    {
        PeakPlace angle = new(DiffractionAxis.TwoTheta, 1), energy = new(DiffractionAxis.Energy, 0.02);
        (double a, double b, double c) = angle.Factors(90);
        Assert.Equal(1, a, 1e-12);
        Assert.Equal(Math.Sqrt(2), b, 1e-12);
        Assert.Equal(Math.Sqrt(0.5), c, 1e-12);
        Assert.Equal((70.0, 1.0, 0.0), energy.Factors(70));
        Assert.Equal((1e-4, 1e-2), (angle.VarianceUnit, angle.WidthUnit));
        Assert.Equal((1.0, 1.0), (energy.VarianceUnit, energy.WidthUnit));
        Assert.True(double.IsNaN(angle.Position(9, 0.7, out _)));
    }

    [Fact]
    public void The_width_of_lines_is_estimated_within_two_steps_and_scales_with_the_axis()
    {
        double[] x = MadePatterns.Grid(0, 12, 1201), y = [.. x.Select(Lines)];
        double width = WidthEstimate.Of(x, y);
        Assert.InRange(width, 0.2 - 1e-6, 0.2 + 0.0201);
        Assert.Equal(2 * width, WidthEstimate.Of([.. x.Select(v => 2 * v)], [.. y.Select(v => 4 * v)]));
        double step = 12.0 / 1201;
        Assert.Equal(1.5 * step, WidthEstimate.Of(x, [.. x.Select(_ => 5.0)]), 1e-10);
    }

    // Five lines of a full width of 0.2 at half height.
    private static double Lines(double x) => Enumerable.Range(1, 5).Sum(k => (100 - k) * Math.Exp(-4 * Math.Log(2) * (x - (2 * k)) * (x - (2 * k)) / 0.04));
}
