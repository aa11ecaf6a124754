using Stria.Files;
using Stria.Tests.Files;

namespace Stria.Tests.Studies.Stress;

/// <summary>Closed forms, through the whole study from the scenario to its tables.</summary>
public sealed class StressPhysicsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_mean_stress_of_a_held_particle_is_that_of_its_mean_strain()
    {
        // No displacement at the edge, so the mean dilatation is 0: ⟨σxx + σyy⟩/2 = −Eη(⟨x⟩ − x_ref)/(1 − ν). The mean of 0.5 r² over the disk is 0.25.
        string run = StressScene.Solve(folder, "held", StressScene.Text("0.5*(r/1 um)^2", problem: "edge: fixed\nstress_free_composition: 0.1"));
        Assert.Equal(0.25, MeanComposition(run), 0.25e-3);
        double perX = StressScene.StressPerX_MPa / (1 - StressScene.PoissonsRatio);
        foreach ((string meaning, double reference) in new[] { ("as used", 0.1), ("empty host", 0.0) })
        {
            double expected = -perX * (0.25 - reference);
            Assert.Equal(expected, MeanInPlane(run, "fixed", meaning), Math.Abs(1e-3 * expected));
        }

        Assert.True(Math.Abs(MeanInPlane(run, "fixed", "mean of the particle")) < 1e-9 * perX);
    }

    [Fact]
    public void The_mean_stress_of_a_held_map_is_that_of_its_mean_composition()
    {
        StressScene.WriteMaps(folder.Path("maps.h5"));
        string run = StressScene.Solve(folder, "held", StressScene.Text("{ kind: map, path: maps.h5 }", "map", "edge: fixed", "{ cell_size: auto }", "uncertainty: { samples: 0 }"));
        double expected = -StressScene.StressPerX_MPa / (1 - StressScene.PoissonsRatio) * MeanComposition(run);
        Assert.InRange(expected, -0.9 * StressScene.StressPerX_MPa, -0.4 * StressScene.StressPerX_MPa);
        Assert.Equal(expected, MeanInPlane(run, "fixed", "as used"), Math.Abs(1e-3 * expected));
        Assert.Equal(Math.PI * StressScene.Radius * StressScene.Radius * 1e12, StressScene.Headline(run, "outline_area"), 0.02);
    }

    [Fact]
    public void A_free_disk_whose_composition_grows_outwards_has_the_stress_of_the_closed_form()
    {
        // Timoshenko and Goodier, Theory of Elasticity, article 135, with x = 0.5 ρ²: σ_r = Eη/8 (1 − ρ²), σ_θ = Eη/8 (1 − 3ρ²).
        string run = StressScene.Solve(folder, "disk", StressScene.Text("0.5*(r/1 um)^2", discretisation: "{ cell_size: 150 nm }", rest: Probes(0, 0.3, 0.6, 0.9)));
        double scale = StressScene.StressPerX_MPa / 8;
        foreach (IReadOnlyDictionary<string, string> row in StressScene.Table(run, "probes.csv"))
        {
            double rho = StressScene.Number(row, "x") / 1000;
            Assert.Equal(0.5 * rho * rho, StressScene.Number(row, "composition x"), 1e-9);
            Assert.Equal(scale * (1 - (rho * rho)), StressScene.Number(row, "stress_xi_xi (free)"), 0.01 * scale);
            Assert.Equal(scale * (1 - (3 * rho * rho)), StressScene.Number(row, "stress_eta_eta (free)"), 0.01 * scale);
            Assert.Equal(0, StressScene.Number(row, "stress_xi_eta (free)"), 0.01 * scale);
        }
    }

    [Fact]
    public void A_free_core_in_a_shell_that_swells_has_the_stress_of_the_closed_form_and_most_of_it_at_the_interface()
    {
        const double core = 0.5, q = core * core, cell = 0.12;
        const string geometry = "{ kind: shapes, regions: [{ name: shell, shape: { kind: disk, radius: 1 um } }, { name: core, shape: { kind: disk, radius: 0.5 um } }] }";
        const string still = "regions: [{ region: core, stiffness: " + StressScene.Isotropic + ", chemical_strain: { kind: tensor, along: 0, across: 0, through: 0 } }]";
        string run = StressScene.Solve(folder, "shell", StressScene.Text("1", geometry, still, "{ cell_size: 120 nm, smallest_cell_size: 120 nm }", Probes(0, 0.2, 0.7, 0.85)));
        double half = StressScene.StressPerX_MPa / 2;
        foreach (IReadOnlyDictionary<string, string> row in StressScene.Table(run, "probes.csv"))
        {
            double rho = StressScene.Number(row, "x") / 1000;
            (double radial, double hoop) = rho < core ? (half * (1 - q), half * (1 - q)) : (half * ((q / (rho * rho)) - q), -half * ((q / (rho * rho)) + q));
            Assert.Equal(radial, StressScene.Number(row, "stress_xi_xi (free)"), 0.01 * half);
            Assert.Equal(hoop, StressScene.Number(row, "stress_eta_eta (free)"), 0.01 * half);
        }

        IReadOnlyDictionary<string, string> most = StressScene.Table(run, "stress.csv").Single(r => r["part"] == "all" && r["measure"] == "von_mises");
        double highest = double.Hypot(StressScene.Number(most, "x of highest"), StressScene.Number(most, "y of highest")) / 1000;
        Assert.InRange(highest, core - (2 * cell), core + (2 * cell));
        Assert.Contains(StressScene.Table(run, "stress.csv"), r => r["part"] == "region core");
    }

    [Fact]
    public void A_uniform_composition_stresses_no_free_body()
    {
        string run = StressScene.Solve(folder, "uniform", StressScene.Text("0.7", problem: "edge: both"));
        Assert.True(StressScene.Headline(run, "von_mises_max_free") < 1e-9 * StressScene.StressPerX_MPa);
        Assert.Equal(0.7 * StressScene.StressPerX_MPa / (1 - StressScene.PoissonsRatio), StressScene.Headline(run, "von_mises_max_fixed"), 1e-6);
    }

    [Fact]
    public void With_free_edges_the_stress_free_composition_changes_nothing_and_with_fixed_ones_it_does()
    {
        string run = StressScene.Solve(folder, "reference", StressScene.Text("0.4 + 0.3*sin(x/300 nm)*cos(y/200 nm)", problem: "edge: both\nstress_free_composition: 0.25"));
        IReadOnlyDictionary<string, string>[] rows = [.. StressScene.Table(run, "stress-free.csv")];
        foreach (string column in (string[])["largest von Mises", "mean von Mises", "95 % quantile of von Mises"])
        {
            double[] free = [.. rows.Where(r => r["edges"] == "free").Select(r => StressScene.Number(r, column))];
            double[] held = [.. rows.Where(r => r["edges"] == "fixed").Select(r => StressScene.Number(r, column))];
            Assert.Equal((3, 3), (free.Length, held.Length));
            Assert.True(free[0] > 1);
            Assert.All(free, v => Assert.Equal(free[0], v, 1e-9 * StressScene.StressPerX_MPa));
            Assert.True(held.Max() - held.Min() > 0.1 * held[0]);
        }
    }

    [Fact]
    public void Expression_table_and_mesh_of_an_earlier_run_are_the_same_composition()
    {
        folder.Write("x.csv", "r,x\n0,0.1\n1,0.6\n2,1.1\n");
        string first = StressScene.Solve(folder, "first", StressScene.Text("0.1 + 0.5*r/1 um"));
        const string geometry = "{ kind: mesh, path: first/stress.vtu }";
        string table = StressScene.Solve(folder, "table", StressScene.Text("{ kind: table, path: x.csv, against: r, length_unit: 1 um }", geometry));
        string mesh = StressScene.Solve(folder, "mesh", StressScene.Text("{ kind: mesh, path: first/stress.vtu }", geometry));
        (double[] points, double[] x) = Nodes(first);
        for (int n = 0; n < x.Length; n++)
        {
            Assert.Equal(0.1 + (0.5e6 * double.Hypot(points[2 * n], points[(2 * n) + 1])), x[n], 1e-12);
        }

        foreach (string run in (string[])[table, mesh])
        {
            (double[] places, double[] values) = Nodes(run);
            Assert.Equal(points, places);
            Assert.All(values.Zip(x), p => Assert.Equal(p.Second, p.First, 1e-12));
            // A table is known between the nodes, as the expression is; the nodes of a mesh are all that is known of its field.
            Assert.Equal(StressScene.Headline(first, "von_mises_max_free"), StressScene.Headline(run, "von_mises_max_free"), run == table ? 1e-6 : 0.02);
        }
    }

    [Fact]
    public void A_probe_outside_the_body_is_left_empty()
    {
        string run = StressScene.Solve(folder, "probes", StressScene.Text("0.5*(r/1 um)^2", rest: Probes(0.5, 1.2)));
        IReadOnlyDictionary<string, string>[] rows = [.. StressScene.Table(run, "probes.csv")];
        Assert.Equal(["p0.5", "p1.2"], rows.Select(r => r["probe"]));
        string[] sampled = [.. rows[0].Keys.Skip(3)];
        Assert.True(sampled.Length >= 8);
        Assert.All(sampled, c => Assert.True(double.IsFinite(StressScene.Number(rows[0], c))));
        Assert.All(sampled, c => Assert.Equal("", rows[1][c]));
    }

    private static string Probes(params double[] micrometres) =>
        $"output: {{ probes: [{string.Join(", ", micrometres.Select(x => FormattableString.Invariant($"{{ name: p{x}, x: {x} um, y: 0 um }}")))}] }}";

    private static double MeanComposition(string run) =>
        StressScene.Number(StressScene.Table(run, "stress-free.csv").Single(r => r["stress-free at"] == "mean of the particle"), "x");

    private static double MeanInPlane(string run, string edge, string meaning) =>
        StressScene.Number(StressScene.Table(run, "stress-free.csv").Single(r => r["edges"] == edge && r["stress-free at"] == meaning), "mean in-plane stress");

    private static (double[] Points, double[] X) Nodes(string run)
    {
        MeshContent content = MeshFormats.Read(Path.Combine(run, "stress.vtu"));
        return (content.Mesh.Points.ToArray(), content.Fields.Single(f => f.Symbol == "x").Values);
    }
}
