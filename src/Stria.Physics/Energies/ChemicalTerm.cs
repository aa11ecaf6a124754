using System.Numerics.Tensors;
using Stria.Numerics.Fem;
using Stria.Physics.FreeEnergies;

namespace Stria.Physics.Energies;

/// <summary>∫ f(c): the homogeneous chemical energy (Santos, Mater. Horiz. 2020, eq. 12).</summary>
public sealed class ChemicalTerm : IEnergyTerm
{
    private readonly ScalarSpace space;
    private readonly IChemicalPotential law;
    private readonly double scale;
    private readonly double[] curvatures;

    /// <summary>Makes the term.</summary>
    /// <param name="space">The unknowns and the quadrature.</param>
    /// <param name="law">f(c).</param>
    /// <param name="scale">What f is divided by: RT [J/mol], or 1 in a problem without units.</param>
    public ChemicalTerm(ScalarSpace space, IChemicalPotential law, double scale = 1)
    {
        (this.space, this.law, this.scale) = (space, law, scale);
        curvatures = new double[space.Mesh.CellCount * space.PointCount];
    }

    /// <inheritdoc/>
    public string Kind => "chemical";

    /// <inheritdoc/>
    public bool IsQuadratic => false;

    /// <inheritdoc/>
    public bool IsLocal => true;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> composition, Span<double> residual)
    {
        Span<double> c = stackalloc double[ScalarSpace.BatchSize * space.PointCount], f = stackalloc double[c.Length], mu = stackalloc double[c.Length];
        double energy = 0;
        for (int batch = 0, at = 0; batch < space.BatchCount; batch++)
        {
            int count = space.ValuesIn(batch);
            space.Interpolate(batch, composition, c[..count]);
            Span<double> curvature = curvatures.AsSpan(at, count), potential = mu[..count];
            law.Evaluate(c[..count], f[..count], potential, curvature);
            energy += TensorPrimitives.Dot(f[..count], space.Weights(batch));
            TensorPrimitives.Divide(potential, scale, potential);
            space.AddIntegral(batch, potential, residual);
            at += count;
        }

        return energy / scale;
    }

    /// <inheritdoc/>
    public void AddLocalTangent(Span<double> entries)
    {
        Span<double> curvature = stackalloc double[ScalarSpace.BatchSize * space.PointCount];
        for (int batch = 0, at = 0; batch < space.BatchCount; batch++)
        {
            int count = space.ValuesIn(batch);
            TensorPrimitives.Divide(curvatures.AsSpan(at, count), scale, curvature[..count]);
            space.AddMass(batch, curvature[..count], entries);
            at += count;
        }
    }

    /// <inheritdoc/>
    public void AddRemainingProduct(ReadOnlySpan<double> direction, Span<double> product)
    {
    }
}
