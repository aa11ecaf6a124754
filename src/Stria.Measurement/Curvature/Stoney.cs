using Stria.Core;

namespace Stria.Measurement.Curvature;

/// <summary>The mean stress of a film from the curvature of its substrate.</summary>
/// <remarks>
/// Stoney (Proc. R. Soc. A 82, 172, 1909) as in Santos et al. (Mater. Horiz. 2020, eq. 1) and Luo et al. (Nat. Mater. 2022, eq. 1): Δσ = Es hs² ΔK/(6 hf (1 − νs)).
/// With h = hf/hs and m the ratio of the biaxial moduli of film and substrate, the mismatch stress of a film of any thickness is Stoney's times
/// (1 + 4hm + 6h²m + 4h³m + h⁴m²)/(1 + h) (Freund, Floro and Chason, Appl. Phys. Lett. 74, 1987, 1999).
/// Curvature is positive where the plate is hollow on the side of the film, which a film in tension makes; tension is positive.
/// </remarks>
public static class Stoney
{
    /// <summary>Largest h = hf/hs of which Stoney's formula is called valid without more ado.</summary>
    public const double ThinFilm = 0.02;

    /// <summary>Largest K D²/(4 hs) at which a plate still bends to a sphere in proportion to the stress.</summary>
    public const double SmallDeflection = 0.3;

    /// <summary>Stress per curvature [Pa m] for a thin film, with its standard deviation.</summary>
    /// <param name="substrate">The plate.</param>
    /// <param name="filmThickness">Thickness of the film [m].</param>
    /// <exception cref="ScenarioException">A number is missing or out of range.</exception>
    public static MeasuredValue StressPerCurvature(Substrate substrate, MeasuredValue filmThickness) => MeasuredValue.Product(
        1.0 / 6,
        (substrate.BiaxialModulus, 1),
        (substrate.Thickness.Positive("thickness of the substrate [m]"), 2),
        (filmThickness.Positive("thickness of the film [m]"), -1));

    /// <summary>Stress per curvature [Pa m] with the correction for a film that is not thin, where the film's modulus is known; the errors of plate and film pass through both.</summary>
    /// <param name="substrate">The plate.</param>
    /// <param name="film">The film.</param>
    /// <exception cref="ScenarioException">A number is missing or out of range.</exception>
    public static MeasuredValue StressPerCurvature(Substrate substrate, Film film)
    {
        MeasuredValue thin = StressPerCurvature(substrate, film.Thickness), stiffness = substrate.BiaxialModulus;
        if (!double.IsFinite(film.BiaxialModulus))
        {
            return thin;
        }

        double h = film.Thickness.Value / substrate.Thickness.Value, m = film.BiaxialModulus / stiffness.Value;
        double value = thin.Value * ThickFilmFactor(h, m);

        // d ln F/d ln h and d ln F/d ln m: what an error of a thickness or of the plate's modulus changes besides Stoney's own powers.
        double whole = 1 + (h * m * (4 + (h * (6 + (h * (4 + (h * m)))))));
        double byThickness = (h * m * (4 + (h * (12 + (h * (12 + (4 * h * m))))))) / whole - (h / (1 + h)), byModulus = h * m * (4 + (h * (6 + (h * (4 + (2 * h * m)))))) / whole;
        double plate = (2 - byThickness) * substrate.Thickness.Relative, electrode = (byThickness - 1) * film.Thickness.Relative, modulus = (1 - byModulus) * stiffness.Relative;
        return new MeasuredValue(value, value * Math.Sqrt((plate * plate) + (electrode * electrode) + (modulus * modulus)));
    }

    /// <summary>What Stoney's stress is to be multiplied with for a film that is not thin.</summary>
    /// <param name="thicknessRatio">h = hf/hs.</param>
    /// <param name="modulusRatio">m, biaxial modulus of the film over that of the substrate.</param>
    public static double ThickFilmFactor(double thicknessRatio, double modulusRatio)
    {
        double h = thicknessRatio, m = modulusRatio;
        return (1 + (h * m * (4 + (h * (6 + (h * (4 + (h * m)))))))) / (1 + h);
    }

    /// <summary>What must be said of the use of the formula.</summary>
    /// <param name="substrate">The plate.</param>
    /// <param name="film">The film.</param>
    /// <param name="largestCurvature">Largest size of the curvature [1/m].</param>
    public static IReadOnlyList<Remark> Validity(Substrate substrate, Film film, double largestCurvature)
    {
        var remarks = new List<Remark>();
        double h = film.Thickness.Value / substrate.Thickness.Value;
        if (double.IsFinite(film.BiaxialModulus))
        {
            double factor = ThickFilmFactor(h, film.BiaxialModulus / substrate.BiaxialModulus.Value);
            remarks.Add(Remark.Note($"The film is {100 * h:g3} % as thick as the substrate; Stoney's stress is multiplied by {factor:f4} for it."));
        }
        else if (h > ThinFilm)
        {
            remarks.Add(Remark.Warning(
                $"The film is {100 * h:g3} % as thick as the substrate, not thin. Without its modulus Stoney's formula is used as it is: it is too high by {100 * (1 - ThickFilmFactor(h, 0)):f1} % for a very soft film and too low by {100 * (ThickFilmFactor(h, 1) - 1):f1} % for one as stiff as the substrate."));
        }

        double deflection = Math.Abs(largestCurvature) * substrate.Width * substrate.Width / (4 * substrate.Thickness.Value);
        if (deflection > SmallDeflection)
        {
            remarks.Add(Remark.Warning($"K D²/(4 hs) reaches {deflection:g2}: beyond {SmallDeflection} a plate no longer bends in proportion to the stress."));
        }

        return remarks;
    }
}
