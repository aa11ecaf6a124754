using Stria.Core;
using Stria.Physics.Elasticity;
using Stria.Physics.Thermodynamics;

namespace Stria.Studies;

/// <summary>The elasticity of the forms that know isotropic bodies only.</summary>
internal static class IsotropicHost
{
    /// <summary>E, ν and η of a host.</summary>
    /// <param name="mechanics">What the scenario chooses; null without mechanics, which gives null.</param>
    /// <param name="context">The nouns of the run.</param>
    /// <param name="sites">C_max [mol/m³]; 1 without units.</param>
    /// <exception cref="ScenarioException">Stiffness or strain depends on direction, or the strain is not linear.</exception>
    public static IsotropicSwelling? Of(MechanicsSettings? mechanics, StudyContext context, double sites)
    {
        if (mechanics is null)
        {
            return null;
        }

        context.TryGet("", out Matter.HostMaterial? host);
        var stress = new StressProblem { Composition = new UniformComposition { Value = 0 }, Stiffness = mechanics.Stiffness, ChemicalStrain = mechanics.ChemicalStrain };
        ElasticMaterial material = new StressLaws(host, context.Folder, 0).Of(stress, ["particle"])[0];
        if (material.Law is not IsotropicLaw law)
        {
            throw new ScenarioException("Radial particles and spectral boxes take an isotropic stiffness ('stiffness: { kind: isotropic, youngs_modulus: …, poissons_ratio: … }'); finite elements take any.");
        }

        double[] slope = new double[4];
        material.Strain.Slope([0.5], slope);
        bool isEven = Math.Abs(slope[0] - slope[1]) + Math.Abs(slope[0] - slope[2]) + Math.Abs(slope[3]) <= 1e-9 * Math.Abs(slope[0]);
        return material.Strain is TensorStrain && isEven
            ? new IsotropicSwelling(law.YoungsModulus, law.PoissonRatio, slope[0], sites)
            : throw new ScenarioException("Radial particles and spectral boxes take a chemical strain that is linear and the same in all directions ('chemical_strain: { kind: isotropic, partial_molar_volume: …, concentration_at_x1: … }'); finite elements take any.");
    }
}
