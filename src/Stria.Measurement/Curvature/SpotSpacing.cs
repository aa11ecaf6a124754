using Stria.Core;
using Stria.Numerics.Linear;

namespace Stria.Measurement.Curvature;

/// <summary>Curvature from the spacing of an array of reflected laser beams (multi-beam optical stress sensor).</summary>
public static class SpotSpacing
{
    /// <summary>Change of curvature ΔK = (d₀ − d)/d₀ · cos α/(2 L).</summary>
    /// <param name="spacings">Spacing d of the spots, in any unit, one per time.</param>
    /// <param name="reference">Spacing d₀ at the reference, in the same unit.</param>
    /// <param name="incidence">Angle of incidence α, from the normal [rad].</param>
    /// <param name="distance">Distance from sample to camera L [m].</param>
    /// <returns>Changes of curvature [1/m].</returns>
    /// <exception cref="ScenarioException">Angle or distance is missing or out of range.</exception>
    public static double[] Curvature(ReadOnlySpan<double> spacings, double reference, double incidence, double distance)
    {
        new MeasuredValue(distance).Positive("distance from sample to camera [m]");
        new MeasuredValue(reference).Positive("spacing of the spots at the reference");
        if (!(incidence >= 0 && incidence < Math.PI / 2))
        {
            throw new ScenarioException($"The angle of incidence is {incidence:g4} rad; it lies between 0 and π/2 from the normal.");
        }

        var curvatures = new double[spacings.Length];
        for (int i = 0; i < curvatures.Length; i++)
        {
            curvatures[i] = (reference - spacings[i]) / reference * Math.Cos(incidence) / (2 * distance);
        }

        return curvatures;
    }

    /// <summary>Spacing of an array relative to that of a reference, from the positions of all its spots: the slope of the one against the other.</summary>
    /// <param name="positions">Positions of the spots along the array.</param>
    /// <param name="reference">The same spots at the reference.</param>
    /// <exception cref="DataException">The numbers of spots differ, or there are fewer than two.</exception>
    public static MeasuredValue Relative(ReadOnlySpan<double> positions, ReadOnlySpan<double> reference)
    {
        if (positions.Length != reference.Length || positions.Length < 2)
        {
            throw new DataException($"{positions.Length} spots cannot be compared with {reference.Length} at the reference. Perhaps a spot was lost or left the camera.");
        }

        double[] x = [.. reference], one = [.. x.Select(_ => 1.0)], y = [.. positions];
        DenseLeastSquares fit = DenseLeastSquares.Factor([one, x]) ?? throw new DataException("The spots of the reference all lie at one place.");
        double[] line = fit.Solve(y);
        double squares = y.Select((v, i) => Math.Pow(v - line[0] - (line[1] * x[i]), 2)).Sum();
        return new MeasuredValue(line[1], x.Length > 2 ? Math.Sqrt(squares / (x.Length - 2) * fit.InverseGramDiagonal()[1]) : double.PositiveInfinity);
    }
}
