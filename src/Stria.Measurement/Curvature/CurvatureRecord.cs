using Stria.Core;

namespace Stria.Measurement.Curvature;

/// <summary>Curvature against time.</summary>
public sealed record CurvatureRecord
{
    /// <summary>Makes the record; the arrays are kept, not copied.</summary>
    /// <param name="times">Times on the clock of the cycler [s], not falling.</param>
    /// <param name="curvatures">Curvatures, or their changes since a reference [1/m].</param>
    /// <exception cref="DataException">The lengths differ, time runs backward, or a value is not finite.</exception>
    public CurvatureRecord(double[] times, double[] curvatures)
    {
        if (times.Length != curvatures.Length || times.Length < 3)
        {
            throw new DataException($"{times.Length} times and {curvatures.Length} curvatures make no record.");
        }

        for (int i = 0; i < times.Length; i++)
        {
            if (!double.IsFinite(curvatures[i]) || (i > 0 && !(times[i] >= times[i - 1])))
            {
                throw new DataException($"Line {i + 1} of the curvatures ({times[i]:g9} s, {curvatures[i]:g6} 1/m) holds no number, or its time lies before that of the line above.");
            }
        }

        (Times, Curvatures) = (times, curvatures);
    }

    /// <summary>Times on the clock of the cycler [s].</summary>
    public double[] Times { get; }

    /// <summary>Curvatures [1/m].</summary>
    public double[] Curvatures { get; }
}
