namespace Stria.Numerics.Diffusion;

/// <summary>Diffusion in a slab, cylinder or sphere with a diffusivity that depends on the composition and a given rate of filling, by finite volumes.</summary>
/// <remarks>
/// Cells grow thinner towards the surface. A step is the trapezoidal rule followed by the backward formula of second order (TR-BDF2, Bank et al. 1985):
/// second order, and stiff parts die out, so that a sudden current does not ring. The mean composition follows the rate exactly.
/// </remarks>
public sealed class RadialDiffusion
{
    private const double Gamma = 0.585786437626905; // 2 − √2
    private const int NewtonSteps = 12;
    private const double NewtonTolerance = 1e-8; // of the last change: the error left is its square, and nothing is lost or gained at any iteration

    private readonly double[] volumes, areas, distances; // per cell; per inner face; from cell to cell
    private readonly double[] state, stage, rate, low, diagonal, up, right;
    private readonly double outerWidth, nu;
    private readonly int n;

    /// <summary>Lays the cells.</summary>
    /// <param name="shape">The body.</param>
    /// <param name="length">Its radius, or the thickness of a slab that is closed on one side [m].</param>
    /// <param name="cells">Number of cells.</param>
    /// <param name="grading">Exponent of the distances from the surface, 1 for even cells.</param>
    public RadialDiffusion(ParticleShape shape, double length, int cells = 40, double grading = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cells, 3);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        (n, nu, Length) = (cells, (int)shape, length);
        (volumes, areas, distances) = (new double[n], new double[n - 1], new double[n - 1]);
        (state, stage, rate) = (new double[n], new double[n], new double[n]);
        (low, diagonal, up, right) = (new double[n], new double[n], new double[n], new double[n]);
        double Face(int k) => length * (1 - Math.Pow(1 - (k / (double)n), grading));
        for (int i = 0; i < n; i++)
        {
            double inner = Face(i), outer = Face(i + 1);
            volumes[i] = (Math.Pow(outer, nu) - Math.Pow(inner, nu)) / nu;
            if (i + 1 < n)
            {
                areas[i] = Math.Pow(outer, nu - 1);
                distances[i] = (MeanSquare(outer, Face(i + 2)) - MeanSquare(inner, outer)) / (2 * outer);
            }
        }

        outerWidth = length - Face(n - 1);
    }

    /// <summary>The radius or thickness [m].</summary>
    public double Length { get; }

    /// <summary>Mean composition of each cell, from the centre outwards.</summary>
    public Span<double> State => state;

    /// <summary>Mean composition of the body.</summary>
    public double Mean
    {
        get
        {
            double sum = 0, whole = 0;
            for (int i = 0; i < n; i++)
            {
                sum += volumes[i] * state[i];
                whole += volumes[i];
            }

            return sum / whole;
        }
    }

    /// <summary>Makes the composition even.</summary>
    public void Fill(double composition) => Array.Fill(state, composition);

    /// <summary>Composition at the surface, while the mean changes at a rate.</summary>
    /// <param name="diffusivity">D of the composition [m²/s].</param>
    /// <param name="meanRate">Rate of the mean composition [1/s].</param>
    public double Surface(DiffusivityTable diffusivity, double meanRate)
    {
        double innerSlope = (state[n - 1] - state[n - 2]) / distances[n - 2], flux = meanRate * Length / nu, surface = state[n - 1];
        for (int i = 0; i < 50; i++)
        {
            // The slope goes linearly from the inner face to the surface, where the flux sets it.
            double next = state[n - 1] + (outerWidth * ((2 * flux / diffusivity.At(surface).Value) + innerSlope) / 6);
            double change = next - surface;
            surface = next;
            if (Math.Abs(change) <= 1e-14)
            {
                break;
            }
        }

        return surface;
    }

    /// <summary>Goes on by one step of time with a constant rate of filling.</summary>
    /// <param name="diffusivity">D of the composition [m²/s].</param>
    /// <param name="meanRate">Rate of the mean composition [1/s].</param>
    /// <param name="duration">Length of the step [s].</param>
    public void Advance(DiffusivityTable diffusivity, double meanRate, double duration)
    {
        double flux = meanRate * Math.Pow(Length, nu) / nu, weight = Gamma / 2 * duration;
        Derive(state, diffusivity, flux);
        for (int i = 0; i < n; i++)
        {
            right[i] = state[i] + (weight * rate[i]);
            stage[i] = state[i];
        }

        Solve(diffusivity, flux, weight);

        // Second stage: from the beginning and the first stage, with the same implicit weight, because γ/2 = (1 − γ)/(2 − γ).
        double ofStage = 1 / (Gamma * (2 - Gamma)), ofState = (1 - Gamma) * (1 - Gamma) * ofStage;
        for (int i = 0; i < n; i++)
        {
            right[i] = (ofStage * stage[i]) - (ofState * state[i]);
        }

        Solve(diffusivity, flux, weight);
        stage.CopyTo(state, 0);
    }

    // Of the distance from the centre. Distances of cells follow from it so that parabolas, which profiles of steady filling are, have their exact slopes at faces.
    private double MeanSquare(double inner, double outer) =>
        nu / (nu + 2) * (Math.Pow(outer, nu + 2) - Math.Pow(inner, nu + 2)) / (Math.Pow(outer, nu) - Math.Pow(inner, nu));

    private void Derive(double[] x, DiffusivityTable diffusivity, double flux)
    {
        double inflow = 0;
        for (int i = 0; i < n; i++)
        {
            double outflow = i + 1 < n
                ? -areas[i] * diffusivity.At((x[i] + x[i + 1]) / 2).Value * (x[i + 1] - x[i]) / distances[i]
                : -flux;
            rate[i] = (inflow - outflow) / volumes[i];
            inflow = outflow;
        }
    }

    // Newton's iterations for stage − weight · f(stage) = right, each with one tridiagonal system.
    private void Solve(DiffusivityTable diffusivity, double flux, double weight)
    {
        for (int iteration = 0; iteration < NewtonSteps; iteration++)
        {
            Linearise(diffusivity, flux, weight);
            double largest = SolveTridiagonal();
            for (int i = 0; i < n; i++)
            {
                stage[i] += rate[i];
            }

            if (largest <= NewtonTolerance)
            {
                return;
            }
        }
    }

    // Fills the matrix, and puts the residual into rate.
    private void Linearise(DiffusivityTable diffusivity, double flux, double weight)
    {
        for (int i = 0; i < n; i++)
        {
            diagonal[i] = 1;
            rate[i] = right[i] - stage[i];
        }

        (low[0], up[n - 1]) = (0, 0);
        for (int i = 0; i + 1 < n; i++)
        {
            double step = stage[i + 1] - stage[i], conductance = weight * areas[i] / distances[i];
            (double d, double slope) = diffusivity.At((stage[i] + stage[i + 1]) / 2);
            double flow = conductance * d * step, byInner = conductance * ((slope * step / 2) - d), byOuter = conductance * ((slope * step / 2) + d);
            rate[i] += flow / volumes[i];
            rate[i + 1] -= flow / volumes[i + 1];
            diagonal[i] -= byInner / volumes[i];
            up[i] = -byOuter / volumes[i];
            low[i + 1] = byInner / volumes[i + 1];
            diagonal[i + 1] += byOuter / volumes[i + 1];
        }

        rate[n - 1] += weight * flux / volumes[n - 1];
    }

    // Leaves the solution in rate; returns its largest size.
    private double SolveTridiagonal()
    {
        for (int i = 1; i < n; i++)
        {
            double factor = low[i] / diagonal[i - 1];
            diagonal[i] -= factor * up[i - 1];
            rate[i] -= factor * rate[i - 1];
        }

        rate[n - 1] /= diagonal[n - 1];
        double largest = Math.Abs(rate[n - 1]);
        for (int i = n - 2; i >= 0; i--)
        {
            rate[i] = (rate[i] - (up[i] * rate[i + 1])) / diagonal[i];
            largest = Math.Max(largest, Math.Abs(rate[i]));
        }

        return largest;
    }
}
