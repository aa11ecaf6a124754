using Stria.Core;
using Stria.Files;
using Stria.Matter;
using Stria.Physics.Elasticity;

namespace Stria.Studies;

/// <summary>The laws that a stress scenario chooses, made from its settings and the material file.</summary>
/// <param name="host">The host material; null when none is named.</param>
/// <param name="folder">The run folder, from which relative paths count.</param>
/// <param name="reference">Composition without strain.</param>
internal sealed class StressLaws(HostMaterial? host, RunFolder folder, double reference)
{
    /// <summary>Whether tables of strain go on straight beyond their ends: for compositions whose error is carried on, and whose mean is looked at by <see cref="TableReach"/>.</summary>
    public bool GoesOnStraight { get; init; }

    /// <summary>Stiffness and chemical strain of each region, in the order of the mesh's names.</summary>
    /// <exception cref="ScenarioException">A region has no such name, or the material lacks a number.</exception>
    public IReadOnlyList<ElasticMaterial> Of(StressProblem problem, IReadOnlyList<string> regions)
    {
        if (problem.Regions.FirstOrDefault(r => !regions.Contains(r.Region)) is { } unknown)
        {
            throw new ScenarioException($"There is no region '{unknown.Region}' to give a stiffness to; there are {string.Join(", ", regions)}.{Hint(unknown.Region, regions)}");
        }

        return [.. regions.Select(name =>
        {
            RegionStiffness? own = problem.Regions.FirstOrDefault(r => r.Region == name);
            return new ElasticMaterial(Law(own?.Stiffness ?? problem.Stiffness), Strain(own?.ChemicalStrain ?? problem.ChemicalStrain));
        })];
    }

    /// <summary>Notes the tables of strain as inputs of the run.</summary>
    public static void NoteTables(StressProblem problem, StudyContext context)
    {
        foreach (TableStrain table in problem.Regions.Select(r => r.ChemicalStrain).Append(problem.ChemicalStrain).OfType<TableStrain>())
        {
            context.NoteInput(Path.Combine(context.Folder.Root, table.Path));
        }
    }

    /// <summary>"Did you mean …", where a name comes near.</summary>
    public static string Hint(string written, IEnumerable<string> known) => Spelling.Nearest(written, [.. known]) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    private IElasticLaw Law(IStiffnessSettings settings) => settings switch
    {
        IsotropicStiffness s => new IsotropicLaw(s.YoungsModulus, s.PoissonsRatio),
        OrthotropicStiffness s => new OrthotropicLaw(new OrthotropicConstants(s.E1, s.E2, s.E3, s.Nu12, s.Nu23, s.Nu13) { G12 = s.G12 }),
        MaterialStiffness => MaterialLaw(),
        _ => throw new InvalidOperationException($"{settings.GetType().Name} has no law."),
    };

    private IElasticLaw MaterialLaw()
    {
        HostMechanics mechanics = Mechanics("its stiffness");
        return mechanics is { Orthotropic: { } stiffness, Orientation: { } orientation }
            ? Orthotropic(stiffness.InParticleAxes(orientation))
            : new IsotropicLaw(mechanics.RequireIsotropic().YoungsModulus, mechanics.RequireIsotropic().PoissonsRatio);
    }

    // The law is written in engineering constants: the compliance is the inverse of the stiffness.
    private static OrthotropicLaw Orthotropic(OrthotropicElasticity c)
    {
        (double c11, double c22, double c33) = (c.Normal.A, c.Normal.B, c.Normal.C);
        (double c23, double c13, double c12) = (c.Coupling.A, c.Coupling.B, c.Coupling.C);
        double s11 = (c22 * c33) - (c23 * c23), s22 = (c11 * c33) - (c13 * c13), s33 = (c11 * c22) - (c12 * c12);
        double s12 = (c13 * c23) - (c12 * c33), s13 = (c12 * c23) - (c13 * c22), s23 = (c12 * c13) - (c23 * c11);
        double determinant = (c11 * s11) + (c12 * s12) + (c13 * s13);
        return new OrthotropicLaw(new OrthotropicConstants(determinant / s11, determinant / s22, determinant / s33, -s12 / s11, -s23 / s22, -s13 / s11) { G12 = c.Shear.C });
    }

    private IChemicalStrain Strain(IChemicalStrainSettings settings) => settings switch
    {
        IsotropicStrain s => TensorStrain.Isotropic(s.PartialMolarVolume, s.ConcentrationAtX1, reference),
        DirectionalStrain s => new TensorStrain([s.Along, s.Across, s.Through, s.Shear], reference),
        TableStrain s => Table(s),
        MaterialStrain s => MaterialStrainOf(s.From),
        _ => throw new InvalidOperationException($"{settings.GetType().Name} has no strain."),
    };

    private IChemicalStrain MaterialStrainOf(MaterialStrainSource from)
    {
        HostMechanics mechanics = Mechanics("the strain that lithium causes");
        bool byVolume = from == MaterialStrainSource.PartialMolarVolume || (from == MaterialStrainSource.Auto && mechanics.PartialMolarVolume is not null);
        if (byVolume && mechanics.PartialMolarVolume is null or { IsIsotropic: true })
        {
            return TensorStrain.Isotropic(mechanics.StrainByMolarVolume(1, 0).A, reference);
        }

        CrystalOrientation orientation = mechanics.RequireOrientation();
        if (byVolume)
        {
            AxisTriple perX = orientation.Reorder(mechanics.StrainByMolarVolume(1, 0));
            return new TensorStrain([perX.A, perX.B, perX.C, 0], reference);
        }

        LatticeTable lattice = mechanics.RequireLattice();
        return new StrainTable(
            [.. lattice.Cells.Select(cell => lattice.Strain(cell.Composition, reference).InParticleAxes(orientation) is var e
                ? new StrainRow(cell.Composition, e.XiXi, e.EtaEta, e.Thickness, 2 * e.XiEta)
                : default)],
            reference)
        {
            GoesOnStraight = GoesOnStraight,
        };
    }

    private StrainTable Table(TableStrain settings)
    {
        string path = Path.Combine(folder.Root, settings.Path);
        (double[][] columns, int count) = ColumnFile.Read(path, 2, 5);
        double[] x = columns[0], along = columns[1], across = count > 2 ? columns[2] : along, through = count > 3 ? columns[3] : along, shear = count > 4 ? columns[4] : new double[x.Length];
        return new StrainTable([.. x.Select((c, i) => new StrainRow(c, along[i], across[i], through[i], shear[i]))], reference) { GoesOnStraight = GoesOnStraight };
    }

    private HostMechanics Mechanics(string what) => host switch
    {
        null => throw new ScenarioException($"No material is named, so {what} is unknown. Name one ('material: v2o5-alpha', or --material; 'stria list materials' shows them), or give stiffness and chemical_strain in the scenario."),
        { Mechanics: { } mechanics } => mechanics,
        _ => throw new ScenarioException($"The material {host.Key} has no block 'mechanics', so {what} is unknown. Give stiffness and chemical_strain in the scenario, or add the block to a material file of your own."),
    };
}
