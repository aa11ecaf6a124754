namespace Stria.Numerics.Statistics;

/// <summary>Quantiles of Student's distribution, for intervals of parameters found from few points.</summary>
public static class StudentT
{
    private const double Normal975 = 1.959963984540054;

    /// <summary>The factor of a two-sided 95 % interval: ± factor × standard deviation.</summary>
    /// <param name="degreesOfFreedom">Points less parameters, at least 1.</param>
    /// <returns>12.706 for one degree of freedom, falling to 1.960; within 0.1 % of the exact value.</returns>
    public static double Factor95(int degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degreesOfFreedom, 1);
        double v = degreesOfFreedom, z = Normal975, z2 = z * z;
        return degreesOfFreedom switch
        {
            1 => 12.70620474,
            2 => 4.30265273,
            3 => 3.18244631,

            // Cornish–Fisher expansion of the quantile in 1/v (Abramowitz and Stegun, 26.7.5).
            _ => z * (1 + ((z2 + 1) / (4 * v)) + (((((5 * z2) + 16) * z2) + 3) / (96 * v * v)) + ((((((3 * z2) + 19) * z2) + 17) * z2 - 15) / (384 * v * v * v))
                + ((((((((79 * z2) + 776) * z2) + 1482) * z2) - 1920) * z2 - 945) / (92160 * v * v * v * v))),
        };
    }
}
