using Stria.Physics.FreeEnergies;
using Stria.Physics.Thermodynamics;

namespace Stria.Physics.Radial;

/// <summary>The equations of one step in units of the particle: lengths by its radius, times by R²/D, potentials by RT.</summary>
/// <remarks>
/// Unknowns per shell: c and μ. Mass: V (α (c − c_n) − β) = flows; potential: V (μ − g(c)) + κ ∇²c V = 0, with g = f′ + B c. Elasticity adds a part that is
/// the same everywhere and moves nothing; it counts at the surface only. The discrete μ is the derivative of the discrete energy.
/// </remarks>
internal sealed class RadialSystem
{
    private const int SurfacePasses = 200;
    private const double SurfaceTolerance = 1e-13;
    private readonly RadialProblem problem;
    private readonly IChemicalPotential law;
    private readonly BlockTridiagonal matrix;
    private readonly double[] local, slope, energy;

    public RadialSystem(RadialProblem problem)
    {
        problem.Check();
        (this.problem, Grid) = (problem, new RadialGrid(problem.Shape, problem.Cells));
        law = problem.Coupling == 0 ? problem.Law : problem.Law.Strained(new ElasticTerm(problem.Coupling, 1, 0, 0));
        matrix = new BlockTridiagonal(Grid.Cells);
        (local, slope, energy) = (new double[Grid.Cells], new double[Grid.Cells], new double[Grid.Cells]);
        Kappa = problem.GradientEnergy / problem.ThermalEnergy / (problem.Length * problem.Length);
        TimeUnit = problem.Length * problem.Length / problem.Diffusivity;
    }

    public RadialGrid Grid { get; }

    /// <summary>κ/(RT R²).</summary>
    public double Kappa { get; }

    /// <summary>R²/D [s].</summary>
    public double TimeUnit { get; }

    public CompositionDomain Domain => law.Domain;

    /// <summary>Scaled μ of a composition, without the part that is the same everywhere.</summary>
    public void Potential(ReadOnlySpan<double> c, Span<double> mu)
    {
        law.Evaluate(c, [], mu, []);
        for (int i = 0; i < Grid.Cells; i++)
        {
            mu[i] = (mu[i] / problem.ThermalEnergy) - (Kappa * Laplacian(c, i));
        }
    }

    /// <summary>Scaled energy of the particle over RT C_max R^ν: chemical, gradient and the local elastic part.</summary>
    public double Energy(ReadOnlySpan<double> c)
    {
        law.Evaluate(c, energy, [], []);
        double sum = 0;
        for (int i = 0; i < Grid.Cells; i++)
        {
            sum += Grid.Volumes[i] * energy[i] / problem.ThermalEnergy;
            if (i + 1 < Grid.Cells)
            {
                double step = c[i + 1] - c[i];
                sum += 0.5 * Kappa * Grid.Conductances[i] * step * step;
            }
        }

        return sum;
    }

    /// <summary>One iteration of Newton's method.</summary>
    /// <param name="now">c and μ alternating; not changed.</param>
    /// <param name="time">The factor α, the constant part β of each shell, and the time [s] that surface laws may ask for.</param>
    /// <param name="change">Receives the change of c and μ.</param>
    public void Linearise(double[] now, in StepTerms time, double[] change)
    {
        int n = Grid.Cells;
        double[] c = time.Composition;
        for (int i = 0; i < n; i++)
        {
            c[i] = now[2 * i];
        }

        law.Evaluate(c, [], local, slope);
        matrix.Clear();
        for (int i = 0; i < n; i++)
        {
            double v = Grid.Volumes[i];
            matrix.Diagonal[4 * i] = time.Alpha * v;
            matrix.Diagonal[(4 * i) + 2] = -v * slope[i] / problem.ThermalEnergy;
            matrix.Diagonal[(4 * i) + 3] = v;
            change[2 * i] = -v * ((time.Alpha * (c[i] - time.Start[i])) - time.Beta[i]);
            change[(2 * i) + 1] = -v * (now[(2 * i) + 1] - (local[i] / problem.ThermalEnergy));
        }

        Faces(now, change);
        Surface(now, time.Time, change);
        matrix.Solve(change);
    }

    /// <summary>Whether some mode grows faster than a rate: implicit steps beyond it would damp what in truth grows.</summary>
    /// <param name="now">c and μ alternating; not changed.</param>
    /// <param name="terms">The step, with the rate in place of α.</param>
    /// <param name="scratch">As long as now.</param>
    public bool GrowsFasterThan(double[] now, in StepTerms terms, double[] scratch)
    {
        Linearise(now, terms, scratch);
        return matrix.Signature != 0;
    }

    /// <summary>Scaled inflow at the surface, and composition and scaled potential there.</summary>
    public (double Inflow, double ByPotential, double ByComposition, double Potential) AtSurface(double c, double mu, double mean, double time)
    {
        double mobility = Mobility(c), resistance = Grid.Width / 2 / mobility, uniform = problem.UniformElasticPotential(mean) / problem.ThermalEnergy;
        ISurfaceCondition surface = problem.Surface;
        if (surface.HeldPotential is { } held)
        {
            double outside = (held / problem.ThermalEnergy) - uniform;
            return ((outside - mu) / resistance, -1 / resistance, MobilitySlope(c) / mobility * (outside - mu) / resistance, outside + uniform);
        }

        // The resistance changes with composition as 1/M does, and the potential at the surface with it.
        (double flow, SurfaceInflow found) = Settled((time, c), mu + uniform, resistance);
        double rateUnit = RateUnit, byPotential = found.ByPotential * problem.ThermalEnergy * rateUnit, share = 1 / (1 - (byPotential * resistance));
        double byResistance = byPotential * flow * (-resistance * MobilitySlope(c) / mobility);
        return (flow, byPotential * share, ((found.ByComposition * rateUnit) + byResistance) * share, mu + uniform + (flow * resistance));
    }

    private double RateUnit => problem.Length / problem.Diffusivity;

    // The law sees the potential at the surface itself, half a shell further out: j = law(μ + j R), whose root lies between 0 and law(μ) because the law falls with μ. Newton's method,
    // and bisection where that would leave the bracket or gains too little: from beyond the root an exponential comes back by one factor e at a time.
    private (double Flow, SurfaceInflow At) Settled((double Time, double C) at, double mu, double resistance)
    {
        SurfaceInflow found = problem.Surface.Inflow(at.Time, at.C, mu * problem.ThermalEnergy);
        double gap = found.Rate * RateUnit, low = Math.Min(0, gap), high = Math.Max(0, gap), flow = 0, step = high - low;
        if (found.ByPotential == 0 || gap == 0)
        {
            return (gap, found);
        }

        for (int pass = 0; pass < SurfacePasses; pass++)
        {
            double next = flow + (gap / (1 - (found.ByPotential * problem.ThermalEnergy * RateUnit * resistance)));
            next = next >= low && next <= high && Math.Abs(next - flow) <= step / 2 ? next : low + ((high - low) / 2);
            (step, flow) = (Math.Abs(next - flow), next);
            found = problem.Surface.Inflow(at.Time, at.C, (mu + (flow * resistance)) * problem.ThermalEnergy);
            gap = (found.Rate * RateUnit) - flow;
            (low, high) = gap > 0 ? (flow, high) : (low, flow);
            if (gap == 0 || step <= SurfaceTolerance * Math.Abs(flow))
            {
                return (flow, found);
            }
        }

        // Not a number: the step is taken back.
        return (double.NaN, found);
    }

    private void Faces(double[] now, double[] change)
    {
        for (int i = 0; i + 1 < Grid.Cells; i++)
        {
            (int l, int r) = (2 * i, 2 * (i + 1));
            double g = Grid.Conductances[i], face = (now[l] + now[r]) / 2, m = Mobility(face), half = MobilitySlope(face) / 2, rise = now[r + 1] - now[l + 1];
            double flow = g * m * rise, byC = g * half * rise, byMu = g * m, bend = Kappa * g, step = now[r] - now[l];
            change[l] += flow;
            change[r] -= flow;
            change[l + 1] -= bend * step;
            change[r + 1] += bend * step;
            Span<double> dl = matrix.Diagonal.Slice(4 * i, 4), dr = matrix.Diagonal.Slice(4 * (i + 1), 4), ul = matrix.Up.Slice(4 * i, 4), lr = matrix.Low.Slice(4 * (i + 1), 4);
            dl[0] -= byC;
            dl[1] += byMu;
            ul[0] = -byC;
            ul[1] = -byMu;
            dr[0] += byC;
            dr[1] += byMu;
            lr[0] = byC;
            lr[1] = -byMu;
            dl[2] -= bend;
            ul[2] = bend;
            dr[2] -= bend;
            lr[2] = bend;
        }
    }

    private void Surface(double[] now, double time, double[] change)
    {
        int last = Grid.Cells - 1;
        double mean = 0;
        for (int i = 0; i <= last; i++)
        {
            mean += Grid.Volumes[i] * now[2 * i] * Grid.Dimension;
        }

        // The outer area is 1 in units of the particle.
        (double inflow, double byMu, double byC, _) = AtSurface(now[2 * last], now[(2 * last) + 1], mean, time);
        change[2 * last] += inflow;
        matrix.Diagonal[4 * last] -= byC;
        matrix.Diagonal[(4 * last) + 1] -= byMu;
    }

    private double Laplacian(ReadOnlySpan<double> c, int i)
    {
        double flow = 0;
        flow += i + 1 < Grid.Cells ? Grid.Conductances[i] * (c[i + 1] - c[i]) : 0;
        flow -= i > 0 ? Grid.Conductances[i - 1] * (c[i] - c[i - 1]) : 0;
        return flow / Grid.Volumes[i];
    }

    private double Mobility(double c) => problem.Mobility == RadialMobility.Constant ? 1 : c * (1 - c);

    private double MobilitySlope(double c) => problem.Mobility == RadialMobility.Constant ? 0 : 1 - (2 * c);
}

/// <summary>The terms of one step in time: α (c − c_start) − β = dc/dt.</summary>
/// <param name="Alpha">α, by R²/D.</param>
/// <param name="Start">c at the beginning of the step.</param>
/// <param name="Beta">β of each shell.</param>
/// <param name="Time">Time at the end of the step [s].</param>
/// <param name="Composition">Scratch of one number per shell.</param>
internal readonly record struct StepTerms(double Alpha, double[] Start, double[] Beta, double Time, double[] Composition);
