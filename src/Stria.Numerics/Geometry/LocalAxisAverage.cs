namespace Stria.Numerics.Geometry;

/// <summary>The average u of f within a part over a varying length L: u − ∇·(L²∇u) = f, no flow through the border; conjugate gradients with the diagonal as preconditioner.</summary>
internal sealed class LocalAxisAverage
{
    private const double Tolerance = 1e-5;

    private readonly LocalAxisWindow window;
    private readonly double[] right, below, diagonal;

    /// <summary>Makes the operator.</summary>
    /// <param name="window">The part.</param>
    /// <param name="length">L [px] of each pixel, positive inside.</param>
    public LocalAxisAverage(LocalAxisWindow window, double[] length)
    {
        this.window = window;
        (right, below, diagonal) = (new double[length.Length], new double[length.Length], new double[length.Length]);
        diagonal.AsSpan().Fill(1);
        foreach (int i in window.Pixels)
        {
            if ((i % window.Width) + 1 < window.Width && window.Inside[i + 1])
            {
                right[i] = Link(length[i], length[i + 1]);
                diagonal[i] += right[i];
                diagonal[i + 1] += right[i];
            }

            if (i + window.Width < length.Length && window.Inside[i + window.Width])
            {
                below[i] = Link(length[i], length[i + window.Width]);
                diagonal[i] += below[i];
                diagonal[i + window.Width] += below[i];
            }
        }
    }

    /// <summary>Replaces f, which is 0 outside, by its average.</summary>
    public void Solve(double[] f)
    {
        double[] u = [.. f], residual = new double[f.Length], direction = new double[f.Length], image = new double[f.Length];
        Apply(u, image);
        double energy = 0, limit = 0;
        foreach (int i in window.Pixels)
        {
            residual[i] = f[i] - image[i];
            direction[i] = residual[i] / diagonal[i];
            energy += residual[i] * direction[i];
            limit += f[i] * f[i] / diagonal[i];
        }

        limit *= Tolerance * Tolerance;
        for (int iteration = 0; energy > limit && iteration < f.Length; iteration++)
        {
            Apply(direction, image);
            double curvature = 0, next = 0;
            foreach (int i in window.Pixels)
            {
                curvature += direction[i] * image[i];
            }

            double step = energy / curvature;
            foreach (int i in window.Pixels)
            {
                u[i] += step * direction[i];
                residual[i] -= step * image[i];
                next += residual[i] * residual[i] / diagonal[i];
            }

            double share = next / energy;
            foreach (int i in window.Pixels)
            {
                direction[i] = (residual[i] / diagonal[i]) + (share * direction[i]);
            }

            energy = next;
        }

        u.CopyTo(f, 0);
    }

    private static double Link(double a, double b) => a > 0 && b > 0 ? 2 * a * a * b * b / ((a * a) + (b * b)) : 0;

    private void Apply(double[] u, double[] image)
    {
        foreach (int i in window.Pixels)
        {
            image[i] = diagonal[i] * u[i];
        }

        foreach (int i in window.Pixels)
        {
            if (right[i] > 0)
            {
                image[i] -= right[i] * u[i + 1];
                image[i + 1] -= right[i] * u[i];
            }

            if (below[i] > 0)
            {
                image[i] -= below[i] * u[i + window.Width];
                image[i + window.Width] -= below[i] * u[i];
            }
        }
    }
}
