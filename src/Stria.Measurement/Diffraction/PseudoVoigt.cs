using System.Numerics;

namespace Stria.Measurement;

/// <summary>The pseudo-Voigt function of Thompson, Cox and Hastings, J. Appl. Cryst. 20, 79 (1987): of unit area, from the widths of a Gaussian and a Lorentzian.</summary>
internal readonly struct PseudoVoigt
{
    private const double FourLn2 = 2.772588722239781, GaussHeight = 0.93943727869965133; // 2 √(ln 2 / π)

    // The Gaussian is gone after three widths (10⁻¹¹ of its height).
    private const double GaussReach = 3, LeastReach = 3.2, MoreReach = 30;

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

    /// <summary>From the middle to where a pattern leaves the function out: 2.5 · 10⁻⁴ of its height or less.</summary>
    internal double Reach => (LeastReach + (MoreReach * Share)) * Width;

    /// <summary>How the reach changes with the variance of the Gaussian.</summary>
    internal double ReachByVariance => ReachBy(widthByGauss, shareByGauss) * GaussByVariance;

    /// <summary>How the reach changes with the width of the Lorentzian.</summary>
    internal double ReachByLorentz => ReachBy(widthByLorentz, shareByLorentz);

    private double GaussByVariance { get; }

    private double ReachBy(double width, double share) => ((LeastReach + (MoreReach * Share)) * width) + (MoreReach * share * Width);

    /// <summary>Adds the function times a weight.</summary>
    internal void Add(ReadOnlySpan<double> x, double centre, double weight, Span<double> values)
    {
        AddTails(x, centre, weight, values);
        int first = Below(x, centre - (GaussReach * Width)), end = Below(x, centre + (GaussReach * Width)), i = first, lanes = Vector<double>.Count;
        double inverse = 1 / Width, gauss = weight * (1 - Share) * GaussHeight * inverse;
        var (middle, scale, height) = (new Vector<double>(centre), new Vector<double>(inverse), new Vector<double>(gauss));
        for (; i <= end - lanes; i += lanes)
        {
            Vector<double> z = (new Vector<double>(x[i..]) - middle) * scale, sum = new Vector<double>(values[i..]) + (height * Vector.Exp(-FourLn2 * z * z));
            sum.CopyTo(values[i..]);
        }

        for (; i < end; i++)
        {
            double z = (x[i] - centre) * inverse;
            values[i] += gauss * Math.Exp(-FourLn2 * z * z);
        }
    }

    /// <summary>Adds the Lorentzian part alone: all that is left three widths from the middle.</summary>
    internal void AddTails(ReadOnlySpan<double> x, double centre, double weight, Span<double> values) => AddLorentz(x, centre, 1 / Width, weight * Share * 2 / (Width * Math.PI), values);

    /// <summary>Adds the derivatives of the function times a weight: by its middle, by the variance of the Gaussian, by the width of the Lorentzian; and the function itself.</summary>
    internal void AddDerivatives(ReadOnlySpan<double> x, double centre, double weight, in PeakDerivatives to)
    {
        int i = 0, lanes = Vector<double>.Count;
        for (; i <= x.Length - lanes; i += lanes)
        {
            Derivatives(new Vector<double>(x[i..]) - new Vector<double>(centre), weight, out Four found);
            found.AddTo(to, i);
        }

        for (; i < x.Length; i++)
        {
            Derivatives(new Vector<double>(x[i] - centre), weight, out Four found);
            found.AddFirstTo(to, i);
        }
    }

    // All lanes at once; what is beyond the Gaussian's reach has none of it.
    private void Derivatives(Vector<double> off, double weight, out Four found)
    {
        double inverse = 1 / Width, widthByVariance = widthByGauss * GaussByVariance, shareByVariance = shareByGauss * GaussByVariance;
        Vector<double> z = off * inverse, z2 = z * z, fall = Vector<double>.One / (Vector<double>.One + (4 * z2)), l = weight * 2 * inverse / Math.PI * fall, g = Vector<double>.Zero;
        if (Vector.LessThanAny(z2, new Vector<double>(GaussReach * GaussReach)))
        {
            g = Vector.ConditionalSelect(Vector.LessThan(z2, new Vector<double>(GaussReach * GaussReach)), weight * GaussHeight * inverse * Vector.Exp(-FourLn2 * z2), g);
        }

        Vector<double> partL = Share * l, partG = (1 - Share) * g, byShare = l - g;
        Vector<double> byWidth = inverse * ((partL * (Vector<double>.One - (2 * fall))) + (partG * ((2 * FourLn2 * z2) - Vector<double>.One)));
        found = new Four(
            partL + partG, inverse * z * ((partL * 8 * fall) + (2 * FourLn2 * partG)),
            (byWidth * widthByVariance) + (byShare * shareByVariance), (byWidth * widthByLorentz) + (byShare * shareByLorentz));
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

    private readonly struct Four(Vector<double> value, Vector<double> centre, Vector<double> variance, Vector<double> lorentz)
    {
        internal void AddTo(in PeakDerivatives to, int i)
        {
            (new Vector<double>(to.Value[i..]) + value).CopyTo(to.Value[i..]);
            (new Vector<double>(to.Centre[i..]) + centre).CopyTo(to.Centre[i..]);
            (new Vector<double>(to.Variance[i..]) + variance).CopyTo(to.Variance[i..]);
            (new Vector<double>(to.Lorentz[i..]) + lorentz).CopyTo(to.Lorentz[i..]);
        }

        internal void AddFirstTo(in PeakDerivatives to, int i)
        {
            to.Value[i] += value[0];
            to.Centre[i] += centre[0];
            to.Variance[i] += variance[0];
            to.Lorentz[i] += lorentz[0];
        }
    }
}

/// <summary>Where the derivatives of a peak are put.</summary>
internal readonly ref struct PeakDerivatives(Span<double> value, Span<double> centre, Span<double> variance, Span<double> lorentz)
{
    internal readonly Span<double> Value = value, Centre = centre, Variance = variance, Lorentz = lorentz;

    /// <summary>A part of the points.</summary>
    internal PeakDerivatives Slice(int first, int count) => new(Value.Slice(first, count), Centre.Slice(first, count), Variance.Slice(first, count), Lorentz.Slice(first, count));

    internal void Clear()
    {
        Value.Clear();
        Centre.Clear();
        Variance.Clear();
        Lorentz.Clear();
    }
}
