namespace Stria.Physics.Transport;

/// <summary>A property with two values, along the local (crystal) axis 1 and across it.</summary>
/// <param name="Along">Value along axis 1.</param>
/// <param name="Across">Value along axis 2.</param>
public readonly record struct CrystalTensor(double Along, double Across)
{
    /// <summary>The same in all directions.</summary>
    public static CrystalTensor Isotropic(double value) => new(value, value);

    /// <summary>Whether both values are one.</summary>
    public bool IsUnity => Along == 1 && Across == 1;

    /// <summary>Its components about x and y in each cell.</summary>
    /// <param name="cells">Number of cells.</param>
    /// <param name="axisAngles">Angle [rad] from x to axis 1, one per cell; null when the axes are x and y.</param>
    /// <returns>xx, xy and yy of the first cell, then of the next.</returns>
    public double[] InCells(int cells, double[]? axisAngles)
    {
        var components = new double[3 * cells];
        for (int cell = 0; cell < cells; cell++)
        {
            (double s, double c) = Math.SinCos(axisAngles?[cell] ?? 0);
            (components[3 * cell], components[(3 * cell) + 1], components[(3 * cell) + 2]) =
                ((c * c * Along) + (s * s * Across), c * s * (Along - Across), (s * s * Along) + (c * c * Across));
        }

        return components;
    }
}
