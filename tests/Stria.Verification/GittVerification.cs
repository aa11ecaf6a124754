using Stria.Core;
using Stria.Measurement.Gitt;
using Stria.Numerics.Diffusion;
using Stria.Numerics.Statistics;
using Stria.Tests;
using Stria.Tests.Measurement.Gitt;

namespace Stria.Verification;

/// <summary>Intermittent titration: known D(x) from a synthetic record, and convergence of diffusion in particles.</summary>
[Collection(VerificationCollection.Name)]
public sealed class GittVerification
{
    private const string Section = "Intermittent titration (GITT)";
    private static readonly DiffusionMethod[] Methods = [DiffusionMethod.WeppnerHuggins, DiffusionMethod.FiniteBody, DiffusionMethod.Relaxation];

    [SharedDataFact]
    public void The_inverse_fit_recovers_D_of_x_where_the_formula_is_off_by_factors()
    {
        CyclerTrace trace = TitrationRecords.SyntheticTrace();
        IReadOnlyList<GittPoint> points = GittAnalysis.Run(trace, TitrationRecords.Synthetic);
        double[] formula = [.. points.Select(p => p.By(DiffusionMethod.WeppnerHuggins).Diffusivity.Value / TitrationRecords.TrueDiffusivity(p.Composition))];
        VerificationRecord.AtMost(Section, "synthetic record, Weppner–Huggins: least D over true D", 0.35, formula.Min());
        VerificationRecord.AtLeast(Section, "synthetic record, Weppner–Huggins: largest D over true D", 3, formula.Max());
        double worst = points.SelectMany(p => p.Diffusion.Where(d => d.Valid).Select(d => Math.Abs((d.Diffusivity.Value / TitrationRecords.TrueDiffusivity(p.Composition)) - 1))).Max();
        VerificationRecord.AtMost(Section, "synthetic record: largest relative error of any estimate called valid", 0.25, worst);
        InverseFitResult found = GittInverseFit.Run(trace, GittPulses.Find(trace).Pulses, TitrationRecords.Synthetic);
        VerificationRecord.AtMost(Section, "synthetic record, inverse fit: largest relative error of D, all 22 pulses", 0.05, Errors(found).Max());
        VerificationRecord.AtLeast(Section, "synthetic record, inverse fit: 95 % intervals of D that hold the truth, of 22", 19, found.Estimates.Count(e => TitrationRecords.Holds(e.Estimate, TitrationRecords.TrueDiffusivity(e.Composition))));
        foreach (DiffusionMethod method in Methods)
        {
            VerificationRecord.AtLeast(Section, $"synthetic record, {method}: 95 % intervals of D that hold the truth, of 22 (valid or not)", 19, points.Count(p => TitrationRecords.Holds(p.By(method), TitrationRecords.TrueDiffusivity(p.Composition))));
        }

        (GittPoint Point, DiffusionEstimate D)[] valid = [.. points.SelectMany(p => p.Diffusion.Where(d => d.Valid).Select(d => (p, d)))];
        VerificationRecord.Add(Section, $"synthetic record: share of the {valid.Length} estimates called valid whose interval holds the truth", 1, valid.Average(v => TitrationRecords.Holds(v.D, TitrationRecords.TrueDiffusivity(v.Point.Composition)) ? 1.0 : 0), 0);
        VerificationRecord.AtMost(Section, "synthetic record: median standard deviation of ln D of those", 0.2, Quantiles.Median([.. valid.Select(v => v.D.Diffusivity.Relative)]));
        VerificationRecord.AtMost(Section, "synthetic record, inverse fit: largest error of U(x) at the middles of the pulses [V]", 1e-3, found.Compositions.Max(x => Math.Abs(found.RestPotential(x) - TitrationRecords.TruePotential(x))));
    }

    [SharedDataFact]
    public void With_noise_the_inverse_fit_states_its_errors()
    {
        CyclerTrace clean = TitrationRecords.SyntheticTrace();
        int holding = 0, all = 0;
        double worst = 0;
        foreach (long seed in new[] { 1, 2, 3 })
        {
            var random = new SeededRandom(seed);
            var noisy = new CyclerTrace(clean.Times, clean.Currents, [.. clean.Potentials.Select(u => u + (2e-4 * random.Normal()))]);
            InverseFitResult found = GittInverseFit.Run(noisy, GittPulses.Find(noisy).Pulses, TitrationRecords.Synthetic, new InverseFitOptions { Cells = 40 });
            worst = Math.Max(worst, Errors(found).Max());
            holding += found.Estimates.Count(e => TitrationRecords.Holds(e.Estimate, TitrationRecords.TrueDiffusivity(e.Composition)));
            all += found.Compositions.Length;
        }

        VerificationRecord.AtMost(Section, "synthetic record with 0.2 mV noise, three seeds: largest relative error of D, all pulses", 0.15, worst);
        VerificationRecord.AtLeast(Section, "the same: share of 95 % intervals of D that hold the truth", 19 / 22.0, holding / (double)all);
    }

    [Theory]
    [InlineData(0.003, 0.027)]
    [InlineData(0.003, 0.009)]
    [InlineData(0.015, 0.075)]
    public void The_inverse_fit_states_its_scatter_for_particles_that_are_slow_against_the_pulses(double pulse, double rest)
    {
        const int Noises = 20, Pulses = 10;
        const double Noise = 1e-4;
        CyclerTrace clean = TitrationRecords.Simulated(ParticleShape.Sphere, pulse, _ => 1, x => 3.5 - (0.5 * x) - (0.1 * x * x), Pulses, (rest, 0, 40));
        double[][] logs = new double[Noises][], sigmas = new double[Noises][];
        int settled = 0;
        for (int n = 0; n < Noises; n++)
        {
            var random = new SeededRandom(n + 1);
            var noisy = new CyclerTrace(clean.Times, clean.Currents, [.. clean.Potentials.Select(u => u + (Noise * random.Normal()))]);
            InverseFitResult found = GittInverseFit.Run(noisy, GittPulses.Find(noisy).Pulses, TitrationRecords.SimulatedSample(ParticleShape.Sphere), new InverseFitOptions { Cells = 30 });
            logs[n] = [.. found.Diffusivities.Select(d => Math.Log(d.Value))];
            sigmas[n] = [.. found.Diffusivities.Select((d, k) => Math.Sqrt(Math.Max(0, (d.Relative * d.Relative) - (found.ModelErrors[k] * found.ModelErrors[k]))))];
            settled += found.Converged ? 1 : 0;
        }

        double[] ratios = [.. Enumerable.Range(0, Pulses).Select(k => Math.Sqrt(logs.Sum(l => Math.Pow(l[k] - logs.Average(m => m[k]), 2)) / (Noises - 1)) / Math.Sqrt(sigmas.Average(s => s[k] * s[k])))];
        string name = $"sphere, D τ/R² = {VerificationRecord.Text(pulse)}, rests of {VerificationRecord.Text(rest / pulse)} τ, 0.1 mV noise, 20 seeds, inverse fit: ";
        VerificationRecord.Between(Section, name + "scatter of ln D over its stated standard deviation, median of 10 values", 0.8, 1.25, Quantiles.Median(ratios));
        VerificationRecord.AtLeast(Section, name + "fits that settled, of 20", Noises, settled);
    }

    [Fact]
    public void Intervals_of_single_pulses_hold_the_truth_in_other_bodies_and_materials()
    {
        (string Name, ParticleShape Shape, double Pulse, Func<double, double> D, Func<double, double> U)[] records =
        [
            ("slab, constant D", ParticleShape.Slab, 0.05, _ => 1, x => 3.5 - (0.5 * x) - (0.1 * x * x)),
            ("sphere, constant D", ParticleShape.Sphere, 0.02, _ => 1, x => 3.5 - (0.5 * x) - (0.1 * x * x)),
            ("slab, D = e^2x, waves in U", ParticleShape.Slab, 0.1, x => Math.Exp(2 * x), x => 3.5 - (0.4 * x) - (0.05 * Math.Sin(6 * x))),
            ("sphere, D = e^-3x, a step in U", ParticleShape.Sphere, 0.03, x => Math.Exp(-3 * x), x => 3.6 - (0.6 * x) - (0.03 * Math.Tanh((x - 0.5) / 0.1))),
            ("cylinder, D = 0.5 + x, a plateau in U", ParticleShape.Cylinder, 0.05, x => Math.Max(0.1, 0.5 + x), x => 3.4 - (0.3 * x) - (0.1 * Math.Tanh((x - 0.4) / 0.15))),
            ("slab, long pulses, D in waves", ParticleShape.Slab, 0.4, x => 1 + (0.5 * Math.Sin(5 * x)), x => 3.5 - (0.5 * x) - (0.1 * x * x)),
        ];
        foreach ((string name, ParticleShape shape, double pulse, Func<double, double> d, Func<double, double> u) in records)
        {
            IReadOnlyList<GittPoint> points = GittAnalysis.Run(TitrationRecords.Simulated(shape, pulse, d, u, 20), TitrationRecords.SimulatedSample(shape));
            (DiffusionEstimate Estimate, double Truth)[] all = [.. points.SelectMany(p => p.Diffusion.Select(e => (e, d(p.Composition))))], valid = [.. all.Where(e => e.Estimate.Valid)];
            VerificationRecord.AtLeast(Section, $"{name}, 0.1 mV noise: share of the 95 % intervals of all 60 estimates that hold the truth", 0.85, all.Average(e => TitrationRecords.Holds(e.Estimate, e.Truth) ? 1.0 : 0));
            VerificationRecord.AtLeast(Section, $"{name}, 0.1 mV noise: share of the {valid.Length} estimates called valid whose interval holds the truth", 0.9, valid.Average(e => TitrationRecords.Holds(e.Estimate, e.Truth) ? 1.0 : 0));
        }
    }

    [Theory]
    [InlineData(ParticleShape.Slab)]
    [InlineData(ParticleShape.Cylinder)]
    [InlineData(ParticleShape.Sphere)]
    public void Diffusion_in_particles_converges_with_the_square(ParticleShape shape)
    {
        double exact = ConstantFluxDiffusion.SurfaceRise(shape, 0.1), before = double.NaN;
        foreach (int cells in new[] { 10, 20, 40, 80, 160 })
        {
            double error = Math.Abs(Rise(shape, 0.1, cells) - exact);
            if (!double.IsNaN(before))
            {
                VerificationRecord.Between(Section, $"{shape.ToString().ToLowerInvariant()}, constant flux to D t/L² = 0.1, {cells} cells and {4 * cells} steps: rate", 1.8, 3.2, Math.Log2(before / error));
            }

            before = error;
        }
    }

    private static double[] Errors(InverseFitResult found) =>
        [.. found.Compositions.Zip(found.Diffusivities, (x, d) => Math.Abs((d.Value / TitrationRecords.TrueDiffusivity(x)) - 1))];

    private static double Rise(ParticleShape shape, double theta, int cells)
    {
        var body = new RadialDiffusion(shape, 1, cells);
        var table = DiffusivityTable.Constant(1);
        int steps = 4 * cells;
        for (int k = 1; k <= steps; k++)
        {
            body.Advance(table, (int)shape, theta * ((2 * k) - 1) / steps / steps);
        }

        return body.Surface(table, (int)shape);
    }
}
