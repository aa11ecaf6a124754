namespace Stria.Measurement;

/// <summary>
/// Axial divergence: a peak is smeared towards the side of smaller angles (below 90°) by D(2φ) of Finger, Cox and Jephcoat, J. Appl. Cryst. 27, 892 (1994),
/// for a sample and a slit of equal height. With h = u (S + H) as variable the integrand is smooth: d2φ D ∝ (1 − u) / (cos² 2φ sin 2φ) du.
/// </summary>
internal ref struct AxialKernel
{
    /// <summary>The most points of the integral.</summary>
    internal const int MostNodes = 32;

    /// <summary>How many numbers a kernel keeps at most.</summary>
    internal const int Store = 5 * MostNodes;

    private const double Degree = Math.PI / 180;

    private static readonly (double[] At, double[] Weight)[] Legendre = [.. Enumerable.Range(0, MostNodes + 1).Select(GaussLegendre)];

    private readonly Span<double> offsets, weights, offsetSlopes, weightSlopes, turns;

    private AxialKernel(Span<double> store, int count)
    {
        Count = count;
        offsets = store[..count];
        weights = store.Slice(MostNodes, count);
        offsetSlopes = store.Slice(2 * MostNodes, count);
        weightSlopes = store.Slice(3 * MostNodes, count);
        turns = store.Slice(4 * MostNodes, count);
    }

    /// <summary>Number of shifted copies of the peak.</summary>
    internal int Count { get; }

    /// <summary>How far a copy moves when the peak moves by one.</summary>
    internal readonly double Turn(int node) => turns[node];

    /// <summary>Shift of a copy [°], its weight (all sum to one), and how both change with (S + H)/L.</summary>
    internal readonly (double Offset, double Weight, double OffsetSlope, double WeightSlope) this[int node] => (offsets[node], weights[node], offsetSlopes[node], weightSlopes[node]);

    /// <summary>The copies at an angle.</summary>
    /// <param name="twoTheta_deg">The angle of the peak [°].</param>
    /// <param name="divergence">(S + H)/L.</param>
    /// <param name="width_deg">Full width of the peak [°], which says how many copies are needed.</param>
    /// <param name="store">Room for <see cref="Store"/> numbers.</param>
    internal static AxialKernel At(double twoTheta_deg, double divergence, double width_deg, Span<double> store)
    {
        (double sine, double cosine) = Math.SinCos(twoTheta_deg * Degree);
        double reach = divergence <= 0 ? 0 : Math.Abs(twoTheta_deg - (Angle(cosine, divergence) / Degree)) / width_deg;
        int count = reach < 0.02 ? 1 : Math.Min(MostNodes, 3 + (int)(4 * reach));
        var kernel = new AxialKernel(store, count);
        double sum = 0, sumSlope = 0;
        for (int j = 0; j < count; j++)
        {
            // One copy alone stands at the centre of mass, where u² = 1/6.
            double u = count == 1 ? 1 / Math.Sqrt(6) : Legendre[count].At[j], root = Math.Sqrt(1 + (u * u * divergence * divergence));
            double cosPhi = Math.Clamp(cosine * root, -1, 1), phi = Math.Acos(cosPhi), sinPhi = Math.Max(Math.Sin(phi), 1e-6);
            double phiSlope = -cosine * u * u * divergence / (sinPhi * root);
            double weight = (count == 1 ? 1 : Legendre[count].Weight[j]) * (1 - u) / (cosPhi * cosPhi * sinPhi + 1e-12);
            double weightSlope = weight * phiSlope * ((2 * sinPhi / (Math.Abs(cosPhi) < 1e-6 ? 1e-6 : cosPhi)) - (cosPhi / sinPhi));
            kernel.offsets[j] = (phi / Degree) - twoTheta_deg;
            kernel.turns[j] = sine * root / sinPhi;
            kernel.offsetSlopes[j] = phiSlope / Degree;
            kernel.weights[j] = weight;
            kernel.weightSlopes[j] = weightSlope;
            sum += weight;
            sumSlope += weightSlope;
        }

        for (int j = 0; j < count; j++)
        {
            kernel.weights[j] /= sum;
            kernel.weightSlopes[j] = (kernel.weightSlopes[j] - (kernel.weights[j] * sumSlope)) / sum;
        }

        return kernel;
    }

    /// <summary>One unshifted copy: no asymmetry.</summary>
    internal static AxialKernel None(Span<double> store)
    {
        var kernel = new AxialKernel(store, 1);
        (kernel.offsets[0], kernel.weights[0], kernel.offsetSlopes[0], kernel.weightSlopes[0], kernel.turns[0]) = (0, 1, 0, 0, 1);
        return kernel;
    }

    private static double Angle(double cosine, double divergence) => Math.Acos(Math.Clamp(cosine * Math.Sqrt(1 + (divergence * divergence)), -1, 1));

    // Nodes and weights on 0 … 1, by Newton's method on the Legendre polynomials.
    private static (double[] At, double[] Weight) GaussLegendre(int n)
    {
        double[] at = new double[n], weight = new double[n];
        for (int i = 0; i < n; i++)
        {
            double x = Math.Cos(Math.PI * (i + 0.75) / (n + 0.5)), slope = 1;
            for (int step = 0; step < 50; step++)
            {
                (double p, double before) = (1, 0);
                for (int k = 1; k <= n; k++)
                {
                    (p, before) = ((((2 * k) - 1) * x * p / k) - ((k - 1) * before / k), p);
                }

                slope = n * ((x * p) - before) / ((x * x) - 1);
                double move = p / slope;
                x -= move;
                if (Math.Abs(move) < 1e-15)
                {
                    break;
                }
            }

            at[i] = (1 + x) / 2;
            weight[i] = 1 / ((1 - (x * x)) * slope * slope);
        }

        return (at, weight);
    }
}
