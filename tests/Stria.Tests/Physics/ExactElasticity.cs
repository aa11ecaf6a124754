using Stria.Physics.Elasticity;

namespace Stria.Tests.Physics;

/// <summary>Closed forms of linear elasticity.</summary>
internal static class ExactElasticity
{
    /// <summary>Radial displacement of a free disk in plane strain with c = exp(−r²/R²) (Timoshenko and Goodier, Theory of Elasticity, 1970, art. 150, with ηc for αT).</summary>
    public static double DiskDisplacement(double r, double radius, double nu, double eta)
    {
        double Integral(double upTo) => -radius * radius / 2 * double.ExpM1(-upTo * upTo / (radius * radius));
        double inner = r == 0 ? 0 : Integral(r) / r;
        return (1 + nu) / (1 - nu) * eta * (((1 - (2 * nu)) * r * Integral(radius) / (radius * radius)) + inner);
    }

    /// <summary>A core of radius a in a shell up to R, each with its own moduli and stress-free strain; free or held outside.</summary>
    public static CoreShell CoreAndShell(PlaneModel model, Phase core, Phase shell, (double Inner, double Outer) radii, bool clamped)
    {
        // u = A r in the core, B r + C/r in the shell; σr = K A − M e and K B − 2 G C/r² − M e.
        (double kc, double mc, _) = Moduli(model, core);
        (double ks, double ms, double g) = Moduli(model, shell);
        double a2 = radii.Inner * radii.Inner, r2 = radii.Outer * radii.Outer;
        // B = p + q C from the outer edge, then A = B + C/a² and the traction at the interface.
        (double p, double q) = clamped ? (0, -1 / r2) : (ms * shell.Strain / ks, 2 * g / (ks * r2));
        double c = ((ks * p) - (ms * shell.Strain) - (kc * p) + (mc * core.Strain)) / ((kc * (q + (1 / a2))) - (ks * q) + (2 * g / a2));
        double b = p + (q * c), inCore = b + (c / a2);
        return new CoreShell(inCore, b, c, (kc * inCore) - (mc * core.Strain), radii.Inner);
    }

    /// <summary>Displacement beside a hole of radius a in a sheet pulled by T along x (Kirsch, in the form of Szabó and Babuška, Finite Element Analysis, 1991), plane stress.</summary>
    public static (double X, double Y) KirschDisplacement(double x, double y, double a, double tension)
    {
        double r = double.Hypot(x, y), t = Math.Atan2(y, x), g = Bodies.E / (2 * (1 + Bodies.Nu)), kappa = (3 - Bodies.Nu) / (1 + Bodies.Nu), cube = Math.Pow(a / r, 3);
        double scale = tension * a / (8 * g);
        return (
            scale * ((r / a * (kappa + 1) * Math.Cos(t)) + (2 * a / r * (((1 + kappa) * Math.Cos(t)) + Math.Cos(3 * t))) - (2 * cube * Math.Cos(3 * t))),
            scale * ((r / a * (kappa - 3) * Math.Sin(t)) + (2 * a / r * (((1 - kappa) * Math.Sin(t)) + Math.Sin(3 * t))) - (2 * cube * Math.Sin(3 * t))));
    }

    /// <summary>σx, σy, τ beside the hole of Kirsch's sheet.</summary>
    public static (double XX, double YY, double XY) KirschStress(double x, double y, double a, double tension)
    {
        double q = a * a / ((x * x) + (y * y)), t = Math.Atan2(y, x), c2 = Math.Cos(2 * t), c4 = Math.Cos(4 * t), s2 = Math.Sin(2 * t), s4 = Math.Sin(4 * t);
        return (
            tension * (1 - (q * ((1.5 * c2) + c4)) + (1.5 * q * q * c4)),
            tension * ((-q * ((0.5 * c2) - c4)) - (1.5 * q * q * c4)),
            tension * ((-q * ((0.5 * s2) + s4)) + (1.5 * q * q * s4)));
    }

    /// <summary>Curvature of a free strip of two layers that differ by a strain (Timoshenko, J. Opt. Soc. Am. 1925, eq. 4).</summary>
    /// <param name="thickness">Thickness of the layer with the strain, and of the other [m].</param>
    /// <param name="ratio">Modulus of the first by that of the second.</param>
    /// <param name="strain">Difference of the strains.</param>
    public static double BimaterialCurvature((double First, double Second) thickness, double ratio, double strain)
    {
        double h = thickness.First + thickness.Second, m = thickness.First / thickness.Second;
        return 6 * strain * (1 + m) * (1 + m) / (h * ((3 * (1 + m) * (1 + m)) + ((1 + (m * ratio)) * ((m * m) + (1 / (m * ratio))))));
    }

    private static (double K, double M, double G) Moduli(PlaneModel model, Phase p) => model == PlaneModel.PlaneStress
        ? (p.E / (1 - p.Nu), p.E / (1 - p.Nu), p.E / (2 * (1 + p.Nu)))
        : (p.E / ((1 + p.Nu) * (1 - (2 * p.Nu))), p.E / (1 - (2 * p.Nu)), p.E / (2 * (1 + p.Nu)));
}

/// <summary>Moduli and stress-free strain of a phase.</summary>
internal sealed record Phase(double E, double Nu, double Strain);

/// <summary>Displacement of a core and a shell: A r, and B r + C/r.</summary>
internal sealed record CoreShell(double A, double B, double C, double InterfacePressure, double Interface)
{
    public double At(double r) => r <= Interface ? A * r : (B * r) + (C / r);

    public (double X, double Y) At(double x, double y)
    {
        double r = double.Hypot(x, y), u = r == 0 ? 0 : At(r) / r;
        return (u * x, u * y);
    }
}
