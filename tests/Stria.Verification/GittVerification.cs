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
            holding += found.Compositions.Zip(found.Diffusivities).Count(d => Math.Abs(d.Second.Value - TitrationRecords.TrueDiffusivity(d.First)) <= 1.96 * d.Second.Sigma);
            all += found.Compositions.Length;
        }

        VerificationRecord.AtMost(Section, "synthetic record with 0.2 mV noise, three seeds: largest relative error of D, all pulses", 0.15, worst);
        VerificationRecord.Between(Section, "the same: share of 95 % intervals of D that hold the truth", 0.8, 1, holding / (double)all);
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
