using System.Numerics;

namespace Stria.Measurement;

/// <summary>The pseudo-Voigt function of Thompson, Cox and Hastings, J. Appl. Cryst. 20, 79 (1987): of unit area, from the widths of a Gaussian and a Lorentzian.</summary>
internal readonly struct PseudoVoigt
{
    private const double FourLn2 = 2.772588722239781, GaussHeight = 0.93943727869965133; // 2 √(ln 2 / π)

    private readonly double widthByGauss, widthByLorentz, shareByGauss, shareByLorentz;

    /// <summary>From the variance of the Gaussian and the full width of the Lorentzian, in squares and units of the axis.</summary>
    internal PseudoVoigt(double variance, double lorentz)
    {
        double g = Math.Sqrt(2 * FourLn2 * variance), l = lorentz;
        double g2 = g * g, l2 = l * l, fifth = (g2 * g2 * g) + (2.69269 * g2 * g2 * l) + (2.42843 * g2 * g * l2) + (4.47163 * g2 * l2 * l) + (0.07842 * g * l2 * l2) + (l2 * l2 * l);
        Width = Math.Pow(fifth, 0.2);
        double rate = Width / (5 * fifth);
        widthByGauss = rate * ((5 * g2 * g2) + (4 * 2.69269 * g2 * g * l) + (3 * 2.42843 * g2 * l2) + (2 * 4.47163 * g * l2 * l) + (0.07842 * l2 * l2));
        widthByLorentz = rate * ((2.69269 * g2 * g2) + (2 * 2.42843 * g2 * g * l) + (3 * 4.47163 * g2 * l2) + (4 * 0.07842 * g * l2 * l) + (5 * l2 * l2));
        double r = l / Width, shareByRatio = 1.36603 - (2 * 0.47719 * r) + (3 * 0.11116 * r * r);
        Share = r * (1.36603 - (0.47719 * r) + (0.11116 * r * r));
        shareByGauss = -shareByRatio * r / Width * widthByGauss;
        shareByLorentz = shareByRatio * ((1 / Width) - (r / Width * widthByLorentz));
        GaussByVariance = g > 0 ? FourLn2 / g : 0; // dG/dσ²
    }

    /// <summary>Full width at half height.</summary>
    internal double Width { get; }

    /// <summary>Share of the Lorentzian, η.</summary>
    internal double Share { get; }

    /// <summary>From the middle to where the function is cut: 2.5 · 10⁻⁴ of its height or less.</summary>
    internal double Reach => (2.5 + (30 * Share)) * Width;

    private double GaussByVariance { get; }

    /// <summary>Adds the function times a weight.</summary>
    internal void Add(ReadOnlySpan<double> x, double centre, double weight, Span<double> values)
    {
        double inverse = 1 / Width, lorentz = weight * Share * 2 * inverse / Math.PI, gauss = weight * (1 - Share) * GaussHeight * inverse;
        AddLorentz(x, centre, inverse, lorentz, values);
        int first = Below(x, centre - (3 * Width)), end = Below(x, centre + (3 * Width));
        for (int i = first; i < end; i++)
        {
            double z = (x[i] - centre) * inverse;
            values[i] += gauss * Math.Exp(-FourLn2 * z * z);
        }
    }

    /// <summary>Adds the derivatives of the function times a weight: by its middle, by the variance of the Gaussian, by the width of the Lorentzian; and the function itself.</summary>
    internal void AddDerivatives(ReadOnlySpan<double> x, double centre, double weight, in PeakDerivatives to)
    {
        double inverse = 1 / Width, heightL = 2 * inverse / Math.PI, heightG = GaussHeight * inverse;
        double widthByVariance = widthByGauss * GaussByVariance, shareByVariance = shareByGauss * GaussByVariance;
        for (int i = 0; i < x.Length; i++)
        {
            double z = (x[i] - centre) * inverse, z2 = z * z, fall = 1 / (1 + (4 * z2));
            double l = heightL * fall, g = z2 < 9 ? heightG * Math.Exp(-FourLn2 * z2) : 0;
            double byWidth = inverse * ((Share * l * (1 - (2 * fall))) + ((1 - Share) * g * ((2 * FourLn2 * z2) - 1))), byShare = l - g;
            to.Value[i] += weight * ((Share * l) + ((1 - Share) * g));
            to.Centre[i] += weight * inverse * z * ((Share * l * 8 * fall) + ((1 - Share) * g * 2 * FourLn2));
            to.Variance[i] += weight * ((byWidth * widthByVariance) + (byShare * shareByVariance));
            to.Lorentz[i] += weight * ((byWidth * widthByLorentz) + (byShare * shareByLorentz));
        }
    }

    private static void AddLorentz(ReadOnlySpan<double> x, double centre, double inverse, double height, Span<double> values)
    {
        int i = 0, lanes = Vector<double>.Count;
        var (middle, twice, top) = (new Vector<double>(centre), new Vector<double>(2 * inverse), new Vector<double>(height));
        for (; i <= x.Length - lanes; i += lanes)
        {
            Vector<double> z = (new Vector<double>(x[i..]) - middle) * twice, sum = new Vector<double>(values[i..]) + (top / (Vector<double>.One + (z * z)));
            sum.CopyTo(values[i..]);
        }

        for (; i < x.Length; i++)
        {
            double z = (x[i] - centre) * 2 * inverse;
            values[i] += height / (1 + (z * z));
        }
    }

    private static int Below(ReadOnlySpan<double> x, double position)
    {
        int at = x.BinarySearch(position);
        return at < 0 ? ~at : at;
    }
}

/// <summary>Where the derivatives of a peak are put.</summary>
internal readonly ref struct PeakDerivatives(Span<double> value, Span<double> centre, Span<double> variance, Span<double> lorentz)
{
    internal readonly Span<double> Value = value, Centre = centre, Variance = variance, Lorentz = lorentz;

    internal void Clear()
    {
        Value.Clear();
        Centre.Clear();
        Variance.Clear();
        Lorentz.Clear();
    }
}
