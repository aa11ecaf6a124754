using Stria.Core;
using Stria.Numerics.Diffusion;
using Stria.Physics.FreeEnergies;
using Stria.Physics.Radial;

namespace Stria.Studies;

/// <summary>Puts laws, start, surface and elasticity on the shells of a radial particle.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class RadialProblemStep(PhaseFieldScenario scenario) : IStudyStep
{
    private const int FewestShells = 100, MostShells = 20_000;
    private const double UsualAcross = 8;
    private readonly PhaseFieldSettings settings = scenario.Problem;
    private readonly double acrossInterface = scenario.Discretisation.CellsAcrossInterface ?? UsualAcross;

    /// <inheritdoc/>
    public string Name => "problem";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Problem, scenario.Discretisation];

    private bool Plain => scenario.Units == UnitChoice.None;

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        var geometry = (RadialGeometry)settings.Geometry;
        int shells = Shells(geometry, PhaseFieldLaws.Of(scenario, context).Narrowest?.Width);
        ParticleShape shape = Enum.Parse<ParticleShape>(geometry.Shape.ToString());
        double[] volumes = [.. Enumerable.Range(0, shells).Select(i => Math.Pow((i + 1.0) / shells, (int)shape) - Math.Pow((double)i / shells, (int)shape))];
        double[] initial = Start(geometry, volumes, context);
        double mean = initial.Zip(volumes, (c, v) => c * v).Sum();
        var laws = PhaseFieldLaws.Of(scenario, context, mean);
        double stressFree = settings.Mechanics is { } mechanics ? mechanics.StressFreeComposition ?? mean : double.NaN;
        var problem = new RadialProblem
        {
            Shape = shape,
            Length = geometry.Radius,
            Law = laws.FreeEnergy,
            ThermalEnergy = laws.ThermalEnergy,
            Diffusivity = Diffusivity(),
            GradientEnergy = laws.GradientEnergy,
            Mobility = settings.Mobility is LatticeMobilitySettings ? RadialMobility.Degenerate : RadialMobility.Constant,
            Swelling = IsotropicHost.Of(settings.Mechanics, context, laws.SiteDensity),
            ReferenceComposition = double.IsNaN(stressFree) ? 0 : stressFree,
            Surface = Surface(laws, shape, geometry.Radius),
            Cells = shells,
        };
        problem.Check();
        Refuse(laws);
        context.Put(new RadialBody(problem, laws, initial));
        context.Report(new Headline("cells", shells, "1", "Shells of the particle"));
        Across(laws, geometry.Radius / shells, context);
        new PhaseFieldWords(scenario, context, new BodyNumbers(laws, mean, stressFree)
        {
            Unknowns = 2.0 * shells,
            DiffusionTime = (geometry.Radius * geometry.Radius / problem.Diffusivity, "the square of its radius over D"),
        }).Tell();
    }

    private int Shells(RadialGeometry geometry, double? width)
    {
        double wanted = scenario.Discretisation.CellSize is { } size ? geometry.Radius / size : Math.Max(FewestShells, acrossInterface * geometry.Radius / (width ?? geometry.Radius));
        return wanted <= MostShells
            ? Math.Max(4, (int)Math.Ceiling(wanted * (1 - 1e-9)))
            : throw new ScenarioException($"The particle would have {wanted:g3} shells; {MostShells} are the most. Its radius is {geometry.Radius:g4}{(Plain ? "" : " m")}; perhaps it, or the width of the interface, has a wrong unit.");
    }

    private double[] Start(RadialGeometry geometry, double[] volumes, StudyContext context)
    {
        int n = volumes.Length;
        double[] middles = [.. Enumerable.Range(0, 2 * n).Select(i => i % 2 == 0 ? geometry.Radius * ((i / 2) + 0.5) / n : 0)], c = CompositionAt.Of(settings.Initial, middles, context);
        if (settings.Noise > 0)
        {
            double[] noise = StartNoise.Of(scenario, middles);
            double mean = noise.Zip(volumes, (x, v) => x * v).Sum();
            c = [.. c.Zip(noise, (x, y) => x + y - mean)];
        }

        return c;
    }

    private double Diffusivity() => settings.Mobility switch
    {
        LatticeMobilitySettings lattice => lattice.Diffusivity,
        ConstantMobilitySettings constant => constant.Diffusivity,
        _ => throw new InvalidOperationException($"{settings.Mobility.GetType().Name} has no diffusivity."),
    };

    private ISurfaceCondition Surface(PhaseFieldLaws laws, ParticleShape shape, double length)
    {
        if (settings.Boundary.Count == 0)
        {
            return new ClosedSurface();
        }

        return settings.Boundary[0] switch
        {
            CompositionBoundary b when laws.FreeEnergy.Domain.Contains(b.Value) => new HeldSurface(laws.FreeEnergy.At(b.Value).Slope),
            CompositionBoundary b => throw new ScenarioException($"The composition {b.Value:G6} (of the reservoir at 'surface') is not within {laws.FreeEnergy.Domain.Low:G3} … {laws.FreeEnergy.Domain.High:G3}, where the free energy is defined, its ends left out. Perhaps it is a percentage."),
            PotentialBoundary b => new HeldSurface(b.Value),
            FluxBoundary b => new ConstantInflow(b.Value / laws.SiteDensity),
            GalvanostaticBoundary b => ConstantInflow.Galvanostatic(b.Rate, shape, length),
            _ => throw new InvalidOperationException($"{settings.Boundary[0].GetType().Name} is no condition."),
        };
    }

    private void Refuse(PhaseFieldLaws laws)
    {
        if (settings.Mobility is LatticeMobilitySettings && laws.Tangent is { } gap && (gap.Low < -1e-6 || gap.High > 1 + 1e-6))
        {
            throw new ScenarioException($"A lattice mobility D c(1−c) is negative outside 0 … 1, where the free energy has a phase (from {gap.Low:G4} to {gap.High:G4}). Perhaps a constant mobility is meant.");
        }
    }

    private void Across(PhaseFieldLaws laws, double shell, StudyContext context)
    {
        if (laws.Narrowest is not { } boundary)
        {
            return;
        }

        double across = boundary.Width / shell;
        context.Report(new Headline("cells_across_interface", across, "1", "Shells across the interface"));
        if (across < acrossInterface / 2)
        {
            context.Say(Remark.Warning($"The interface is only {across:g2} shells wide: it will be pinned by them and its energy wrong. Perhaps 'cell_size: {(Plain ? $"{boundary.Width / acrossInterface:g3}" : $"{boundary.Width / acrossInterface * 1e9:g3} nm")}', or a larger κ."));
        }
    }
}
