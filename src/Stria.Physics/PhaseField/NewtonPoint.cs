using System.Numerics.Tensors;
using Stria.Numerics.Linear;
using Stria.Physics.Energies;

namespace Stria.Physics.PhaseField;

/// <summary>A place on the way of Newton's method: fields, residual and tangent.</summary>
internal sealed class NewtonPoint(PhaseFieldSystem system, double weight, double[] composition, double[] potential)
{
    private readonly double[] residual = new double[system.Count];
    private double[] mobility = [];

    public double Weight => weight;

    public double[] Composition => composition;

    public double[] Potential => potential;

    /// <summary>ĉ.</summary>
    public double[] Start { get; } = new double[system.Count];

    public double[] Outflow { get; } = new double[system.Count];

    /// <summary>Entries of the mobility at the present fields.</summary>
    public double[] Mobility => mobility;

    /// <summary>Goes with all terms to the present fields.</summary>
    public void Evaluate()
    {
        residual.AsSpan().Clear();
        system.Evaluate(composition, residual, residual);
        mobility = system.MobilityEntries(composition);
    }

    /// <summary>−(M(c − ĉ) + τ K μ + τ outflow) and dE/dc − M μ, node by node.</summary>
    public double[] Residual()
    {
        int n = system.Count;
        double[] difference = new double[n], mass = new double[n], flow = new double[n], weighted = new double[n], both = new double[2 * n];
        TensorPrimitives.Subtract(composition, Start, difference);
        system.MultiplyMass(difference, mass);
        system.Multiply(mobility, potential, flow);
        system.MultiplyMass(potential, weighted);
        for (int i = 0; i < n; i++)
        {
            both[2 * i] = -mass[i] - (weight * (flow[i] + Outflow[i]));
            both[(2 * i) + 1] = residual[i] - weighted[i];
        }

        for (int i = 0; system.Boundary.Held is { } held && i < both.Length; i++)
        {
            both[i] = held[i] ? 0 : both[i];
        }

        return both;
    }

    /// <summary>What of the tangent couples neighbours, but for the slope of the mobility.</summary>
    public SymmetricMatrix Tangent()
    {
        var second = new double[system.Mass.Length];
        foreach (IEnergyTerm term in system.Terms)
        {
            term.AddLocalTangent(second);
        }

        return system.Paired.Of(PhaseFieldSystem.Scaled(mobility, -weight), PhaseFieldSystem.Scaled(system.Mass, -1), second, system.Boundary.Held);
    }

    /// <summary>Goes along a correction, at most a share of the way to the bounds.</summary>
    /// <returns>Size of the whole correction of c.</returns>
    public double Add(double[] change, double share)
    {
        int n = system.Count;
        double[] c = new double[n], mu = new double[n];
        for (int i = 0; i < n; i++)
        {
            (mu[i], c[i]) = (change[2 * i], change[(2 * i) + 1]);
        }

        double step = Math.Min(1, share * system.Reach(composition, c));
        TensorPrimitives.MultiplyAdd(c, step, composition, composition);
        TensorPrimitives.MultiplyAdd(mu, step, potential, potential);
        return Math.Abs(TensorPrimitives.MaxMagnitude<double>(c));
    }
}

/// <summary>The exact tangent: the sparse part, the slope of the mobility, and energies that act at a distance.</summary>
internal sealed class ExactTangent(PhaseFieldSystem system, NewtonPoint point, SymmetricMatrix tangent) : ILinearOperator
{
    /// <summary>Whether the sparse part is all.</summary>
    public bool IsMatrix => system.Problem.Mobility.IsConstant && system.Terms.All(t => t.IsLocal);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<double> x, Span<double> y)
    {
        tangent.Multiply(x, y);
        if (IsMatrix)
        {
            return;
        }

        int n = system.Count;
        double[] change = new double[n], balance = new double[n], slope = new double[n];
        for (int i = 0; i < n; i++)
        {
            change[i] = x[(2 * i) + 1];
        }

        if (!system.Problem.Mobility.IsConstant)
        {
            system.AddMobilitySlope(point.Composition, point.Potential, change, -point.Weight, balance);
        }

        foreach (IEnergyTerm term in system.Terms)
        {
            term.AddRemainingProduct(change, slope);
        }

        bool[]? held = system.Boundary.Held;
        for (int i = 0; i < n; i++)
        {
            y[2 * i] += held is not null && held[2 * i] ? 0 : balance[i];
            y[(2 * i) + 1] += held is not null && held[(2 * i) + 1] ? 0 : slope[i];
        }
    }
}
