using Stria.Core;
using Stria.Matter;
using Stria.Measurement;

namespace Stria.Tests.Measurement.Diffraction;

public sealed class LayerLagTests
{
    private const double Angle = 2.29;

    // Energy-dispersive patterns of three layers: in each the second phase takes over, in deeper ones later.
    [Fact]
    public void Deeper_layers_lag_by_what_was_planted()
    {
        SeriesFitResult[] layers = [.. new[] { 2.5, 3.5, 4.5 }.Select((half, layer) => Series(half, 10 * layer))];
        IReadOnlyList<MeasuredValue?> lags = LayerLag.Of(layers, "delta");
        Assert.Equal(0, lags[0]!.Value.Value);
        Assert.InRange(lags[1]!.Value.Value, 0.9, 1.1);
        Assert.InRange(lags[2]!.Value.Value, 1.9, 2.1);
        Assert.InRange(lags[2]!.Value.Sigma, 1e-4, 0.1);
        Assert.Null(LayerLag.Crossing(new SeriesFitResult([.. layers[2].Patterns.Take(2)], []), "alpha"));
        Assert.Throws<ScenarioException>(() => LayerLag.Crossing(layers[0], "gamma"));
        Assert.Throws<ScenarioException>(() => LayerLag.Crossing(layers[0], "delta", 1));
    }

    private static SeriesFitResult Series(double half, int seed)
    {
        var delta = new CrystalPhase("delta", SpaceGroups.Find("C m c m"), UnitCell.FromAngstroms(3.61, 9.91, 11.20));
        Diffractogram[] patterns = [.. Enumerable.Range(0, 9).Select(k => Pattern(delta, Math.Clamp(0.5 + ((k - half) / 4), 0, 1), 500 + seed + k))];
        return SeriesFit.Run(patterns, [MadePatterns.Orthorhombic, delta], new SeriesFitOptions
        {
            Pattern = new PatternFitOptions { Refine = ProfileTerms.W, Background = new BackgroundOptions { ChebyshevTerms = 3 }, StartsWide = false },
            Backward = false,
            EndPatterns = new Dictionary<string, int> { ["alpha"] = 0 },
        });
    }

    private static Diffractogram Pattern(CrystalPhase delta, double share, int seed)
    {
        double[] energies = MadePatterns.Grid(60000, 140000, 500), kilo = [.. energies.Select(e => e / 1000)], counts = [.. energies.Select(_ => 400.0)];
        foreach ((CrystalPhase phase, double scale) in new[] { (MadePatterns.Orthorhombic, 1 - share), (delta, share) })
        {
            foreach (Reflection r in ReflectionList.Within(phase.Group, phase.Cell, 2.1))
            {
                MadePatterns.AddPeak(kilo, counts, r.Energy_eV(Angle) / 1000, 4 * scale * MadePatterns.Strength(r.Indices), 0.06, 0.02);
            }
        }

        Diffractogram noisy = MadePatterns.Noisy(DiffractionAxis.Energy, energies, counts, seed);
        return new Diffractogram(DiffractionAxis.Energy, energies, noisy.Counts, noisy.Sigmas) { FixedTwoTheta_deg = Angle, Name = $"p{seed}" };
    }
}
