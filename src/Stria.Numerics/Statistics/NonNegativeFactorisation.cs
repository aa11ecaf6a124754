using System.Numerics.Tensors;

namespace Stria.Numerics.Statistics;

/// <summary>
/// D ≈ μ t with μ ≥ 0 and t ≥ 0, by making F = ½‖D − μ t‖² + ½ Λ ‖μ − μ₀‖² + Σₖ λₖ Σₚ tₖₚ least (non-negative matrix approximation with a
/// similarity and a sparsity term).
/// </summary>
/// <remarks>
/// One row of t or one column of μ after the other is set to its exact minimum (Cichocki and Phan, IEICE Trans. E92-A, 708, 2009), so that F never
/// rises. Rounds start from a point extrapolated along the last change (Ang and Gillis, Neural Comput. 31, 417, 2019, doi:10.1162/neco_a_01157); where that does not lower F, the round is
/// done again from where it stood. D comes as B Z, an orthonormal basis times coefficients: what lies outside the basis adds a constant to F and changes nothing else. The
/// terms follow Mak, Lerotic, Fleckenstein, Vogt, Wild, Leyffer, Sheynkin and Jacobsen, Faraday Discuss. 171, 357 (2014), doi:10.1039/c4fd00023d.
/// </remarks>
public sealed class NonNegativeFactorisation
{
    // How far rounds are extrapolated: growing while it helps, to two thirds of the last reach that did not.
    private const double ReachGrowth = 1.1, ReachLimitGrowth = 1.02, ReachAfterFailure = 0.67, LongestReach = 0.999;

    private readonly double[] basis, coefficients, start;
    private readonly int variables, rank, observations, count;
    private readonly double similarity;
    private readonly double[] sparsity;
    private readonly double dataSquared, outsideSquared;

    private NonNegativeFactorisation(FactorisationData data, double[] start, FactorisationOptions options)
    {
        (basis, coefficients, variables, rank) = (data.Basis, data.Coefficients, data.Variables, data.Rank);
        (observations, count) = (coefficients.Length / rank, start.Length / variables);
        this.start = [.. start];
        Spectra = [.. start];
        Amounts = new double[count * observations];
        (dataSquared, outsideSquared) = (TensorPrimitives.SumOfSquares<double>(coefficients), data.OutsideSquared);

        // Both terms are measured against the data: λ = 1 weighs a change of a spectrum as much as the pixels do that hold it.
        UpdateAmounts(new double[count]);
        double mean = TensorPrimitives.SumOfSquares<double>(Amounts) / count;
        similarity = options.Similarity * mean;
        sparsity = [.. Enumerable.Range(0, count).Select(k => options.Sparsity * Norm(k) * Math.Sqrt(dataSquared / observations))];
    }

    /// <summary>μ, one spectrum after the other: [component, variable], none negative.</summary>
    public double[] Spectra { get; private set; }

    /// <summary>t, one map after the other: [component, observation], none negative.</summary>
    public double[] Amounts { get; private set; }

    /// <summary>F at the start and after each round; it never rises.</summary>
    public IReadOnlyList<double> Costs { get; private set; } = [];

    /// <summary>Whether the last round, done without extrapolation, lowered F by less than the tolerance.</summary>
    public bool Converged { get; private set; }

    /// <summary>Factors data, starting from given spectra.</summary>
    /// <param name="data">The data.</param>
    /// <param name="start">μ₀ [component, variable]; negative values count as zero.</param>
    /// <param name="options">Weights of the terms, and when to stop.</param>
    /// <param name="cancel">Stops between rounds.</param>
    /// <exception cref="ArgumentException">A starting spectrum is zero, or sparsity is asked for without similarity, which leaves the scale of the spectra free.</exception>
    public static NonNegativeFactorisation Of(FactorisationData data, double[] start, FactorisationOptions options, CancellationToken cancel = default)
    {
        double[] positive = [.. start.Select(v => Math.Max(v, 0))];
        int count = start.Length / data.Variables;
        if (Enumerable.Range(0, count).Any(k => positive.AsSpan(k * data.Variables, data.Variables).IndexOfAnyExceptInRange(0, 0) < 0))
        {
            throw new ArgumentException("A starting spectrum has no positive value.", nameof(start));
        }

        if (options.Sparsity > 0 && options.Similarity == 0)
        {
            throw new ArgumentException("Sparsity without similarity leaves the scale of the spectra free: amounts would shrink and spectra grow without end.", nameof(options));
        }

        var factors = new NonNegativeFactorisation(data, positive, options);
        factors.Iterate(options, cancel);
        return factors;
    }

    /// <summary>The same factors in another order.</summary>
    /// <param name="order">Which component comes first, second, …; each once.</param>
    public NonNegativeFactorisation Ordered(IReadOnlyList<int> order)
    {
        var other = (NonNegativeFactorisation)MemberwiseClone();
        other.Spectra = [.. order.SelectMany(k => Spectra[(k * variables)..((k + 1) * variables)])];
        other.Amounts = [.. order.SelectMany(k => Amounts[(k * observations)..((k + 1) * observations)])];
        return other;
    }

    private void Iterate(FactorisationOptions options, CancellationToken cancel)
    {
        var costs = new List<double> { Cost() };
        (double[] Spectra, double[] Amounts) here = ([.. Spectra], [.. Amounts]), before = ([.. Spectra], [.. Amounts]);
        double reach = 0, longest = 1;
        for (int round = 0; round < options.MostRounds && !Converged; round++)
        {
            cancel.ThrowIfCancellationRequested();
            if (reach > 0)
            {
                Extrapolate(here.Spectra, before.Spectra, reach, Spectra);
                Extrapolate(here.Amounts, before.Amounts, reach, Amounts);
            }

            UpdateAmounts(sparsity);
            UpdateSpectra();
            double cost = Cost();
            bool isEnough = costs[^1] - cost >= options.Tolerance * costs[^1] && cost <= costs[^1];
            if (reach > 0 && !isEnough)
            {
                (longest, reach) = (reach, 0);
                here.Spectra.CopyTo(Spectra, 0);
                here.Amounts.CopyTo(Amounts, 0);
                continue;
            }

            Converged = reach == 0 && !isEnough;
            costs.Add(cost);
            (before, here) = (here, before);
            Spectra.CopyTo(here.Spectra, 0);
            Amounts.CopyTo(here.Amounts, 0);
            longest = Math.Min(LongestReach, longest * ReachLimitGrowth);
            reach = reach == 0 ? longest * ReachAfterFailure : Math.Min(longest, reach * ReachGrowth);
        }

        // A round that was extrapolated in vain when rounds ran out is not the answer.
        here.Spectra.CopyTo(Spectra, 0);
        here.Amounts.CopyTo(Amounts, 0);
        Costs = costs;
    }

    private static void Extrapolate(double[] here, double[] before, double reach, double[] result)
    {
        TensorPrimitives.Subtract(here, before, result);
        TensorPrimitives.MultiplyAdd(result, reach, here, result);
        TensorPrimitives.Max<double>(result, 0.0, result);
    }

    // t_k ← max(0, (μ_kᵀD − Σ_{j≠k} μ_kᵀμ_j t_j − λ_k)/μ_kᵀμ_k).
    private void UpdateAmounts(double[] penalty)
    {
        double[] projected = Projected(), gram = Gram();
        var row = new double[observations];
        for (int k = 0; k < count; k++)
        {
            double own = gram[(k * count) + k];
            if (own <= 0)
            {
                continue;
            }

            row.AsSpan().Fill(-penalty[k]);
            for (int r = 0; r < rank; r++)
            {
                TensorPrimitives.MultiplyAdd(coefficients.AsSpan(r * observations, observations), projected[(k * rank) + r], row, row);
            }

            for (int j = 0; j < count; j++)
            {
                if (j != k)
                {
                    TensorPrimitives.MultiplyAdd(Map(j), -gram[(k * count) + j], row, row);
                }
            }

            TensorPrimitives.Multiply(row, 1 / own, row);
            TensorPrimitives.Max<double>(row, 0.0, Map(k));
        }
    }

    // μ_k ← max(0, (D t_k − Σ_{j≠k} μ_j t_jᵀt_k + Λ μ₀_k)/(t_kᵀt_k + Λ)).
    private void UpdateSpectra()
    {
        double[] moments = new double[count * rank], overlap = new double[count * count];
        for (int k = 0; k < count; k++)
        {
            for (int r = 0; r < rank; r++)
            {
                moments[(k * rank) + r] = TensorPrimitives.Dot<double>(Map(k), coefficients.AsSpan(r * observations, observations));
            }

            for (int j = 0; j < count; j++)
            {
                overlap[(k * count) + j] = j < k ? overlap[(j * count) + k] : TensorPrimitives.Dot<double>(Map(k), Map(j));
            }
        }

        for (int k = 0; k < count; k++)
        {
            double own = overlap[(k * count) + k] + similarity;
            for (int v = 0; v < variables && own > 0; v++)
            {
                double s = similarity * start[(k * variables) + v];
                for (int r = 0; r < rank; r++)
                {
                    s += basis[(r * variables) + v] * moments[(k * rank) + r];
                }

                for (int j = 0; j < count; j++)
                {
                    s -= j == k ? 0 : Spectra[(j * variables) + v] * overlap[(k * count) + j];
                }

                Spectra[(k * variables) + v] = Math.Max(0, s / own);
            }
        }
    }

    // F, from sums of squares of the residual itself: differences of large numbers would hide the last digits.
    private double Cost()
    {
        double[] projected = Projected(), gram = Gram();
        double cost = dataSquared;
        var residual = new double[observations];
        double inside = 0;
        for (int r = 0; r < rank; r++)
        {
            coefficients.AsSpan(r * observations, observations).CopyTo(residual);
            for (int k = 0; k < count; k++)
            {
                TensorPrimitives.MultiplyAdd(Map(k), -projected[(k * rank) + r], residual, residual);
            }

            inside += TensorPrimitives.SumOfSquares<double>(residual);
        }

        // What the spectra have outside the basis of the data.
        double outside = 0;
        for (int k = 0; k < count; k++)
        {
            for (int j = 0; j < count; j++)
            {
                double along = TensorPrimitives.Dot<double>(projected.AsSpan(k * rank, rank), projected.AsSpan(j * rank, rank));
                outside += (gram[(k * count) + j] - along) * TensorPrimitives.Dot<double>(Map(k), Map(j));
            }
        }

        cost = 0.5 * (outsideSquared + inside + Math.Max(0, outside));
        double[] change = [.. Spectra.Zip(start, (a, b) => a - b)];
        return cost + (0.5 * similarity * TensorPrimitives.SumOfSquares<double>(change)) + Enumerable.Range(0, count).Sum(k => sparsity is null ? 0 : sparsity[k] * TensorPrimitives.Sum<double>(Map(k)));
    }

    // μᵀB.
    private double[] Projected()
    {
        var projected = new double[count * rank];
        for (int k = 0; k < count; k++)
        {
            for (int r = 0; r < rank; r++)
            {
                projected[(k * rank) + r] = TensorPrimitives.Dot<double>(Spectra.AsSpan(k * variables, variables), basis.AsSpan(r * variables, variables));
            }
        }

        return projected;
    }

    private double[] Gram()
    {
        var gram = new double[count * count];
        for (int k = 0; k < count; k++)
        {
            for (int j = 0; j < count; j++)
            {
                gram[(k * count) + j] = TensorPrimitives.Dot<double>(Spectra.AsSpan(k * variables, variables), Spectra.AsSpan(j * variables, variables));
            }
        }

        return gram;
    }

    private double Norm(int k) => Math.Sqrt(TensorPrimitives.SumOfSquares<double>(Spectra.AsSpan(k * variables, variables)));

    private Span<double> Map(int k) => Amounts.AsSpan(k * observations, observations);
}

/// <summary>Data as an orthonormal basis times coefficients.</summary>
/// <param name="Basis">[basis vector, variable], orthonormal rows.</param>
/// <param name="Coefficients">[basis vector, observation].</param>
/// <param name="Variables">Number of variables.</param>
public sealed record FactorisationData(double[] Basis, double[] Coefficients, int Variables)
{
    /// <summary>Sum of the squares of the data that lies outside the basis: a constant part of the cost.</summary>
    public double OutsideSquared { get; init; }

    /// <summary>Number of basis vectors.</summary>
    public int Rank => Basis.Length / Variables;

    /// <summary>Data as they are.</summary>
    /// <param name="values">[variable, observation].</param>
    /// <param name="variables">Number of variables.</param>
    public static FactorisationData Plain(double[] values, int variables)
    {
        var identity = new double[variables * variables];
        for (int v = 0; v < variables; v++)
        {
            identity[(v * variables) + v] = 1;
        }

        return new FactorisationData(identity, values, variables);
    }
}

/// <summary>Weights of the terms, and when to stop.</summary>
public sealed record FactorisationOptions
{
    /// <summary>How strongly spectra are held to those at the start; 0 lets them go, 1 weighs their change as much as the pixels that hold them do.</summary>
    public double Similarity { get; init; } = 0.1;

    /// <summary>How strongly small amounts are pressed to zero, as a share of the typical amount.</summary>
    public double Sparsity { get; init; }

    /// <summary>Stop when a round lowers the cost by less than this share of it.</summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>The most rounds.</summary>
    public int MostRounds { get; init; } = 2000;
}
