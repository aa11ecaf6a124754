using Stria.Core;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>The width of the beam that is taken off a composition map: given, or read from the outlines.</summary>
internal static class BeamWidth
{
    /// <summary>Standard deviation of the beam [px], told in the report.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="context">The run.</param>
    public static double Of(CompositionSettings settings, StudyContext context)
    {
        FoundParticles particles = context.Get<FoundParticles>();
        (double width, string source) = (settings.PointSpread ?? 0, "as given");
        if (settings.PointSpread is null)
        {
            (double Width, double Bound)? found = PointSpread.Find(particles.MeanImage, particles.Mask);
            (width, source) = found is { } f ? (f.Width, $"0.85 of the upper bound of {f.Bound:f2} px that the sharpest outlines give") : (0, "no outline tells it: only noise was held down");
        }

        if (settings.GaussianSigma > 0)
        {
            context.Say(Remark.Warning("The amounts were filtered by a Gaussian before x was sharpened: its errors are then smaller than the single pixel's, and correlated, and the sharpening holds too much down. Leave one of the two out."));
        }

        context.Report(new Headline("point_spread", width, "px", "Blur of the beam taken off x, standard deviation") { Note = source });
        context.Describe(
            $"The map of x was freed of a Gaussian blur of {width:f2} px (standard deviation; {source}) by penalised least squares with total variation; its standard deviations are the scatter of eight draws from the posterior, "
            + "and neighbouring errors are correlated. Amounts, thickness and lithium areal density are those of the blurred pixels.");
        context.Cite("Rudin, Osher & Fatemi, Physica D 60, 259 (1992), doi:10.1016/0167-2789(92)90242-F (total variation)");
        context.Cite("Vogel & Oman, SIAM J. Sci. Comput. 17, 227 (1996), doi:10.1137/0917016 (lagged diffusivity)");
        return width;
    }
}
