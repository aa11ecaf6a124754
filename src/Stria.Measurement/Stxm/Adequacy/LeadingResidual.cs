using Stria.Numerics.Linear;

namespace Stria.Measurement.Stxm;

/// <summary>Of the residuals of all groups, in units of their noise, the part that has one shape over the energies in all of them, with a strength of its own in each: what one spectrum that is missing would leave.</summary>
/// <remarks>
/// Were the spectrum and the strengths known but for a common factor, the sum of squares along them would be the best test of it. Neither is: of all shapes and strengths those are taken that hold most, which is the first
/// eigenvector of the residuals' products (the likelihood ratio against one component more; Anderson, Ann. Math. Stat. 22, 327 (1951), doi:10.1214/aoms/1177729580). What many groups leave alike adds up in it, while their noise does not.
/// </remarks>
/// <param name="Square">Sum of its squares, smoothed over the energies.</param>
/// <param name="Strengths">Strength in each group, of length one.</param>
/// <param name="Roughness">Variance from one energy to the next, by second differences: one where it is white noise of the known strength. Features of spectra are wider.</param>
internal sealed record LeadingResidual(double Square, double[] Strengths, double Roughness)
{
    // Variance of a second difference of white noise.
    private const double SecondDifference = 6;

    /// <summary>Finds it.</summary>
    /// <param name="white">Residuals [energy, group] of unit variance.</param>
    /// <param name="groups">Number of groups.</param>
    /// <param name="kernels">The smoothing at each energy: first energy and weights, whose squares sum to one.</param>
    public static LeadingResidual Of(double[] white, int groups, (int From, double[] Weights)[] kernels)
    {
        double[] products = new double[groups * groups], smooth = new double[groups];
        foreach ((int from, double[] weights) in kernels)
        {
            for (int g = 0; g < groups; g++)
            {
                smooth[g] = 0;
                for (int k = 0; k < weights.Length; k++)
                {
                    smooth[g] += weights[k] * white[((from + k) * groups) + g];
                }
            }

            for (int i = 0; i < products.Length; i++)
            {
                products[i] += smooth[i / groups] * smooth[i % groups];
            }
        }

        double square = OpenBlas.SymmetricEigen(products, groups)[^1];
        double[] strengths = products[^groups..], shape = new double[kernels.Length];
        for (int i = 0; i < white.Length; i++)
        {
            shape[i / groups] += strengths[i % groups] * white[i];
        }

        double rough = Enumerable.Range(1, shape.Length - 2).Average(e => Math.Pow(shape[e - 1] - (2 * shape[e]) + shape[e + 1], 2));
        return new LeadingResidual(square, strengths, rough / SecondDifference);
    }
}
