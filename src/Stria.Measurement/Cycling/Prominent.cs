namespace Stria.Measurement.Cycling;

/// <summary>An inner maximum of a curve with the lowest points on its sides before the curve rises above it.</summary>
/// <param name="At">Its place.</param>
/// <param name="Left">The valley on its left.</param>
/// <param name="Right">The valley on its right.</param>
internal readonly record struct Prominent(int At, int Left, int Right)
{
    /// <summary>The inner maxima of a curve, from left to right.</summary>
    public static IEnumerable<Prominent> Maxima(double[] values)
    {
        for (int i = 1; i + 1 < values.Length; i++)
        {
            if (values[i] > values[i - 1] && values[i] >= values[i + 1])
            {
                yield return new Prominent(i, Lowest(values, i, -1), Lowest(values, i, 1));
            }
        }
    }

    /// <summary>The higher of the two valleys.</summary>
    public int Higher(double[] values) => values[Left] > values[Right] ? Left : Right;

    /// <summary>Height above the higher valley.</summary>
    public double Above(double[] values) => values[At] - values[Higher(values)];

    private static int Lowest(double[] values, int peak, int direction)
    {
        int lowest = peak;
        for (int i = peak + direction; i >= 0 && i < values.Length && values[i] <= values[peak]; i += direction)
        {
            lowest = values[i] < values[lowest] ? i : lowest;
        }

        return lowest;
    }
}
