using Stria.Numerics.Jets;

namespace Stria.Physics.FreeEnergies;

/// <summary>Single places of a law chosen at run time.</summary>
public static class ChemicalPotentials
{
    extension(IChemicalPotential law)
    {
        /// <summary>f, μ and f″ [J/mol] at one site fraction.</summary>
        /// <param name="c">Site fraction.</param>
        public Jet At(double c)
        {
            Span<double> f = stackalloc double[1], mu = stackalloc double[1], slope = stackalloc double[1];
            law.Evaluate([c], f, mu, slope);
            return new(f[0], mu[0], slope[0]);
        }
    }

    extension<TFreeEnergy>(TFreeEnergy law)
        where TFreeEnergy : struct, IFreeEnergy
    {
        /// <summary>The law, ready to be chosen at run time.</summary>
        public IChemicalPotential ToChemicalPotential() => new ChemicalPotential<TFreeEnergy>(law);
    }
}
