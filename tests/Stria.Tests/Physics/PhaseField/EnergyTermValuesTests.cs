using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;
using Stria.Physics.Energies;
using Stria.Physics.FreeEnergies;

namespace Stria.Tests.Physics.PhaseField;

/// <summary>Energies of fields that can be integrated by hand, on the rectangle of 2 × 0.6.</summary>
public sealed class EnergyTermValuesTests
{
    private const double Width = 2, Height = 0.6, Area = Width * Height;

    [Theory]
    [InlineData(MeshOrder.Linear)]
    [InlineData(MeshOrder.Quadratic)]
    public void A_wetted_side_has_its_length_times_the_energy_of_the_surface(MeshOrder order)
    {
        ScalarSpace space = Space(order);
        var term = new WettingTerm(space, "left", 0.3, -0.7);
        double[] residual = new double[space.Count];
        double energy = term.Evaluate(Field(space, (_, _) => 0.4), residual);
        Assert.Equal("left", term.Part);
        Assert.Equal(Height * ((0.3 * 0.4) - (0.5 * 0.7 * 0.16)), energy, 1e-14);
        Assert.Equal(Height * (0.3 - (0.7 * 0.4)), residual.Sum(), 1e-14);
        for (int n = 0; n < residual.Length; n++)
        {
            Assert.Equal(space.Mesh.Points[2 * n] == 0, residual[n] != 0);
        }
    }

    [Fact]
    public void A_composition_that_rises_along_the_wetted_side_is_integrated_exactly()
    {
        ScalarSpace space = Space(MeshOrder.Linear);
        var term = new WettingTerm(space, "right", 0.3, 1.2);
        double energy = term.Evaluate(Field(space, (_, y) => y), new double[space.Count]);
        Assert.Equal((0.3 * Height * Height / 2) + (0.5 * 1.2 * Height * Height * Height / 3), energy, 1e-14);
    }

    [Fact]
    public void A_wetting_energy_that_is_linear_has_no_curvature()
    {
        ScalarSpace space = Space(MeshOrder.Linear);
        double[] flat = new double[space.Pattern.EntryCount], bent = new double[flat.Length];
        new WettingTerm(space, "top", 0.3).AddLocalTangent(flat);
        new WettingTerm(space, "top", 0.3, 0.5).AddLocalTangent(bent);
        Assert.All(flat, v => Assert.Equal(0.0, v));
        Assert.Equal(0.5 * Width, Total(space, bent), 1e-13);
    }

    [Fact]
    public void A_part_that_the_mesh_lacks_is_named()
    {
        ScalarSpace space = Space(MeshOrder.Linear);
        string message = Assert.Throws<ScenarioException>(() => new WettingTerm(space, "inner", 1)).Message;
        Assert.Contains("A boundary condition names the part 'inner'", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MeshOrder.Linear)]
    [InlineData(MeshOrder.Quadratic)]
    public void A_ramp_has_half_of_kappa_times_the_square_of_its_slope(MeshOrder order)
    {
        ScalarSpace space = Space(order);
        double[] tensor = [.. Enumerable.Range(0, space.Mesh.CellCount).SelectMany(_ => new[] { 2.0, 0.5, 3.0 })], ramp = Field(space, (x, y) => x + (2 * y)), residual = new double[space.Count];
        Assert.Equal(0.5 * 0.04 * 5 * Area, new GradientTerm(space, 0.04).Evaluate(ramp, residual), 1e-13);
        Assert.Equal(0, residual.Sum(), 1e-13);
        Assert.Equal(0.5 * (2 + (2 * 0.5 * 2) + (3 * 4)) * Area, new GradientTerm(space, tensor).Evaluate(ramp, residual), 1e-12);
    }

    [Fact]
    public void The_gradient_energy_does_not_see_a_constant_and_grows_with_the_square()
    {
        ScalarSpace space = Space(MeshOrder.Quadratic);
        var term = new GradientTerm(space, 0.3);
        double[] wave = Field(space, (x, y) => Math.Sin(3 * x) * y), lifted = [.. wave.Select(c => c + 0.5)], doubled = [.. wave.Select(c => 2 * c)], spare = new double[space.Count];
        double energy = term.Evaluate(wave, spare);
        Assert.True(energy > 0.01);
        Assert.Equal(energy, term.Evaluate(lifted, spare), 1e-12);
        Assert.Equal(4 * energy, term.Evaluate(doubled, spare), 1e-12);
    }

    [Theory]
    [InlineData(MeshOrder.Linear, 1.0)]
    [InlineData(MeshOrder.Quadratic, 3.0)]
    public void An_even_regular_solution_has_its_density_times_the_area(MeshOrder order, double scale)
    {
        // At c = ½: f = χ/4 − ln 2, f′ = 0, f″ = 4 − 2χ.
        const double Chi = 2.5;
        ScalarSpace space = Space(order);
        var term = new ChemicalTerm(space, new RegularSolution(Chi).ToChemicalPotential(), scale);
        double[] residual = new double[space.Count], entries = new double[space.Pattern.EntryCount];
        Assert.Equal(Area * ((Chi / 4) - Math.Log(2)) / scale, term.Evaluate(Field(space, (_, _) => 0.5), residual), 1e-13);
        Assert.All(residual, r => Assert.Equal(0, r, 1e-13));
        term.AddLocalTangent(entries);
        Assert.Equal(Area * (4 - (2 * Chi)) / scale, Total(space, entries), 1e-12);
    }

    [Fact]
    public void Ions_and_empty_sites_of_a_regular_solution_are_alike()
    {
        ScalarSpace space = Space(MeshOrder.Linear);
        var term = new ChemicalTerm(space, new RegularSolution(2.8).ToChemicalPotential());
        double[] c = Field(space, (x, y) => 0.3 + (0.1 * Math.Sin(2 * x)) + (0.1 * y)), holes = [.. c.Select(v => 1 - v)], one = new double[space.Count], other = new double[space.Count];
        Assert.Equal(term.Evaluate(c, one), term.Evaluate(holes, other), 1e-13);
        Assert.True(Bodies.Largest(one) > 1e-4);
        Assert.All(one.Zip(other), p => Assert.Equal(p.First, -p.Second, 1e-13));
    }

    [Fact]
    public void A_residual_is_added_to_what_is_there()
    {
        ScalarSpace space = Space(MeshOrder.Linear);
        IEnergyTerm[] terms = [new ChemicalTerm(space, new DoubleWell(5, 0.3, 0.7).ToChemicalPotential()), new GradientTerm(space, 0.1), new WettingTerm(space, "left", 1)];
        double[] c = Field(space, (x, y) => 0.4 + (0.1 * x * y));
        foreach (IEnergyTerm term in terms)
        {
            double[] alone = new double[space.Count], onTop = [.. Enumerable.Repeat(10.0, space.Count)];
            Assert.Equal(term.Evaluate(c, alone), term.Evaluate(c, onTop), 1e-15);
            Assert.All(alone.Zip(onTop), p => Assert.Equal(10 + p.First, p.Second, 1e-13));
        }
    }

    [Theory]
    [InlineData(PlaneModel.PlaneStress)]
    [InlineData(PlaneModel.PlaneStrain)]
    public void Coherency_grows_with_the_square_of_the_strain_and_not_with_its_reference(PlaneModel model)
    {
        double one = CoherentStiffness.Largest(Bodies.Isotropic(eta: 0.01), model);
        Assert.True(one > 0);
        Assert.Equal(0, CoherentStiffness.Largest(Bodies.Isotropic(eta: 0), model), 1e-12);
        Assert.Equal(4 * one, CoherentStiffness.Largest(Bodies.Isotropic(eta: 0.02), model), 1e-12 * one);
        Assert.Equal(one, CoherentStiffness.Largest(Bodies.Isotropic(eta: -0.01), model), 1e-12 * one);
        Assert.Equal(one, CoherentStiffness.Of(Bodies.Isotropic(reference: 0.7, eta: 0.01), model, 0.2), 1e-12 * one);
    }

    private static ScalarSpace Space(MeshOrder order) => new(StructuredMesh.Rectangle(Width, Height, 5, 4, order), QuadratureRule.Triangle(5));

    private static double[] Field(ScalarSpace space, Func<double, double, double> f) => Bodies.AtNodes(space.Mesh, f);

    // The sum of all entries, those below the diagonal included.
    private static double Total(ScalarSpace space, double[] entries)
    {
        double[] ones = [.. Enumerable.Repeat(1.0, space.Count)], product = new double[space.Count];
        space.Pattern.Matrix(entries).Multiply(ones, product);
        return product.Sum();
    }
}
