using Stria.Core;
using Stria.Measurement.Stxm;

namespace Stria.Studies;

/// <summary>The composition that the direct inversion gives, for comparison.</summary>
internal static class DirectComposition
{
    /// <summary>x = Σ nᵢxᵢ/Σ nᵢ with amounts of any sign; NaN where the total is not positive.</summary>
    public static ScalarField Of(DirectInversionResult direct, ScaledReferences references)
    {
        var x = new float[direct.Grid.Count];
        for (int p = 0; p < x.Length; p++)
        {
            double sum = 0, moment = 0;
            for (int r = 0; r < direct.Amounts.Length; r++)
            {
                (sum, moment) = (sum + direct.Amounts[r][p], moment + (direct.Amounts[r][p] * references.References[r].Composition));
            }

            x[p] = sum > 0 ? (float)(moment / sum) : float.NaN;
        }

        return new ScalarField(direct.Grid, x, "x", "1");
    }
}
