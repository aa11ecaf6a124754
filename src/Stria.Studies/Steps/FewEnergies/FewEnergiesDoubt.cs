using Stria.Core;

namespace Stria.Studies;

/// <summary>Warns when images at a few energies cannot carry a composition: few energies fit almost anything, so a wrong shift or a film shows here or nowhere.</summary>
internal static class FewEnergiesDoubt
{
    // Counting noise alone gives 1; drift and background of good images raise it to a few.
    private const double LargestChiSquare = 10;

    // A third of the range between neighbouring phases: beyond it the energies do not tell them apart.
    private const double LargestDeviation = 0.1;
    private const double LeastShare = 0.5;

    /// <summary>The warnings.</summary>
    /// <param name="chiSquare">Median reduced χ² of the pixels; NaN where two energies leave nothing to judge.</param>
    /// <param name="deviation">Median standard deviation of x.</param>
    /// <param name="share">Share of the sample's pixels that have an x.</param>
    internal static IEnumerable<Remark> Of(double chiSquare, double deviation, double share)
    {
        if (chiSquare > LargestChiSquare)
        {
            yield return Remark.Warning($"The standards do not explain the images: the median reduced χ² is {chiSquare:g3}. Perhaps the energies lie off those of the standards (--energy-shift), or a film, a support or another phase absorbs as well.");
        }

        if (deviation > LargestDeviation)
        {
            yield return Remark.Warning($"These energies hardly tell the compositions apart: the median standard deviation of x is {deviation:g2}. Perhaps none lies on a resonance once the energy shift is counted, or the counts are few.");
        }

        if (share < LeastShare)
        {
            yield return Remark.Warning($"Only {share:p0} of the sample's pixels have an x; the others hold less than three standard deviations of sample.");
        }
    }
}
