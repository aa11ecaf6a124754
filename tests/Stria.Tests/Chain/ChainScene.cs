using System.Globalization;
using Stria.Core;
using Stria.Measurement.Synthesis;
using Stria.Studies;

namespace Stria.Tests.Chain;

/// <summary>A small core–shell stack with planted truth, for tests of the whole chain.</summary>
internal static class ChainScene
{
    internal const int Height = 48, Width = 64;
    internal const double Offset_eV = 0.83;

    private static readonly Lazy<SyntheticStack> Lazily = new(() => CoreShellScene.Make(
        MaterialLibrary.Shipped.Find("v2o5-alpha"),
        new CoreShellOptions { Seed = 3, Height = Height, Width = Width, EnergyOffset_eV = Offset_eV, Drift = 1 }));

    /// <summary>The scene: 0.83 eV too high, drifting and jumping, counting noise, halo and stray light.</summary>
    internal static SyntheticStack Made => Lazily.Value;

    /// <summary>The stack as counted.</summary>
    internal static SpectralStack Stack => Made.Stack;

    /// <summary>Every second frame: enough for tests of behaviour, in half the time.</summary>
    internal static SpectralStack Thin { get; } = Frames(Lazily.Value.Stack, f => f % 2 == 0);

    /// <summary>The model's library as a table for --references.</summary>
    internal static string WriteLibrary(string path, params double[] compositions)
    {
        ReferenceSpectrum[] references = [.. ModelSpectra.Library().Where(r => compositions.Length == 0 || compositions.Contains(r.Composition))];
        double[] energies = references[0].Spectrum.PhotonEnergies_eV;
        IEnumerable<string> rows = energies.Select((e, i) => string.Join(',', [Text(e), .. references.Select(r => Text(r.Spectrum.Values[i]))]));
        File.WriteAllLines(path, ["energy_eV," + string.Join(',', references.Select(r => "x=" + Text(r.Composition))), .. rows]);
        return path;
    }

    /// <summary>A stack with some of its frames.</summary>
    internal static SpectralStack Frames(SpectralStack stack, Func<int, bool> keep)
    {
        int[] kept = [.. Enumerable.Range(0, stack.FrameCount).Where(keep)];
        return Ordered(stack, kept);
    }

    /// <summary>A stack with the frames that are named, in that order; a frame may come twice.</summary>
    internal static SpectralStack Ordered(SpectralStack stack, int[] frames) => new(
        [.. frames.Select(f => stack.PhotonEnergies_eV[f])],
        stack.Grid,
        [.. frames.SelectMany(f => stack.Frame(f).ToArray())],
        stack.Provenance)
    {
        Dwells = [.. frames.Select(_ => 1e-3)],
    };

    /// <summary>A stack with every value changed.</summary>
    internal static SpectralStack Changed(SpectralStack stack, Func<int, int, float, float> value) => new(
        stack.PhotonEnergies_eV,
        stack.Grid,
        [.. stack.Counts.Select((v, i) => value(i / stack.Grid.Count, i % stack.Grid.Count, v))],
        stack.Provenance)
    {
        Dwells = stack.Dwells,
    };

    /// <summary>I₀ of each frame, from the corners that no sample reaches.</summary>
    internal static double[] OpenIntensity(SpectralStack stack)
    {
        var open = new double[stack.FrameCount];
        for (int f = 0; f < open.Length; f++)
        {
            double sum = 0;
            foreach (int corner in (int[])[0, Width - 6, (Height - 6) * Width, ((Height - 6) * Width) + Width - 6])
            {
                for (int i = 0; i < 36; i++)
                {
                    sum += stack.Frame(f)[corner + (i / 6 * Width) + (i % 6)];
                }
            }

            open[f] = sum / 144;
        }

        return open;
    }

    internal static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
