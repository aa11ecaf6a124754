using System.Numerics.Tensors;
using Stria.Core;
using Stria.Matter;
using Stria.Numerics.Expressions;
using Stria.Numerics.Fem;
using Stria.Physics.Elasticity;
using Stria.Physics.PhaseField;
using Stria.Physics.Transport;

namespace Stria.Studies;

/// <summary>Puts laws, start, boundaries and mechanics on the mesh.</summary>
/// <param name="scenario">What is asked.</param>
internal sealed class PhaseFieldProblemStep(PhaseFieldScenario scenario) : IStudyStep
{
    private readonly PhaseFieldSettings settings = scenario.Problem;

    /// <summary>Area of the body [m²]; null takes that of the mesh.</summary>
    public double? Area { get; init; }

    /// <summary>Whether the nodes are the middles of pixels, all of one size.</summary>
    public bool IsOfPixels { get; init; }

    /// <inheritdoc/>
    public string Name => "problem";

    /// <inheritdoc/>
    public IReadOnlyList<object> Settings => [scenario.Problem];

    /// <inheritdoc/>
    public void Run(StudyContext context, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        TriangleMesh mesh = context.Get<StressBody>().Mesh;
        context.TryGet("", out HostMaterial? host);
        RefuseOtherRange(host);
        double[] areas = CellMeans.Areas(mesh);
        double MeanOf(double[] c) => IsOfPixels ? c.Average() : CellMeans.Of(mesh, c).Zip(areas, (v, a) => v * a).Sum() / areas.Sum();
        bool alongX = settings.Periodic is PeriodicSides.X or PeriodicSides.Both, alongY = settings.Periodic is PeriodicSides.Y or PeriodicSides.Both;
        int[]? ties = (alongX || alongY) && !IsOfPixels ? PeriodicNodes.Of(mesh, alongX, alongY) : null;
        double[] initial = Start(mesh, MeanOf, ties, context);
        double area = Area ?? areas.Sum(), mean = MeanOf(initial);
        double[] angles = ParticleAxes.At(settings.Axis, context), cellAngles = CellMeans.OfAxis(mesh, angles);
        var laws = PhaseFieldLaws.Of(scenario, context, mean);
        TriangleMesh plainMesh = laws.Scales.Mesh(mesh);
        double reference = settings.Mechanics is { } mechanics ? mechanics.StressFreeComposition ?? mean : double.NaN;
        double kappa = laws.Scales.Gradient(laws.GradientEnergy);
        var problem = new PhaseFieldProblem(plainMesh, laws.FreeEnergy, new CrystalTensor(kappa, kappa * settings.GradientRatio), laws.Mobility(settings.Mobility, context))
        {
            MobilityDirections = new CrystalTensor(1, settings.MobilityRatio),
            AxisAngles = cellAngles,
            Boundary = [.. settings.Boundary.Select(b => Condition(b, laws, area))],
            Wetting = [.. settings.Wetting.Select(w => new WettingSurface(w.Part, laws.Scales.Wetting(w.Linear), laws.Scales.Wetting(w.Quadratic)))],
            Elasticity = settings.Mechanics is { } held ? laws.Scales.Elastic(Elastic(held, mesh, (angles, cellAngles, reference), context), plainMesh) : null,
            PeriodicAlongX = alongX,
            PeriodicAlongY = alongY,
            Dynamics = Enum.Parse<PhaseFieldDynamics>(settings.Dynamics.ToString()),
            Source = settings.Source is { } text ? new ExpressionSource(text, laws.Scales) : null,
            Scales = laws.Scales,
        };
        int free = ties is null ? initial.Length : ties.Max() + 1;
        context.Put(new PhaseFieldBody(problem, laws, initial, angles) { InitialMean = mean, StressFree = reference, Area = area, FreeNodes = free });
        new PhaseFieldWords(scenario, context, new BodyNumbers(laws, mean, reference)
        {
            Unknowns = (IsOfPixels ? 1.0 : 2.0) * free,
            DiffusionTime = (area / laws.Scales.Diffusivity, "its area over D"),
        }).Tell();
    }

    private double[] Start(TriangleMesh mesh, Func<double[], double> meanOf, int[]? ties, StudyContext context)
    {
        double[] c = CompositionAt.Of(settings.Initial, mesh.Points.ToArray(), context);
        Tie(c, ties);
        if (settings.Noise > 0)
        {
            double[] noise = StartNoise.Of(scenario, mesh.Points);
            Tie(noise, ties);
            double mean = meanOf(noise);
            for (int n = 0; n < c.Length; n++)
            {
                c[n] += noise[n] - mean;
            }
        }

        return c;
    }

    // Nodes of one unknown have the value of their first, as the solver takes it; noise of the others would not count in the mean.
    private static void Tie(double[] values, int[]? ties)
    {
        if (ties is null)
        {
            return;
        }

        var first = new double[values.Length];
        for (int n = 0, known = 0; n < values.Length; n++)
        {
            if (ties[n] == known)
            {
                first[known++] = values[n];
            }

            values[n] = first[ties[n]];
        }
    }

    private static TransportCondition Condition(ITransportSettings boundary, PhaseFieldLaws laws, double area) => boundary switch
    {
        CompositionBoundary b => new FixedComposition(b.Part, b.Value),
        PotentialBoundary b => new FixedPotential(b.Part, b.Value / laws.ThermalEnergy),
        FluxBoundary b => new ConstantFlux(b.Part, -laws.Scales.Flux(b.Value)),
        GalvanostaticBoundary { Spread: CurrentSpread.Equipotential } b => new EquipotentialFlux(b.Part, Total(b, laws, area)),
        GalvanostaticBoundary b => new TotalFlux(b.Part, Total(b, laws, area)),
        _ => throw new InvalidOperationException($"{boundary.GetType().Name} is no condition."),
    };

    private static double Total(GalvanostaticBoundary boundary, PhaseFieldLaws laws, double area) =>
        -boundary.Rate * laws.Scales.Time * area / (laws.Scales.Length * laws.Scales.Length);

    private ElasticProblem Elastic(MechanicsSettings mechanics, TriangleMesh mesh, (double[] Nodes, double[] Cells, double Reference) at, StudyContext context)
    {
        context.TryGet("", out HostMaterial? host);
        var stress = new StressProblem
        {
            Composition = settings.Initial,
            Stiffness = mechanics.Stiffness,
            ChemicalStrain = mechanics.ChemicalStrain,
            Edge = Enum.Parse<EdgeChoice>(mechanics.Edge.ToString()),
            Conditions = mechanics.Conditions,
        };
        StressLaws.NoteTables(stress, context);
        double[] curvature = new double[mesh.NodeCount];
        Array.Fill(curvature, mechanics.BendingCurvature);
        return new ElasticProblem(mesh, Enum.Parse<PlaneModel>(mechanics.Model.ToString()), new StressLaws(host, context.Folder, at.Reference).Of(stress, mesh.RegionNames))
        {
            Boundary = [.. EdgeConditions.Of(stress, mesh)[0].Conditions.Where(c => !Continues(c.Place) || mechanics.Conditions.Any(own => own.Part == c.Place))],
            Periodic = Box(mechanics),
            AxisAngles = at.Cells,
            PreStrain = mechanics.BendingCurvature == 0 ? null : BendingStrain.Of(mesh, curvature, ParticleAxes.DistanceFromCentreLine(context), at.Nodes),
        };
    }

    // "Held all round" is meant of the sides that a periodic box has; a condition that somebody wrote down for another one is refused with its name.
    private bool Continues(string part) => settings.Periodic switch
    {
        PeriodicSides.X => part is "left" or "right",
        PeriodicSides.Y => part is "bottom" or "top",
        _ => false,
    };

    private PeriodicBox? Box(MechanicsSettings mechanics) => settings.Periodic == PeriodicSides.None ? null : new(settings.Periodic != PeriodicSides.Y, settings.Periodic != PeriodicSides.X)
    {
        Strain = new(mechanics.MeanStrain.Xx, mechanics.MeanStrain.Yy, 2 * mechanics.MeanStrain.Xy),
        Stress = new(mechanics.MeanStress.Xx, mechanics.MeanStress.Yy, mechanics.MeanStress.Xy),
    };

    private static void RefuseOtherRange(HostMaterial? host)
    {
        if (host is not null && (host.LowestComposition != 0 || host.HighestComposition != 1))
        {
            throw new ScenarioException(
                $"The composition of {host.Key} runs from x = {host.LowestComposition:g4} to {host.HighestComposition:g4}; the phase field takes x as the site fraction and needs 0 to 1. Perhaps a material file of your own with x counted from empty to full sites.");
        }
    }

    /// <summary>A source that an expression in x, y and t gives, in the scenario's units; the solver asks and is told in plain numbers.</summary>
    private sealed class ExpressionSource(string text, PhaseFieldScales scales) : ISource
    {
        private readonly Expression expression = Expression.Parse(text, "x", "y", "t");

        public void Evaluate(double time, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> values)
        {
            double[] moment = new double[x.Length], across = new double[x.Length], up = new double[x.Length];
            Array.Fill(moment, time * scales.Time);
            TensorPrimitives.Multiply(x, scales.Length, across);
            TensorPrimitives.Multiply(y, scales.Length, up);
            expression.Evaluate([across, up, moment], values);
            TensorPrimitives.Multiply(values, scales.Time, values);
        }
    }
}
