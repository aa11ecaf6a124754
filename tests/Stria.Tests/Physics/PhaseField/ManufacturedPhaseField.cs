using Stria.Core;
using Stria.Numerics.Fem;
using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.FreeEnergies;
using Stria.Physics.PhaseField;
using Stria.Physics.Transport;

namespace Stria.Tests.Physics.PhaseField;

/// <summary>c = ½ + A(t) cos(πx) cos(2πy) on the unit square, made a solution of the Cahn–Hilliard equation with f = ρ (w² − d²)², w = c − ½, by a source.</summary>
/// <param name="Swing">A(t) = A₀ (1 + swing · sin t): 0 for a steady field.</param>
internal sealed record ManufacturedPhaseField(double Swing) : ISource
{
    private const double Amplitude = 0.2, Height = 2, Half = 0.3, Kappa = 0.02, Mobility = 0.5;
    private static readonly double Px = Math.PI, Py = 2 * Math.PI, Lambda = (Px * Px) + (Py * Py);

    public double Size(double time) => Amplitude * (1 + (Swing * Math.Sin(time)));

    public double Exact(double time, double x, double y) => 0.5 + (Size(time) * Math.Cos(Px * x) * Math.Cos(Py * y));

    public void Evaluate(double time, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> values)
    {
        double a = Size(time), rate = Amplitude * Swing * Math.Cos(time);
        for (int i = 0; i < values.Length; i++)
        {
            double shape = Math.Cos(Px * x[i]) * Math.Cos(Py * y[i]), w = a * shape, laplacian = -Lambda * w;
            double wx = -a * Px * Math.Sin(Px * x[i]) * Math.Cos(Py * y[i]), wy = -a * Py * Math.Cos(Px * x[i]) * Math.Sin(Py * y[i]);
            double ofSlope = 4 * Height * ((3 * w * w * laplacian) + (6 * w * ((wx * wx) + (wy * wy))) - (Half * Half * laplacian));
            values[i] = (rate * shape) - (Mobility * (ofSlope - (Kappa * Lambda * Lambda * w)));
        }
    }

    public PhaseFieldProblem Problem(TriangleMesh mesh) =>
        new(mesh, new DoubleWell(Height, 0.5 - Half, 0.5 + Half).ToChemicalPotential(), CrystalTensor.Isotropic(Kappa), new ConstantMobility(Mobility)) { Source = this };

    /// <summary>Root mean square of the error at an end time.</summary>
    public double Error(int cells, MeshOrder order, PhaseFieldMethod method, (double End, int Steps) time)
    {
        (PhaseFieldSolver solver, PhaseFieldState end) = Run(cells, order, method, time);
        using (solver)
        {
            return Distance(solver.Problem.Mesh, solver.ToNodes(end.Composition), (x, y) => Exact(time.End, x, y));
        }
    }

    public (PhaseFieldSolver Solver, PhaseFieldState End) Run(int cells, MeshOrder order, PhaseFieldMethod method, (double End, int Steps) time)
    {
        var solver = new PhaseFieldSolver(Problem(StructuredMesh.Rectangle(1, 1, cells, cells, order)), new PhaseFieldTime { Method = method, Fixed = true, FirstStep = time.End / time.Steps });
        PhaseFieldState start = solver.Start(PhaseFieldCases.AtUnknowns(solver, (x, y) => Exact(0, x, y)));
        return (solver, solver.Advance(start, time.End));
    }

    /// <summary>Root mean square of the difference between a nodal field and a function, by quadrature.</summary>
    public static double Distance(TriangleMesh mesh, double[] nodal, Func<double, double, double> exact)
    {
        var cell = new CellValues(mesh, QuadratureRule.Triangle(8));
        double sum = 0, area = 0;
        for (int k = 0; k < mesh.CellCount; k++)
        {
            cell.MoveTo(k);
            for (int q = 0; q < cell.PointCount; q++)
            {
                double value = 0;
                for (int i = 0; i < mesh.NodesPerCell; i++)
                {
                    value += cell.Shapes(q)[i] * nodal[mesh.Cell(k)[i]];
                }

                double off = value - exact(cell.X(q), cell.Y(q));
                (sum, area) = (sum + (cell.Weight(q) * off * off), area + cell.Weight(q));
            }
        }

        return Math.Sqrt(sum / area);
    }
}

/// <summary>PFHub benchmark 7: an Allen–Cahn front y = ¼ + α(x, t) with a manufactured solution η = ½ [1 − tanh((y − α)/√(2κ))].</summary>
internal sealed record ManufacturedFront(double Kappa = 0.0004) : ISource
{
    private const double A1 = 0.0075, B1 = 8 * Math.PI, A2 = 0.03, B2 = 22 * Math.PI, C2 = 0.0625 * Math.PI;

    public double Exact(double time, double x, double y) => 0.5 * (1 - Math.Tanh((y - Front(time, x).Place) / Math.Sqrt(2 * Kappa)));

    public void Evaluate(double time, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> values)
    {
        double width = Math.Sqrt(2 * Kappa);
        for (int i = 0; i < values.Length; i++)
        {
            (double place, double speed, double slope, double bend) = Front(time, x[i]);
            double s = (y[i] - place) / width, sech = 1 / Math.Cosh(s), peak = sech * sech, tanh = Math.Tanh(s), eta = 0.5 * (1 - tanh);

            // η_t = ½ sech² α_t/w;  κ∇²η = κ { sech² tanh (1 + α_x²)/w² + ½ sech² α_xx/w };  S = η_t + 4η(η−1)(η−½) − κ∇²η.
            double rate = 0.5 * peak * speed / width, laplacian = (peak * tanh * (1 + (slope * slope)) / (width * width)) + (0.5 * peak * bend / width);
            values[i] = rate + (4 * eta * (eta - 1) * (eta - 0.5)) - (Kappa * laplacian);
        }
    }

    /// <summary>Root mean square of the error at a time.</summary>
    public double Error(int cells, MeshOrder order, (double End, int Steps) time, PhaseFieldMethod method)
    {
        TriangleMesh mesh = StructuredMesh.Rectangle(1, 0.5, 2 * cells, cells, order);
        var problem = new PhaseFieldProblem(mesh, new PolynomialEnergy([0, 0, 1, -2, 1]).ToChemicalPotential(), CrystalTensor.Isotropic(Kappa), new ConstantMobility(1))
        {
            PeriodicAlongX = true,
            Dynamics = PhaseFieldDynamics.Relaxing,
            Boundary = [new FixedComposition("bottom", 1), new FixedComposition("top", 0)],
            Source = this,
        };
        using var solver = new PhaseFieldSolver(problem, new PhaseFieldTime { Method = method, Fixed = true, FirstStep = time.End / time.Steps });
        PhaseFieldState end = solver.Advance(solver.Start(PhaseFieldCases.AtUnknowns(solver, (x, y) => Exact(0, x, y))), time.End);
        return ManufacturedPhaseField.Distance(mesh, solver.ToNodes(end.Composition), (x, y) => Exact(time.End, x, y));
    }

    private static (double Place, double Speed, double Slope, double Bend) Front(double t, double x)
    {
        double one = A1 * t * Math.Sin(B1 * x), two = A2 * Math.Sin((B2 * x) + (C2 * t)), cosine = A2 * Math.Cos((B2 * x) + (C2 * t));
        return (0.25 + one + two, (A1 * Math.Sin(B1 * x)) + (C2 * cosine), (A1 * B1 * t * Math.Cos(B1 * x)) + (B2 * cosine), -(B1 * B1 * one) - (B2 * B2 * two));
    }
}
