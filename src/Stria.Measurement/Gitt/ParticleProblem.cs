using Stria.Numerics.Diffusion;
using Stria.Numerics.Interpolation;
using Stria.Numerics.Optimisation;

namespace Stria.Measurement.Gitt;

/// <summary>Potential of a record against ln D at knots, coefficients of U(x), and a resistance per pulse.</summary>
/// <remarks>
/// The flux is given by the current, so that U and the resistances only read the surface and stand linearly; their derivatives are exact. Those of ln D are
/// differences of simulations, each begun at a stored state before the first pulse whose surface sees the knot and carried on until the change has died away:
/// the inside of a slow particle sees the knot for many pulses after the surface has left it.
/// </remarks>
internal sealed class ParticleProblem : ILeastSquaresProblem
{
    private const int TableRows = 600;
    private const double Difference = 1e-4, DiedAway = 1e-3, PotentialStiffness = 1e-3, DiffusivityStiffness = 1e-5; // stiffnesses [V] hold what the record does not determine

    private readonly ParticleRecord record;
    private readonly double[] knots, surface, perturbed, lowest, highest;
    private readonly int[] firstRead; // the first line that is read in each pulse
    private readonly double[][] states;
    private readonly UniformBSpline spline;
    private readonly RadialDiffusion particle;
    private readonly int pulses;

    public ParticleProblem(ParticleRecord record, GittSample sample, double[] knots, UniformBSpline spline, int cells)
    {
        (this.record, this.knots, this.spline) = (record, knots, spline);
        pulses = record.FirstSteps.Count - 1;
        particle = new RadialDiffusion(sample.Shape, sample.Length, cells);
        states = [.. Enumerable.Range(0, pulses).Select(_ => new double[cells])];
        (surface, perturbed) = (new double[record.Lines.Length], new double[record.Lines.Length]);
        (lowest, highest) = (new double[pulses], new double[pulses]);
        firstRead = [.. Enumerable.Range(0, pulses).Select(p => record.PulseOf.FindIndex(q => q >= p) is var i and >= 0 ? i : record.Lines.Length)];
    }

    public int ParameterCount => knots.Length + spline.Count + pulses;

    public int ResidualCount => record.Lines.Length + spline.Count - 2 + Math.Max(0, knots.Length - 2);

    /// <summary>Composition at the surface at each line that is read, after an evaluation.</summary>
    public ReadOnlySpan<double> Surface => surface;

    public void Evaluate(ReadOnlySpan<double> parameters, Span<double> residuals, Span<double> jacobian)
    {
        ReadOnlySpan<double> logs = parameters[..knots.Length], coefficients = parameters.Slice(knots.Length, spline.Count), resistances = parameters[(knots.Length + spline.Count)..];
        Simulate(Table(logs), 0, pulses, surface, keep: true);
        jacobian.Clear();
        Span<double> four = stackalloc double[4];
        for (int i = 0; i < surface.Length; i++)
        {
            int first = spline.Values(surface[i], four), pulse = record.PulseOf[i];
            residuals[i] = System.Numerics.Tensors.TensorPrimitives.Dot(four, coefficients.Slice(first, 4)) + (resistances[pulse] * record.Currents[i]) - record.Potentials[i];
            if (!jacobian.IsEmpty)
            {
                Span<double> row = jacobian.Slice(i * ParameterCount, ParameterCount);
                four.CopyTo(row[(knots.Length + first)..]);
                row[knots.Length + spline.Count + pulse] = record.Currents[i];
            }
        }

        Stiffen(parameters, residuals, jacobian);
        for (int k = 0; k < knots.Length && !jacobian.IsEmpty; k++)
        {
            DeriveByDiffusivity(k, logs, coefficients, jacobian);
        }
    }

    /// <summary>Composition at the surface for a course of ln D.</summary>
    public void SimulateAll(ReadOnlySpan<double> logs) => Simulate(Table(logs), 0, pulses, surface, keep: true);

    private void DeriveByDiffusivity(int k, ReadOnlySpan<double> logs, ReadOnlySpan<double> coefficients, Span<double> jacobian)
    {
        double from = k == 0 ? double.NegativeInfinity : knots[k - 1], to = k + 1 == knots.Length ? double.PositiveInfinity : knots[k + 1];

        // The outermost intervals go on beyond the ends, so that the knots next to the ends are seen there too.
        from = k == 1 ? double.NegativeInfinity : from;
        to = k + 2 == knots.Length ? double.PositiveInfinity : to;
        int first = 0, last = pulses - 1;
        while (first < last && !(highest[first] > from && lowest[first] < to))
        {
            first++;
        }

        while (last > first && !(highest[last] > from && lowest[last] < to))
        {
            last--;
        }

        double[] changed = [.. logs];
        changed[k] += Difference;
        states[first].CopyTo(particle.State);
        DiffusivityTable table = Table(changed);
        double largest = 0;
        for (int p = first; p < pulses; p++)
        {
            Simulate(table, p, p + 1, perturbed, keep: false); // goes on where the pulse before ended
            double change = 0;
            for (int i = firstRead[p]; i < surface.Length && record.PulseOf[i] == p; i++)
            {
                double here = perturbed[i] - surface[i];
                change = Math.Max(change, Math.Abs(here));
                jacobian[(i * ParameterCount) + k] = spline.SlopeAt(surface[i], coefficients) * here / Difference;
            }

            largest = Math.Max(largest, change);
            if (p > last && change < DiedAway * largest)
            {
                break;
            }
        }
    }

    private void Simulate(DiffusivityTable table, int first, int end, double[] read, bool keep)
    {
        if (first == 0)
        {
            particle.Fill(record.Start);
        }

        for (int p = first; p < end; p++)
        {
            if (keep)
            {
                particle.State.CopyTo(states[p]);
                (lowest[p], highest[p]) = (double.PositiveInfinity, double.NegativeInfinity);
            }

            for (int s = record.FirstSteps[p]; s < record.FirstSteps[p + 1]; s++)
            {
                ParticleStep step = record.Steps[s];
                if (step.Duration > 0)
                {
                    particle.Advance(table, step.Rate, step.Duration);
                }

                if (step.Read >= 0)
                {
                    double x = particle.Surface(table, step.Rate);
                    read[step.Read] = x;
                    (lowest[p], highest[p]) = keep ? (Math.Min(lowest[p], x), Math.Max(highest[p], x)) : (lowest[p], highest[p]);
                }
            }
        }
    }

    // ln D linear between knots and beyond them.
    private DiffusivityTable Table(ReadOnlySpan<double> logs)
    {
        double low = spline.Low, high = spline.Low + (spline.Spacing * spline.Intervals);
        var values = new double[TableRows];
        for (int r = 0, k = 0; r < TableRows; r++)
        {
            double x = low + ((high - low) * r / (TableRows - 1.0));
            while (k + 2 < knots.Length && x > knots[k + 1])
            {
                k++;
            }

            double log = knots.Length == 1 ? logs[0] : logs[k] + ((logs[k + 1] - logs[k]) * (x - knots[k]) / (knots[k + 1] - knots[k]));
            values[r] = Math.Exp(Math.Clamp(log, -120, 20));
        }

        return new DiffusivityTable(low, high, values);
    }

    private void Stiffen(ReadOnlySpan<double> parameters, Span<double> residuals, Span<double> jacobian)
    {
        int at = surface.Length;
        for (int k = 1; k + 1 < knots.Length + spline.Count; k++)
        {
            if (k == knots.Length - 1 || k == knots.Length)
            {
                continue;
            }

            double weight = k < knots.Length ? DiffusivityStiffness : PotentialStiffness;
            residuals[at] = weight * (parameters[k - 1] - (2 * parameters[k]) + parameters[k + 1]);
            if (!jacobian.IsEmpty)
            {
                Span<double> row = jacobian.Slice(at * ParameterCount, ParameterCount);
                (row[k - 1], row[k], row[k + 1]) = (weight, -2 * weight, weight);
            }

            at++;
        }
    }
}
