namespace Stria.Measurement.Gitt;

/// <summary>Diffusion coefficients from the ratio of the change of the rest potential to the change during the pulse (Weppner and Huggins, J. Electrochem. Soc. 124, 1569, 1977).</summary>
public static class WeppnerHuggins
{
    /// <summary>D = 4/(π t) (V/A)² (ΔEs/ΔEt)², for t ≪ L²/D and an even slope of the rest potential.</summary>
    /// <param name="volumeOverSurface">Volume over surface of the particles [m]: R/3 for spheres, R/2 for cylinders, half the thickness of slabs.</param>
    /// <param name="duration">Length of the pulse t [s].</param>
    /// <param name="steady">Change of the rest potential ΔEs [V].</param>
    /// <param name="transient">Change of the potential during the pulse without the drop of resistances, ΔEt [V].</param>
    /// <returns>D [m²/s].</returns>
    public static double Diffusivity(double volumeOverSurface, double duration, double steady, double transient)
    {
        double ratio = volumeOverSurface * steady / transient;
        return 4 / (Math.PI * duration) * ratio * ratio;
    }
}
