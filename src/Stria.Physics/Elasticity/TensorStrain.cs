using Stria.Core;

namespace Stria.Physics.Elasticity;

/// <summary>Strain proportional to composition: ε = Ω_kl C_max (c − c_ref) / 3 for an isotropic crystal (Santos, Mater. Horiz. 2020, eq. 10), or with a tensor of its own (Santos, Patterns 2022, eq. 9).</summary>
public sealed class TensorStrain : IChemicalStrain
{
    private readonly double xx, yy, zz, xy;

    /// <summary>Makes the strain from a tensor.</summary>
    /// <param name="strainPerComposition">11, 22, 33 and engineering shear 12 for a change of c by 1.</param>
    /// <param name="referenceComposition">Site fraction at which the strain is zero.</param>
    /// <exception cref="ScenarioException">There are not four finite numbers.</exception>
    public TensorStrain(ReadOnlySpan<double> strainPerComposition, double referenceComposition)
        : this("tensor", strainPerComposition, referenceComposition)
    {
    }

    private TensorStrain(string kind, ReadOnlySpan<double> tensor, double referenceComposition)
    {
        if (tensor.Length != 4 || !double.IsFinite(tensor[0] + tensor[1] + tensor[2] + tensor[3] + referenceComposition))
        {
            throw new ScenarioException($"A chemical strain has the four finite components 11, 22, 33, 12 and a finite reference composition, not {string.Join(", ", tensor.ToArray())} and {referenceComposition}.");
        }

        (Kind, xx, yy, zz, xy, ReferenceComposition) = (kind, tensor[0], tensor[1], tensor[2], tensor[3], referenceComposition);
    }

    /// <inheritdoc/>
    public string Kind { get; }

    /// <inheritdoc/>
    public double ReferenceComposition { get; }

    /// <inheritdoc/>
    public bool DependsOnDirection => xx != yy || xy != 0;

    /// <summary>Equal strain in all directions, η (c − c_ref).</summary>
    /// <param name="eta">Linear strain η = Ω C_max / 3 for a change of c by 1.</param>
    /// <param name="referenceComposition">Site fraction at which the strain is zero.</param>
    public static TensorStrain Isotropic(double eta, double referenceComposition) => new("isotropic", [eta, eta, eta, 0], referenceComposition);

    /// <summary>Equal strain in all directions from a partial molar volume.</summary>
    /// <param name="partialMolarVolume">Ω [m³/mol].</param>
    /// <param name="maximumConcentration">C_max [mol/m³], lithium at c = 1.</param>
    /// <param name="referenceComposition">Site fraction at which the strain is zero.</param>
    public static TensorStrain Isotropic(double partialMolarVolume, double maximumConcentration, double referenceComposition) =>
        Isotropic(partialMolarVolume * maximumConcentration / 3, referenceComposition);

    /// <inheritdoc/>
    public void Strain(ReadOnlySpan<double> composition, Span<double> strain)
    {
        for (int i = 0; i < composition.Length; i++)
        {
            double d = composition[i] - ReferenceComposition;
            (strain[4 * i], strain[(4 * i) + 1], strain[(4 * i) + 2], strain[(4 * i) + 3]) = (xx * d, yy * d, zz * d, xy * d);
        }
    }

    /// <inheritdoc/>
    public void Slope(ReadOnlySpan<double> composition, Span<double> slope)
    {
        for (int i = 0; i < composition.Length; i++)
        {
            (slope[4 * i], slope[(4 * i) + 1], slope[(4 * i) + 2], slope[(4 * i) + 3]) = (xx, yy, zz, xy);
        }
    }
}
