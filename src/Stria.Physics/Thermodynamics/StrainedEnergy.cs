using Stria.Numerics.Jets;
using Stria.Physics.FreeEnergies;

namespace Stria.Physics.Thermodynamics;

/// <summary>A free energy with a quadratic elastic part, f(c) + ½ A (ε − η (c − c_ref))² (004 Fig. 7B; Zhang, J. Mech. Phys. Solids 2021): a homogeneous host held at a strain, or the coherent coexistence of two phases (ε = 0).</summary>
/// <typeparam name="TFreeEnergy">The chemical part.</typeparam>
/// <param name="Inner">The chemical part.</param>
/// <param name="Term">The elastic part.</param>
public readonly record struct StrainedEnergy<TFreeEnergy>(TFreeEnergy Inner, ElasticTerm Term) : IFreeEnergy
    where TFreeEnergy : struct, IFreeEnergy
{
    /// <inheritdoc/>
    public string Kind => Inner.Kind;

    /// <inheritdoc/>
    public CompositionDomain Domain => Inner.Domain;

    /// <inheritdoc/>
    public CompositionInterval Window => Inner.Window;

    /// <inheritdoc/>
    public T Density<T>(T c)
        where T : struct, IJet<T>
    {
        T mismatch = Term.Imposed - (Term.Strain * (c - Term.ReferenceComposition));
        return Inner.Density(c) + ((0.5 * Term.Modulus) * (mismatch * mismatch));
    }
}

/// <summary>½ A (ε − η (c − c_ref))² per mole.</summary>
/// <param name="Modulus">A = K/C_max [J/mol].</param>
/// <param name="Strain">η, linear strain at c = 1.</param>
/// <param name="ReferenceComposition">c_ref, where lithium causes no strain.</param>
/// <param name="Imposed">ε, the strain at which the host is held.</param>
public readonly record struct ElasticTerm(double Modulus, double Strain, double ReferenceComposition, double Imposed)
{
    /// <summary>A host held at a strain.</summary>
    /// <param name="swelling">Its elasticity.</param>
    /// <param name="held">In which directions.</param>
    /// <param name="imposed">ε.</param>
    /// <param name="referenceComposition">c_ref.</param>
    public static ElasticTerm Held(IsotropicSwelling swelling, HeldBy held, double imposed, double referenceComposition) =>
        new(swelling.Rigidity(held) / swelling.MaximumConcentration, swelling.Strain, referenceComposition, imposed);

    /// <summary>Two phases that stay coherent across a flat boundary, at a mean composition: the tangents of the sum are the coherent equilibrium.</summary>
    /// <param name="swelling">Their elasticity.</param>
    /// <param name="body">What holds them together.</param>
    /// <param name="mean">Mean site fraction.</param>
    public static ElasticTerm Coherent(IsotropicSwelling swelling, CoherentBody body, double mean) => new(swelling.Coherency(body), 1, mean, 0);
}
