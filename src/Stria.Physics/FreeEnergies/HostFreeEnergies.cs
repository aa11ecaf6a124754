using Stria.Core;
using Stria.Matter;

namespace Stria.Physics.FreeEnergies;

/// <summary>From the free energy of a material file to a law.</summary>
public static class HostFreeEnergies
{
    extension(HostFreeEnergy host)
    {
        /// <summary>The law at a temperature. Interactions are taken as energies that do not change with it, so that χ = χ₀ T₀/T; gaps between phases stay where they are.
        /// Its potentials count from the standard potential of the file, which is added where voltages are told; plateaus of a multi_well, which are written against lithium, are moved there.</summary>
        /// <param name="temperature">T [K].</param>
        /// <exception cref="ScenarioException">The parameters make no law.</exception>
        public IChemicalPotential At(double temperature)
        {
            double thermal = PhysicalConstants.GasConstant * temperature, offset = PhysicalConstants.Faraday * (host.StandardPotential?.Value ?? 0);
            return host.Kind switch
            {
                "regular_solution" => new RegularSolution(host.Parameters[0] * host.Temperature / temperature, thermal).ToChemicalPotential(),
                "solid_solution" => new SolidSolution(host.Parameters[0], thermal, host.Parameters[1]).ToChemicalPotential(),
                "redlich_kister" => new RedlichKister(host.Parameters, thermal).ToChemicalPotential(),
                "legendre" => new LegendreSeries(host.Parameters, thermal).ToChemicalPotential(),
                // Plateaus are written against lithium, potentials count from U₀.
                "multi_well" => new MultiWell([.. host.Gaps.Select(g => new MiscibilityGap(g.From, g.To, offset - (PhysicalConstants.Faraday * g.Plateau), g.Barrier))], thermal).ToChemicalPotential(),
                _ => throw new ScenarioException($"'{host.Kind}' is no free energy of a material. Known: regular_solution, solid_solution, redlich_kister, legendre, multi_well."),
            };
        }
    }
}
