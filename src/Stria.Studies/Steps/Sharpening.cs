using Stria.Core;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>Takes the blur of the beam off the amounts, off the light that is mixed within it, and off x.</summary>
/// <param name="context">The nouns of the run.</param>
/// <param name="width">Standard deviation of the beam [px].</param>
/// <param name="refits">Whether pixels may be fitted anew, each alone.</param>
/// <param name="mapped">Maps of a fit, blurred.</param>
internal sealed class Sharpening(StudyContext context, double width, bool refits, Func<ReferenceFitResult, CompositionMaps> mapped)
{
    // The first corrects nine tenths of what the mixing of light does to amounts, the second what the first one's estimate was off.
    private const int Rounds = 2;

    /// <summary>Pixels to be fitted so that the flank of each border is known: the sample and what the beam makes of it beside it.</summary>
    /// <param name="sample">The sample's pixels.</param>
    public static PixelMask WithFlanks(PixelMask sample) => new(sample.Height, sample.Width, Numerics.Images.Morphology.Dilate(sample.Inside, sample.Height, sample.Width, FlankWidth));

    private const int FlankWidth = 4;

    /// <summary>The maps without blur.</summary>
    /// <param name="path">"standards" or "clusters".</param>
    /// <param name="fit">The fit of that path.</param>
    /// <param name="seed">Start of the random numbers.</param>
    /// <param name="cancel">Stops between rounds.</param>
    public CompositionMaps Run(string path, ReferenceFitResult fit, long seed, CancellationToken cancel)
    {
        ReferenceFitOptions options = context.Get<ReferenceFitOptions>(path);
        CompositionBasis basis = context.Get<CompositionBasis>(path);
        OpticalDensityStack od = context.Get<OpticalDensityStack>("sample");
        CompositionMaps maps = mapped(fit);
        SharpAmounts amounts = Amounts(fit, maps, cancel);
        for (int round = 0; round < Rounds && width > 0 && refits; round++)
        {
            ScalarField x = SharpComposition.Estimate(maps, amounts, cancel);
            fit = ReferenceFit.Run(MixedLight.Remove(od, (options.Design, options.Compositions), amounts, x, context.Threads, cancel), options, null, cancel);
            maps = mapped(fit);
            amounts = Amounts(fit, maps, cancel);
        }

        context.Put(amounts, path);
        return SharpComposition.Apply(maps, basis, amounts, seed, context.Threads, cancel);
    }

    // The totals of the maps have no values beside the sample, where the flanks lie.
    private SharpAmounts Amounts(ReferenceFitResult fit, CompositionMaps maps, CancellationToken cancel) => SharpAmounts.Find(
        new ScalarField(fit.Grid, [.. Enumerable.Range(0, fit.Grid.Count).Select(p => fit.Amounts.Sum(a => a[p]))], maps.Total.Symbol, maps.Total.Unit),
        [.. fit.TotalDeviation.Select(s => (float)(s * maps.Widening))], width, cancel);
}
