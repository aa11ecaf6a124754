using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;
using Stria.Physics.Energies;
using Stria.Physics.FreeEnergies;
using Stria.Physics.Transport;

namespace Stria.Tests.Physics.PhaseField;

/// <summary>What every energy term promises: slope, curvature and symmetry, by differences.</summary>
public sealed class EnergyTermContractTests
{
    private const double Small = 1e-5;

    private static readonly StrainRow[] Rows = [new(0, 0, 0, 0), new(0.3, 0.01, 0.002, -0.004, 0.001), new(0.5, 0.012, 0.003, -0.004, 0.002), new(1, 0.05, -0.01, 0.02, 0)];

    private static readonly (string Name, Func<ScalarSpace, IEnergyTerm> Make)[] Terms =
    [
        ("regular solution", s => new ChemicalTerm(s, new RegularSolution(2.5).ToChemicalPotential())),
        ("double well", s => new ChemicalTerm(s, new DoubleWell(5, 0.3, 0.7).ToChemicalPotential(), 3)),
        ("isotropic gradient", s => new GradientTerm(s, 0.02)),
        ("gradient along turned axes", s => new GradientTerm(s, new CrystalTensor(0.05, 0.01).InCells(s.Mesh.CellCount, [.. Enumerable.Range(0, s.Mesh.CellCount).Select(c => 0.1 * c)]))),
        ("wetting", s => new WettingTerm(s, "left", 0.3, -0.7)),
        ("isotropic strain, plane stress", s => Elastic(s, PlaneModel.PlaneStress, TensorStrain.Isotropic(0.02, 0.5))),
        ("isotropic strain, plane strain", s => Elastic(s, PlaneModel.PlaneStrain, TensorStrain.Isotropic(0.02, 0.5))),
        ("tensor strain along turned axes, with pre-strain", s => Elastic(s, PlaneModel.PlaneStress, new TensorStrain([0.02, -0.01, 0.005, 0.004], 0.4), turned: true)),
        ("isotropic strain under load", s => new ElasticTerm(
            s, Problem(s, PlaneModel.PlaneStress, new IsotropicLaw(43e9, 0.3), TensorStrain.Isotropic(0.02, 0.5)) with { Boundary = [new Roller("left"), new PinnedPoint(0, 0), new Traction("right") { X = 3e8 }] }, Bodies.Solver, 4.6e7)),
        ("isotropic strain between stretched ends", s => new ElasticTerm(
            s, Problem(s, PlaneModel.PlaneStrain, new IsotropicLaw(43e9, 0.3), TensorStrain.Isotropic(0.02, 0.5)) with { Boundary = [new Roller("left"), new PinnedPoint(0, 0), new Displacement("right") { X = 0.01 }] }, Bodies.Solver, 4.6e7)),
        ("strain of a table along turned axes", s => Elastic(s, PlaneModel.PlaneStrain, new StrainTable(Rows, 0.45, TableInterpolation.MonotoneCubic), turned: true)),
        ("softening solid", s => new ElasticTerm(s, Problem(s, PlaneModel.PlaneStrain, new Softening(), TensorStrain.Isotropic(0.02, 0.5)), Bodies.Solver, 4.6e7)),
        ("periodic box, free", s => Periodic(s, new IsotropicLaw(43e9, 0.3), TensorStrain.Isotropic(0.02, 0.5), new(true, true))),
        ("periodic box, free along x and pulled, held along y, strain of a table", s => Periodic(
            s, new IsotropicLaw(43e9, 0.3), new StrainTable(Rows, 0.45, TableInterpolation.MonotoneCubic), new(true, true) { Strain = new(null, 0, null), Stress = new(2e8, 0, 1e8) })),
        ("periodic box that is stretched and sheared", s => Periodic(s, new IsotropicLaw(43e9, 0.3), TensorStrain.Isotropic(0.02, 0.5), new(true, true) { Strain = new(0.01, null, 0.02) })),
        ("periodic box of a softening solid, pulled", s => Periodic(s, new Softening(), TensorStrain.Isotropic(0.02, 0.5), new(true, true) { Stress = new(2e8, 1e8, 0) })),
        ("softening sheet under load", s => new ElasticTerm(
            s, Problem(s, PlaneModel.PlaneStress, new Softening(), TensorStrain.Isotropic(0.02, 0.5)) with { Boundary = [new Roller("left"), new PinnedPoint(0, 0), new Traction("right") { X = 3e8 }] }, Bodies.Solver, 4.6e7)),
    ];

    public static TheoryData<string, MeshOrder> Cases
    {
        get
        {
            var data = new TheoryData<string, MeshOrder>();
            foreach ((string name, _) in Terms)
            {
                data.Add(name, MeshOrder.Linear);
                data.Add(name, MeshOrder.Quadratic);
            }

            return data;
        }
    }

    [Fact]
    public void Every_kind_of_term_is_tested()
    {
        Type[] kinds = [.. typeof(IEnergyTerm).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IEnergyTerm)) && !t.IsInterface)];
        IEnergyTerm[] made = [.. Terms.Select(t => t.Make(Space(t.Name, MeshOrder.Linear)))];
        Assert.Equal(kinds.OrderBy(t => t.Name), made.Select(t => t.GetType()).Distinct().OrderBy(t => t.Name));
        Assert.Equal(EnergyCatalogue.Kinds.Order(), made.Select(t => t.Kind).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_residual_is_the_slope_of_the_energy(string name, MeshOrder order)
    {
        (ScalarSpace space, IEnergyTerm term, double[] c, double[] v, _) = Prepare(name, order);
        double[] residual = new double[c.Length];
        term.Evaluate(c, residual);
        double slope = Dot(residual, v), difference = (Energy(term, Along(c, v, Small)) - Energy(term, Along(c, v, -Small))) / (2 * Small);
        Assert.True(Math.Abs(slope) > 1e-4 * space.Area, $"{slope}");
        Assert.Equal(difference, slope, 2e-7 * Math.Abs(slope));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_tangent_is_the_slope_of_the_residual(string name, MeshOrder order)
    {
        (ScalarSpace space, IEnergyTerm term, double[] c, double[] v, _) = Prepare(name, order);
        double[] up = new double[c.Length], down = new double[c.Length];
        term.Evaluate(Along(c, v, Small), up);
        term.Evaluate(Along(c, v, -Small), down);
        double[] product = Product(space, term, c, v);
        double size = Bodies.Largest(product);
        Assert.True(size > 1e-7, $"{size}");
        for (int i = 0; i < c.Length; i++)
        {
            Assert.Equal((up[i] - down[i]) / (2 * Small), product[i], 2e-6 * size);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_tangent_is_symmetric_and_local_where_it_says_so(string name, MeshOrder order)
    {
        (ScalarSpace space, IEnergyTerm term, double[] c, double[] v, double[] w) = Prepare(name, order);
        double one = Dot(w, Product(space, term, c, v)), other = Dot(v, Product(space, term, c, w));
        Assert.True(Math.Abs(one) > 1e-7);
        Assert.Equal(one, other, 1e-9 * Math.Sqrt(Math.Abs(Dot(v, Product(space, term, c, v)) * Dot(w, Product(space, term, c, w)))));
        var rest = new double[c.Length];
        term.AddRemainingProduct(v, rest);
        Assert.Equal(term.IsLocal, rest.All(x => x == 0));
    }

    [Theory]
    [InlineData(MeshOrder.Linear)]
    [InlineData(MeshOrder.Quadratic)]
    public void The_elastic_energy_is_that_of_the_stresses(MeshOrder order)
    {
        // Linear strains are evaluated by matrices, others by loops over points: both must have the energy ∫ ½ σ : ε_el of the solution that is given out.
        foreach (string name in new[] { "isotropic strain, plane stress", "isotropic strain, plane strain", "tensor strain along turned axes, with pre-strain", "isotropic strain between stretched ends", "strain of a table along turned axes", "softening solid", "periodic box, free", "periodic box that is stretched and sheared" })
        {
            (_, IEnergyTerm term, double[] c, _, _) = Prepare(name, order);
            using var elastic = (ElasticTerm)term;
            double energy = Energy(elastic, c);
            Assert.Equal(elastic.Solution.Energy / 4.6e7, energy, 1e-11 * Math.Abs(energy));
            Assert.Equal(elastic.Solution.Displacement, elastic.Displacement);
            Assert.True(energy > 1e-4);
        }
    }

    [Fact]
    public void A_free_body_is_strained_without_energy_by_an_even_composition()
    {
        ScalarSpace space = Space(MeshOrder.Quadratic);
        using var term = new ElasticTerm(space, Problem(space, PlaneModel.PlaneStress, new IsotropicLaw(43e9, 0.3), TensorStrain.Isotropic(0.02, 0.5)) with { Boundary = [] }, Bodies.Solver, 4.6e7);
        double[] c = Bodies.AtNodes(space.Mesh, (_, _) => 0.8), slope = new double[space.Count];
        Assert.Equal(0, term.Evaluate(c, slope), 1e-13);
        Assert.All(slope, s => Assert.Equal(0, s, 1e-13));
        Assert.Contains(term.Remarks, r => r.Text.Length > 0);

        // It grows by 0.006 in each direction about a centre that stays.
        Assert.Equal(0.006, (term.Displacement[2 * 10] - term.Displacement[0]) / (space.Mesh.Points[2 * 10] - space.Mesh.Points[0]), 1e-9);
        Assert.Throws<InvalidOperationException>(() => new ElasticTerm(space, Problem(space, PlaneModel.PlaneStress, new IsotropicLaw(43e9, 0.3), TensorStrain.Isotropic(0.02, 0.5)), Bodies.Solver).Solution);
    }

    [Fact]
    public void Coherency_adds_what_the_closed_forms_say()
    {
        var material = new ElasticMaterial(new IsotropicLaw(Bodies.E, Bodies.Nu), TensorStrain.Isotropic(Bodies.Eta, 0));
        double sheet = Bodies.E * Bodies.Eta * Bodies.Eta;
        Assert.Equal(sheet, CoherentStiffness.Of(material, PlaneModel.PlaneStress, 0.5), 1e-12 * sheet);
        Assert.Equal(2 * sheet / (1 - Bodies.Nu), CoherentStiffness.Largest(material, PlaneModel.PlaneStrain), 1e-12 * sheet);

        // χ_eff = χ − b/2 with the defaults of α-V₂O₅: b = 0.208 and 0.595.
        double scale = 8.314462618 * 298.15 * 18532;
        Assert.Equal(0.208, sheet / scale, 5e-4);
        Assert.Equal(0.595, 2 * sheet / (1 - Bodies.Nu) / scale, 5e-4);
    }

    [Fact]
    public void A_box_in_which_composition_and_displacement_repeat_differently_is_refused()
    {
        ScalarSpace box = Space("periodic", MeshOrder.Linear), plain = Space("", MeshOrder.Linear);
        Assert.Contains("same directions", Assert.Throws<ScenarioException>(() => Elastic(box, PlaneModel.PlaneStress, TensorStrain.Isotropic(0.02, 0.5))).Message, StringComparison.Ordinal);
        Assert.Contains("same directions", Assert.Throws<ScenarioException>(() => Periodic(plain, new IsotropicLaw(43e9, 0.3), TensorStrain.Isotropic(0.02, 0.5), new(true, true))).Message, StringComparison.Ordinal);
    }

    private static ScalarSpace Space(string name, MeshOrder order)
    {
        if (!name.StartsWith("periodic", StringComparison.Ordinal))
        {
            return Space(order);
        }

        TriangleMesh mesh = StructuredMesh.Rectangle(1, 0.6, 5, 4, order);
        return new ScalarSpace(order == MeshOrder.Linear ? mesh : Bodies.Moved(mesh, PeriodicCases.Distorted(1, 0.6)), QuadratureRule.Triangle(5), PeriodicNodes.Of(mesh, true, true));
    }

    private static ScalarSpace Space(MeshOrder order)
    {
        TriangleMesh box = StructuredMesh.Rectangle(1, 0.6, 5, 4, order);
        return new ScalarSpace(order == MeshOrder.Linear ? box : Bodies.Moved(box, (x, y) => (x + (0.02 * Math.Sin(5 * y)), y + (0.03 * Math.Sin(4 * x)))), QuadratureRule.Triangle(5));
    }

    private static (ScalarSpace Space, IEnergyTerm Term, double[] C, double[] V, double[] W) Prepare(string name, MeshOrder order)
    {
        ScalarSpace space = Space(name, order);
        double[] c = Bodies.AtNodes(space.Mesh, (x, y) => 0.45 + (0.2 * Math.Sin((3 * x) + y)) + (0.1 * Math.Cos(7 * y)));
        double[] v = Bodies.AtNodes(space.Mesh, (x, y) => Math.Cos(4 * x) + (0.5 * y)), w = Bodies.AtNodes(space.Mesh, (x, y) => (x * x) - Math.Sin(6 * y));
        return (space, Terms.Single(t => t.Name == name).Make(space), space.FromNodes(c), space.FromNodes(v), space.FromNodes(w));
    }

    private static ElasticTerm Elastic(ScalarSpace space, PlaneModel model, IChemicalStrain strain, bool turned = false)
    {
        ElasticProblem problem = Problem(space, model, new IsotropicLaw(43e9, 0.3), strain);
        return new ElasticTerm(space, turned ? problem with { AxisAngles = [.. Enumerable.Range(0, space.Mesh.CellCount).Select(c => 0.3 * c)], PreStrain = [.. Enumerable.Repeat(1e-3, 4 * space.Mesh.NodeCount)] } : problem, Bodies.Solver, 4.6e7);
    }

    private static ElasticTerm Periodic(ScalarSpace space, IElasticLaw law, IChemicalStrain strain, PeriodicBox box) =>
        new(space, Problem(space, PlaneModel.PlaneStrain, law, strain) with { Boundary = [], Periodic = box }, Bodies.Solver, 4.6e7);

    private static ElasticProblem Problem(ScalarSpace space, PlaneModel model, IElasticLaw law, IChemicalStrain strain) =>
        new(space.Mesh, model, [new ElasticMaterial(law, strain)]) { Boundary = [new Roller("left"), new Roller("bottom")] };

    private static double[] Product(ScalarSpace space, IEnergyTerm term, double[] c, double[] v)
    {
        term.Evaluate(c, new double[c.Length]);
        double[] entries = new double[space.Pattern.EntryCount], product = new double[c.Length];
        term.AddLocalTangent(entries);
        space.Pattern.Matrix(entries).Multiply(v, product);
        term.AddRemainingProduct(v, product);
        return product;
    }

    private static double Energy(IEnergyTerm term, double[] c) => term.Evaluate(c, new double[c.Length]);

    private static double[] Along(double[] c, double[] v, double step) => [.. c.Zip(v, (a, b) => a + (step * b))];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private sealed class Softening : IElasticLaw
    {
        public string Kind => "softening";

        public bool DependsOnComposition => true;

        public bool DependsOnDirection => false;

        public void Compliance(double composition, Span<double> compliance) => new IsotropicLaw(43e9 / (1 + (0.8 * composition * composition)), 0.3).Compliance(composition, compliance);
    }
}
