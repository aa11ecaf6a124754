using Stria.Numerics.Integration;

namespace Stria.Measurement;

/// <summary>
/// Axial divergence: a peak is smeared towards the side of smaller angles (below 90°) by D(2φ) of Finger, Cox and Jephcoat, J. Appl. Cryst. 27, 892 (1994),
/// for a sample and a slit of equal height. With h = u (S + H) as variable the integrand is smooth: d2φ D ∝ (1 − u) / (cos² 2φ sin 2φ) du. Where tan 2θ is less
/// than (S + H)/L the cone of rays ends inside the slit, at u = L tan 2θ/(S + H); there u = that × sin s is smooth.
/// </summary>
internal ref struct AxialKernel
{
    /// <summary>The most points of the integral.</summary>
    internal const int MostNodes = 128;

    /// <summary>How many numbers a kernel keeps at most.</summary>
    internal const int Store = 6 * MostNodes;

    private const double Degree = Math.PI / 180;

    private static readonly GaussLegendre?[] Rules = new GaussLegendre?[MostNodes + 1];

    private readonly Span<double> offsets, weights, offsetSlopes, weightSlopes, turns, weightTurns;

    private AxialKernel(Span<double> store, int count)
    {
        Count = count;
        offsets = store[..count];
        weights = store.Slice(MostNodes, count);
        offsetSlopes = store.Slice(2 * MostNodes, count);
        weightSlopes = store.Slice(3 * MostNodes, count);
        turns = store.Slice(4 * MostNodes, count);
        weightTurns = store.Slice(5 * MostNodes, count);
    }

    /// <summary>Number of shifted copies of the peak.</summary>
    internal int Count { get; }

    /// <summary>Shift of the end of the smear [°], how far it moves when the peak moves by one, and when (S + H)/L does.</summary>
    internal (double Offset, double Turn, double Slope) End { get; private set; }

    /// <summary>How far a copy moves, and how its weight changes, when the peak moves by one.</summary>
    internal readonly (double Offset, double Weight) Turn(int node) => (turns[node], weightTurns[node]);

    /// <summary>Shift of a copy [°], its weight (all sum to one), and how both change with (S + H)/L.</summary>
    internal readonly (double Offset, double Weight, double OffsetSlope, double WeightSlope) this[int node] => (offsets[node], weights[node], offsetSlopes[node], weightSlopes[node]);

    /// <summary>How many copies give a peak to 10⁻⁶ of its height where it is steep, and where only the tails of a Lorentzian are left, three widths and more away.</summary>
    /// <param name="twoTheta_deg">The angle of the peak [°].</param>
    /// <param name="divergence">(S + H)/L.</param>
    /// <param name="width_deg">Full width of the peak [°].</param>
    internal static (int Near, int Far) Needs(double twoTheta_deg, double divergence, double width_deg)
    {
        double reach = divergence <= 0 ? 0 : Math.Abs(At(twoTheta_deg, divergence, 1).Offset) / width_deg;
        return divergence <= 0 ? (1, 1) : reach < 0.05 ? (3, 3) : (Math.Min(MostNodes, 4 + (int)(6 * reach)), Math.Min(MostNodes, 4 + (int)(1.5 * reach)));
    }

    /// <summary>The copies at an angle, as many as the width of the peak asks for.</summary>
    /// <param name="twoTheta_deg">The angle of the peak [°].</param>
    /// <param name="divergence">(S + H)/L.</param>
    /// <param name="width_deg">Full width of the peak [°].</param>
    /// <param name="store">Room for <see cref="Store"/> numbers.</param>
    internal static AxialKernel At(double twoTheta_deg, double divergence, double width_deg, Span<double> store) =>
        Of(twoTheta_deg, divergence, Needs(twoTheta_deg, divergence, width_deg).Near, store);

    /// <summary>So many copies at an angle.</summary>
    internal static AxialKernel Of(double twoTheta_deg, double divergence, int count, Span<double> store)
    {
        var kernel = new AxialKernel(store, count) { End = At(twoTheta_deg, divergence, 1) };
        if (Math.Abs(Math.Tan(twoTheta_deg * Degree)) < divergence && count > 1)
        {
            kernel.FillBelowDivergence(twoTheta_deg, divergence);
        }
        else
        {
            kernel.Fill(twoTheta_deg, divergence);
        }

        kernel.Normalise();
        return kernel;
    }

    private readonly void Fill(double twoTheta_deg, double divergence)
    {
        GaussLegendre rule = Rule(Count);
        for (int j = 0; j < Count; j++)
        {
            // One copy alone stands at the centre of mass, where u² = 1/6.
            double u = Count == 1 ? 1 / Math.Sqrt(6) : (1 + rule.Nodes[j]) / 2, root2 = 1 + (u * u * divergence * divergence);
            (double offset, double turn, double slope) = At(twoTheta_deg, divergence, u);
            (double sinPhi, double cosPhi) = Math.SinCos((twoTheta_deg + offset) * Degree);

            // cos² 2φ is cos² 2θ times the root squared; what does not depend on the copy falls out of the weights.
            double weight = rule.Weights[j] * (1 - u) / (root2 * Math.Max(sinPhi, 1e-6)), cotangent = Degree * cosPhi / Math.Max(sinPhi, 1e-6);
            offsets[j] = offset;
            turns[j] = turn;
            offsetSlopes[j] = slope;
            weights[j] = weight;
            weightSlopes[j] = -weight * ((2 * u * u * divergence / root2) + (cotangent * slope));
            weightTurns[j] = -weight * cotangent * turn;
        }
    }

    // u = tan 2θ sin s / divergence: then sin 2φ = sin 2θ cos s, whatever the divergence. Beyond 90° all is mirrored.
    private readonly void FillBelowDivergence(double twoTheta_deg, double divergence)
    {
        bool isHigh = twoTheta_deg > 90;
        double angle = (isHigh ? 180 - twoTheta_deg : twoTheta_deg) * Degree, mirror = isHigh ? -1 : 1;
        (double sine, double cosine) = Math.SinCos(angle);
        double tangent = sine / cosine;
        GaussLegendre rule = Rule(Count);
        for (int j = 0; j < Count; j++)
        {
            (double sinS, double cosS) = Math.SinCos((1 + rule.Nodes[j]) * Math.PI / 4);
            double u = tangent * sinS / divergence, root2 = 1 + (tangent * tangent * sinS * sinS), weight = rule.Weights[j] * (1 - u) / root2, sinPhi = sine * cosS;
            offsets[j] = mirror * (Math.Asin(sinPhi) - angle) / Degree;
            turns[j] = cosine * cosS / Math.Sqrt(1 - (sinPhi * sinPhi));
            offsetSlopes[j] = 0;
            weights[j] = weight;
            weightSlopes[j] = weight * u / (divergence * (1 - u));
            weightTurns[j] = -mirror * Degree * weight / (cosine * cosine) * ((sinS / (divergence * (1 - u))) + (2 * tangent * sinS * sinS / root2));
        }
    }

    // The weights of all copies sum to one.
    private readonly void Normalise()
    {
        double sum = 0, sumSlope = 0, sumTurn = 0;
        for (int j = 0; j < Count; j++)
        {
            (sum, sumSlope, sumTurn) = (sum + weights[j], sumSlope + weightSlopes[j], sumTurn + weightTurns[j]);
        }

        for (int j = 0; j < Count; j++)
        {
            weights[j] /= sum;
            weightSlopes[j] = (weightSlopes[j] - (weights[j] * sumSlope)) / sum;
            weightTurns[j] = (weightTurns[j] - (weights[j] * sumTurn)) / sum;
        }
    }

    /// <summary>One unshifted copy: no asymmetry.</summary>
    internal static AxialKernel None(Span<double> store)
    {
        var kernel = new AxialKernel(store, 1) { End = (0, 1, 0) };
        (kernel.offsets[0], kernel.weights[0], kernel.offsetSlopes[0], kernel.weightSlopes[0], kernel.turns[0], kernel.weightTurns[0]) = (0, 1, 0, 0, 1, 0);
        return kernel;
    }

    // The shift of the copy at u [°]: cos 2φ = cos 2θ √(1 + u² (S + H)²/L²); how it moves with 2θ and with the divergence. Where the cone ends before, its end, which stays.
    private static (double Offset, double Turn, double Slope) At(double twoTheta_deg, double divergence, double u)
    {
        (double sine, double cosine) = Math.SinCos(twoTheta_deg * Degree);
        double root = Math.Sqrt(1 + (u * u * divergence * divergence));
        if (Math.Abs(cosine) * root >= 1)
        {
            return ((cosine > 0 ? 0 : 180) - twoTheta_deg, 0, 0);
        }

        double phi = Math.Acos(cosine * root), sinPhi = Math.Sin(phi);
        return ((phi / Degree) - twoTheta_deg, sine * root / sinPhi, -cosine * u * u * divergence / (sinPhi * root * Degree));
    }

    // Two that make one rule at the same time make the same.
    private static GaussLegendre Rule(int count) => Rules[count] ??= new GaussLegendre(count);
}
