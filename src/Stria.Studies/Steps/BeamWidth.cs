using Stria.Core;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>The width of the beam that is taken off the maps: given, or read from the outlines.</summary>
internal static class BeamWidth
{
    /// <summary>Standard deviation of the beam [px], told in the report.</summary>
    /// <param name="scenario">What was asked for.</param>
    /// <param name="context">The run.</param>
    /// <param name="cancel">Stops between trials.</param>
    public static double Of(MapScenario scenario, StudyContext context, CancellationToken cancel)
    {
        double width = scenario.Composition.PointSpread ?? 0, deviation = 0;
        string source = "as given";
        if (scenario.Composition.PointSpread is null)
        {
            (ScalarField absorbed, float[] noise) = MeanAbsorption.Of(context.Get<OpticalDensityStack>("sample"), context.Get<AlignedStack>().NoiseFactors);
            PointSpread? found = PointSpread.Find(absorbed, noise, context.Get<PixelMask>(CalibrateStep.Matter), scenario.Seed, context.Threads, cancel);
            (width, deviation, source) = found is { } f
                ? (f.Width_px, f.Deviation_px, $"the widest beam with which the outlines are explained as well as the rest of the mean transmission, over {f.Bias:f3}, which noise makes of it")
                : (0, 0, "no outline tells it: only noise was held down");
            if (found is not null)
            {
                context.Put(found);
            }
        }

        if (scenario.Composition.GaussianSigma > 0)
        {
            context.Say(Remark.Warning("The amounts were filtered by a Gaussian before x was sharpened: its errors are then smaller than the single pixel's, and correlated, and the sharpening holds too much down. Leave one of the two out."));
        }

        Tell(context, (width, deviation, source));
        return width;
    }

    private static void Tell(StudyContext context, (double Width, double Deviation, string Source) beam)
    {
        ImageGrid grid = context.Get<OpticalDensityStack>().Grid;
        double? sigma = beam.Deviation > 0 ? beam.Deviation : null;
        context.Report(new Headline("point_spread", beam.Width, "px", "Blur of the beam taken off the maps, standard deviation") { StandardDeviation = sigma, Note = beam.Source });
        if (beam.Width > 0 && grid.PixelSizeX is { } pixel && double.IsFinite(pixel) && pixel > 0)
        {
            double edge = 2.5631 * pixel * 1e9;
            context.Report(new Headline("edge_width", beam.Width * edge, "nm", "Image of a straight edge, from 10 to 90 %") { StandardDeviation = sigma * edge, Note = $"full width at half maximum of the beam {beam.Width * 2.3548 * pixel * 1e9:f0} nm" });
        }

        context.Describe(
            $"Maps were freed of a Gaussian blur of {beam.Width:f2} px (standard deviation; {beam.Source}) by penalised least squares with total variation: first the amounts, which may not be negative, so closely that what was found is met within its noise; "
            + "then, with these, what mixing of light within the beam does to optical densities (two rounds, all pixels fitted anew); then x. A pixel belongs to the sample where more than a twentieth of the amount about it is found, and more than three standard deviations. "
            + "The variance of x is the mean of two: of draws from the posterior about the map found, and of a parametric bootstrap (the map found is blurred, given noise and sharpened once more), four each; neighbouring errors are correlated.");
        context.Cite("Rudin, Osher & Fatemi, Physica D 60, 259 (1992), doi:10.1016/0167-2789(92)90242-F (total variation)");
        context.Cite("Vogel & Oman, SIAM J. Sci. Comput. 17, 227 (1996), doi:10.1137/0917016 (lagged diffusivity)");
        context.Cite("Morozov, Sov. Math. Dokl. 7, 414 (1966) (discrepancy principle)");
    }
}
