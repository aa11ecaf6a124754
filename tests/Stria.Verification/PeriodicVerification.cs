using Stria.Numerics.Geometry.Meshing;
using Stria.Physics.Elasticity;
using Stria.Physics.PhaseField;
using Stria.Tests.Physics;
using Stria.Tests.Physics.PhaseField;

namespace Stria.Verification;

/// <summary>Mechanics in boxes that repeat themselves, alone and with the phase field.</summary>
[Collection(VerificationCollection.Name)]
public sealed class PeriodicVerification
{
    private const string Section = "Periodic boxes with mechanics";

    [Theory]
    [InlineData(PlaneModel.PlaneStrain, MeshOrder.Linear, 2)]
    [InlineData(PlaneModel.PlaneStrain, MeshOrder.Quadratic, 3)]
    [InlineData(PlaneModel.PlaneStress, MeshOrder.Linear, 2)]
    [InlineData(PlaneModel.PlaneStress, MeshOrder.Quadratic, 3)]
    public void Waves(PlaneModel model, MeshOrder order, double rate)
    {
        (double Displacement, double Stress, double Energy)[] errors = [.. new[] { 16, 32, 64 }.Select(n => PeriodicCases.WaveErrors(n, order, model))];
        for (int i = 1; i < errors.Length; i++)
        {
            string name = $"crossing waves, {model}, {order}, n = {16 << i}";
            VerificationRecord.Between(Section, $"{name}, displacement ({errors[i].Displacement:G3}): rate", rate - 0.15, rate + 0.5, Math.Log2(errors[i - 1].Displacement / errors[i].Displacement));
            VerificationRecord.Between(Section, $"{name}, stress ({errors[i].Stress:G3}): rate", rate - 1.15, rate + 0.5, Math.Log2(errors[i - 1].Stress / errors[i].Stress));
            VerificationRecord.Between(Section, $"{name}, energy ({errors[i].Energy:G3}): rate", rate - 0.15, rate + 1.5, Math.Log2(errors[i - 1].Energy / errors[i].Energy));
        }
    }

    [Theory]
    [InlineData(PlaneModel.PlaneStrain)]
    [InlineData(PlaneModel.PlaneStress)]
    public void Growth(PlaneModel model)
    {
        foreach (MeshOrder order in Enum.GetValues<MeshOrder>())
        {
            foreach (PhaseFieldMethod method in new[] { PhaseFieldMethod.Linear, PhaseFieldMethod.Newton })
            {
                VerificationRecord.Add(Section, $"growth of the fastest wave, {model}, {order}, {method}: by the closed form", 1, PeriodicCases.GrowthRatio(model, method, order), 0.01);
            }
        }
    }

    [Theory]
    [InlineData(PhaseFieldMethod.Linear)]
    [InlineData(PhaseFieldMethod.Newton)]
    public void Transforms(PhaseFieldMethod method)
    {
        double[] times = [2, 8, 30];
        // Resolved on both sides: 28 or 40 cells, 120 pixels and fivefold steps change no energy of Newton's method or of the transforms by more than 0.03 %, twofold steps none of the linear method by more than 0.08 %.
        (WatchedRun run, double[] transforms) = PeriodicCases.BesideTransforms(20, 32, (60, 1e-8), new PhaseFieldTime { Method = method, Tolerance = method == PhaseFieldMethod.Linear ? 1e-5 : 2e-5 }, times);
        for (int i = 0; i < times.Length; i++)
        {
            VerificationRecord.Add(Section, $"energy of a coherent box at t = {times[i]}, {method}: by Fourier transforms", 1, run.At[i].Energy / transforms[i], 0.002);
        }

        VerificationRecord.AtMost(Section, $"coherent box, {method}: largest change of the mass in a step", 1e-14, run.LargestDrift);
        VerificationRecord.AtMost(Section, $"coherent box, {method}: change of the mass in all", 1e-11, run.TotalDrift);
        VerificationRecord.AtMost(Section, $"coherent box, {method}: largest rise of the energy in a step, by its parts", 1e-12, run.LargestRise);
    }
}
