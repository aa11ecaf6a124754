namespace Stria.Numerics.Diffusion;

/// <summary>A diffusivity that depends on the composition, tabulated for quick look-up: linear between the rows, constant beyond the ends.</summary>
public sealed class DiffusivityTable
{
    private readonly double[] values;
    private readonly double low, perStep;

    /// <summary>Makes the table.</summary>
    /// <param name="low">Composition of the first row.</param>
    /// <param name="high">Composition of the last row.</param>
    /// <param name="values">Diffusivity at evenly spaced compositions [m²/s], at least two, all positive.</param>
    public DiffusivityTable(double low, double high, double[] values)
    {
        if (values.Length < 2 || !(high > low) || !values.All(v => v > 0))
        {
            throw new ArgumentException("A table of diffusivities needs two positive rows and a range of compositions.", nameof(values));
        }

        (this.low, this.values, perStep) = (low, values, (values.Length - 1) / (high - low));
    }

    /// <summary>The same diffusivity at every composition.</summary>
    public static DiffusivityTable Constant(double diffusivity) => new(0, 1, [diffusivity, diffusivity]);

    /// <summary>Diffusivity and its slope against composition.</summary>
    public (double Value, double Slope) At(double composition)
    {
        double place = (composition - low) * perStep;
        if (!(place > 0))
        {
            return (values[0], 0);
        }

        if (place >= values.Length - 1)
        {
            return (values[^1], 0);
        }

        int i = (int)place;
        double rise = values[i + 1] - values[i];
        return (values[i] + ((place - i) * rise), rise * perStep);
    }
}
