using Stria.Core;
using Stria.Files;
using Stria.Matter;
using Stria.Physics.FreeEnergies;
using Stria.Physics.PhaseField;
using Stria.Physics.Thermodynamics;
using Stria.Physics.Transport;

namespace Stria.Studies;

/// <summary>What the thermodynamics of a phase-field problem says before anything is meshed.</summary>
/// <param name="FreeEnergy">f(c).</param>
/// <param name="Scales">The way from SI to the plain numbers of the solver, and back.</param>
/// <param name="GradientEnergy">κ along the axis [J m²/mol].</param>
internal sealed record PhaseFieldLaws(IChemicalPotential FreeEnergy, PhaseFieldScales Scales, double GradientEnergy)
{
    /// <summary>The common tangent that holds the start, or else the widest; null for a solid solution.</summary>
    public CommonTangent? Tangent { get; private init; }

    /// <summary>The interface between its phases; null for a solid solution.</summary>
    public InterfaceProperties? Interface { get; private init; }

    /// <summary>The narrowest interface that the run may have: that of the gap which holds the mean, where it is known, or else of all gaps; null for a solid solution.</summary>
    public InterfaceProperties? Narrowest { get; private init; }

    /// <summary>How κ was chosen, in words.</summary>
    public required string GradientMeaning { get; init; }

    /// <summary>C_max [mol/m³]; 1 without units.</summary>
    public double SiteDensity => Scales.SiteDensity;

    /// <summary>RT [J/mol]; 1 without units.</summary>
    public double ThermalEnergy => Scales.ThermalEnergy;

    /// <summary>The laws of a scenario.</summary>
    /// <param name="scenario">What is asked.</param>
    /// <param name="context">The nouns of the run.</param>
    /// <param name="mean">Mean composition at the start, where known; chooses among several gaps.</param>
    /// <exception cref="ScenarioException">A number is missing.</exception>
    public static PhaseFieldLaws Of(PhaseFieldScenario scenario, StudyContext context, double? mean = null)
    {
        PhaseFieldSettings problem = scenario.Problem;
        context.TryGet("", out HostMaterial? host);
        bool plain = scenario.Units == UnitChoice.None;
        if (problem.FreeEnergy is TableFreeEnergy table)
        {
            context.NoteInput(Path.Combine(context.Folder.Root, table.Path));
        }

        var laws = new FreeEnergyLaws(problem.FreeEnergy, host, context.Folder.Root);
        double thermal = plain ? 1 : PhysicalConstants.GasConstant * problem.Temperature;
        IChemicalPotential law = plain ? laws.Of(1) : laws.At(problem.Temperature, problem.Temperature);
        double sites = plain ? 1 : problem.SiteDensity ?? host?.Mechanics?.MaximumConcentration?.Value ?? throw new ScenarioException(
            "The concentration of lithium at c = 1 is not known: give 'site_density' (in mol/m3), or a material whose mechanics have maximum_concentration.");
        IReadOnlyList<CommonTangent> tangents = new PhaseEquilibria(law).Tangents;
        EquilibriaStep.TellEnds(tangents, context);
        CommonTangent? tangent = Chosen(tangents, mean);
        (double kappa, string meaning) = Gradient(problem, host, tangent);
        InterfaceProperties? boundary = tangent is null || !(kappa > 0) ? null : new InterfaceProperties(law, tangent, kappa, sites);
        double length = plain ? 1 : boundary?.Width ?? Math.Sqrt(Math.Max(kappa, 1e-30) / thermal);
        double diffusivity = plain ? 1 : Diffusivity(problem.Mobility, context);
        return new PhaseFieldLaws(law, plain ? PhaseFieldScales.None : new PhaseFieldScales(length, thermal, sites, diffusivity), kappa)
        {
            Tangent = tangent,
            Interface = boundary,
            Narrowest = boundary is null || (mean > tangent!.Low && mean < tangent.High) ? boundary : tangents.Select(t => new InterfaceProperties(law, t, kappa, sites)).MinBy(i => i.Width),
            GradientMeaning = meaning,
        };
    }

    /// <summary>The law of mobility in plain numbers.</summary>
    public IMobility Mobility(IMobilitySettings settings, StudyContext context)
    {
        switch (settings)
        {
            case LatticeMobilitySettings lattice:
                return new LatticeMobility(lattice.Diffusivity / Scales.Diffusivity);
            case ConstantMobilitySettings constant:
                return new ConstantMobility(constant.Diffusivity / Scales.Diffusivity);
            case TableMobilitySettings table:
                double[][] columns = Columns(table, context);
                return new TabulatedMobility(columns[0], [.. columns[1].Select(d => d / Scales.Diffusivity)]);
            default:
                throw new InvalidOperationException($"{settings.GetType().Name} has no mobility.");
        }
    }

    private static CommonTangent? Chosen(IReadOnlyList<CommonTangent> tangents, double? mean) =>
        tangents.FirstOrDefault(t => mean > t.Low && mean < t.High) ?? tangents.MaxBy(t => t.High - t.Low);

    private static (double Kappa, string Meaning) Gradient(PhaseFieldSettings problem, HostMaterial? host, CommonTangent? tangent)
    {
        if (problem.GradientEnergy is { } given)
        {
            return (given, "as given");
        }

        if (problem.InterfaceWidth is { } width)
        {
            double step = tangent is null
                ? throw new ScenarioException("A host without a miscibility gap has no interface whose width could be given; write 'gradient_energy' instead.")
                : tangent.High - tangent.Low;
            return (2 * tangent.Barrier * width * width / (step * step), $"from an interface {width * 1e9:g4} nm wide");
        }

        return host?.FreeEnergy?.GradientEnergy is { } known
            ? (known.Value, "of the material file")
            : throw new ScenarioException("The gradient energy is not known: give 'gradient_energy' (in J m2/mol) or 'interface_width', or a material whose free_energy has gradient_energy.");
    }

    private static double Diffusivity(IMobilitySettings settings, StudyContext context) => settings switch
    {
        LatticeMobilitySettings lattice => lattice.Diffusivity,
        ConstantMobilitySettings constant => constant.Diffusivity,
        TableMobilitySettings table => Columns(table, context)[1].Max(),
        _ => throw new InvalidOperationException($"{settings.GetType().Name} has no diffusivity."),
    };

    private static double[][] Columns(TableMobilitySettings table, StudyContext context)
    {
        string path = Path.Combine(context.Folder.Root, table.Path);
        context.NoteInput(path);
        return ColumnFile.Read(path, 2, 2).Columns;
    }
}
