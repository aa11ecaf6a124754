namespace Stria.Studies;

/// <summary>The catalogue of all alternatives that a scenario can choose by <c>kind:</c>. A new one is one line here.</summary>
public static class ScenarioKinds
{
    /// <summary>Every kind under every contract, in the order in which people meet them.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [
        Kind.Of<IScenario, MapScenario>("map"),
        Kind.Of<IScenario, DemoScenario>("demo"),
        Kind.Of<IScenario, InspectScenario>("inspect"),
        Kind.Of<IScenario, StressScenario>("stress"),
        Kind.Of<IScenario, PhaseFieldScenario>("phasefield"),
        Kind.Of<IScenario, LcfScenario>("lcf"),
        Kind.Of<IScenario, LibraryScenario>("library"),
        Kind.Of<IScenario, SweepScenario>("sweep"),
        Kind.Of<IScenario, FreeEnergyScenario>("freeenergy"),
        Kind.Of<IScenario, CyclingScenario>("cycling"),
        Kind.Of<IScenario, ImpedanceScenario>("eis"),
        Kind.Of<IScenario, GittScenario>("gitt"),
        Kind.Of<IScenario, CurvatureScenario>("curvature"),
        Kind.Of<IScenario, TimescalesScenario>("timescales"),
        Kind.Of<IScenario, SynthesizeScenario>("synthesize"),
        Kind.Of<IScenario, XrdScenario>("xrd"),
        Kind.Of<IScenario, ParticlesScenario>("particles"),
        Kind.Of<IScenario, FewEnergiesScenario>("few"),
        Kind.Of<IScenario, BatchScenario>("batch"),
        Kind.Of<IScenario, CompareScenario>("compare"),
        Kind.Of<IScenario, CompositeScenario>("composite"),
        Kind.Of<IParticleSourceSettings, MapParticles>("map"),
        Kind.Of<IParticleSourceSettings, PictureParticles>("picture"),
        Kind.Of<IIncidentSettings, AutomaticIncident>("auto"),
        Kind.Of<IIncidentSettings, EmbeddedIncident>("embedded"),
        Kind.Of<IIncidentSettings, FileIncident>("file"),
        Kind.Of<IIncidentSettings, RegionIncident>("roi"),
        Kind.Of<IIncidentSettings, MaskIncident>("mask"),
        Kind.Of<IMaskSettings, AutomaticMask>("auto"),
        Kind.Of<IMaskSettings, FileMask>("file"),
        Kind.Of<IMaskSettings, ThresholdMask>("threshold"),
        Kind.Of<IRegionSettings, PolygonRegion>("polygon"),
        Kind.Of<IRegionSettings, MaskRegion>("mask"),
        Kind.Of<IRegionSettings, ThresholdRegion>("threshold"),
        Kind.Of<IGeometrySettings, MapGeometry>("map"),
        Kind.Of<IGeometrySettings, OutlineGeometry>("outline"),
        Kind.Of<IGeometrySettings, MeshGeometry>("mesh"),
        Kind.Of<IGeometrySettings, ShapeGeometry>("shapes"),
        Kind.Of<IGeometrySettings, RadialGeometry>("radial"),
        Kind.Of<IShapeSettings, RectangleShape>("rectangle"),
        Kind.Of<IShapeSettings, DiskShape>("disk"),
        Kind.Of<IShapeSettings, EllipseShape>("ellipse"),
        Kind.Of<IShapeSettings, RingSectorShape>("ring_sector"),
        Kind.Of<IShapeSettings, PolygonShape>("polygon"),
        Kind.Of<IShapeSettings, UnionShape>("union"),
        Kind.Of<IShapeSettings, DifferenceShape>("difference"),
        Kind.Of<ICompositionSettings, MapComposition>("map"),
        Kind.Of<ICompositionSettings, ExpressionComposition>("expression"),
        Kind.Of<ICompositionSettings, TableComposition>("table"),
        Kind.Of<ICompositionSettings, MeshComposition>("mesh"),
        Kind.Of<ICompositionSettings, UniformComposition>("uniform"),
        Kind.Of<IMobilitySettings, LatticeMobilitySettings>("lattice"),
        Kind.Of<IMobilitySettings, ConstantMobilitySettings>("constant"),
        Kind.Of<IMobilitySettings, TableMobilitySettings>("table"),
        Kind.Of<ITransportSettings, CompositionBoundary>("composition"),
        Kind.Of<ITransportSettings, PotentialBoundary>("potential"),
        Kind.Of<ITransportSettings, FluxBoundary>("flux"),
        Kind.Of<ITransportSettings, GalvanostaticBoundary>("galvanostatic"),
        Kind.Of<IStiffnessSettings, MaterialStiffness>("material"),
        Kind.Of<IStiffnessSettings, IsotropicStiffness>("isotropic"),
        Kind.Of<IStiffnessSettings, OrthotropicStiffness>("orthotropic"),
        Kind.Of<IChemicalStrainSettings, MaterialStrain>("material"),
        Kind.Of<IChemicalStrainSettings, IsotropicStrain>("isotropic"),
        Kind.Of<IChemicalStrainSettings, DirectionalStrain>("tensor"),
        Kind.Of<IChemicalStrainSettings, TableStrain>("table"),
        Kind.Of<IFreeEnergySettings, MaterialFreeEnergy>("material"),
        Kind.Of<IFreeEnergySettings, RegularSolutionEnergy>("regular_solution"),
        Kind.Of<IFreeEnergySettings, SolidSolutionEnergy>("solid_solution"),
        Kind.Of<IFreeEnergySettings, DoubleWellEnergy>("double_well"),
        Kind.Of<IFreeEnergySettings, PolynomialFreeEnergy>("polynomial"),
        Kind.Of<IFreeEnergySettings, MultiWellEnergy>("multi_well"),
        Kind.Of<IFreeEnergySettings, TableFreeEnergy>("table"),
        Kind.Of<IFreeEnergySettings, RedlichKisterEnergy>("redlich_kister"),
        Kind.Of<IFreeEnergySettings, LegendreEnergy>("legendre"),
        Kind.Of<IAxisSettings, ParticleAxis>("particle"),
        Kind.Of<IAxisSettings, ConstantAxis>("constant"),
        Kind.Of<IAxisSettings, AzimuthalAxis>("azimuthal"),
        Kind.Of<ISpectrumSettings, FileSpectra>("file"),
        Kind.Of<ISpectrumSettings, ClusterSpectra>("clusters"),
        Kind.Of<ISceneSettings, CoreShellSceneSettings>("core_shell"),
        Kind.Of<ISceneSettings, StriatedWireSettings>("striated_wire"),
        Kind.Of<ISceneSettings, TwoDomainWireSettings>("two_domain_wire"),
        Kind.Of<ISceneSettings, WireEnsembleSettings>("wire_ensemble"),
        Kind.Of<ISceneSettings, FaintFieldSettings>("faint_field"),
        Kind.Of<ISceneSettings, ImageSceneSettings>("images"),
    ];

    /// <summary>The kinds of scenario.</summary>
    public static IEnumerable<Kind> Scenarios => All.Where(k => k.Contract == typeof(IScenario));

    /// <summary>The settings inside scenarios that are chosen by kind, with the kinds that they have.</summary>
    public static IEnumerable<(string Setting, IReadOnlyList<string> Kinds)> Alternatives =>
        All.Where(k => k.Contract != typeof(IScenario)).GroupBy(k => k.Contract, (contract, kinds) => (SettingOf(contract), Names(kinds)));

    /// <summary>The kind's name of a scenario ("map").</summary>
    public static string NameOf(IScenario scenario) => Scenarios.First(k => k.Record == scenario.GetType()).Name;

    private static string SettingOf(Type contract) => SnakeCase.Of(contract.Name[1..].Replace("Settings", "", StringComparison.Ordinal));

    private static IReadOnlyList<string> Names(IEnumerable<Kind> kinds) => [.. kinds.Select(k => k.Name)];
}
