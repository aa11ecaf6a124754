using Stria.Core;
using Stria.Files;
using Stria.Measurement.Synthesis;
using Stria.Tests.Chain;
using Stria.Tests.Measurement;
using Stria.Tests.Measurement.FewEnergies;

namespace Stria.Tests.Studies.FewEnergies;

/// <summary>Images of two wires as a beamline writes them, and the error of a map against what was planted.</summary>
internal static class FewImages
{
    /// <summary>Writes the images and the library of the model.</summary>
    internal static SyntheticTruth Write(string stack, string library, double[] energies, long seed)
    {
        var options = new DisturbanceOptions { Severity = 0, Counts = 20000, Drift = 4, Walk = 0.3 };
        SyntheticStack made = SceneExposure.Make(new TwoWires(new SceneFrame(72, 84, 20e-9) { PhotonEnergies_eV = energies }), Made.V2O5, options, seed);
        NxstxmWriter.Write(stack, made.Stack, new NxstxmDetails { Title = "two wires" });
        ChainScene.WriteLibrary(library);
        return made.Truth;
    }

    /// <summary>Root mean square error of x two pixels inside, where the wires are thicker than 15 nm.</summary>
    internal static double Error(string run, string dataset, SyntheticTruth truth)
    {
        using var maps = new MapFile(Path.Combine(run, "maps.h5"));
        ScalarField x = maps.Map(dataset);
        ImageGrid whole = truth.Thickness.Grid;
        bool[] inner = Stria.Numerics.Images.Morphology.Erode([.. truth.Thickness.Values.Select(t => t > 15)], whole.Height, whole.Width, 2);
        double sum = 0;
        int n = 0;
        for (int p = 0; p < x.Grid.Count; p++)
        {
            int q = (((p / x.Grid.Width) + x.Grid.OriginRow) * whole.Width) + (p % x.Grid.Width) + x.Grid.OriginColumn;
            if (inner[q] && float.IsFinite(x.Values[p]))
            {
                (sum, n) = (sum + Math.Pow(x.Values[p] - truth.Composition.Values[q], 2), n + 1);
            }
        }

        Assert.True(n > 300, $"{n} pixels scored");
        return Math.Sqrt(sum / n);
    }
}
