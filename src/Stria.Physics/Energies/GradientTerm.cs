using System.Numerics.Tensors;
using Stria.Numerics.Fem;
using Stria.Numerics.Linear;

namespace Stria.Physics.Energies;

/// <summary>∫ ½ ∇c · κ ∇c: the energy of interfaces (Santos, Mater. Horiz. 2020, eq. 12), isotropic or along crystal axes.</summary>
public sealed class GradientTerm : IEnergyTerm
{
    private readonly SymmetricMatrix matrix;
    private readonly double[] product;

    /// <summary>Makes an isotropic term.</summary>
    /// <param name="space">The unknowns.</param>
    /// <param name="kappa">κ, in units of RT times length².</param>
    public GradientTerm(ScalarSpace space, double kappa)
        : this(space, [.. Enumerable.Range(0, 3 * space.Mesh.CellCount).Select(i => i % 3 == 1 ? 0 : kappa)])
    {
    }

    /// <summary>Makes a term with a tensor κ.</summary>
    /// <param name="space">The unknowns.</param>
    /// <param name="kappaOfCell">κ_xx, κ_xy and κ_yy of each cell (see <see cref="Transport.CrystalTensor"/>).</param>
    public GradientTerm(ScalarSpace space, double[] kappaOfCell)
    {
        matrix = space.Pattern.Matrix(space.WithTensor(kappaOfCell).StiffnessEntries());
        product = new double[space.Count];
    }

    /// <inheritdoc/>
    public string Kind => "gradient";

    /// <inheritdoc/>
    public bool IsQuadratic => true;

    /// <inheritdoc/>
    public bool IsLocal => true;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> composition, Span<double> residual)
    {
        matrix.Multiply(composition, product);
        TensorPrimitives.Add(residual, product, residual);
        return 0.5 * TensorPrimitives.Dot(composition, product);
    }

    /// <inheritdoc/>
    public void AddLocalTangent(Span<double> entries) => TensorPrimitives.Add(entries, matrix.Values, entries);

    /// <inheritdoc/>
    public void AddRemainingProduct(ReadOnlySpan<double> direction, Span<double> product)
    {
    }
}
