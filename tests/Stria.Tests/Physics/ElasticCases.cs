using Stria.Core;
using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;

namespace Stria.Tests.Physics;

/// <summary>Problems with exact answers, for a choice of refinement; both tiers of tests use them.</summary>
internal static class ElasticCases
{
    public const double R = 1e-6;

    /// <summary>Error of the displacement of a free disk with radial composition in plane strain, by its largest displacement.</summary>
    public static double DiskError(int rings, MeshOrder order, bool curved)
    {
        TriangleMesh mesh = StructuredMesh.Disk(R, rings, order);
        mesh = curved || order == MeshOrder.Linear ? mesh : Bodies.Straightened(mesh);
        ElasticSolution solution = Bodies.Solve(new ElasticProblem(mesh, PlaneModel.PlaneStrain, [Bodies.Isotropic()]), Bodies.AtNodes(mesh, (x, y) => Math.Exp(-((x * x) + (y * y)) / (R * R))));
        double scale = ExactElasticity.DiskDisplacement(R, R, Bodies.Nu, Bodies.Eta);
        return Bodies.ErrorOfDisplacement(solution, (x, y) =>
        {
            double r = double.Hypot(x, y), u = ExactElasticity.DiskDisplacement(r, R, Bodies.Nu, Bodies.Eta) / Math.Max(r, 1e-30);
            return (u * x, u * y);
        }) / scale;
    }

    /// <summary>A disk whose core, up to half the radius, has its own moduli and strain; free or held outside.</summary>
    public static (ElasticSolution Solution, CoreShell Exact) CoreAndShell(PlaneModel model, Phase core, Phase shell, int rings, bool clamped)
    {
        TriangleMesh mesh = OnCircle(StructuredMesh.Disk(R, rings, MeshOrder.Quadratic), R / 2);
        mesh = Bodies.WithRegions(mesh, ["shell", "core"], (x, y) => double.Hypot(x, y) < R / 2 ? 1 : 0);
        var problem = new ElasticProblem(mesh, model, [Material(shell), Material(core)]) { Boundary = clamped ? [new Fixed("edge")] : [] };
        return (Bodies.Solve(problem, Bodies.AtNodes(mesh, (_, _) => 1)), ExactElasticity.CoreAndShell(model, core, shell, (R / 2, R), clamped));
    }

    /// <summary>Kirsch's quarter sheet up to four radii, with the exact tractions outside.</summary>
    public static ElasticSolution Kirsch(int n, MeshOrder order)
    {
        TriangleMesh mesh = Bodies.Moved(StructuredMesh.RingSector(R, 4 * R, Math.PI / 2, n, n, order), (x, y) =>
        {
            double r = double.Hypot(x, y), graded = R * Math.Pow(4, ((r / R) - 1) / 3) / r;
            return (x * graded, y * graded);
        });
        var values = new List<double>();
        for (int edge = 0; edge < mesh.EdgeCount; edge++)
        {
            foreach (int node in mesh.PartNames[mesh.EdgeParts[edge]] == "outer" ? mesh.Edge(edge) : [])
            {
                double x = mesh.Points[2 * node], y = mesh.Points[(2 * node) + 1], r = double.Hypot(x, y);
                (double xx, double yy, double xy) = ExactElasticity.KirschStress(x, y, R, 1e9);
                values.AddRange([((xx * x) + (xy * y)) / r, ((xy * x) + (yy * y)) / r]);
            }
        }

        var problem = new ElasticProblem(mesh, PlaneModel.PlaneStress, [Bodies.Isotropic()])
        {
            Boundary = [new Roller("start"), new Roller("end"), new Traction("outer") { Values = [.. values] }],
        };
        return Bodies.Solve(problem, new double[mesh.NodeCount]);
    }

    public static double KirschError(int n, MeshOrder order) =>
        Bodies.ErrorOfDisplacement(Kirsch(n, order), (x, y) => ExactElasticity.KirschDisplacement(x, y, R, 1e9)) / double.Hypot(4 * R, 0) / 1e9 * Bodies.E;

    /// <summary>Curvature of a free strip of two layers, the lower of which is strained, by Timoshenko's.</summary>
    public static double BimaterialRatio(int nx, int ny)
    {
        const double Length = 20 * R, Height = R, Strain = 0.01;
        TriangleMesh mesh = Bodies.WithRegions(StructuredMesh.Rectangle(Length, Height, nx, 2 * ny, MeshOrder.Quadratic), ["lower", "upper"], (_, y) => y < Height / 2 ? 0 : 1);
        var soft = new ElasticMaterial(new IsotropicLaw(Bodies.E / 3, Bodies.Nu), TensorStrain.Isotropic(0, 0));
        var problem = new ElasticProblem(mesh, PlaneModel.PlaneStress, [Bodies.Isotropic(0, Bodies.Nu, Strain), soft]);
        ElasticSolution solution = Bodies.Solve(problem, Bodies.AtNodes(mesh, (_, _) => 1));
        double exact = ExactElasticity.BimaterialCurvature((Height / 2, Height / 2), 3, Strain);
        // The lower layer is longer, so that the middle of the strip bulges downwards: u_y'' = κ.
        return Curvature(solution, Height / 2, 0.25 * Length, 0.75 * Length) / exact;
    }

    /// <summary>Stress of a thin soft film on a round plate by the curvature of the plate, times its thickness over 42.3 µm [Pa m]: Stoney's 610.24 MPa m with the numbers of Santos, Mater. Horiz. 2020, eq. 1.</summary>
    public static double StoneyConstant(int nr, int nz)
    {
        const double Plate = 0.736e-3, Film = 42.3e-6 / 64, Radius = 10e-3, Es = 203e9, Nus = 0.29, Ef = Es / 100, Strain = 1e-3;
        TriangleMesh mesh = StructuredMesh.Rectangle(Radius, Plate + Film, nr, nz + 1, MeshOrder.Quadratic);
        // The uppermost row of boxes is the film.
        mesh = Bodies.Moved(mesh, (x, y) =>
        {
            double row = y / (Plate + Film) * (nz + 1);
            return (x, row <= nz ? Plate * row / nz : Plate + (Film * (row - nz)));
        });
        mesh = Bodies.WithRegions(mesh, ["plate", "film"], (_, y) => y < Plate ? 0 : 1);
        ElasticMaterial plate = new(new IsotropicLaw(Es, Nus), TensorStrain.Isotropic(0, 0)), film = new(new IsotropicLaw(Ef, 0.25), TensorStrain.Isotropic(Strain, 0));
        ElasticSolution solution = Bodies.Solve(new ElasticProblem(mesh, PlaneModel.Axisymmetric, [plate, film]), Bodies.AtNodes(mesh, (_, _) => 1));
        double curvature = Curvature(solution, 0, 0, Radius / 2), stress = solution.Statistics.Mean(Component(solution.PointStress, 0), [.. solution.CellsOf("film").Select((f, c) => f && mesh.Points[2 * mesh.Cell(c)[0]] < Radius / 2)]);
        return Math.Abs(stress / curvature) * Film / 42.3e-6;
    }

    /// <summary>A sphere with c = r²/R², as half a section, by its exact radial displacement: relative error.</summary>
    public static double SphereError(int rings, MeshOrder order)
    {
        TriangleMesh mesh = HalfDisk(rings, order);
        ElasticSolution solution = Bodies.Solve(new ElasticProblem(mesh, PlaneModel.Axisymmetric, [Bodies.Isotropic()]), Bodies.AtNodes(mesh, (x, y) => ((x * x) + (y * y)) / (R * R)));
        double factor = Bodies.Eta / (1 - Bodies.Nu);
        // u = η/(1−ν) [(1+ν) r⁻² ∫c s² ds + 2(1−2ν) r R⁻³ ∫₀ᴿ c s² ds] (Timoshenko and Goodier, art. 152).
        double Per(double r) => factor * (((1 + Bodies.Nu) * r * r / (5 * R * R)) + (2 * (1 - (2 * Bodies.Nu)) / 5));
        return Bodies.ErrorOfDisplacement(solution, (x, y) => (Per(double.Hypot(x, y)) * x, Per(double.Hypot(x, y)) * y)) / (Per(R) * R);
    }

    /// <summary>Elastic energy [J/m] of the bent wire with a striated composition between rollers.</summary>
    /// <param name="along">Boxes along the wire.</param>
    /// <param name="across">Boxes across it.</param>
    /// <param name="order">Order of the cells.</param>
    /// <param name="alongStriations">Whether the boxes are cut along the striations or across them: the striations are mirrored, which leaves the energy of the wire as it is.</param>
    /// <param name="atPoints">Whether the composition is given at the quadrature points, not at the nodes.</param>
    public static double BentWireEnergy(int along, int across, MeshOrder order, bool alongStriations = true, bool atPoints = false)
    {
        TriangleMesh mesh = StructuredMesh.RingSector(1.8e-6, 2.2e-6, Math.PI / 2, across, along, order);
        var material = new ElasticMaterial(new IsotropicLaw(43e9, 0.3), TensorStrain.Isotropic(0.04476 / 3, 0));
        var problem = new ElasticProblem(mesh, PlaneModel.PlaneStress, [material]) { Boundary = [new Roller("start"), new Roller("end")] };
        double At(double x, double y) => alongStriations ? Striated(y * 1e6, x * 1e6) : Striated(x * 1e6, y * 1e6);
        if (!atPoints)
        {
            return Bodies.Solve(problem, Bodies.AtNodes(mesh, At)).Energy;
        }

        using ElasticSystem system = ElasticSystem.Factored(problem, Bodies.Solver);
        double[] places = problem.PointPlaces();
        return system.Solve([system.LoadAtPoints([.. Enumerable.Range(0, places.Length / 2).Select(i => At(places[2 * i], places[(2 * i) + 1]))])])[0].Energy;
    }

    public static double Striated(double x, double y)
    {
        double angle = Math.Atan2(y, x), radius = double.Hypot(x, y);
        return 0.35 + (0.3 * Math.Tanh(6 * Math.Sin((24 * angle) + (6 * (radius - 2)))) * Math.Exp(-Math.Pow((angle - (Math.PI / 4)) / 0.45, 2)));
    }

    /// <summary>One component of a tensor at each point.</summary>
    public static double[] Component(double[] tensors, int component) => [.. Enumerable.Range(0, tensors.Length / 4).Select(i => tensors[(4 * i) + component])];

    /// <summary>The right half of a disk about the origin, its straight side on x = 0.</summary>
    public static TriangleMesh HalfDisk(int rings, MeshOrder order)
    {
        TriangleMesh disk = StructuredMesh.Disk(R, rings, order);
        int[] chosen = [.. Enumerable.Range(0, disk.CellCount).Where(c => disk.Cell(c)[..3].ToArray().Sum(n => disk.Points[(2 * n) + 1]) > 0)];
        int[] nodes = [.. chosen.SelectMany(c => disk.Cell(c).ToArray()).Distinct().Order()];
        Dictionary<int, int> number = nodes.Select((n, k) => (n, k)).ToDictionary(p => p.n, p => p.k);
        // A quarter turn clockwise brings the upper half to the right.
        double[] points = [.. nodes.SelectMany(n => new[] { Math.Max(0, Math.Round(disk.Points[(2 * n) + 1] / R, 15)) * R, -disk.Points[2 * n] })];
        return new TriangleMesh(points, [.. chosen.SelectMany(c => disk.Cell(c).ToArray().Select(n => number[n]))], disk.NodesPerCell);
    }

    // Second derivative of u_y along a line y = height: least squares of a parabola between two places.
    private static double Curvature(ElasticSolution solution, double height, double from, double to)
    {
        TriangleMesh mesh = solution.Problem.Mesh;
        (double X, double U)[] line = [.. Enumerable.Range(0, mesh.NodeCount)
            .Where(n => Math.Abs(mesh.Points[(2 * n) + 1] - height) < 1e-6 * to && mesh.Points[2 * n] >= from && mesh.Points[2 * n] <= to)
            .Select(n => ((mesh.Points[2 * n] - ((from + to) / 2)) / (to - from), solution.Displacement[(2 * n) + 1]))];
        // On a symmetric line the odd moments vanish only roughly; the parabola is fitted by normal equations in Legendre-like form.
        double[,] a = new double[3, 4];
        foreach ((double x, double u) in line)
        {
            double[] basis = [1, x, x * x];
            for (int i = 0; i < 3; i++)
            {
                for (int j = 0; j < 3; j++)
                {
                    a[i, j] += basis[i] * basis[j];
                }

                a[i, 3] += basis[i] * u;
            }
        }

        return 2 * Cramer(a) / ((to - from) * (to - from));
    }

    private static double Cramer(double[,] a)
    {
        double Minor(int k) => (a[0, 0] * ((a[1, 1] * a[2, k]) - (a[1, k] * a[2, 1]))) - (a[0, 1] * ((a[1, 0] * a[2, k]) - (a[1, k] * a[2, 0]))) + (a[0, k] * ((a[1, 0] * a[2, 1]) - (a[1, 1] * a[2, 0])));
        return Minor(3) / Minor(2);
    }

    // Middles between two corners on a circle are put on the circle.
    private static TriangleMesh OnCircle(TriangleMesh mesh, double radius)
    {
        double[] points = mesh.Points.ToArray();
        bool On(int n) => Math.Abs(double.Hypot(mesh.Points[2 * n], mesh.Points[(2 * n) + 1]) - radius) < 1e-9 * radius;
        for (int cell = 0; cell < mesh.CellCount; cell++)
        {
            ReadOnlySpan<int> n = mesh.Cell(cell);
            for (int side = 0; side < 3; side++)
            {
                if (On(n[side]) && On(n[(side + 1) % 3]))
                {
                    int m = n[3 + side];
                    double stretch = radius / double.Hypot(mesh.Points[2 * m], mesh.Points[(2 * m) + 1]);
                    (points[2 * m], points[(2 * m) + 1]) = (mesh.Points[2 * m] * stretch, mesh.Points[(2 * m) + 1] * stretch);
                }
            }
        }

        return new TriangleMesh(points, mesh.Cells.ToArray(), mesh.NodesPerCell, null, new NamedEdges(mesh.Edges.ToArray(), mesh.EdgeParts.ToArray(), mesh.PartNames));
    }

    private static ElasticMaterial Material(Phase p) => new(new IsotropicLaw(p.E, p.Nu), TensorStrain.Isotropic(p.Strain, 0));
}

/// <summary>The bent wire of the energy tables.</summary>
internal static class BentWire
{
    /// <summary>Its elastic energy [J/m]: quadratic cells, 600 × 150 boxes.</summary>
    public const double Energy = 6.580392e-8;
}
