using System.Numerics;
using System.Numerics.Tensors;
using Stria.Numerics.Linear;
using Stria.Numerics.Statistics;

namespace Stria.Measurement.Stxm;

/// <summary>The fit of the mean spectra of all groups at once: amounts of the references, none negative, for each group; the strength of every disturbance, of any sign, in common; a straight line for each group.</summary>
/// <remarks>
/// Noise is that of counting in the group, and those of I₀ and of the standards, which all groups share. Divided by the root of that covariance, disturbances and lines are projected out (Frisch–Waugh), and what is left is one problem of non-negative
/// least squares. What complete libraries leave is found by drawing: noise about the fit, through the same fit. What one spectrum that is missing leaves has one shape in all groups, and is looked for as such (<see cref="LeadingResidual"/>).
/// </remarks>
internal sealed class PooledFit
{
    private const double LeastPart = 1e-6, Width_eV = 0.2, Reach = 3;
    private readonly IReadOnlyList<PooledSpectra> groups;
    private readonly int[] energies;
    private readonly double[] incident, standards, factors, data, gram;
    private readonly double[][] columns;
    private readonly (int From, double[] Weights)[] kernels;
    private readonly List<double[]> free = [];
    private readonly int rows;

    /// <summary>Sets the problem up.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="design">The references and the background.</param>
    /// <param name="shared">Relative variance of I₀ at each energy; variance of each reference.</param>
    /// <param name="photonEnergies_eV">Energies of the stack [eV].</param>
    public PooledFit(IReadOnlyList<PooledSpectra> groups, ReferenceDesign design, (double[] Incident, double[] Standards) shared, double[] photonEnergies_eV)
    {
        (this.groups, incident, standards, rows) = (groups, shared.Incident, shared.Standards, design.RowCount);
        int all = design.Used.Length;
        energies = [.. Enumerable.Range(0, all).Where(e => design.Used[e] && groups.All(g => g.Weights[e] > 0))];
        kernels = [.. energies.Select(e => Kernel(e, photonEnergies_eV))];
        factors = Factors();
        double[] signal = new double[groups.Count * energies.Length];
        Visit((g, e, i) => signal[i] = groups[g].Residual[e] + Model(g, e, design));
        for (int d = 0; d < groups[0].Disturbances.Count; d++)
        {
            int which = d;
            AddFree((g, e) => groups[g].Disturbances[which][e]);
        }

        for (int own = 0; own < groups.Count; own++)
        {
            int mine = own;
            AddFree((g, _) => g == mine ? 1 : 0);
            AddFree((g, e) => g == mine ? ((double)e / all) - 0.5 : 0);
        }

        columns = new double[groups.Count * rows][];
        for (int c = 0; c < columns.Length; c++)
        {
            double[] column = new double[signal.Length];
            (int own, int row) = (c / rows, c % rows);
            Visit((g, e, i) => column[i] = g == own ? design.Values[(row * all) + e] : 0);
            columns[c] = Projected(Whitened(column));
            double length = TensorPrimitives.Norm<double>(columns[c]);
            TensorPrimitives.Divide(columns[c], length > 0 ? length : 1, columns[c]);
        }

        gram = new double[columns.Length * columns.Length];
        for (int a = 0; a < columns.Length; a++)
        {
            for (int b = 0; b < columns.Length; b++)
            {
                gram[(a * columns.Length) + b] = TensorPrimitives.Dot<double>(columns[a], columns[b]) + (a == b ? 1e-12 : 0);
            }
        }

        data = Projected(Whitened(signal));
    }

    /// <summary>Energies that were used, as places in the stack.</summary>
    public IReadOnlyList<int> Energies => energies;

    /// <summary>The fit of the data.</summary>
    public PooledResult Solve() => Solve(data, out _);

    /// <summary>Fits of noise drawn about the fit.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Start of the drawing.</param>
    public IEnumerable<PooledResult> Draw(int count, long seed)
    {
        var random = new SeededRandom(seed);
        Solve(data, out double[] fitted);
        for (int k = 0; k < count; k++)
        {
            double[] noise = new double[data.Length];
            for (int i = 0; i < noise.Length; i++)
            {
                noise[i] = random.Normal();
            }

            noise = Projected(noise);
            TensorPrimitives.Add(noise, fitted, noise);
            yield return Solve(noise, out _);
        }
    }

    /// <summary>By how much what is smooth counts more than what is white, at each used energy.</summary>
    public IEnumerable<double> Gains => kernels.Select(k => Math.Pow(k.Weights.Sum(), 2));

    /// <summary>Standard deviation of a group's mean at an energy.</summary>
    public double Deviation(int group, int energy) => Math.Sqrt((1 / groups[group].Weights[energy]) + Shared(group, group, energy));

    private PooledResult Solve(double[] of, out double[] fitted)
    {
        double[] right = [.. columns.Select(c => TensorPrimitives.Dot<double>(c, of))], amounts = new double[columns.Length], left = [.. of];
        ulong positive = NonNegativeLeastSquares.Solve(gram, right, amounts);
        fitted = new double[of.Length];
        for (int c = 0; c < columns.Length; c++)
        {
            TensorPrimitives.MultiplyAdd(columns[c], amounts[c], fitted, fitted);
        }

        TensorPrimitives.Subtract(left, fitted, left);
        double[][] residuals = Unwhitened(left);
        int common = free.Count - (2 * groups.Count);
        double Freedom(int parameters) => Math.Max(1, energies.Length - parameters - 2 - ((double)common / groups.Count));
        return new PooledResult(residuals)
        {
            Leading = LeadingResidual.Of(left, groups.Count, kernels),
            Smooth = [.. residuals.Select(Smooth)],
            Reduced = [.. residuals.Select((r, g) => r.Select((v, i) => v * v / Math.Pow(Deviation(g, energies[i]), 2)).Sum()
                / Freedom(BitOperations.PopCount((positive >> (g * rows)) & (rows == 64 ? ulong.MaxValue : (1UL << rows) - 1))))],
        };
    }

    // Noise is white over the energies, features of spectra are not: what is smooth on their scale is what is judged. White noise has the variance one in every value of the sum.
    private double Smooth(double[] residual, int group)
    {
        double sum = 0;
        foreach ((int from, double[] weights) in kernels)
        {
            double value = 0;
            for (int k = 0; k < weights.Length; k++)
            {
                value += weights[k] * residual[from + k] / Deviation(group, energies[from + k]);
            }

            sum += value * value;
        }

        return sum;
    }

    private (int From, double[] Weights) Kernel(int at, double[] photonEnergies)
    {
        int[] near = [.. Enumerable.Range(0, energies.Length).Where(i => Math.Abs(photonEnergies[energies[i]] - photonEnergies[at]) < Reach * Width_eV)];
        double[] weights = [.. near.Select(i => Math.Exp(-0.5 * Math.Pow((photonEnergies[energies[i]] - photonEnergies[at]) / Width_eV, 2)))];
        double length = TensorPrimitives.Norm<double>(weights);
        return (near[0], [.. weights.Select(w => w / length)]);
    }

    // Covariance of two groups at an energy by what they share.
    private double Shared(int a, int b, int energy)
    {
        double sum = incident[energy];
        for (int r = 0; r < standards.Length; r++)
        {
            sum += groups[a].Amounts[r] * groups[b].Amounts[r] * standards[r];
        }

        return sum;
    }

    private double Model(int g, int e, ReferenceDesign design)
    {
        double sum = 0;
        for (int r = 0; r < rows; r++)
        {
            sum += groups[g].Amounts[r] * design.Values[(r * design.Used.Length) + e];
        }

        return sum;
    }

    private void Visit(Action<int, int, int> at)
    {
        for (int i = 0; i < energies.Length * groups.Count; i++)
        {
            at(i % groups.Count, energies[i / groups.Count], i);
        }
    }

    // Gram–Schmidt, twice for rounding; what is a mixture of those before it is left out.
    private void AddFree(Func<int, int, double> value)
    {
        double[] direction = new double[groups.Count * energies.Length];
        Visit((g, e, i) => direction[i] = value(g, e));
        direction = Whitened(direction);
        double before = TensorPrimitives.Norm<double>(direction);
        double[] own = Projected(Projected(direction));
        double length = TensorPrimitives.Norm<double>(own);
        if (length > LeastPart * before)
        {
            TensorPrimitives.Divide(own, length, own);
            free.Add(own);
        }
    }

    private double[] Projected(double[] values)
    {
        double[] left = [.. values];
        foreach (double[] direction in free)
        {
            TensorPrimitives.MultiplyAdd(direction, -TensorPrimitives.Dot<double>(direction, left), left, left);
        }

        return left;
    }

    // Cholesky factor of the groups' covariance at each energy: their own noise, and what they share.
    private double[] Factors()
    {
        int n = groups.Count;
        double[] all = new double[n * n * energies.Length];
        for (int k = 0; k < energies.Length; k++)
        {
            Span<double> factor = all.AsSpan(k * n * n, n * n);
            for (int i = 0; i < n * n; i++)
            {
                factor[i] = Shared(i / n, i % n, energies[k]) + (i / n == i % n ? 1 / groups[i / n].Weights[energies[k]] : 0);
            }

            SmallCholesky.Factor(factor, n);
        }

        return all;
    }

    private double[] Whitened(double[] values)
    {
        int n = groups.Count;
        double[] white = [.. values];
        for (int k = 0; k < energies.Length; k++)
        {
            for (int i = 0; i < n; i++)
            {
                double v = white[(k * n) + i];
                for (int j = 0; j < i; j++)
                {
                    v -= factors[(((k * n) + i) * n) + j] * white[(k * n) + j];
                }

                white[(k * n) + i] = v / factors[(((k * n) + i) * n) + i];
            }
        }

        return white;
    }

    private double[][] Unwhitened(double[] white)
    {
        int n = groups.Count;
        double[][] values = [.. groups.Select(_ => new double[energies.Length])];
        for (int k = 0; k < energies.Length; k++)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    values[i][k] += factors[(((k * n) + i) * n) + j] * white[(k * n) + j];
                }
            }
        }

        return values;
    }
}

/// <summary>What a fit of the means of groups leaves.</summary>
/// <param name="Residuals">Residual of each group at the used energies [optical density].</param>
internal sealed record PooledResult(double[][] Residuals)
{
    /// <summary>Sum of squares of each group's residual over its deviation, smoothed over the energies.</summary>
    public required double[] Smooth { get; init; }

    /// <summary>χ² per degree of freedom of each group, not smoothed.</summary>
    public required double[] Reduced { get; init; }

    /// <summary>The one spectrum that all groups together hold most of.</summary>
    public required LeadingResidual Leading { get; init; }
}
