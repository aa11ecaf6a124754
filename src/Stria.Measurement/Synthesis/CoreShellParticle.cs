namespace Stria.Measurement.Synthesis;

/// <summary>The shape of the core–shell particle: a tilted wire with rounded ends, a wedge in thickness, core, mixture and shell.</summary>
internal sealed class CoreShellParticle(int height, int width, double tilt)
{
    private const double ThinEnd = 40e-9, ThickEnd = 150e-9, CoreLimit = 0.5, MixtureLimit = 0.68;
    private readonly double centreY = (height - 1) / 2.0, centreX = (width - 1) / 2.0, halfLength = 0.36 * width, halfWidth = 0.24 * height;
    private readonly double cos = Math.Cos(tilt), sin = Math.Sin(tilt);

    /// <summary>Thickness [m] and share of the shell's phase at a place of the first frame.</summary>
    public (double Thickness, double Shell) At(double row, double column)
    {
        double dy = row - centreY, dx = column - centreX;
        double along = ((dx * cos) + (dy * sin)) / halfLength, across = ((dy * cos) - (dx * sin)) / halfWidth;
        double along2 = along * along, across2 = across * across;
        double radius4 = (along2 * along2) + (across2 * across2);
        if (radius4 >= 1)
        {
            return (0, 0);
        }

        double radius = Math.Sqrt(Math.Sqrt(radius4)), thickness = ThinEnd + ((ThickEnd - ThinEnd) * 0.5 * (1 + along));
        double shell = radius < CoreLimit ? 0 : radius < MixtureLimit ? 0.7 : 1;
        return (thickness, shell);
    }
}
